"""Two months of simulated polling: how often feeds are asked, how late their items come, what is missed.

200 feeds of mixed rhythms, some with outages, against the product's own `after_poll`, on a clock that jumps
from poll to poll. The ideal is a clairvoyant that asks once for each minute in which something is published,
and once a day at least. Run it with `./run bench cadence [--quick]`.
"""

import json
import random
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import median, quantiles

from feeds.policy.cadence import Bounds, after_poll
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
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEVER = (timedelta.max, timedelta.max)
URL = "https://feed.example/"
Rhythm = Callable[[random.Random, int], list[datetime]]


@dataclass(frozen=True)
class Kind:
    """A sort of publisher: when it publishes, how many entries its document holds, when it is down."""

    name: str
    rhythm: Rhythm
    share: int  # of 100 feeds
    window: int = 30
    outage: tuple[timedelta, timedelta] = NEVER

    def is_down(self, age: timedelta) -> bool:
        """True during its outage."""
        return self.outage[0] <= age < self.outage[1]


@dataclass
class Log:
    """What happened to some feeds."""

    polls: int = 0
    items: int = 0
    missed: int = 0
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
    Kind("site, 25 a day", steady(25), share=20),
    Kind("office hours, 20 a day", office_hours(20), share=20),
    Kind("daily at midnight", every(DAY, HOUR / 2), share=15),
    Kind("weekly", every(7 * DAY, 3 * HOUR), share=10),
    Kind("monthly", every(30 * DAY, DAY), share=5),
    Kind("15 at once every 9 days", bursts(9 * DAY, 15), share=10),
    Kind("down for two days", steady(10), share=5, outage=(20 * DAY, 22 * DAY)),
    Kind("down for nine days", steady(3), share=5, window=60, outage=(20 * DAY, 29 * DAY)),
)


def simulate(kind: Kind, *, seed: int, days: int) -> Log:
    """All polls of one feed, from its first sync on."""
    chance = random.Random(seed)
    published = sorted(kind.rhythm(chance, days))
    feed = Feed(id=seed, url=f"{URL}{seed}")
    log = Log(ideal=max(days, len({moment.replace(second=0, microsecond=0) for moment in published})))
    now, seen = START, 0
    while now < START + DAY * days:
        log.polls += 1
        is_down = kind.is_down(now - START)
        there = seen if is_down else bisect_right(published, now)
        oldest = max(0, there - kind.window)
        _note(log, published[seen:there], missed=max(0, oldest - seen), now=now)
        feed = after_poll(
            feed,
            outcome=_outcome(is_down=is_down, has_news=there > seen),
            parsed=_document(published[oldest:there]) if there > seen else None,
            new_items=_items(published[max(seen, oldest) : there]),
            now=now,
            jitter=chance.random(),
            bounds=BOUNDS,
        )
        seen = there
        now = feed.next_poll_at or now + DAY
    return log


def _note(log: Log, news: list[datetime], *, missed: int, now: datetime) -> None:
    log.items += len(news)
    log.missed += missed
    log.late_s += [(now - moment).total_seconds() for moment in news]


def _items(moments: list[datetime]) -> tuple[NewsItem, ...]:
    return tuple(NewsItem(key=str(moment), title="News", published_at=moment) for moment in moments)


def _document(moments: list[datetime]) -> ParsedFeed:
    return ParsedFeed("News", tuple(Entry("News", published_at=moment) for moment in reversed(moments)))


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
        total.ideal += log.ideal
        total.late_s += log.late_s
    return total


def _row(name: str, log: Log, *, feed_days: int) -> str:
    rates = "".join(f"{count / feed_days:11.1f}" for count in (log.items, log.polls, log.ideal))
    late = f"{median(log.late_s) / 60:8.0f} min{quantiles(log.late_s, n=20)[-1] / 60:7.0f} min"
    return f"{name:26}{rates}{late}{log.missed:8}"


def run(*, feeds: int, days: int) -> dict[str, float | bool]:
    """Simulate, print the table, and say how it came out."""
    print(
        f"{'feed':26}{'items/day':>11}{'polls/day':>11}{'ideal':>11}{'mid late':>12}{'p95':>11}{'missed':>8}"
    )
    kinds = []
    for kind in KINDS:
        count = kind.share * feeds // 100
        kinds.append(_total(simulate(kind, seed=seed, days=days) for seed in range(count)))
        print(_row(kind.name, kinds[-1], feed_days=count * days))
    total = _total(kinds)
    print(_row("all", total, feed_days=feeds * days))
    return {
        "feeds": feeds,
        "days": days,
        "polls_per_feed_day": round(total.polls / feeds / days, 1),
        "ideal_per_feed_day": round(total.ideal / feeds / days, 1),
        "items": total.items,
        "missed": total.missed,
        "ok": total.missed == 0,
    }


if __name__ == "__main__":
    figures = run(feeds=200, days=35 if "--quick" in sys.argv else 60)
    print(json.dumps(figures))
    sys.exit(0 if figures["ok"] else 1)
