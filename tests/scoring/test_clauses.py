"""In a sentence that names several companies each has its own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.scoring.clauses import own_words
from feeds.scoring.linking import Mention, mentions


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("Nvidia beats estimates", {"NVDA": "Nvidia beats estimates"}, id="one alone"),
        pytest.param(
            "Ford beats estimates as Tesla recalls 2 million cars",
            {"F": "beats estimates", "TSLA": "recalls 2 million cars"},
            id="two clauses",
        ),
        pytest.param("Ford rises and Tesla falls", {"F": "rises and", "TSLA": "falls"}, id="one clause"),
        pytest.param("Ford and Tesla fall", {"F": "fall", "TSLA": "fall"}, id="a list"),
        pytest.param("Analysts cut Ford", {"F": "Analysts cut Ford"}, id="before the name"),
        pytest.param("The committee meets", {}, id="none"),
    ],
)
def test_each_company_has_its_own_words(companies, text, parts):
    assert own_words(text, mentions(text, companies=companies)) == parts


@given(text=st.text(max_size=60), words=st.lists(st.text(min_size=1, max_size=5), max_size=3))
def test_any_text_is_parted(text, words):
    found = [Mention(f"S{n}", 0, 1, word) for n, word in enumerate(words)]
    assert set(own_words(text, found)) == {mention.symbol for mention in found}
