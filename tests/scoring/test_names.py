"""Registered names are shown as people write them."""

import pytest

from feeds.scoring.companies import Companies
from feeds.scoring.names import readable_name


@pytest.mark.parametrize(
    ("registered", "shown"),
    [
        ("ADVANCED MICRO DEVICES INC", "Advanced Micro Devices"),
        ("SOUTHERN COPPER CORP/", "Southern Copper"),
        ("Toyota Motor Corp/", "Toyota Motor"),
        ("BANK OF AMERICA CORP /DE/", "Bank of America"),
        ("US BANCORP \\DE\\", "US Bancorp"),
        ("Troops Inc /Cayman Islands/", "Troops"),
        ("Pandora A/S", "Pandora A/S"),
        ("Quad/Graphics, Inc.", "Quad/Graphics"),
        ("SPDR S&P 500 ETF TRUST", "SPDR S&P 500 ETF"),
        ("Mitsubishi Ufj Financial Group", "Mitsubishi UFJ Financial"),
    ],
)
def test_a_name_is_made_readable(registered: str, shown: str):
    assert readable_name(registered) == shown


@pytest.mark.parametrize(("symbol", "name"), [("SPY", "SPDR S&P 500 ETF"), ("SCCO", "Southern Copper")])
def test_the_table_shows_it_so(companies: Companies, symbol: str, name: str):
    assert companies.name_of(symbol) == name
