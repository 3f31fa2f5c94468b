"""`/ticker` says what it understood, or what it did not and how it is said right."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.grammar import UsageProblem, parse_ticker
from handlers.grammar.queries import AskCompanies, AskMovers, AskTickerHelp

WEEK = timedelta(days=7)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        pytest.param("NVDA", AskCompanies(("NVDA",), WEEK), id="symbol"),
        pytest.param("$nvda 24h", AskCompanies(("$nvda",), timedelta(days=1)), id="dollar and hours"),
        pytest.param("30D NVDA", AskCompanies(("NVDA",), timedelta(days=30)), id="duration first"),
        pytest.param("NVDA 52w", AskCompanies(("NVDA",), timedelta(weeks=52)), id="weeks"),
        pytest.param("NVDA AMD INTC", AskCompanies(("NVDA", "AMD", "INTC"), WEEK), id="several"),
        pytest.param("compare NVDA AMD", AskCompanies(("NVDA", "AMD"), WEEK), id="said in words"),
        pytest.param("NVDA, AMD", AskCompanies(("NVDA", "AMD"), WEEK), id="commas"),
        pytest.param("Apple", AskCompanies(("Apple",), WEEK), id="name"),
        pytest.param("3M", AskCompanies(("3M",), WEEK), id="a name that looks like months"),
        pytest.param(
            "“Bank of America” 90d", AskCompanies(("Bank of America",), timedelta(days=90)), id="curly"
        ),
        pytest.param('"7d"', AskCompanies(("7d",), WEEK), id="a quoted duration is a name"),
        pytest.param("MOVERS", AskMovers(WEEK), id="movers in capitals"),
        pytest.param("movers 24h", AskMovers(timedelta(days=1)), id="movers of a day"),
        pytest.param("", AskTickerHelp(), id="nothing"),
        pytest.param("Help", AskTickerHelp(), id="help"),
        pytest.param("-h", AskTickerHelp(), id="help as of a program"),
        pytest.param("--help", AskTickerHelp(), id="help in full"),
        pytest.param("?", AskTickerHelp(), id="a question mark"),
        pytest.param("NVDA 3m", AskCompanies(("NVDA",), timedelta(days=90)), id="months behind a name"),
        pytest.param("NVDA 1M", AskCompanies(("NVDA",), timedelta(days=30)), id="one month in capitals"),
        pytest.param("NVDA 1y", AskCompanies(("NVDA",), timedelta(days=365)), id="a year"),
        pytest.param("NVDA 3M", AskCompanies(("NVDA", "3M"), WEEK), id="but 3M is a company"),
        pytest.param("movers 1m", AskMovers(timedelta(days=30)), id="movers of a month"),
        pytest.param("TODAY", AskCompanies(("TODAY",), WEEK), id="capitals may be a symbol"),
    ],
)
def test_ticker_is_understood(text, query):
    assert parse_ticker(text) == query


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        pytest.param("mover", "/ticker movers", id="misspelt movers"),
        pytest.param("hlep", "/ticker help", id="misspelt help"),
        pytest.param("movers NVDA 30d", "/ticker movers 30d", id="movers of a company"),
        pytest.param("NVDA 0d", "/ticker NVDA 1h", id="no time at all"),
        pytest.param("NVDA 366d", "/ticker NVDA 365d", id="over a year"),
        pytest.param("NVDA 999999w", "/ticker NVDA 365d", id="ages"),
        pytest.param("NVDA 7days", "/ticker NVDA 7d", id="days in letters"),
        pytest.param("NVDA 2 weeks", "/ticker NVDA 14d", id="weeks in two words"),
        pytest.param("NVDA 1d 7d", "/ticker NVDA 1d", id="two durations"),
        pytest.param("7d", "/ticker NVDA 7d", id="only a duration"),
        pytest.param("NVDA -7d", "/ticker NVDA 7d", id="a duration below zero"),
        pytest.param("NVDA 1.5d", "/ticker NVDA 36h", id="a day and a half"),
        pytest.param("NVDA 7d!", "/ticker NVDA 7d", id="a duration with a mark"),
        pytest.param("NVDA 2y", "/ticker NVDA 365d", id="two years"),
        pytest.param("what's moving", "/ticker movers 7d", id="a question about the market"),
        pytest.param("top gainers today", "/ticker movers 24h", id="a question about the day"),
        pytest.param("list", "/ticker movers 7d", id="a list of what"),
        pytest.param("$", "/ticker NVDA", id="only a sign"),
        pytest.param('"Bank of America 7d', '/ticker "Bank of America 7d"', id="an open quote"),
        pytest.param(" ".join("ABCDEFGHIJK" * 4), "/ticker A B C D E F G H I J", id="44 symbols"),
    ],
)
def test_ticker_says_how_it_is_said_right(text, nearest):
    problem = parse_ticker(text)
    assert isinstance(problem, UsageProblem)
    assert problem.nearest == nearest


@given(st.text())
def test_any_text_is_a_query_or_a_problem(text):
    assert isinstance(parse_ticker(text), AskCompanies | AskMovers | AskTickerHelp | UsageProblem)


@given(st.text(st.sampled_from('movershelpNVDA 0123456789dhw$",“”'), max_size=40))
def test_the_nearest_form_is_itself_understood(text):
    problem = parse_ticker(text)
    if isinstance(problem, UsageProblem):
        assert problem.nearest is not None
        again = parse_ticker(problem.nearest.removeprefix("/ticker"))
        while isinstance(again, UsageProblem):  # one thing is put right at a time
            assert again.nearest not in {None, problem.nearest}
            problem, again = again, parse_ticker(again.nearest.removeprefix("/ticker"))
