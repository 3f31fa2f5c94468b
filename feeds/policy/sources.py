"""Who tells a story. A source counts once: what it tells later is an update. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from feeds.policy.urls import host_of
from feeds.types.decisions import StoredItem


@dataclass(frozen=True, slots=True)
class Source:
    """A feed; within a feed that gathers from many sites, one of them."""

    feed_id: int
    site: str  # the host an item links to; empty where it links nowhere


def source_of(item: StoredItem) -> Source:
    """Say who tells an item."""
    return Source(item.feed_id, host_of(item.item.url or ""))


def latest_by_source(items: Iterable[StoredItem]) -> tuple[StoredItem, ...]:
    """Take what each source told last, sources in the order they came in; `items` are oldest first."""
    return tuple({source_of(item): item for item in items}.values())


def is_update(item: StoredItem, story: Iterable[StoredItem]) -> bool:
    """True when its source told the story before."""
    source = source_of(item)
    return any(other.id < item.id and source_of(other) == source for other in story)
