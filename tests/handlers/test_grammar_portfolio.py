"""`/portfolio`: holdings and the morning brief, ready for the command that comes."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.grammar import UsageProblem, parse_portfolio
from handlers.grammar.queries import (
    AddHolding,
    AskPortfolioHelp,
    ClearPortfolio,
    ExportPortfolio,
    ImportPortfolio,
    RemoveHolding,
    ScheduleBrief,
    SharePortfolio,
    ShowBrief,
    ShowPortfolio,
    StopBrief,
)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        pytest.param("", ShowPortfolio(), id="nothing shows it"),
        pytest.param("add NVDA 120", AddHolding("NVDA", shares=120), id="shares"),
        pytest.param("add NVDA 120 @ 95.50", AddHolding("NVDA", shares=120, cost=95.5), id="cost"),
        pytest.param("add NVDA 120@$95.50", AddHolding("NVDA", shares=120, cost=95.5), id="cost, no space"),
        pytest.param("add NVDA 40%", AddHolding("NVDA", weight=0.4), id="weight"),
        pytest.param("add Bank of America 1,200", AddHolding("Bank of America", shares=1200), id="name"),
        pytest.param("remove NVDA", RemoveHolding("NVDA"), id="remove"),
        pytest.param("clear", ClearPortfolio(), id="clear"),
        pytest.param("import", ImportPortfolio(), id="import"),
        pytest.param("Export", ExportPortfolio(), id="export"),
        pytest.param("share", SharePortfolio(), id="share"),
        pytest.param("help", AskPortfolioHelp(), id="help"),
        pytest.param("brief", ShowBrief(), id="brief"),
        pytest.param("brief off", StopBrief(), id="brief off"),
        pytest.param("brief at 08:30", ScheduleBrief(time(8, 30)), id="brief at"),
        pytest.param(
            "brief at 08:30 europe/berlin", ScheduleBrief(time(8, 30), "Europe/Berlin"), id="brief in a zone"
        ),
    ],
)
def test_portfolio_is_understood(text, query):
    assert parse_portfolio(text) == query


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        pytest.param("ad NVDA 3", "add NVDA 3", id="misspelt verb"),
        pytest.param("NVDA", "add NVDA 100", id="no verb"),
        pytest.param("add", "add NVDA 100", id="nothing"),
        pytest.param("add NVDA", "add NVDA 100", id="no amount"),
        pytest.param("add NVDA 0", "add NVDA 100", id="none of it"),
        pytest.param("add NVDA 140%", "add NVDA 100%", id="over all"),
        pytest.param("add NVDA 40% @ 5", "add NVDA 40%", id="a weight has no cost"),
        pytest.param("add NVDA 12 @ much", "add NVDA 12 @ 95.50", id="no cost"),
        pytest.param("remove", "remove NVDA", id="remove nothing"),
        pytest.param("clear all", "clear", id="too much"),
        pytest.param("brief at 8am", "brief at 08:00", id="loose time"),
        pytest.param("brief 8:30", "brief at 08:30", id="no at"),
        pytest.param("brief at 08:30 Berlin", "brief at 08:30 Europe/Berlin", id="city"),
    ],
)
def test_a_wrong_form_is_answered_with_the_right_one(text, nearest):
    problem = parse_portfolio(text)
    assert isinstance(problem, UsageProblem)
    assert problem.nearest == f"/portfolio {nearest}"


@given(st.text())
def test_any_text_is_read_without_an_error(text):
    parse_portfolio(text)
    parse_portfolio(f"add {text}")
    parse_portfolio(f"brief {text}")
