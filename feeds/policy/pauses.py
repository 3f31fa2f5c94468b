"""A host that has had enough of us (HTTP 429): until when, and which feeds wait with the one that was told.

Pure. A pause is asked by one host and holds for all that it serves; other hosts are none of its business.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from feeds.policy.urls import peer_of
from feeds.types.news import Feed, PollResult


@dataclass(frozen=True, slots=True)
class Pause:
    """A host, with its port, and the moment from which it may be asked again."""

    peer: str
    until: datetime

    @property
    def sentence(self) -> str:
        """Who asks for it, and until when."""
        host = self.peer.rpartition(":")[0].removeprefix("www.")
        return f"{host} asks for a pause until {self.until:%Y-%m-%d %H:%M} UTC; all its feeds wait for it."


def why_waiting(feed: Feed, *, until: datetime) -> str:
    """Why a feed is not asked before then: its host, its publisher, or a bound of our own."""
    if feed.paused_by:
        return Pause(feed.paused_by, until).sentence
    if feed.last_result is PollResult.WAITING and feed.last_error:
        return feed.last_error
    return f"The publisher asked to wait until {until:%Y-%m-%d %H:%M} UTC."


def pauses_of(feeds: Iterable[Feed], *, asked: Mapping[str, datetime]) -> Mapping[int, Pause]:
    """The pause that each waiting feed waits for, by the feed's id; `asked` tells until when by host."""
    hosts = ((feed.id, feed.paused_by or peer_of(feed.final_url or feed.url)) for feed in feeds)
    return {id: Pause(host, asked[host]) for id, host in hosts if host in asked}


def next_try(feed: Feed, pause: Pause | None) -> datetime | None:
    """When a feed is asked again; not before its host's pause is over."""
    moments = [moment for moment in (feed.next_poll_at, pause.until if pause else None) if moment]
    return max(moments, default=None)
