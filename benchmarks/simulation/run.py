"""Lets news come, digests fall due and messages go out, minute by minute of a simulated clock."""

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.simulation.news import Scheduled, make_news
from benchmarks.simulation.slack import SimulatedSlack
from benchmarks.simulation.wishes import Wish, feed_url, make_wishes
from bot.delivery import Delivery
from feeds.digesting import queue_digests
from feeds.policy.newness import arrival_at
from feeds.recording import Arriving, Harvest, record
from feeds.store import Database, Unit
from feeds.story_memory import StoryMemory
from feeds.types.news import Feed
from feeds.types.subscriptions import Subscription

START = datetime(2026, 3, 5, tzinfo=UTC)  # New York turns its clocks on the 8th
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
OUTAGES = (  # by the hour; the midnight of two zones lies within the first, nobody's within the second
    (timedelta(hours=22), timedelta(hours=25)),
    (timedelta(hours=40), timedelta(hours=42)),
)


@dataclass(frozen=True)
class Size:
    """How much is simulated."""

    items: int
    feeds: int
    wishes: int
    days: int = 7
    after: timedelta = 4 * DAY  # until the last digest has gone out, over a weekend
    step: timedelta = timedelta(minutes=5)
    seed: int = 7


@dataclass
class Clock:
    """A clock that is set by hand."""

    now: datetime

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.now


@dataclass(frozen=True)
class Outcome:
    """What came of it: the store as it was left, and what Slack has taken."""

    db: Database
    wishes: tuple[Subscription, ...]
    slack: SimulatedSlack
    end: datetime


@contextmanager
def opened() -> Iterator[Database]:
    """Open an empty database of its own."""
    with TemporaryDirectory() as folder:
        db = Database.open(f"sqlite:///{Path(folder) / 'week.db'}")
        try:
            db.migrate()
            yield db
        finally:
            db.close()


async def simulate(db: Database, size: Size) -> Outcome:
    """Let the days pass."""
    made = make_wishes(seed=size.seed, count=size.wishes, feeds=size.feeds)
    feeds, wishes = db.run_now(lambda unit: _set_up(unit, made, feeds=size.feeds))
    news = make_news(seed=size.seed, items=size.items, feeds=size.feeds, start=START, days=size.days)
    clock = Clock(START)
    slack = SimulatedSlack(
        clock=clock,
        outages=tuple((START + start, START + end) for start, end in OUTAGES),
        archived=wishes[0].channel,
        archived_from=START + DAY * size.days / 2,
        chance=random.Random(size.seed),
    )
    delivery = Delivery(db, slack, render=slack.draw, clock=clock, jitter=lambda: 0.5)
    memory = StoryMemory()
    end = START + DAY * size.days + size.after
    polls = _polls(news, size.step)
    while clock.now < end:
        for number, items in polls.pop(clock.now, {}).items():
            await db.run(lambda unit, f=feeds[number], i=items: _record(unit, f, i, memory, clock.now))
        await queue_digests(db, now=clock.now)
        await _deliver(delivery, clock, until=clock.now + size.step)
    return Outcome(db, wishes, slack, end)


def _set_up(unit: Unit, wishes: Iterable[Wish], *, feeds: int) -> tuple[list[Feed], tuple[Subscription, ...]]:
    before = START - DAY
    added = [unit.feeds.add(feed_url(n), now=before, in_catalogue=True) for n in range(feeds)]
    standing = tuple(
        unit.workspace(wish.place.workspace).subscriptions.add(
            channel=wish.place.channel, created_by="U1", watch=wish.watch, rules=wish.rules, now=before
        )
        for wish in wishes
    )
    return [replace(feed, last_ok_at=before) for feed in added], standing


def _polls(news: list[Scheduled], step: timedelta) -> dict[datetime, dict[int, list[Scheduled]]]:
    """What each poll brings, by its time and its feed: every feed is asked once a step."""
    polls: dict[datetime, dict[int, list[Scheduled]]] = {}
    for at, together in groupby(news, key=lambda one: START + ((one.at - START) // step + 1) * step):
        for one in together:
            polls.setdefault(at, {}).setdefault(one.feed, []).append(one)
    return polls


def _record(unit: Unit, feed: Feed, items: list[Scheduled], memory: StoryMemory, now: datetime) -> None:
    arriving = tuple(Arriving(one.scored, arrival_at(feed)) for one in items)
    record(unit, Harvest(feed, None, arriving), memory=memory, now=now)


async def _deliver(delivery: Delivery, clock: Clock, *, until: datetime) -> None:
    """Send a message a second in each channel while there are any, then wait for the next poll."""
    while clock.now < until and await delivery.deliver_due():
        await delivery.rest()
        clock.now += SECOND
    clock.now = until
