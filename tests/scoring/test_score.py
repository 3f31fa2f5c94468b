"""Whole answers of the scorer, by behaviour."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.scoring.score import Scorer
from feeds.types.scores import Entity, Polarity

SCORER = Scorer.load()


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Operating loss narrowed to EUR 1.2 mn from EUR 3.4 mn", Polarity.POSITIVE),
        ("Operating profit narrowed to EUR 1.2 mn from EUR 3.4 mn", Polarity.NEGATIVE),
        ("Costs jump", Polarity.NEGATIVE),
        ("Sales jump", Polarity.POSITIVE),
        ("Chipmaker beats estimates and raises guidance", Polarity.POSITIVE),
        ("The company will move its offices to Espoo", Polarity.NEUTRAL),
    ],
)
def test_polarity(text: str, polarity: Polarity):
    assert SCORER.score(title=text).sentiment.polarity is polarity


def test_a_publishers_tags_become_tickers():
    analysis = SCORER.score(title="Shares rise", symbols=("NASDAQ:ACMR", "MSFT", "not a tag"))
    assert {row.symbol for row in analysis.tickers} == {"ACMR", "MSFT"}


def test_an_asked_entity_is_always_answered():
    analysis = SCORER.score(
        title="Nothing to see", entities=(Entity("e1", ("Tata Motors",)), Entity("e2", ()))
    )
    assert [answer.id for answer in analysis.entities] == ["e1", "e2"]


@settings(max_examples=60, deadline=None)
@given(title=st.text(max_size=300), text=st.text(max_size=600))
def test_never_raises_and_always_says_the_same(title: str, text: str):
    analysis = SCORER.score(title=title, text=text)
    assert analysis == SCORER.score(title=title, text=text)
    assert -1 <= analysis.sentiment.score <= 1
    assert 0 <= analysis.confidence <= 1
    assert all(0 < row.relevance <= 1 for row in analysis.tickers)
