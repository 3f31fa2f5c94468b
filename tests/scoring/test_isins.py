"""Securities are known by their numbers too: by form and check digit, and by the table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.resources import read_text
from feeds.scoring.companies import Companies
from feeds.scoring.isins import from_cusip, has_form, is_isin, symbol_of_isin


@pytest.mark.parametrize(
    ("number", "symbol"),
    [
        pytest.param("US67066G1040", "NVDA", id="of the United States"),
        pytest.param("us0378331005", "AAPL", id="in small letters"),
        pytest.param("DE0005190003", "BMW.DE", id="of another country"),
        pytest.param("US02079K1079", "GOOG", id="one class"),
        pytest.param("US02079K3059", "GOOGL", id="and the other"),
        pytest.param("67066G104", "NVDA", id="CUSIP"),
        pytest.param("037833100", "AAPL", id="CUSIP of digits"),
    ],
)
def test_a_number_finds_its_company(companies: Companies, number, symbol):
    assert symbol_of_isin(number) == symbol
    assert companies.symbol_of(number) == symbol


@pytest.mark.parametrize("number", ["US67066G1041", "US0378331050", "67066G105", "INTERNATIONAL", "NVDA", ""])
def test_what_is_no_number_finds_nothing(number):
    assert symbol_of_isin(number) is None


def test_a_valid_number_may_be_unknown():
    assert is_isin("AU0000XVGZA3")
    assert symbol_of_isin("AU0000XVGZA3") is None


@pytest.mark.parametrize("word", ["INTERESTING1", "US1234", "12US67066G10"])
def test_a_word_is_no_number(word):
    assert not has_form(word)


def test_a_cusip_is_the_middle_of_an_isin():
    assert from_cusip("67066G104") == "US67066G1040"


def test_every_row_is_a_valid_number_of_a_listed_company(companies: Companies):
    rows = [line.split("\t") for line in read_text("isins.tsv").splitlines() if not line.startswith("#")]
    assert len(rows) >= 1000
    assert rows == sorted(rows)
    assert [isin for isin, symbol in rows if not is_isin(isin) or symbol not in companies.listings] == []


@given(st.text(max_size=14))
def test_any_text_is_read_without_an_error(text):
    symbol_of_isin(text)
