"""Every number about a ticker is recomputed here straight from the items."""

from collections import defaultdict
from datetime import UTC, datetime, time, timedelta
from fractions import Fraction
from itertools import count, pairwise
from math import floor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.store.rollups import Mention, changes
from feeds.store.windows import cut
from feeds.types.scores import Polarity, Sentiment
from feeds.types.tones import Tone
from tests.store.making import NOON, OURS, add_feed, apply, by_key, later, planned, scored

QUICKLY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)

TICKERS = ("NVDA", "AMD")
SCORES = st.integers(-100, 100)
MOMENTS = st.integers(0, 4 * 24 * 60).map(lambda minutes: later(days=-2, minutes=minutes))
MENTIONS = st.builds(
    Mention,
    symbol=st.sampled_from(TICKERS),
    told_at=MOMENTS,
    item_id=st.integers(1, 9),
    story_id=st.integers(1, 3),
    score=SCORES,
)


def recount(mentions):
    """The plainest way to sum mentions up by ticker and day."""
    groups = defaultdict(list)
    for mention in mentions:
        groups[mention.symbol, mention.told_at.date()].append(mention)
    return {key: tone_of(group) for key, group in groups.items()}


def round_half_away(number):
    return floor(abs(number) + Fraction(1, 2)) * (1 if number >= 0 else -1)


def tone_of(mentions):
    scores = defaultdict(list)
    for mention in mentions:
        scores[mention.story_id].append(mention.score)
    means = [round_half_away(Fraction(sum(told), len(told))) for told in scores.values()]
    polarities = [Sentiment(mean / 100).polarity for mean in means]
    return Tone(
        items=len(mentions),
        stories=len(scores),
        score_sum=sum(means),
        square_sum=sum(mean**2 for mean in means),
        positive=polarities.count(Polarity.POSITIVE),
        neutral=polarities.count(Polarity.NEUTRAL),
        negative=polarities.count(Polarity.NEGATIVE),
    )


@given(st.lists(MENTIONS))
def test_from_nothing_the_changes_are_the_sums(mentions):
    assert changes([], mentions) == recount(mentions)


@given(st.lists(MENTIONS), st.lists(MENTIONS))
def test_what_was_before_and_the_changes_make_what_is_after(before, after):
    kept = recount(before)
    for key, change in changes(before, after).items():
        kept[key] = kept.get(key, Tone()) + change
    assert {key: tone for key, tone in kept.items() if tone != Tone()} == recount(after)


@given(st.lists(MENTIONS))
def test_what_stays_changes_nothing(mentions):
    assert changes(mentions, list(reversed(mentions))) == {}


@given(MOMENTS, MOMENTS)
def test_a_cut_window_covers_every_moment_once(since, until):
    window = cut(since, until)
    days = [
        (datetime.combine(window.first, time(), UTC), datetime.combine(window.last, time(), UTC))
        for _ in range(1)
        if window.first < window.last
    ]
    spans = sorted([*window.pieces, *days])
    assert sum((end - start for start, end in spans), timedelta()) == max(until - since, timedelta())
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all((end - timedelta(microseconds=1)).date() == start.date() for start, end in window.pieces)


feed_numbers = count()


@st.composite
def histories(draw):
    """What two feeds bring over some days: items at moments, some joining stories, some edited later."""
    steps = draw(
        st.lists(
            st.tuples(
                st.booleans(),
                MOMENTS,
                st.dictionaries(st.sampled_from(TICKERS), SCORES.map(lambda score: score / 100)),
                st.none() | st.integers(0, 5),
                st.booleans(),
            ),
            min_size=1,
            max_size=8,
        )
    )
    return steps, draw(MOMENTS), draw(MOMENTS)


@QUICKLY
@given(history=histories())
def test_every_window_equals_a_recount_of_the_items(db, history):
    steps, one_end, other_end = history
    since, until = sorted((one_end, other_end))
    workspace = f"T{next(feed_numbers)}"
    feeds = add_two_feeds(db, workspace)
    symbols = play(db, feeds, steps)
    mentions = mentions_of(db, workspace, symbols)
    for symbol, told in mentions.items():
        expected = [mention for mention in told if since <= mention.told_at < until]
        by_day = recount_by_scope(told)
        assert tone(db, workspace, symbol, since, until) == sum_by_scope(expected)
        assert days(db, workspace, symbol, since, until) == recount_by_scope(expected)
        counted = count_stories(db, workspace, symbol, since, until)
        assert counted == stories_between(since, until, by_day)
        assert days(db, workspace, symbol, later(days=-9), later(days=9)) == by_day
        for length in (1, 3):
            assert stories(db, workspace, symbol, days=length) == stories_by_span(by_day, days=length)


def stories_by_span(by_day, *, days):
    """Count back from nine days later on, each span under its first day with a story."""
    end, spans = later(days=9).date(), defaultdict(list)
    for day in sorted(by_day):
        spans[((end - day).days - 1) // days].append(day)
    return {told[0]: sum(by_day[day].stories for day in told) for told in spans.values()}


def add_two_feeds(db, workspace):
    shared = add_feed(db, f"https://{workspace}.example/shared")
    own = add_feed(db, f"https://{workspace}.example/own", in_catalogue=False)
    db.run_now(lambda unit: unit.workspace(workspace).feeds.watch(own.id))
    return shared, own


def play(db, feeds, steps):
    """Apply the steps, under tickers nobody else has; returns the names of those tickers."""
    prefix = f"F{feeds[0].id}-"
    stories = []
    for number, (is_shared, moment, tickers, joins, is_edited) in enumerate(steps):
        feed = feeds[0] if is_shared else feeds[1]
        named = {prefix + symbol: score for symbol, score in tickers.items()}
        story_id = stories[joins] if joins is not None and joins < len(stories) else None
        apply(db, feed, planned(f"{number}", story_id=story_id, tickers=named), now=moment)
        stories.append(by_key(db, feed, f"{number}").story_id)
        if is_edited:
            halved = {symbol: score / 2 for symbol, score in list(named.items())[:1]}
            apply(db, feed, edited=[scored(f"{number}", tickers=halved)], now=moment)
    return [prefix + symbol for symbol in TICKERS]


def mentions_of(db, workspace, symbols):
    """Read the items back and list what they say, with the scope of each: 0, or the feed's own."""
    found = {}
    for symbol in symbols:
        stored = db.read_now(
            lambda unit, symbol=symbol: unit.workspace(workspace).items.about(symbol, since=later(days=-9))
        )
        shared = {feed.id for feed in db.read_now(lambda unit: unit.feeds.all()) if feed.in_catalogue}
        found[symbol] = [
            ScopedMention(
                scope=0 if item.feed_id in shared else item.feed_id,
                told_at=item.told_at,
                story_id=item.story_id,
                score=round(item.analysis.ticker(symbol).sentiment.score * 100),
            )
            for item in stored
        ]
    return found


class ScopedMention:
    def __init__(self, *, scope, told_at, story_id, score):
        self.scope, self.told_at, self.story_id, self.score = scope, told_at, story_id, score


def sum_by_scope(mentions):
    """A story counts once a day in each scope."""
    groups = defaultdict(list)
    for mention in mentions:
        groups[mention.scope, mention.told_at.date()].append(mention)
    return sum(map(tone_of, groups.values()), Tone())


def recount_by_scope(mentions):
    groups = defaultdict(list)
    for mention in mentions:
        groups[mention.told_at.date()].append(mention)
    return {day: sum_by_scope(group) for day, group in groups.items()}


def tone(db, workspace, symbol, since, until):
    return db.read_now(lambda unit: unit.workspace(workspace).tones.of(symbol, since=since, until=until))


def count_stories(db, workspace, symbol, since, until):
    span = {"since": since.date(), "until": until.date()}
    counted = db.read_now(lambda unit: unit.workspace(workspace).tones.stories_of_many([symbol], **span))
    return counted.get(symbol, 0)


def stories_between(since, until, by_day):
    """The stories of the days from that of `since` on."""
    return sum(tone.stories for day, tone in by_day.items() if since.date() <= day < until.date())


def days(db, workspace, symbol, since, until):
    listed = db.read_now(
        lambda unit: unit.workspace(workspace).tones.by_day(symbol, since=since, until=until)
    )
    return {day.day: day.tone for day in listed}


def stories(db, workspace, symbol, *, days=1):
    since, until = later(days=-9).date(), later(days=9).date()
    spans = {"since": since, "until": until, "days": days}
    found = db.read_now(lambda unit: unit.workspace(workspace).tones.stories_by_span([symbol, "F"], **spans))
    return found.get(symbol, {})


class TestWindows:
    @pytest.fixture
    def told(self, db):
        feed = add_feed(db)
        apply(db, feed, planned("a", tickers={"NVDA": 0.5, "AMD": -0.2}), now=NOON)
        apply(db, feed, planned("b", tickers={"NVDA": 0.1}), now=later(days=1))
        return db

    def test_a_window_begins_at_its_start_and_ends_before_its_end(self, told):
        assert tone(told, OURS, "NVDA", NOON, later(days=1)).items == 1
        assert tone(told, OURS, "NVDA", later(microseconds=1), later(days=1, microseconds=1)).items == 1

    def test_a_window_without_items_is_empty(self, told):
        assert tone(told, OURS, "F", NOON, later(days=9)) == Tone()
        assert tone(told, OURS, "NVDA", later(days=1), NOON) == Tone()

    def test_the_loudest_come_first_with_a_floor_and_a_limit(self, told):
        def loudest(**asked):
            window = {"since": later(days=-1), "until": later(days=2)}
            return told.read_now(lambda unit: unit.workspace(OURS).tones.loudest(**window, **asked))

        def busiest(**asked):
            days = {"since": later(days=-1).date(), "until": later(days=2).date()}
            return told.read_now(lambda unit: unit.workspace(OURS).tones.busiest(**days, **asked))

        assert busiest(limit=9, at_least=1) == ("NVDA", "AMD")
        assert busiest(limit=9, at_least=2) == ("NVDA",)
        assert loudest(limit=9) == ("NVDA", "AMD")
        assert loudest(limit=1) == ("NVDA",)
        assert [loudest(limit=9, at_least=floor) for floor in (2, 3)] == [("NVDA",), ()]

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            pytest.param({"is_best": True}, ("NVDA", "AMD"), id="best first"),
            pytest.param({"is_best": False}, ("AMD", "NVDA"), id="worst first"),
            pytest.param({"is_best": False, "limit": 1}, ("AMD",), id="a limit"),
            pytest.param({"is_best": False, "at_least": 2}, ("NVDA",), id="a floor"),
        ],
    )
    @pytest.mark.parametrize("until", [{"days": 1, "hours": 1}, {"days": 2}], ids=["cut days", "whole days"])
    def test_tickers_are_ranked_by_tone_from_either_end(self, told, asked, expected, until):
        given_ = {"since": later(days=-1), "until": later(**until), "limit": 9, "at_least": 1, **asked}
        assert expected == told.read_now(lambda unit: unit.workspace(OURS).tones.extreme(**given_))

    @pytest.mark.parametrize("steps", [1, 2, 5, 48])
    def test_steps_are_windows_side_by_side(self, told, steps):
        since, until = later(hours=-3), later(days=2, hours=-3)
        step = (until - since) / steps
        starts = [since + step * number for number in range(steps)]
        expected = tuple(tone(told, OURS, "NVDA", start, start + step) for start in starts)
        assert expected == told.read_now(
            lambda unit: unit.workspace(OURS).tones.by_step("NVDA", starts=starts, until=until)
        )

    def test_several_tickers_come_at_once(self, told):
        window = {"since": NOON, "until": later(days=2)}
        many = told.read_now(lambda unit: unit.workspace(OURS).tones.of_many(["NVDA", "AMD", "F"], **window))
        assert {symbol: found.items for symbol, found in many.items()} == {"NVDA": 2, "AMD": 1}


class TestTone:
    def test_the_mean_has_a_label(self):
        assert Tone(items=5, stories=2, score_sum=60).sentiment == Sentiment(0.30)

    def test_a_story_counts_once_however_many_sources_tell_it(self):
        told = Tone.of_story([60, 60, 60]) + Tone.of_story([-20])
        assert told.sentiment == Sentiment(0.20)

    def test_no_stories_have_no_mean_and_no_deviation(self):
        assert (Tone().sentiment, Tone().deviation) == (None, 0.0)

    @given(st.lists(SCORES, min_size=1))
    def test_the_deviation_is_that_of_the_scores(self, scores):
        from statistics import pstdev

        summed = sum((Tone.of_story([score]) for score in scores), Tone())
        assert summed.deviation == pytest.approx(pstdev(scores) / 100, abs=1e-6)


def tone_of_day(db, day):
    return tone(db, OURS, "NVDA", day, day + timedelta(days=1))


def test_an_item_counts_on_the_day_it_was_news_and_not_when_it_was_fetched(db):
    feed = add_feed(db)
    apply(db, feed, planned("old", tickers={"NVDA": 0.5}, published_at=later(days=-9)))
    assert tone_of_day(db, later(days=-9)).items == 1
    assert tone_of_day(db, later(hours=-1)).items == 0


def test_an_item_dated_ahead_counts_when_it_was_fetched(db):
    apply(db, add_feed(db), planned("ahead", tickers={"NVDA": 0.5}, published_at=later(days=3)))
    assert tone_of_day(db, NOON).items == 1


def test_an_edit_does_not_move_an_item_in_time(db):
    feed = add_feed(db)
    apply(db, feed, planned("a", tickers={"NVDA": 0.5}, published_at=later(days=-9)))
    apply(db, feed, edited=[scored("a", tickers={"NVDA": 0.1}, published_at=NOON)])
    assert tone_of_day(db, later(days=-9)).score_sum == 10
    assert by_key(db, feed, "a").told_at == later(days=-9)
