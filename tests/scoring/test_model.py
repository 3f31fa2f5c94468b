"""Weights are read as they were written, and what they add does not depend on what was asked before."""

import gzip

import pytest

from feeds.scoring.lines import lexemes
from feeds.scoring.model import Model, read_model
from feeds.scoring.style import Style


@pytest.fixture
def model() -> Model:
    lines = (
        "@warmth\t0\t1000",
        "profit\t-500\t700",
        "@s|profit\t500\t-700",
        "c:<pro\t0\t100",
        "profit _ jump\t-50\t250",
    )
    return read_model(gzip.compress("\n".join(lines).encode()))


def test_a_word_adds_its_stem_and_its_letters(model: Model):
    profit = lexemes("profits").items[0]
    assert model.styled[Style.HEADLINE].words[profit] == pytest.approx(complex(-0.5, 0.8))


def test_a_style_may_take_back_what_all_share(model: Model):
    assert model.styled[Style.POST].pull("profit") == 0
    assert model.styled[Style.FORMAL].pull("profit") == complex(-0.5, 0.7)


def test_neighbours_add_together(model: Model):
    line = lexemes("Profits jump")
    assert sum(model.styled[Style.HEADLINE].pairs_in(line.stems)) == complex(-0.05, 0.25)


def test_odds_lean_to_where_the_pull_is(model: Model):
    odds = model.odds(complex(-1.0, 2.0))
    assert odds.positive > odds.neutral > odds.negative
    assert odds.positive + odds.neutral + odds.negative == pytest.approx(1.0)
