"""Made-up subscriptions of every kind: rhythms, quiet hours across daylight-saving changes, caps."""

import random
from dataclasses import dataclass, replace
from datetime import time

from benchmarks.simulation.news import COMPANIES
from feeds.types.scores import Polarity
from feeds.types.subscriptions import (
    Digest,
    DigestKind,
    Place,
    QuietHours,
    Rules,
    Watch,
    WatchAll,
    WatchFeed,
    WatchTickers,
    WatchWords,
)

WORKSPACES = ("T1", "T2", "T3")
_ZONES = ("UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Asia/Tokyo", "Australia/Sydney")
_DIGESTS = (
    None,
    None,
    None,
    Digest(DigestKind.HOURLY),
    Digest(DigestKind.DAILY, time(8, 30)),
    Digest(DigestKind.WEEKDAYS, time(7, 45)),
    Digest(DigestKind.OPEN, exchange="NYSE"),
)
_QUIET = (
    None,
    QuietHours(time(22), time(7)),
    QuietHours(time(20, 30), time(6, 15)),
    QuietHours(time(1), time(3)),
    QuietHours(time(12, 30), time(13, 30)),
)
_CAPS = (3, 8, 20, 40)
_UNCAPPED = 10  # every tenth wish, each of which follows everything, has no cap of its own
_BREAKS = (None, 0.6, 0.8)
_SHARED = 5  # every fifth wish speaks in the channel of the one before


@dataclass(frozen=True)
class Wish:
    """A subscription to make."""

    place: Place
    watch: Watch
    rules: Rules


def make_wishes(*, seed: int, count: int, feeds: int) -> list[Wish]:
    """Make so many wishes; those without a cap rely on the bound by the hour."""
    chance = random.Random(seed)
    return [
        Wish(_place(number), _watch(chance, number, feeds=feeds), _rules(chance, number))
        for number in range(count)
    ]


def _place(number: int) -> Place:
    own = number - 1 if number % _SHARED == _SHARED - 1 else number
    return Place(WORKSPACES[own % len(WORKSPACES)], f"C{own:02}")


def _watch(chance: random.Random, number: int, *, feeds: int) -> Watch:
    match number % 5:
        case 0:
            return WatchAll()
        case 1:
            feed = chance.randrange(feeds)
            return WatchFeed(feed + 1, feed_url(feed))  # an empty store counts from one
        case 2:
            return WatchWords(("recalls", "loses a lawsuit"))
        case _:
            return WatchTickers(tuple(sorted(chance.sample([*COMPANIES], 4))))


def _rules(chance: random.Random, number: int) -> Rules:
    rules = Rules(
        min_score=chance.choice((0.0, 0.0, 0.35)),
        direction=chance.choice((None, None, None, Polarity.NEGATIVE)),
        exclude=chance.choice((None, None, "plant OR store")),
        digest=chance.choice(_DIGESTS),
        quiet=chance.choice(_QUIET),
        break_through=chance.choice(_BREAKS),
        max_per_day=chance.choice(_CAPS),
        timezone=chance.choice(_ZONES),
    )
    return replace(rules, max_per_day=None, digest=None) if number % _UNCAPPED == 0 else rules


def feed_url(number: int) -> str:
    """The address of a simulated feed."""
    return f"https://feed{number}.example/rss"
