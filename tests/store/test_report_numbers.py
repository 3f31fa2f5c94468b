"""Every number of a report, a comparison and the movers, recomputed the plainest way from the items."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import count
from math import sqrt
from statistics import fmean, pstdev
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.queries.movers import read_movers
from feeds.queries.news import MOST_STORIES, read_news
from feeds.queries.report import read_comparison, read_report
from feeds.types.companies import Company
from feeds.types.reports import Window
from feeds.types.scores import Polarity, Sentiment
from feeds.types.tones import Tone
from handlers.blocks.report import render_report
from tests.store.making import NOON, OURS, add_feed, apply, by_key, planned

DAY = timedelta(days=1)
TICKERS = ("NVDA", "AMD", "TSLA")
LENGTHS = (DAY, 1.5 * DAY, 2 * DAY, 3 * DAY)
ZONES = tuple(map(ZoneInfo, ("UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland")))
FEW = 3  # stories on which a change says nothing yet
CLEAR = 0.15  # from which a tone is no longer neutral

QUICKLY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10)

histories = st.lists(
    st.tuples(
        st.booleans(),
        st.integers(0, 12 * 24 * 60 - 1),
        st.dictionaries(st.sampled_from(TICKERS), st.integers(-100, 100), min_size=1),
        st.none() | st.integers(0, 5),
    ),
    min_size=8,
    max_size=24,
)
eras = count()


@dataclass(frozen=True)
class Told:
    """What one item says of one ticker."""

    item: int
    symbol: str
    at: datetime
    story: int
    feed: int
    score: int  # in hundredths


@dataclass(frozen=True)
class Archive:
    """Some days of news about tickers that nobody else has, in an era of their own."""

    told: tuple[Told, ...]
    symbols: tuple[str, ...]
    end: datetime

    def of(self, symbol: str, since: datetime, until: datetime) -> list[Told]:
        return [each for each in self.told if each.symbol == symbol and since <= each.at < until]

    def within(self, symbol: str, window: Window) -> list[Told]:
        return self.of(symbol, window.since, window.until)


def write(db, history) -> Archive:
    """Store a history as polls would, and read the items back."""
    era = next(eras)
    start = NOON + era * 100 * DAY
    feeds = [add_feed(db, f"https://era{era}.example/{name}") for name in "ab"]
    stories = []
    for number, (is_first, minute, tickers, joins) in enumerate(history):
        feed = feeds[0] if is_first else feeds[1]
        named = {f"E{era}{symbol}": score / 100 for symbol, score in tickers.items()}
        story_id = stories[joins] if joins is not None and joins < len(stories) else None
        at = start + timedelta(minutes=minute)
        apply(db, feed, planned(f"{era}-{number}", story_id=story_id, tickers=named), now=at)
        stories.append(by_key(db, feed, f"{era}-{number}").story_id)
    found = db.read_now(lambda unit: unit.workspace(OURS).items.latest(since=start, limit=100))
    told = (
        Told(item.id, row.symbol, item.told_at, item.story_id, item.feed_id, round(row.sentiment.score * 100))
        for item in found
        for row in item.analysis.tickers
    )
    return Archive(tuple(told), tuple(f"E{era}{symbol}" for symbol in TICKERS), start + 12 * DAY)


def stories_in(told) -> int:
    """A story counts once a day."""
    return len({(each.story, each.at.date()) for each in told})


def means_of(told) -> list[int]:
    """What each story says, a day at a time: the mean of its items in hundredths, halves away from 0."""
    scores = {}
    for each in told:
        scores.setdefault((each.story, each.at.date()), []).append(each.score)
    means = [Decimal(sum(of_story)) / len(of_story) for of_story in scores.values()]
    return [int(mean.quantize(Decimal(1), rounding=ROUND_HALF_UP)) for mean in means]


def mean_of(told) -> float | None:
    return round(fmean(means_of(told)) / 100, 2) if told else None


def change_between(now, before) -> float | None:
    if min(stories_in(now), stories_in(before)) < FEW:
        return None
    return pytest.approx(mean_of(now) - mean_of(before))


def is_told(change) -> bool:
    """True for a change of at least 0.05."""
    return abs(round(change.expected, 2)) >= 0.05


def split_of(told) -> tuple[int, int, int]:
    """The stories of each polarity, a day at a time."""
    means = [mean / 100 for mean in means_of(told)]
    positive, negative = sum(mean >= CLEAR for mean in means), sum(mean <= -CLEAR for mean in means)
    return positive, stories_in(told) - positive - negative, negative


def sums_of(tone: Tone):
    """What is shown of a tone."""
    return (
        tone.items,
        tone.sentiment and tone.sentiment.score,
        tone.stories,
        (tone.positive, tone.neutral, tone.negative),
    )


def recount(told):
    return len(told), mean_of(told), stories_in(told), split_of(told)


def usual_of(archive, symbol, window) -> tuple[float, float] | None:
    """How many stories whole windows before this one had, and how much that varied; None when too few."""
    days, end = window.length // DAY, datetime.combine(window.since.date(), time(), UTC)
    known = [each.at for each in archive.told if each.symbol == symbol and each.at < end]
    past = []
    while known and end - days * DAY >= datetime.combine(min(known).date(), time(), UTC):
        past.append(stories_in(archive.of(symbol, end - days * DAY, end)))
        end -= days * DAY
    return (fmean(past), pstdev(past)) if len(past) >= 4 else None


def latest_by_feed(told):
    """What each source said last."""
    return list({each.feed: each for each in sorted(told, key=lambda each: each.item)}.values())


def rank_stories(told):
    """Stories by how strongly, and by how many sources, they speak of the ticker."""
    groups = {}
    for each in told:
        groups.setdefault(each.story, []).append(each)
    first = {story: min(each.item for each in group) for story, group in groups.items()}
    groups = {story: latest_by_feed(group) for story, group in groups.items()}
    weighed = [
        (
            round(
                (0.1 + max(abs(each.score) for each in group) / 100) * sqrt(len({e.feed for e in group})), 4
            ),
            first[story],
            group,
        )
        for story, group in groups.items()
    ]
    return sorted(weighed, key=lambda one: (-one[0], -one[1]))[:3]


@QUICKLY
@given(history=histories, length=st.sampled_from(LENGTHS), zone=st.sampled_from(ZONES))
def test_every_number_shown_is_recomputed_from_the_items(db, history, length, zone):
    archive = write(db, history)
    window = Window(archive.end - length, archive.end)
    companies = [Company(symbol, symbol) for symbol in archive.symbols]
    for company in companies:
        report = read(db, read_report, company, window=window, zone=zone)
        check_report(archive, report)
        check_charts(archive, report, zone=zone)
        for wanted in (None, *Polarity):
            check_news(archive, read(db, read_news, company, window=window, wanted=wanted))
    for report in read(db, read_comparison, companies, window=window).reports:
        check_tones(archive, report)
    check_movers(archive, read(db, read_movers, window=window, name_of={}.get))
    for wanted, sign in ((Polarity.POSITIVE, -1), (Polarity.NEGATIVE, 1)):
        check_ranked(archive, read(db, read_movers, window=window, name_of={}.get, wanted=wanted), sign=sign)


def read(db, query, *about, **asked):
    return db.read_now(lambda unit: query(unit.workspace(OURS), *about, **asked))


def check_report(archive, report):
    check_tones(archive, report)
    now = archive.within(report.company.symbol, report.window)
    assert report.last_item_at == max((each.at for each in now), default=None)
    check_trend(report.trend, archive=archive, symbol=report.company.symbol, **span_of(report.window))
    check_stories(report, rank_stories(now))


def span_of(window):
    return {"since": window.since, "until": window.until}


def check_tones(archive, report):
    """What a report and a line of a comparison both show."""
    symbol, window = report.company.symbol, report.window
    now, before = archive.within(symbol, window), archive.within(symbol, window.before)
    assert (sums_of(report.tone), sums_of(report.before)) == (recount(now), recount(before))
    assert report.change == change_between(now, before)
    check_count(report.count, now=stories_in(now), usual=usual_of(archive, symbol, window))


def check_count(shown, *, now, usual):
    assert shown.now == now
    if usual is None:
        assert (shown.usual, shown.z) == (None, None)
        return
    mean, deviation = usual
    assert shown.usual == pytest.approx(mean)
    assert shown.z == pytest.approx((now - mean) / max(deviation, sqrt(mean), 1))


def check_trend(points, *, archive, symbol, since, until):
    assert points[0].since == since
    ends = [*(point.since for point in points[1:]), until]
    for point, end in zip(points, ends, strict=True):
        assert sums_of(point.tone) == recount(archive.of(symbol, point.since, end))


def check_charts(archive, report, *, zone):
    """Each bar is a step that has items, and shows what these say."""
    ends = [*(point.since for point in report.trend[1:]), report.window.until]
    steps = [
        archive.of(report.company.symbol, point.since, end)
        for point, end in zip(report.trend, ends, strict=True)
    ]
    told = [step for step in steps if step]
    charts = [
        each for each in render_report(report, zone=zone).blocks if each["type"] == "data_visualization"
    ]
    drawn = [[point["value"] for point in chart["chart"]["series"][0]["data"]] for chart in charts]
    assert drawn == ([list(map(mean_of, told)), list(map(stories_in, told))] if len(told) > 1 else [])


def check_stories(report, ranked):
    assert [(story.weight, story.item.id) for story in report.top] == [ranking[:2] for ranking in ranked]
    for story, (_weight, _first, group) in zip(report.top, ranked, strict=True):
        scores = [each.score / 100 for each in group]
        assert (story.spread.low.score, story.spread.high.score) == (min(scores), max(scores))
        assert story.spread.mean.score == pytest.approx(fmean(scores), abs=0.0051)
        assert story.sources == len({each.feed for each in group})
    assert report.disagreements == sum(
        min(each.score for each in group) <= -CLEAR * 100 and max(each.score for each in group) >= CLEAR * 100
        for _weight, _first, group in ranked
    )


def check_news(archive, news):
    """The newest stories, with the scores of the report."""
    now = archive.within(news.company.symbol, news.window)
    expected = [
        (first, at, len(group), mean)
        for first, at, group in newest_stories(now)
        for mean in [Sentiment(sum(each.score / 100 for each in group) / len(group))]
        if news.wanted in {None, mean.polarity}
    ]
    shown = [(each.item.id, each.last_told_at, each.sources, each.spread.mean) for each in news.stories]
    assert shown == expected[:MOST_STORIES]
    assert news.total == stories_in(now)
    is_more = len(expected) > MOST_STORIES
    assert news.more == is_more * (len(expected) if news.wanted else news.total) - is_more * MOST_STORIES
    assert news.kept is None or not shown


def newest_stories(told):
    """Stories by when they were last told: their first item, that moment, and what each source said last."""
    groups = {}
    for each in told:
        groups.setdefault(each.story, []).append(each)
    found = [
        (min(each.item for each in group), max(each.at for each in group), latest_by_feed(group))
        for group in groups.values()
    ]
    return sorted(found, key=lambda story: (story[1], story[0]), reverse=True)


def check_movers(archive, movers):
    window = movers.window
    heard = {symbol: archive.within(symbol, window) for symbol in archive.symbols}
    loud = {
        symbol: told for symbol, told in heard.items() if stories_in(told) >= (1 if movers.is_thin else FEW)
    }
    before = {symbol: archive.within(symbol, window.before) for symbol in loud}
    for mover in (*movers.changed, *movers.loudest, *movers.ranked):
        symbol = mover.company.symbol
        assert (sums_of(mover.tone), sums_of(mover.before)) == (
            recount(loud[symbol]),
            recount(before[symbol]),
        )
        assert mover.change == change_between(loud[symbol], before[symbol])
        check_count(mover.count, now=stories_in(loud[symbol]), usual=usual_of(archive, symbol, window))
    if movers.wanted is None:
        check_ranks(movers, loud=loud, before=before)


def check_ranks(movers, *, loud, before):
    changes = {symbol: change_between(told, before[symbol]) for symbol, told in loud.items()}
    changed = {symbol for symbol, change in changes.items() if change is not None and is_told(change)}
    assert {mover.company.symbol for mover in movers.changed} == changed
    sizes = [abs(mover.change) for mover in movers.changed]
    assert sizes == sorted(sizes, reverse=True)


def check_ranked(archive, movers, *, sign):
    """The tickers by their tone, from one end."""
    check_movers(archive, movers)
    heard = {symbol: archive.within(symbol, movers.window) for symbol in archive.symbols}
    means = {
        symbol: (sign * Fraction(sum(means_of(told)), stories_in(told)), -stories_in(told), symbol)
        for symbol, told in heard.items()
        if stories_in(told) >= (1 if movers.is_thin else FEW)
    }
    ranked = sorted(means, key=means.__getitem__)
    assert [mover.company.symbol for mover in movers.ranked] == ranked[: len(movers.ranked)]
    if movers.is_thin:
        assert all(stories_in(heard[mover.company.symbol]) < FEW for mover in movers.ranked)
        assert all(mover.tone.sentiment.polarity is movers.wanted for mover in movers.ranked)
    elif any(mover.tone.sentiment.polarity is movers.wanted for mover in movers.ranked):
        assert all(mover.tone.sentiment.polarity is movers.wanted for mover in movers.ranked)
    else:
        assert len(movers.ranked) == len(ranked)
    assert (movers.changed, movers.loudest) == ((), ())
