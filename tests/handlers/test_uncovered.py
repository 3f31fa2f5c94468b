"""Indices, sectors, commodities and the like are no companies, whoever is called so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.scoring.companies import load_companies
from handlers.blocks.help import render_uncovered
from handlers.language.uncovered import find_uncovered
from tests.handlers.showing import shown

COMPANIES = load_companies()


def find(text):
    return find_uncovered(text, has_company=COMPANIES.knows)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("how is the S&P 500 doing", "the S&P 500"),
        ("S&P 500", "S&P 500"),
        ("the dow", "the dow"),
        ("how is Dow doing this week", "Dow"),
        ("dow jones today", "dow jones"),
        ("nasdaq today", "nasdaq"),
        ("nasdaq 100", "nasdaq 100"),
        ("russell 2000", "russell 2000"),
        ("FTSE", "FTSE"),
        ("DAX", "DAX"),
        ("nikkei", "nikkei"),
        ("vix", "vix"),
        ("oil", "oil"),
        ("how are oil stocks", "oil stocks"),
        ("crude oil prices", "crude oil"),
        ("natural gas", "natural gas"),
        ("gold", "gold"),
        ("what about silver?", "silver"),
        ("copper", "copper"),
        ("the euro", "the euro"),
        ("yen", "yen"),
        ("bitcoin", "bitcoin"),
        ("BTC", "BTC"),
        ("ETH", "ETH"),
        ("BTC-USD", "BTC-USD"),
        ("what does the ECB do", "the ECB"),
        ("the fed", "the fed"),
        ("inflation", "inflation"),
        ("CPI", "CPI"),
        ("interest rates", "interest rates"),
        ("how are banks doing", "banks"),
        ("chip stocks", "chip stocks"),
        ("semis", "semis"),
        ("big tech", "big tech"),
        ("magnificent seven", "magnificent seven"),
        ("mag 7", "mag 7"),
        ("airlines", "airlines"),
        ("how is china doing", "china"),
        ("how do JPMorgan and other banks do", "banks"),
    ],
)
def test_what_is_no_company_is_found(text, words):
    assert find(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "DOW",
        "$DOW",
        "Dow Inc",
        "GOLD",
        "$GOLD",
        "S&P Global",
        "Nasdaq Inc",
        "Oil States",
        "Natural Gas Services",
        "Bank of America",
        "Gold Fields",
        "Dollar General",
        "United Airlines",
        "China Mobile",
        "Southern Copper",
        "how is Apple doing",
        "NASDAQ: NVDA",
        "",
    ],
)
def test_a_company_that_is_called_so_is_left_alone(text):
    assert find(text) == ""


@given(st.text(max_size=80))
def test_what_is_found_stands_in_the_text(text):
    assert all(word in text for word in find(text).split())


def test_the_answer_offers_movers_and_an_alert_on_the_words():
    answer = render_uncovered("the S&P 500")
    assert '`/alerts subscribe "S&amp;P 500"`' in answer.text
    moving, alert = answer.blocks[-1]["elements"]
    assert moving["value"] == "What's moving?"
    assert alert["text"]["text"] == "Alert on “S&P 500”"
    assert alert["value"] == '/alerts subscribe "S&P 500"'
    assert "not indices, sectors" in shown(answer)
