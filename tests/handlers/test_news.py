"""News are listed by story: each with the score that reports give it, newest first."""

from datetime import date, timedelta

import pytest

from feeds.queries.news import newest_first, read_news
from feeds.queries.stories import top_stories
from feeds.types.companies import Company
from feeds.types.reports import News, Window
from feeds.types.scores import Polarity
from feeds.types.tones import Tone
from handlers.blocks.alert import spread_badge
from handlers.blocks.news import render_news
from handlers.blocks.report import story_line
from tests.handlers.making import NOON, make_item, make_row
from tests.handlers.showing import shown

DAY = timedelta(days=1)
WEEK = Window(NOON - 7 * DAY, NOON)
NVDA = Company("NVDA", "Nvidia")


def told(id, *, story=1, score=0.5, feed=1, hours=0, title="Nvidia adds capacity"):
    at = NOON - timedelta(hours=hours)
    return make_item(id, title=title, story_id=story, rows=[make_row(score=score)], feed_id=feed, at=at)


OLD = [told(1, hours=30), told(2, score=0.9, feed=2, hours=1)]
NEW = told(3, story=2, score=-0.4, hours=2, title="Nvidia flags slow shipments")


def news(*items, **changes):
    stories = tuple(newest_first(top_stories(items, symbol="NVDA")))
    return News(**{"company": NVDA, "window": WEEK, "stories": stories, "total": len(stories), **changes})


def test_a_story_has_its_score_from_all_sources_and_its_place_from_the_latest():
    message = render_news([news(*OLD, NEW)])
    lines = [line for line in shown(message).splitlines() if line.startswith("•")]
    assert ["adds capacity" in line for line in lines] == [True, False]
    assert "▲▲▲ strongly positive +0.70 (+0.50 to +0.90) · 2 sources" in lines[0]


def test_a_line_begins_as_the_report_tells_the_story():
    (story,) = top_stories(OLD, symbol="NVDA")
    assert story_line(story) in shown(render_news([news(*OLD)]))


def test_companies_without_room_are_named():
    others = [Company(symbol, symbol) for symbol in ("AMD", "INTC", "MU", "TSM")]
    message = render_news([news(NEW), *(news(company=each) for each in others)])
    assert "3 companies at a time: ask again for MU, TSM." in shown(message)
    assert "ask again" not in shown(render_news([news(NEW)]))


def test_the_notification_names_the_first_story_with_its_score():
    first = news(*OLD, NEW).stories[0]
    expected = f"New on Nvidia (NVDA): {first.item.item.title} · {spread_badge(first.spread)}"
    assert render_news([news(*OLD, NEW)]).text == expected


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"more": 7}, "and 7 more stories", id="more"),
        pytest.param({"more": 1}, "and 1 more story", id="one more"),
        pytest.param({"more": 9, "is_at_least": True}, "and at least 9 more stories", id="at least"),
        pytest.param({"wanted": Polarity.NEGATIVE}, "Bad news on Nvidia (NVDA)", id="bad"),
        pytest.param({"wanted": Polarity.POSITIVE}, "Good news on Nvidia (NVDA)", id="good"),
    ],
)
def test_news_say_what_they_are_and_what_is_left_out(changes, said):
    assert said in shown(render_news([news(NEW, **changes)]))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param(
            {"kept": (date(2026, 1, 2), date(2026, 2, 12))},
            "Nothing new on Nvidia (NVDA) in the last 7 days. The last was on 12 Feb 2026.",
            id="nothing lately",
        ),
        pytest.param(
            {}, "Nothing new on Nvidia (NVDA) in the last 7 days. There is none yet.", id="nothing ever"
        ),
        pytest.param(
            {"wanted": Polarity.NEGATIVE, "total": 5},
            "No bad news on Nvidia (NVDA) in the last 7 days: none of 5 stories is negative.",
            id="none of the kind",
        ),
        pytest.param(
            {"wanted": Polarity.POSITIVE, "total": 1},
            "No good news on Nvidia (NVDA) in the last 7 days: the one story is not positive.",
            id="one of another kind",
        ),
    ],
)
def test_nothing_is_said_with_what_there_is(changes, said):
    assert render_news([news(**changes)]).text == said


def test_a_company_without_news_says_so_beside_one_with_some():
    text = shown(render_news([news(NEW), news(company=Company("AMD", "AMD"))]))
    assert "Nothing new on AMD in the last 7 days." in text


class ManyStories:
    """A workspace with nine stories, three of them bad."""

    def __init__(self):
        scores = [0.5, -0.4, 0.0] * 3
        self.told = [told(n, story=n, score=score, hours=n) for n, score in enumerate(scores, 1)]
        self.items = self.tones = self

    def newest(self, _symbol, *, since, until, limit, wanted):
        return self.told[:limit]

    def of(self, _symbol, *, since, until):
        return Tone(items=9, stories=9)

    def kept(self, _symbol):
        return None


@pytest.mark.parametrize(
    ("wanted", "count", "more"), [(None, 6, 3), (Polarity.NEGATIVE, 3, 0)], ids=["all", "bad"]
)
def test_what_is_not_shown_is_counted(wanted, count, more):
    found = read_news(ManyStories(), NVDA, window=WEEK, wanted=wanted)
    assert (len(found.stories), found.more, found.total) == (count, more, 9)
