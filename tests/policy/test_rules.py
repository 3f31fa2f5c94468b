"""The options that an item passes or fails by its own numbers."""

import pytest

from feeds.policy.rules import describe, refuse
from feeds.types.scores import Polarity
from feeds.types.subscriptions import Rules
from tests.policy.samples import candidate, item, ticker

POSITIVE, NEGATIVE = Polarity.POSITIVE, Polarity.NEGATIVE


@pytest.mark.parametrize(
    ("rules", "score", "why"),
    [
        pytest.param(Rules(), 0.0, None, id="no rules"),
        pytest.param(Rules(min_score=0.35), 0.35, None, id="just strong enough"),
        pytest.param(Rules(min_score=0.35), -0.5, None, id="strong enough, negative"),
        pytest.param(Rules(min_score=0.35), 0.12, "score +0.12 is under min:0.35", id="too weak"),
        pytest.param(Rules(direction=POSITIVE), 0.15, None, id="positive"),
        pytest.param(Rules(direction=POSITIVE), 0.14, "score +0.14 is not positive", id="neutral"),
        pytest.param(Rules(direction=NEGATIVE), 0.4, "score +0.40 is not negative", id="wrong direction"),
    ],
)
def test_whole_item_is_judged_by_its_own_score(rules, score, why):
    assert refuse(rules, candidate(score=score), ()) == why


def test_relevance_of_a_whole_item_is_its_highest():
    rules = Rules(min_relevance=0.5)
    assert refuse(rules, candidate(ticker("A", relevance=0.2), ticker("B", relevance=0.9)), ()) is None
    assert refuse(rules, candidate(), ()) == "the highest relevance 0.00 is under relevance:0.5"


FORD, TESLA = ticker("F", score=0.5, relevance=0.9), ticker("TSLA", score=-0.6, relevance=0.4)


@pytest.mark.parametrize(
    ("rules", "rows", "why"),
    [
        pytest.param(Rules(direction=NEGATIVE), (TESLA,), None, id="the ticker's own direction"),
        pytest.param(Rules(direction=NEGATIVE), (FORD,), "F's score +0.50 is not negative", id="wrong one"),
        pytest.param(Rules(direction=NEGATIVE), (FORD, TESLA), None, id="one of two is enough"),
        pytest.param(
            Rules(min_relevance=0.5), (TESLA,), "TSLA's relevance 0.40 is under relevance:0.5", id="aside"
        ),
        pytest.param(
            Rules(min_score=0.8),
            (TESLA, FORD),
            "F's score +0.50 is under min:0.8",
            id="names the most relevant",
        ),
        pytest.param(
            Rules(min_relevance=0.5, direction=NEGATIVE),
            (FORD, TESLA),
            "F's score +0.50 is not negative",
            id="one ticker must pass all of them",
        ),
    ],
)
def test_tickers_asked_for_are_judged_by_their_own_numbers(rules, rows, why):
    assert refuse(rules, candidate(FORD, TESLA, score=0.0), rows) == why


def test_what_is_let_through_is_described_by_the_numbers_that_counted():
    assert describe(candidate(FORD, score=0.2), ()) == "score +0.20"
    assert describe(candidate(FORD, TESLA), (TESLA, FORD)) == "F: relevance 0.90, score +0.50"


@pytest.mark.parametrize(
    ("rules", "why"),
    [
        pytest.param(Rules(include="recall"), None, id="included"),
        pytest.param(Rules(include="lawsuit"), 'include: "lawsuit" is not in it', id="not included"),
        pytest.param(Rules(exclude="lawsuit"), None, id="not excluded"),
        pytest.param(Rules(exclude="cars OR lawsuit"), 'exclude: "cars" is in it', id="excluded"),
        pytest.param(
            Rules(include="recall", exclude="cars"), 'exclude: "cars" is in it', id="exclude beats include"
        ),
    ],
)
def test_words_are_asked_for_in_headline_and_text(rules, why):
    widened = candidate(item=item(title="Tesla widens recall", text="It now covers 2 million cars."))
    assert refuse(rules, widened, ()) == why
