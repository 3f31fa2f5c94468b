"""Which companies a text names, and which it only seems to name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.scoring.companies import Companies
from feeds.scoring.linking import mentions
from feeds.types.subscriptions import Lesson, LessonKind
from tests.scoring.lessons import lesson


def symbols(text: str, companies: Companies, *lessons: Lesson) -> list[str]:
    return sorted({mention.symbol for mention in mentions(text, companies=companies, lessons=lessons)})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ACM Research (NASDAQ: ACMR) sets date for results", ["ACMR"]),
        ("Shares of Apple <AAPL.O> fell", ["AAPL"]),
        ("$tsla and $BRK.B are up", ["BRK-B", "TSLA"]),
        ("Alphabet's Waymo expands to Tokyo", ["GOOGL"]),
        ("YouTube raises prices", ["GOOGL"]),
        ("Facebook owner Meta Platforms cuts jobs", ["META"]),
        ("Berkshire Hathaway buys more of Occidental Petroleum", ["BRK-B", "OXY"]),
        ("Volkswagen to close plant", ["VOW3.DE"]),
        ("Nestle trims outlook", ["NESN.SW"]),
        ("Target shares fall after Black Friday", ["TGT"]),
        ("Bed Bath & Beyond files for bankruptcy", ["BBBY"]),
        ("NVDA calls are expensive", ["NVDA"]),
        ("Graham Holdings reports quarterly profit", ["GHC"]),
        ("Graham shares jump", ["GHC"]),
        ("cbdMD wins an award for its products", ["YCBD"]),
        ("NVDA jumps as TSLA sinks", ["NVDA", "TSLA"]),
        ("AAPL warns on China, INTC slides", ["AAPL", "INTC"]),
    ],
)
def test_named(companies: Companies, text: str, expected: list[str]):
    assert symbols(text, companies) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Analysts raise target as gap widens and visa rules ease",
        "IT IS ALL ON NOW FOR YOU",
        "The CEO of the UK unit told the EU about AI",
        "OpenAI and SpaceX raise money",
        "Scale AI hires a new chief",
        "Stocks on the Nasdaq and the NYSE ended flat",
        "Harrison Ford stars in a new film",
        "Graham says the bill will pass",
        "Senator Graham backs sanctions",
        "Markets wait for what Graham and Cohen will say",
        "An apple a day, and an oracle at night",
        "$5 and $10.50 and $",
        "Board meeting on Q1 results",
        "NASA says launch is delayed",
        "UNICEF raises funds",
    ],
)
def test_not_named(companies: Companies, text: str):
    assert symbols(text, companies) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Netflix upgraded at Morgan Stanley", ["NFLX"]),
        ("JPMorgan analysts cut price target on Tesla", ["TSLA"]),
        ("Morgan Stanley profit beats estimates", ["MS"]),
        ("Goldman Sachs to buy stake in Tesla supplier", ["GS", "TSLA"]),
    ],
)
def test_a_bank_that_rates_others_is_a_source(companies: Companies, text: str, expected: list[str]):
    assert symbols(text, companies) == expected


def test_what_was_taught_comes_first(companies: Companies):
    assert symbols("big blue box rallies", companies, lesson(LessonKind.ALIAS, "big blue box", "IBM")) == [
        "IBM"
    ]
    assert symbols("Apple falls", companies, lesson(LessonKind.BLOCK, "Apple", "AAPL")) == []


@pytest.mark.parametrize(
    ("text", "is_marked"),
    [
        pytest.param("$NVDA rallies", True, id="cashtag"),
        pytest.param("Nvidia (NASDAQ: NVDA) rallies", True, id="with its exchange"),
        pytest.param("Nvidia rallies", False, id="name"),
        pytest.param("NVDA shares rally", False, id="bare symbol"),
    ],
)
def test_cashtags_and_symbols_with_an_exchange_are_marked(companies: Companies, text: str, is_marked: bool):
    found = [mention for mention in mentions(text, companies=companies) if mention.symbol == "NVDA"]
    assert any(mention.is_marked for mention in found) is is_marked


def test_what_was_taught_is_marked(companies: Companies):
    taught = lesson(LessonKind.ALIAS, "big blue box", "IBM")
    (mention,) = mentions("big blue box rallies", companies=companies, lessons=(taught,))
    assert mention.is_marked


@pytest.mark.parametrize(
    ("text", "blocked"),
    [
        pytest.param("Apple's profit falls", "Apple", id="a possessive"),
        pytest.param("Apple falls", "Apple's", id="taught of a possessive"),
        pytest.param("$AAPL falls", "$AAPL", id="a cashtag"),
        pytest.param("The maker (NASDAQ: AAPL) falls", "NASDAQ: AAPL", id="a listing"),
    ],
)
def test_words_taught_not_to_mean_a_ticker_do_not(companies: Companies, text: str, blocked: str):
    assert symbols(text, companies) == ["AAPL"]
    assert symbols(text, companies, lesson(LessonKind.BLOCK, blocked, "AAPL")) == []


@settings(max_examples=100)
@given(text=st.text(max_size=400))
def test_mentions_lie_in_the_text_and_never_overlap(companies: Companies, text: str):
    end = 0
    for mention in mentions(text, companies=companies):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
