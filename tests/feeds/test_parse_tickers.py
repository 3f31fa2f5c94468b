"""Tickers that publishers tag themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.parse.tickers import distinct, from_category, from_element


@pytest.mark.parametrize(
    ("term", "domain", "symbol"),
    [
        ("Nasdaq:ACMR", "https://wire.example/rss/stock", "NASDAQ:ACMR"),
        ("NYSE: BRK.B", "", "NYSE:BRK.B"),
        ("NYSE American:XYZ", "", "NYSE AMERICAN:XYZ"),
        ("TSX-V:ABC", "", "TSX-V:ABC"),
        ("Frankfurt:4GNB", "https://wire.example/rss/stock", "FRANKFURT:4GNB"),
        ("ACMR", "https://wire.example/rss/stock", "ACMR"),
        ("AAPL", "ticker", "AAPL"),
        ("$TSLA", "symbol", "TSLA"),
        ("Contracts", "https://wire.example/rss/keyword", None),
        ("ACMR", "", None),
        ("Topic: Energy", "", None),
        ("http://nasdaq.example", "", None),
        ("stocks", "https://blog.example/tag/markets", None),
        ("", "", None),
    ],
)
def test_category_names(term, domain, symbol):
    assert from_category(term, domain) == symbol


@pytest.mark.parametrize(
    ("text", "market", "symbol"),
    [
        ("MSFT", "", "MSFT"),
        (" ROCC\n", "NASDAQ", "NASDAQ:ROCC"),
        ("ROCC", "somewhere", "ROCC"),
        ("NYSE:IBM", "", "NYSE:IBM"),
        ("0700", "HKEX", "HKEX:0700"),
        ("Microsoft", "", None),
        ("lower", "", None),
        ("TOO LONG A TEXT", "", None),
        ("", "", None),
    ],
)
def test_element_holds(text, market, symbol):
    assert from_element(text, market) == symbol


def test_each_ticker_is_told_once():
    assert distinct(["A", "B", "A"]) == ("A", "B")
    assert len(distinct([str(number) for number in range(99)])) == 20


@given(st.text(), st.text())
def test_any_text_is_a_ticker_or_none(term, domain):
    for symbol in (from_category(term, domain), from_element(term, domain)):
        assert symbol is None or symbol == symbol.upper().strip()
