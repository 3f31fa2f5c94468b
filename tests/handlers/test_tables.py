"""The comparison and the movers: who leads, what is usual, and what can't be said."""

from datetime import UTC, datetime, timedelta

import pytest

from feeds.types.companies import Company
from feeds.types.reports import Comparison, Mover, Movers, TickerReport, Window
from feeds.types.scores import Polarity
from feeds.types.tones import StoryCount, Tone
from handlers.blocks.tables import render_comparison, render_movers
from handlers.language.questions import AskWhatMoves
from handlers.language.reading import read_question
from tests.handlers.making import NOON
from tests.handlers.showing import shown

DAY = timedelta(days=1)
WEEK = Window(NOON - 7 * DAY, NOON)
MONTH = Window(datetime(2026, 3, 1, tzinfo=UTC), NOON, "this month")
GOOD, BAD = Polarity.POSITIVE, Polarity.NEGATIVE


def tone(score, *, stories=3):
    return sum((Tone.of_story([round(score * 100)]) for _ in range(stories)), Tone())


def compare(*names, **scores):
    """A comparison of companies with these scores, as (score, stories) where there are not three."""
    reports = []
    for name, told in scores.items():
        score, stories = told if isinstance(told, tuple) else (told, 3)
        found = tone(score, stories=stories)
        reports.append(TickerReport(Company(name, name), WEEK, found, Tone(), None, StoryCount(stories)))
    return Comparison(WEEK, tuple(reports))


def rows_of(message):
    (table,) = [block for block in message.blocks if block["type"] == "table"]
    return [row[0]["text"] for row in table["rows"][1:]]


@pytest.mark.parametrize(
    ("ranked", "scores", "order", "said"),
    [
        pytest.param(
            GOOD,
            {"F": 0.05, "BA": 0.21, "TSLA": -0.4},
            ["BA", "F", "TSLA"],
            "BA leads with +0.21, ahead of F +0.05.",
            id="the best first",
        ),
        pytest.param(
            BAD,
            {"F": 0.05, "BA": 0.21, "TSLA": -0.4},
            ["TSLA", "F", "BA"],
            "TSLA is lowest with -0.40, below F +0.05.",
            id="the worst first",
        ),
        pytest.param(
            GOOD,
            {"F": (0.9, 2), "BA": 0.21, "TSLA": -0.4},
            ["BA", "TSLA", "F"],
            "BA leads with +0.21, ahead of TSLA -0.40; of 1 there are too few stories to say.",
            id="one with too few",
        ),
        pytest.param(
            GOOD,
            {"F": (0, 0), "BA": (0.2, 1)},
            ["BA", "F"],
            "Too few stories to say who leads.",
            id="all with too few",
        ),
        pytest.param(
            GOOD,
            {"F": 0.2, "BA": 0.2},
            ["F", "BA"],
            "F and BA are level at +0.20.",
            id="as good as the other",
        ),
    ],
)
def test_a_ranked_comparison_says_who_leads(ranked, scores, order, said):
    message = render_comparison(compare(**scores), ranked=ranked)
    assert rows_of(message) == order
    assert message.blocks[1]["text"]["text"] == said
    assert message.text.startswith(f"Last 7 days: {said}")


def test_a_comparison_keeps_the_order_asked_for():
    message = render_comparison(compare(F=0.05, BA=0.21))
    assert rows_of(message) == ["F", "BA"]
    assert "leads" not in shown(message)


def line(symbol, score, *, usual=2.0):
    told = tone(score)
    count = StoryCount(3) if usual is None else StoryCount(3, usual, 2.5)
    return Mover(Company(symbol, symbol), told, Tone(), None, count)


def test_the_most_negative_are_listed_by_score():
    ranked = (line("TSLA", -0.5), line("F", -0.2))
    message = render_movers(Movers(MONTH, ranked=ranked, wanted=BAD))
    assert message.text.startswith("Most negative, this month: TSLA ▼▼ moderately negative -0.50; F ▼")
    assert message.blocks[0]["text"]["text"] == "Most negative · this month"
    assert rows_of(message) == ["TSLA", "F"]


def test_where_nobody_is_negative_that_is_said_first():
    message = render_movers(Movers(WEEK, ranked=(line("F", 0.2),), wanted=BAD))
    assert "No ticker with three stories is negative in the last 7 days; nearest:" in shown(message)
    assert message.text.startswith("No ticker with three stories is negative")


def test_where_only_few_stories_are_negative_that_is_said_first():
    message = render_movers(Movers(WEEK, ranked=(line("F", -0.7),), wanted=BAD, is_thin=True))
    assert message.text.startswith(
        "No ticker with three stories is negative in the last 7 days; on fewer: F ▼▼▼"
    )
    assert "By mean score, from one story" in shown(message)


def test_where_nobody_has_stories_enough_that_is_said():
    message = render_movers(Movers(WEEK, wanted=GOOD))
    assert message.text == "No ticker has three stories in the last 7 days, so none is the most positive."


@pytest.mark.parametrize("wanted", [GOOD, BAD])
def test_a_button_asks_for_the_same_end_over_another_span(wanted):
    message = render_movers(Movers(WEEK, ranked=(line("F", 0.2),), wanted=wanted))
    values = [button["value"] for button in message.blocks[-1]["elements"]]
    assert values[1] == f"most {wanted.value} stocks in the last 7 days"
    for button in message.blocks[-1]["elements"]:
        question = read_question(button["value"], knows=lambda _words: False, now=NOON)
        assert isinstance(question, AskWhatMoves)
        assert button["text"]["text"] in {"24h", "7d", "30d"}
        assert question.window.length == {"24h": DAY, "7d": 7 * DAY, "30d": 30 * DAY}[button["text"]["text"]]


@pytest.mark.parametrize(("usual", "is_said"), [(2.0, False), (None, True)], ids=["known", "unknown"])
def test_movers_say_why_something_has_no_usual(usual, is_said):
    text = shown(render_movers(Movers(WEEK, loudest=(line("F", 0.2, usual=usual),))))
    assert "usual: the mean of spans this long before" in text
    assert ("missing where the history is too short to say" in text) is is_said


@pytest.mark.parametrize(
    ("begins", "is_said"),
    [(WEEK.since.date() + DAY, True), (WEEK.since.date(), False), (None, False)],
    ids=["within", "before", "not looked up"],
)
def test_a_comparison_over_more_than_there_is_says_since_when_there_is_news(begins, is_said):
    text = shown(render_comparison(Comparison(WEEK, compare(F=0.1, BA=0.2).reports, begins=begins)))
    assert ("News on these here begins on 04 Mar 2026" in text) is is_said
