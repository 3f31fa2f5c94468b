"""Texts are cleaned, cut into sentences and tokens, and never in more than linear time."""

import time

import pytest

from feeds.scoring.score import Scorer
from feeds.scoring.text import MAX_CHARS, clean, sentences, split, tokens


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("<p>Sales <b>rose</b></p>", "Sales rose"),
        ("Profit &amp; loss", "Profit & loss"),
        ("<script>alert(1)</script>Calm", "Calm"),
        ("Apple <AAPL.O> fell", "Apple <AAPL.O> fell"),
        ("a\x00b\u200bc\n\nd", "a b c d"),
        ("it\u2019s", "it's"),
        ("lone \ud800 surrogate", "lone ? surrogate"),
    ],
)
def test_clean(raw: str, expected: str):
    assert clean(raw) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Sales rose at Harvala Inc. in May. Profit fell sharply too.", 2),
        ("Mr. Lind met U.S. Senator J. Doe in Washington on Friday.", 1),
        ("It rose 2.5 percent. It fell 1.5 percent. It stood still.", 3),
    ],
)
def test_split(text: str, count: int):
    assert len(split(text)) == count


def test_a_body_that_repeats_the_title_says_it_once():
    found = sentences(title="Sales rise", text="Sales rise. Profit is next.")
    assert [sentence.text for sentence in found] == ["Sales rise", "Profit is next."]


def test_a_publisher_named_differently_in_the_body_is_still_a_repetition():
    found = sentences(
        title="Sales of tractors rise in Spain - Reuters", text="Sales of tractors rise in Spain Reuters"
    )
    assert len(found) == 1


def test_marks_set_apart_by_a_wire_are_joined_again():
    assert clean("The group 's `` aim '' is growth") == 'The group\'s " aim " is growth'


def test_tokens_keep_what_belongs_together():
    assert tokens("$BRK.B up +3.5% to 1,250.5 in Q3") == (
        "$BRK.B",
        "up",
        "+3.5%",
        "to",
        "1,250.5",
        "in",
        "Q3",
    )


@pytest.mark.parametrize(
    "piece", ["a ", "<", "<a ", "&amp;", "$A ", "1.", "é", "🙂", "<!--", "(NYSE: ", "not ", "A, "]
)
def test_five_megabytes_of_anything_take_a_moment(scorer: Scorer, piece: str):
    text = piece * (5_000_000 // len(piece))
    started = time.perf_counter()
    scorer.score(title=text[:500], text=text)
    assert time.perf_counter() - started < 5
    assert len(clean(text)) <= MAX_CHARS
