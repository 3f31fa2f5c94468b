"""How the lists of words are written, and what they come to."""

import pytest

from feeds.scoring.knowledge import Knowledge, read_knowledge


@pytest.fixture(scope="module")
def lists() -> Knowledge:
    return read_knowledge(
        "# a comment\n\nbad: slump|rout deepens|widens, =ends, loss\ngood: losses, slump ends"
    )


@pytest.mark.parametrize(
    "phrase", [("slump", "deepen"), ("slump", "widen"), ("rout", "deepen"), ("rout", "widen")]
)
def test_choices_in_a_phrase_are_spelt_out(lists: Knowledge, phrase: tuple[str, str]):
    assert lists.phrases[phrase] == ((phrase, "bad"),)


@pytest.mark.parametrize(
    ("word", "stemmed", "kind"),
    [
        pytest.param("losses", "loss", "bad", id="the first list that names a word keeps it"),
        pytest.param("ends", "end", "bad", id="exactly this form"),
        pytest.param("ended", "end", "", id="no other form"),
        pytest.param("gain", "gain", "", id="in no list"),
    ],
)
def test_the_kind_of_a_word(lists: Knowledge, word: str, stemmed: str, kind: str):
    assert lists.kind_of(word, stemmed=stemmed) == kind
