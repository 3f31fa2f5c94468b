"""What the rules read in a sentence, before any weight is learned."""

import pytest

from feeds.scoring.lines import lexemes
from feeds.scoring.rules import Finding, read


def findings(text: str) -> list[Finding]:
    return read(lexemes(text))


def net(text: str) -> float:
    return sum(found.sign for found in findings(text))


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("profit rises", "loss rises"),
        ("loss narrows", "profit narrows"),
        ("costs fall", "sales fall"),
        ("cuts costs", "cuts dividend"),
        ("signs supply agreement", "supply agreement worth $20 mn is terminated"),
        ("wins contract", "cancels contract"),
        ("margin widened to 12 %", "deficit widened to 12 %"),
        ("sales were EUR 5 mn, compared with EUR 4 mn", "sales were EUR 4 mn, compared with EUR 5 mn"),
        ("debt was EUR 4 mn, compared with EUR 5 mn", "debt was EUR 5 mn, compared with EUR 4 mn"),
        ("margin moved from 4 % to 5 %", "margin moved from 5 % to 4 %"),
        ("profit of EUR 2 mn versus a loss of EUR 9 mn", "loss of EUR 9 mn versus a profit of EUR 2 mn"),
        ("EPS was EUR 0.21 (0.14)", "EPS was EUR 0.14 (0.21)"),
        ("profit was EUR 12.4 mn (9.9)", "profit was EUR 9.9 mn (12.4)"),
        (
            "cash flow was EUR 4 mn, against a negative EUR 6 mn",
            "cash flow was a negative EUR 6 mn, against EUR 4 mn",
        ),
        (
            "profit of EUR 1.2 mn (USD 1.6 mn), compared with EUR 0.9 mn (USD 1.2 mn)",
            "profit of EUR 0.9 mn (USD 1.2 mn), compared with EUR 1.2 mn (USD 1.6 mn)",
        ),
        ("target raised to $1.00 from 80 cents", "target cut to 80 cents from $1.00"),
        ("profit (EBIT) rose", "profit (EBIT) fell"),
        ("sales came to EUR 1.1 bn, against EUR 900 mn", "sales came to EUR 900 mn, against EUR 1.1 bn"),
    ],
)
def test_what_flips_the_sign(good: str, bad: str):
    assert net(good) > 0 > net(bad)


@pytest.mark.parametrize(
    "text",
    [
        "the fair opened (12 March)",
        "profit was EUR 4 mn (see page 12)",
        "profit was EUR 4 mn (USD 5 mn)",
        "the report comes on 12 March and the next on 5 May",
        "margin was 9.1 %, compared to 9.1 %",
        "founded in 2004 and listed from 2011",
        "",
        "the office moves",
    ],
)
def test_nothing_is_found_where_nothing_moves(text: str):
    assert net(text) == 0


def test_a_negation_turns_a_finding():
    assert net("sales did not fall") > 0 > net("sales fall")


def test_roles_tell_the_news_from_its_cause():
    roles = {found.role: found.sign for found in findings("gold falls as dollar firms")}
    assert roles["main"] < 0 < roles["cause"]
