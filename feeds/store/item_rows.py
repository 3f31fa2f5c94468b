"""Items as rows and back: what is selected to make a StoredItem, and what is written for a ScoredItem."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Row, Select, bindparam, select

from feeds.store import codec
from feeds.store.columns import Instant
from feeds.store.tables import feeds, items
from feeds.types.decisions import ScoredItem, StoredItem
from feeds.types.news import NewsItem

_SKEW = timedelta(hours=1)  # by so much the clocks of workers may differ

FIRST_ID = (
    select(items.c.id)
    .where(items.c.seen_at >= bindparam("nearly_since", type_=Instant()))
    .order_by(items.c.seen_at, items.c.id)
    .limit(1)
    .scalar_subquery()
)
"""Ids grow with time: no item seen since parameter `since` has a lower one. See `spanning`."""


def spanning(since: datetime) -> dict[str, datetime]:
    """The parameters of a statement that looks at items seen since then, and no further back by FIRST_ID."""
    earliest = datetime.min.replace(tzinfo=UTC)
    return {"since": since, "nearly_since": max(since, earliest + _SKEW) - _SKEW}


def select_items() -> Select[Any]:
    """Select items with the name of their source; add conditions, order and limit."""
    source = feeds.c.title.label("feed_title"), feeds.c.url.label("feed_url")
    return select(*items.c, *source).join(feeds, feeds.c.id == items.c.feed_id)


def to_stored(row: Row[Any]) -> StoredItem:
    """Make a StoredItem of a row of `select_items`."""
    return StoredItem(
        id=row.id,
        feed_id=row.feed_id,
        source=row.feed_title or _host_of(row.feed_url),
        story_id=row.story_id,
        item=NewsItem(
            key=row.key,
            title=row.title,
            text=row.text,
            url=row.url,
            author=row.author,
            published_at=row.published_at,
            symbols=codec.words.read(row.symbols),
            content_hash=row.content_hash,
        ),
        analysis=codec.analyses.read(row.analysis),
        seen_at=row.seen_at,
    )


@lru_cache(maxsize=1000)
def _host_of(feed_url: str) -> str:
    return urlsplit(feed_url).hostname or ""


def to_values(scored: ScoredItem) -> dict[str, Any]:
    """What an item says, by column; an edit writes the same. Its date stays the first one."""
    item = scored.item
    return {
        "content_hash": item.content_hash,
        "url": item.url,
        "author": item.author,
        "title": item.title,
        "text": item.text,
        "symbols": codec.words.write(item.symbols),
        "analysis": codec.analyses.write(scored.analysis),
    }


def to_new_row(scored: ScoredItem, *, feed_id: int, story_id: int, now: datetime) -> dict[str, Any]:
    """A whole new row."""
    return {
        "feed_id": feed_id,
        "key": scored.item.key,
        "story_id": story_id,
        "seen_at": now,
        "published_at": scored.item.published_at,
        **to_values(scored),
    }
