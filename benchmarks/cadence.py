"""Two months of simulated polling: how often feeds are asked, how late their items come, what is missed.

200 feeds of mixed rhythms, some with outages, against the product's own `after_poll` and as many places to
poll at once, on a clock that jumps from poll to poll. The ideal is a clairvoyant that asks once for each
minute in which something is published, and once a day at least. Lateness runs from when an item could be
had, at the end of an outage at the earliest. An item is overdue when it came later than the wait that stood
by then, and a minute for the tick and the fetch: when somebody else's feed held it up. Missed is what had
left the document before it was seen. Run it with `./run bench cadence [--quick]`.
"""

import json
import random
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush, heapreplace
from statistics import median, quantiles

from benchmarks.flags import read_flags
from feeds.policy.cadence import Bounds, after_poll
from feeds.poller import MAX_AT_ONCE
from feeds.types.news import (
    Entry,
    Feed,
    Fetched,
    FetchFailed,
    FetchOutcome,
    NewsItem,
    NotModified,
    ParsedFeed,
    PollResult,
)

START = datetime(2026, 1, 5, tzinfo=UTC)
BOUNDS = Bounds(min_s=300, max_s=86_400)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
TICK, ANSWERS, GIVES_UP = timedelta(seconds=5), timedelta(seconds=1), timedelta(seconds=20)
URL = "https://feed.example/"
Rhythm = Callable[[random.Random, int], list[datetime]]


@dataclass(frozen=True)
class Outages:
    """When a publisher is down: from its age of `first` on, so long, and again after `apart`."""

    first: timedelta
    lasting: timedelta
    apart: timedelta = 3_650 * DAY

    def end(self, age: timedelta) -> timedelta | None:
        """The age at which the outage of this age ends; None while the publisher is up."""
        since = (age - self.first) % self.apart
        return age - since + self.lasting if age >= self.first and since < self.lasting else None


@dataclass(frozen=True)
class Kind:
    """A sort of publisher: when it publishes, how many entries its document holds, what else it does."""

    name: str
    rhythm: Rhythm
    share: int  # of 100 feeds
    window: int = 30
    outages: Outages | None = None
    ttl_s: int | None = None
    skip_hours: frozenset[int] = frozenset()

    def down_until(self, now: datetime) -> datetime | None:
        """When the outage of this moment ends, if there is one."""
        end = self.outages.end(now - START) if self.outages else None
        return None if end is None else START + end


@dataclass
class Log:
    """What happened to some feeds."""

    polls: int = 0
    items: int = 0
    missed: int = 0
    overdue: int = 0
    ideal: int = 0
    late_s: list[float] = field(default_factory=list)


def steady(a_day: float) -> Rhythm:
    """At random, evenly through day and night."""
    return lambda chance, days: [START + DAY * days * chance.random() for _ in range(round(a_day * days))]


def office_hours(a_day: int) -> Rhythm:
    """Weekdays from 13:00 to 21:00 UTC."""

    def publish(chance: random.Random, days: int) -> list[datetime]:
        workdays = [day for day in (START + DAY * n for n in range(days)) if day.weekday() < 5]
        return [day + HOUR * (13 + 8 * chance.random()) for day in workdays for _ in range(a_day)]

    return publish


def every(span: timedelta, give: timedelta) -> Rhythm:
    """On the dot, give or take."""
    return lambda chance, days: [
        START + span * number + give * chance.random() for number in range(DAY * days // span)
    ]


def bursts(apart: timedelta, size: int) -> Rhythm:
    """Long silence, then much within two hours."""

    def publish(chance: random.Random, days: int) -> list[datetime]:
        starts = [START + apart * (number + chance.random()) for number in range(DAY * days // apart)]
        return [start + HOUR * 2 * chance.random() for start in starts for _ in range(size)]

    return publish


KINDS = (
    Kind("newswire, 150 a day", steady(150), share=10, window=50),
    Kind("site, 25 a day", steady(25), share=15),
    Kind("site that flickers", steady(25), share=5, outages=Outages(DAY, HOUR / 6, HOUR)),
    Kind("office hours, 20 a day", office_hours(20), share=15),
    Kind(
        "hourly TTL, silent at night", office_hours(15), share=5, ttl_s=3_600, skip_hours=frozenset(range(6))
    ),
    Kind("daily at midnight", every(DAY, HOUR / 2), share=15),
    Kind("weekly", every(7 * DAY, 3 * HOUR), share=10),
    Kind("monthly", every(30 * DAY, DAY), share=5),
    Kind("15 at once every 9 days", bursts(9 * DAY, 15), share=10),
    Kind("down for two days", steady(10), share=5, outages=Outages(20 * DAY, 2 * DAY)),
    Kind("down for nine days", steady(3), share=5, window=60, outages=Outages(20 * DAY, 9 * DAY)),
)


class Followed:
    """One feed, from its first sync on."""

    def __init__(self, kind: Kind, *, seed: int, days: int) -> None:
        self._kind = kind
        self._chance = random.Random(seed)
        self._published = sorted(kind.rhythm(self._chance, days))
        self._seen = 0
        self._up_since = START
        self._interval = DAY
        self._feed = Feed(id=seed, url=f"{URL}{kind.name}/{seed}")
        minutes = {moment.replace(second=0, microsecond=0) for moment in self._published}
        self.log = Log(ideal=max(days, len(minutes)))

    def poll(self, starts: datetime) -> tuple[datetime, datetime]:
        """One poll: when it ends, and when the next is due."""
        down_until = self._kind.down_until(starts)
        ends = starts + (GIVES_UP if down_until else ANSWERS)
        self._up_since = down_until or self._up_since
        there = self._seen if down_until else bisect_right(self._published, starts)
        oldest = max(0, there - self._kind.window)
        self._note(self._published[self._seen : there], missed=max(0, oldest - self._seen), now=ends)
        has_news = there > self._seen
        self._feed = after_poll(
            self._feed,
            outcome=_outcome(is_down=down_until is not None, has_news=has_news),
            parsed=_document(self._published[oldest:there], self._kind) if has_news else None,
            new_items=_items(self._published[max(self._seen, oldest) : there]),
            now=ends,
            jitter=self._chance.random(),
            bounds=BOUNDS,
        )
        self._seen = there
        due = self._feed.next_poll_at or ends + DAY
        self._interval = due - ends
        return ends, due

    def _note(self, news: list[datetime], *, missed: int, now: datetime) -> None:
        is_first_sync = self._feed.is_first_sync
        late = [now - max(moment, self._up_since) for moment in news]
        self.log.polls += 1
        self.log.items += len(news)
        self.log.missed += 0 if is_first_sync else missed
        self.log.overdue += 0 if is_first_sync else sum(each > self._interval + MINUTE for each in late)
        self.log.late_s += [each.total_seconds() for each in late]


def simulate(followed: Sequence[Followed], *, days: float, at_once: int = MAX_AT_ONCE) -> None:
    """All polls of these feeds, by one worker: each begins when it is due and there is a place for it."""
    due = [(START, number) for number in range(len(followed))]
    places = [START] * at_once  # when each is free again
    while due and due[0][0] < START + DAY * days:
        planned, number = heappop(due)
        starts = max(planned + TICK, places[0])
        ends, next_due = followed[number].poll(starts)
        heapreplace(places, ends)
        heappush(due, (next_due, number))


def _items(moments: list[datetime]) -> tuple[NewsItem, ...]:
    return tuple(NewsItem(key=str(moment), title="News", published_at=moment) for moment in moments)


def _document(moments: list[datetime], kind: Kind) -> ParsedFeed:
    entries = tuple(Entry("News", published_at=moment) for moment in reversed(moments))
    return ParsedFeed("News", entries, ttl_s=kind.ttl_s, skip_hours=kind.skip_hours)


def _outcome(*, is_down: bool, has_news: bool) -> FetchOutcome:
    if is_down:
        return FetchFailed(PollResult.TIMEOUT, "It took too long.")
    return Fetched(URL, b"") if has_news else NotModified(URL)


def _total(logs: Iterable[Log]) -> Log:
    total = Log()
    for log in logs:
        total.polls += log.polls
        total.items += log.items
        total.missed += log.missed
        total.overdue += log.overdue
        total.ideal += log.ideal
        total.late_s += log.late_s
    return total


def _row(name: str, log: Log, *, feed_days: int) -> str:
    rates = "".join(f"{count / feed_days:11.1f}" for count in (log.items, log.polls, log.ideal))
    times = (median(log.late_s), quantiles(log.late_s, n=20)[-1], max(log.late_s))
    late = "".join(f"{time_s / 60:7.0f} min" for time_s in times)
    return f"{name:28}{rates}{late}{log.overdue:9}{log.missed:8}"


def run(*, feeds: int, days: int) -> dict[str, float | bool]:
    """Simulate, print the table, and say how it came out."""
    kinds = {
        kind: [Followed(kind, seed=seed, days=days) for seed in range(kind.share * feeds // 100)]
        for kind in KINDS
    }
    simulate([each for followed in kinds.values() for each in followed], days=days)
    heads = ("items/day", "polls/day", "ideal", "mid late", "p95", "most")
    print(f"{'feed':28}{''.join(f'{head:>11}' for head in heads)}{'overdue':>9}{'missed':>8}")
    for kind, followed in kinds.items():
        print(_row(kind.name, _total(each.log for each in followed), feed_days=len(followed) * days))
    total = _total(each.log for followed in kinds.values() for each in followed)
    print(_row("all", total, feed_days=feeds * days))
    return {
        "feeds": feeds,
        "days": days,
        "polls_per_feed_day": round(total.polls / feeds / days, 1),
        "ideal_per_feed_day": round(total.ideal / feeds / days, 1),
        "items": total.items,
        "overdue": total.overdue,
        "missed": total.missed,
        "ok": total.missed == total.overdue == 0,
    }


if __name__ == "__main__":
    asked = read_flags(__doc__, quick="35 days in place of 60")
    figures = run(feeds=200, days=35 if asked.quick else 60)
    print(json.dumps(figures))
    sys.exit(0 if figures["ok"] else 1)
