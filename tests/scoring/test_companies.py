"""The ticker table answers the words people use."""

import pytest

from feeds.scoring.companies import Companies
from feeds.types.companies import Ambiguous, Found, Unknown


@pytest.mark.parametrize(
    ("words", "symbol"),
    [
        ("$nvda", "NVDA"),
        ("NVDA", "NVDA"),
        ("Apple", "AAPL"),
        ("apple inc.", "AAPL"),
        ("ford", "F"),
        ("Gap", "GAP"),
        ("google", "GOOGL"),
        ("YouTube", "GOOGL"),
        ("brk.b", "BRK-B"),
        ("NASDAQ:ACMR", "ACMR"),
        ("Berkshire Hathaway", "BRK-B"),
        ("volkswagen", "VOW3.DE"),
    ],
)
def test_words_mean_one_company(companies: Companies, words: str, symbol: str):
    match companies.resolve(words):
        case Found(symbol=found):
            assert found == symbol
        case other:
            pytest.fail(f"{words}: {other}")


def test_a_slip_of_the_pen_suggests_the_nearest(companies: Companies):
    answer = companies.resolve("micosoft")
    assert isinstance(answer, Unknown)
    assert answer.nearest[0].symbol == "MSFT"


def test_the_start_of_several_names_asks_which(companies: Companies):
    answer = companies.resolve("bank of")
    assert isinstance(answer, Ambiguous)
    assert "BAC" in [company.symbol for company in answer.candidates]


@pytest.mark.parametrize("words", ["", "  ", "zzqqxxyy", "🙂", "$", "a" * 5000])
def test_nonsense_is_unknown(companies: Companies, words: str):
    assert isinstance(companies.resolve(words), Unknown)


def test_name_of_a_symbol(companies: Companies):
    assert companies.name_of("META") == "Meta Platforms"
    assert companies.name_of("NOPE1") is None
