"""Every number of a report, recomputed by hand from the items; and the pure makers by themselves."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from statistics import fmean
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.policy.newness import CountsAsNew
from feeds.policy.plan import NewItem, make_plan
from feeds.queries.measures import change_of, past_counts, story_count, tone_of
from feeds.queries.movers import make_lines, make_movers, pick_candidates, read_movers
from feeds.queries.report import Material, make_report, read_comparison, read_report
from feeds.queries.stories import insights, top_stories
from feeds.queries.trends import day_starts, time_starts, trend_by_day
from feeds.types.companies import Company
from feeds.types.decisions import PlannedItem, ScoredItem
from feeds.types.reports import Spread, Window
from feeds.types.scores import Outlook, Sentiment
from feeds.types.subscriptions import Routes
from feeds.types.tones import DayTone, Tone
from tests.handlers.making import NOON, make_item, make_row

NVDA = Company("NVDA", "NVIDIA")
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
WEEK = Window(NOON - 7 * DAY, NOON)


def news():
    """Three weeks of items about NVDA: some alike, some of one story, some without it."""
    made = []
    for number in range(40):
        at = NOON - 20 * DAY + number * 12 * HOUR
        score = round(((number * 37) % 41 - 20) / 25, 2)
        rows = [make_row(score=score)] if number % 5 else [make_row("AMD", score=0.9)]
        made.append(make_item(number + 1, title=f"Item {number}", rows=rows, at=at, story_id=number // 2))
    return made


@pytest.fixture
def stored(db):
    """The news as the store gives it back, in one workspace's eyes."""

    def write(unit):
        feed = unit.feeds.add("https://example.com/rss", now=NOON - 30 * DAY, in_catalogue=True)
        heads = {}
        for item in news():
            unit.lock_stories()
            planned = PlannedItem(ScoredItem(item.item, item.analysis), story_id=heads.get(item.story_id))
            unit.apply(
                make_plan(
                    feed=feed,
                    lease=None,
                    items=(NewItem(planned, CountsAsNew()),),
                    routes=Routes(),
                    parents={},
                    now=item.seen_at,
                ),
                now=item.seen_at,
            )
            heads.setdefault(item.story_id, unit.items.by_key(feed.id, item.item.key).story_id)

    db.run_now(write)
    return db.read_now(lambda unit: unit.workspace("T1").items.latest(since=NOON - 30 * DAY, limit=100))


def about(items, window):
    return [each for each in items if window.holds(each.seen_at) and each.analysis.ticker("NVDA")]


@pytest.mark.parametrize("length", [DAY, 2 * DAY, 5 * DAY, 7 * DAY, 36 * HOUR, 5 * HOUR])
def test_every_number_of_a_report_follows_from_the_items(db, stored, length):
    window = Window(NOON - length, NOON)
    report = db.read_now(lambda unit: read_report(unit.workspace("T1"), NVDA, window=window))
    now, before = about(stored, window), about(stored, window.before)
    assert report.tone.items == len(now)
    assert report.tone == tone_of(now, symbol="NVDA")
    assert report.count.now == len({(each.story_id, each.seen_at.date()) for each in now})
    assert report.before == tone_of(before, symbol="NVDA")
    assert report.change == change_of(tone_of(now, symbol="NVDA"), tone_of(before, symbol="NVDA"))
    assert report.last_item_at == max((each.seen_at for each in now), default=None)
    assert report.top == top_stories(now, symbol="NVDA")[:3]
    assert sum((point.tone for point in report.trend), Tone()).items == len(now)


def test_the_usual_count_follows_from_the_days_before(db, stored):
    window = Window(NOON - DAY, NOON)
    report = db.read_now(lambda unit: read_report(unit.workspace("T1"), NVDA, window=window))
    first = min(each.seen_at for each in stored if each.analysis.ticker("NVDA")).date()
    days = [first + number * DAY for number in range((window.since.date() - first).days)]
    counts = [
        len({each.story_id for each in stored if each.analysis.ticker("NVDA") and each.seen_at.date() == day})
        for day in days
    ]
    assert report.count.usual == pytest.approx(fmean(counts))


@pytest.mark.parametrize(
    ("days", "is_known"),
    [
        pytest.param(365, True, id="longer than what is stored"),
        pytest.param(20, True, id="nothing before"),
        pytest.param(5, False, id="well within"),
    ],
)
def test_where_a_window_may_reach_back_too_far_the_first_day_is_known(db, stored, days, is_known):
    window = Window(NOON - days * DAY, NOON)
    report = db.read_now(lambda unit: read_report(unit.workspace("T1"), NVDA, window=window))
    compared = db.read_now(lambda unit: read_comparison(unit.workspace("T1"), [NVDA], window=window))
    told = [each.told_at.date() for each in stored if each.analysis.ticker("NVDA")]
    assert report.kept == ((min(told), max(told)) if is_known else None)
    assert compared.begins == (min(told) if is_known else None)


def test_a_comparison_has_the_numbers_of_each_report(db, stored):
    companies = (NVDA, Company("AMD", "AMD"), Company("TSLA", "Tesla"), NVDA)
    comparison = db.read_now(lambda unit: read_comparison(unit.workspace("T1"), companies, window=WEEK))
    alone = [
        db.read_now(lambda unit, each=each: read_report(unit.workspace("T1"), each, window=WEEK))
        for each in companies
    ]
    assert [numbers(report) for report in comparison.reports] == [numbers(report) for report in alone]


def numbers(report):
    return report.company, report.window, report.tone, report.before, report.change, report.count


def test_movers_follow_from_the_items(db, stored):
    movers = db.read_now(
        lambda unit: read_movers(unit.workspace("T1"), window=WEEK, name_of={"NVDA": "NVIDIA"}.get)
    )
    line = next(mover for mover in movers.changed if mover.company.symbol == "NVDA")
    assert line.tone == tone_of(about(stored, WEEK), symbol="NVDA")
    assert line.company == NVDA
    assert line.change == change_of(line.tone, tone_of(about(stored, WEEK.before), symbol="NVDA"))


@pytest.mark.parametrize(
    ("scores", "before", "change"),
    [
        pytest.param([0.5, 0.5, 0.5], [0.1, 0.1, 0.1], 0.4, id="enough in both"),
        pytest.param([0.5, 0.5], [0.1, 0.1, 0.1], None, id="too few now"),
        pytest.param([0.5, 0.5, 0.5], [0.1], None, id="too few before"),
        pytest.param([], [], None, id="nothing at all"),
        pytest.param([0.2, 0.2, 0.2], [0.2, 0.2, 0.2], 0.0, id="unchanged"),
    ],
)
def test_a_change_needs_three_stories_on_either_side(scores, before, change):
    assert change_of(total(scores), total(before)) == change


def total(scores):
    return sum((Tone.of_story([round(score * 100)]) for score in scores), Tone())


@pytest.mark.parametrize(
    ("now", "past", "is_high", "is_low"),
    [
        pytest.param(2, [0, 0, 1, 0, 0, 0, 1, 0], False, False, id="a quiet ticker's second story"),
        pytest.param(9, [1, 2, 1, 2, 1, 2], True, False, id="a spike"),
        pytest.param(0, [9, 10, 11, 9, 10, 11], False, True, id="silence"),
        pytest.param(50, [10, 90, 20, 80], False, False, id="a ticker that always swings"),
        pytest.param(9, [1, 1, 1], False, False, id="too short a history"),
    ],
)
def test_a_story_count_stands_out_against_its_own_history(now, past, is_high, is_low):
    count = story_count(now, past)
    assert (count.is_high, count.is_low) == (is_high, is_low)


@given(
    st.dictionaries(st.integers(1, 210), st.integers(1, 9), min_size=1),
    st.sampled_from([DAY, 3 * DAY, 7 * DAY]),
)
def test_a_history_may_be_summed_up_by_span(by_age, length):
    window = Window(NOON - length, NOON)
    days = {window.since.date() - age * DAY: told for age, told in by_age.items()}
    spans = {}
    for day in sorted(days):
        spans.setdefault(((window.since.date() - day).days - 1) // window.whole_days, []).append(day)
    summed = {each[0]: sum(days[day] for day in each) for each in spans.values()}
    assert past_counts(summed, window=window) == past_counts(days, window=window)


def test_history_begins_with_the_first_story_not_before():
    days = {WEEK.since.date() - number * DAY: 1 for number in (1, 8, 15)}
    assert past_counts(days, window=WEEK) == (1, 1)  # 15 days back make two whole weeks
    assert past_counts({}, window=WEEK) == ()
    assert past_counts(days, window=Window(NOON - HOUR, NOON)) == ()


def day_of(day: date) -> DayTone:
    return DayTone(day, Tone.of_story([50]))


@given(st.integers(3, 366), st.integers(0, 24 * 60 - 1))
def test_a_trend_covers_its_window_in_at_most_as_many_points_as_a_chart_takes(days, minutes):
    until = NOON + timedelta(minutes=minutes)
    window = Window(until - days * DAY, until)
    dates = [window.since.date() + number * DAY for number in range(days + 1)]
    points = trend_by_day([day_of(each) for each in dates], window=window)
    assert len(points) <= 20
    assert points[0].since == window.since
    assert sum((point.tone for point in points), Tone()).items == days + 1


@given(st.integers(3, 20), st.integers(0, 24 * 60 - 1))
def test_as_many_days_as_were_asked_for_have_a_point_each(days, minutes):
    until = NOON + timedelta(minutes=minutes)
    assert len(trend_by_day([], window=Window(until - days * DAY, until))) == days


@pytest.mark.parametrize("length", [60, 60 + 30 / 60, 71, 72, 73, 84, 168 - 1, 168 + 1], ids=str)
@given(st.integers(0, 24 * 60 - 1))
def test_days_begin_at_midnights_and_only_an_end_is_shared(length, minutes):
    until = NOON + timedelta(minutes=minutes)
    window = Window(until - length * HOUR, until)
    first, *others = day_starts(window)
    assert first == window.since
    assert [each.time() for each in others] == [time()] * len(others)
    steps = [end - start for start, end in pairwise([first, *others, until])]
    assert all(step == DAY for step in steps[1:-1])
    assert max(steps) < 1.5 * DAY + HOUR


def test_a_short_step_among_long_ones_comes_first():
    first, *others = trend_by_day([], window=Window(NOON - 365 * DAY, NOON))
    steps = [end - start for start, end in pairwise(point.since for point in others)]
    assert set(steps) == {19 * DAY}
    assert others[0].since - first.since < 19 * DAY


@pytest.mark.parametrize(
    ("hours", "zone", "said"),
    [
        pytest.param(24, "UTC", "12:10 15 18 21 00 03 06 09 12", id="a day"),
        pytest.param(24, "Asia/Kathmandu", "17:55 18 21 00 03 06 09 12 15", id="full hours are the asker's"),
        pytest.param(48, "UTC", "12:10 18 00 06 12 18 00 06 12", id="two days"),
        pytest.param(4, "UTC", "08:10 08:30 09 09:30 10 10:30 11 11:30 12", id="a few hours"),
        pytest.param(1, "UTC", "11:10 11:15 11:30 11:45 12", id="an hour"),
        pytest.param(72, "UTC", "12:10 18 00 06 12 18 00 06 12 18 00 06 12", id="at most six hours"),
    ],
)
def test_the_steps_of_a_short_window_begin_at_full_hours(hours, zone, said):
    until = NOON + timedelta(minutes=10)
    assert by_clock(time_starts(Window(until - hours * HOUR, until), ZoneInfo(zone)), zone) == said.split()


def by_clock(starts, zone):
    named = [f"{start.astimezone(ZoneInfo(zone)):%H:%M}" for start in starts]
    return [named[0], *(name.removesuffix(":00") for name in named[1:])]


def test_steps_stay_at_full_hours_when_clocks_change():
    until = datetime(2026, 3, 9, 16, 10, tzinfo=UTC)
    starts = time_starts(Window(until - 48 * HOUR, until), ZoneInfo("America/New_York"))
    assert " ".join(by_clock(starts, "America/New_York")) == "11:10 12 18 00 07 13 19 00 06 12"


def test_stories_are_ranked_by_strength_relevance_and_sources():
    weak = make_item(1, story_id=1, rows=[make_row(score=0.1)])
    strong = make_item(2, story_id=2, rows=[make_row(score=-0.8)])
    aside = make_item(3, story_id=3, rows=[make_row(score=0.8, relevance=0.2)])
    twice = [make_item(4, story_id=4, rows=[make_row(score=0.7)]), make_item(5, story_id=4, feed_id=2)]
    ranked = top_stories([weak, strong, aside, *twice], symbol="NVDA")
    assert [story.item.id for story in ranked] == [4, 2, 3, 1]
    assert [story.sources for story in ranked] == [2, 1, 1, 1]


def test_catalysts_come_only_from_stories_mainly_about_the_ticker():
    own = make_item(1, story_id=1, catalysts=["New chip"], risks=["Rules"])
    others = make_item(2, story_id=2, rows=[make_row(relevance=0.2)], catalysts=["Ford's truck"])
    assert insights(top_stories([own, others], symbol="NVDA"), symbol="NVDA") == (("New chip",), ("Rules",))


def test_catalysts_of_a_story_about_several_are_those_of_the_ticker_itself():
    own = replace(make_row(), outlook=Outlook(catalysts=("New chip",)))
    shared = make_item(1, rows=[own, make_row("F")], catalysts=["Ford's truck"], risks=["Ford's recall"])
    assert insights(top_stories([shared], symbol="NVDA"), symbol="NVDA") == (("New chip",), ())


def test_disagreeing_sources_are_counted():
    items = [make_item(1, rows=[make_row(score=0.5)]), make_item(2, rows=[make_row(score=-0.5)], feed_id=2)]
    report = make_report(NVDA, Material(WEEK, total([0.5, -0.5]), Tone(), items=items))
    assert report.disagreements == 1


def lines_of(now, before=None):
    return make_lines(tuple(now), now=now, before=before or {}, name_of={}.get)


def weekly(*counts):
    """A history of these stories a week, the latest first."""
    return {WEEK.since.date() - (7 * number + 1) * DAY: told for number, told in enumerate(counts)}


def test_movers_have_a_floor_on_volume_and_rank_by_size_of_change():
    now = {"UP": total([0.5] * 3), "DOWN": total([-0.9] * 3), "FEW": total([0.9, 0.9])}
    before = {"UP": total([0.0] * 3), "DOWN": total([0.0] * 3), "FEW": total([-0.9] * 3)}
    movers = make_movers(lines_of(now, before), {}, window=WEEK)
    assert [(line.company.symbol, line.change) for line in movers.changed] == [("DOWN", -0.9), ("UP", 0.5)]


def test_the_loudest_are_loud_beside_their_own_history():
    now = {
        "BIG": total([0.1] * 50),
        "NEARLY": total([0.1] * 41),
        "SMALL": total([0.1] * 12),
        "CALM": total([0.1] * 9),
    }
    histories = {symbol: weekly(*[40] * 5) for symbol in ("BIG", "NEARLY")}
    histories |= {"SMALL": weekly(*[1] * 5), "CALM": weekly(*[9] * 5)}
    movers = make_movers(lines_of(now), histories, window=WEEK)
    assert [line.company.symbol for line in movers.loudest] == ["SMALL", "BIG"]


def test_the_usual_of_a_mover_is_that_of_its_report():
    history = weekly(2, 4, 9, 1, 1)
    (mover,) = make_movers(lines_of({"NVDA": total([0.1] * 20)}), {"NVDA": history}, window=WEEK).loudest
    assert mover.count == make_report(NVDA, Material(WEEK, total([0.1] * 20), Tone(), past=history)).count


def test_a_mover_whose_history_is_too_short_has_no_usual():
    (mover,) = make_movers(lines_of({"NVDA": total([0.1] * 20)}), {"NVDA": weekly(2)}, window=WEEK).loudest
    assert (mover.count.usual, mover.count.z) == (None, None)


def test_those_that_may_be_shown_are_the_changed_the_loud_and_the_most_told():
    quiet = {f"Q{number}": total([0.1] * 3) for number in range(30)}
    now = quiet | {"BIG": total([0.1] * 90), "CHANGED": total([0.9] * 3), "LOUD": total([0.1] * 9)}
    past = dict.fromkeys(quiet, 12) | {"BIG": 4 * 99, "CHANGED": 12, "LOUD": 0}
    lines = lines_of(now, {"CHANGED": total([0.1] * 3)})
    picked = [line.company.symbol for line in pick_candidates(lines, past=past)]
    assert {"CHANGED", "LOUD", "BIG"} <= set(picked)
    assert len(picked) <= 20


@given(st.lists(st.floats(-1, 1).map(Sentiment), min_size=1, max_size=8))
def test_a_spread_disagrees_exactly_when_two_clear_scores_oppose(sentiments):
    scores = [one.score for one in sentiments]
    opposed = any(one <= -0.15 for one in scores) and any(one >= 0.15 for one in scores)
    assert Spread.of(sentiments).disagrees is opposed


def test_the_window_before_ends_where_this_one_begins():
    assert WEEK.before == Window(NOON - 14 * DAY, NOON - 7 * DAY)
