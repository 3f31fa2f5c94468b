"""Decides whether an item is news to a subscription.

What stands in a feed at a subscription's first sync is not news. After that an item is news when it
was not in the feed before, whatever its date, unless it is dated more than a week back.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from feeds.policy.ruling import Ruling
from feeds.types.decisions import Reason
from feeds.types.news import Feed, NewsItem

MAX_AGE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Arrived:
    """It was not in the feed at the last good poll, which ended at `previous_ok_at`."""

    previous_ok_at: datetime


@dataclass(frozen=True, slots=True)
class Backlog:
    """It stood there before anybody could have been told; `why` says so to people."""

    why: str


@dataclass(frozen=True, slots=True)
class CountsAsNew:
    """It is to be treated as news whatever its date: in the demo, a dry run and a test alert."""


Arrival = Arrived | Backlog | CountsAsNew


def arrival_at(feed: Feed) -> Arrival:
    """Say how the items of a poll arrived that the feed did not hold before; `feed` as before the poll."""
    if feed.last_ok_at is None:
        return Backlog("it stood in the feed at the feed's first sync")
    return Arrived(feed.last_ok_at)


def oldest_first(items: tuple[NewsItem, ...]) -> tuple[NewsItem, ...]:
    """Order a document's items for telling: by date where all have one, else its own order backwards."""
    dated = [(item.published_at, item) for item in reversed(items) if item.published_at is not None]
    if len(dated) < len(items):
        return items[::-1]
    return tuple(item for _date, item in sorted(dated, key=lambda pair: pair[0]))


def refuse_old(
    arrival: Arrival, *, published_at: datetime | None, subscribed_at: datetime, now: datetime
) -> Ruling | None:
    """Refuse an item that is no news to a subscription made at `subscribed_at`; None when it is news."""
    match arrival:
        case CountsAsNew():
            return None
        case Backlog(why=why):
            return Ruling(Reason.BEFORE_SUBSCRIPTION, why)
        case Arrived(previous_ok_at=previous_ok_at):
            if published_at is None:
                return None
            if previous_ok_at < subscribed_at and published_at < subscribed_at:
                return Ruling(
                    Reason.BEFORE_SUBSCRIPTION,
                    f"dated {_day(published_at)}, subscribed {_day(subscribed_at)}",
                )
            if now - published_at > MAX_AGE:
                age = (now - published_at).days
                return Ruling(
                    Reason.TOO_OLD,
                    f"dated {_day(published_at)}, {age} days back; the limit is {MAX_AGE.days} days",
                )
            return None


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
