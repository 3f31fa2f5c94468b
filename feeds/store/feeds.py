"""Feeds: which there are, which are due, and how their polls went."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, delete, func, or_, select, update

from feeds.errors import NotFound, UsageError
from feeds.store import rollups
from feeds.store.statements import insert, new_lease
from feeds.store.tables import feeds, workspace_feeds
from feeds.types.news import MAX_URL, DueFeed, Feed, PollResult

COLUMNS = [feeds.c[field.name] for field in fields(Feed)]
_NOT_SAVED = frozenset({"id", "url", "in_catalogue"})
_SAVED = tuple(field.name for field in fields(Feed) if field.name not in _NOT_SAVED)

_IS_SEEN = or_(
    feeds.c.in_catalogue,
    select(workspace_feeds.c.feed_id).where(workspace_feeds.c.feed_id == feeds.c.id).exists(),
)
_HAS_WORKED = feeds.c.last_ok_at.is_not(None)
_SAVE = update(feeds).where(feeds.c.id == bindparam("feed_id"))
_SAVE_HELD = _SAVE.where(feeds.c.lease == bindparam("held"))


class Feeds:
    """All feeds, of whatever workspace."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, url: str, *, now: datetime, in_catalogue: bool = False) -> Feed:
        """Add a feed, due at once, or give back the one there. The catalogue takes and never gives."""
        if len(url) > MAX_URL:
            raise UsageError(f"That URL has more than {MAX_URL} characters. Use a shorter one.")
        fresh = Feed(id=0, url=url, next_poll_at=now, in_catalogue=in_catalogue)
        values = {**_values(fresh), "url": url, "in_catalogue": in_catalogue}
        self._connection.execute(insert(self._connection, feeds).values(values).on_conflict_do_nothing())
        feed = self.by_url(url)
        if feed is None:  # removed by somebody else in between
            raise NotFound("That feed was just removed. Add it again.")
        if in_catalogue and not feed.in_catalogue:
            return self._publish(feed)
        return feed

    def get(self, id: int) -> Feed:
        """Give one feed. Raises NotFound."""
        feed = self._one(feeds.c.id == id)
        if feed is None:
            raise NotFound(f"There is no feed {id}. See `tickertone feeds list`.")
        return feed

    def by_url(self, url: str) -> Feed | None:
        """Give the feed with this URL, exactly as it was added."""
        return self._one(feeds.c.url == url)

    def all(self) -> tuple[Feed, ...]:
        """List the feeds that somebody sees or that have worked once, in the order they came."""
        known = select(*COLUMNS).where(or_(_IS_SEEN, _HAS_WORKED))
        rows = self._connection.execute(known.order_by(feeds.c.id))
        return tuple(to_feed(row) for row in rows)

    def remove(self, id: int) -> None:
        """Remove a feed, its items and the subscriptions to it. Raises NotFound."""
        removed = self._connection.execute(delete(feeds).where(feeds.c.id == id)).rowcount
        if not removed:
            raise NotFound(f"There is no feed {id}. See `tickertone feeds list`.")
        rollups.forget_scope(self._connection, id)

    def forget_rubbish(self, id: int) -> None:
        """Remove a feed that has never worked, that nobody sees, and that did not ask us to wait."""
        is_rubbish = and_(feeds.c.id == id, ~_IS_SEEN, ~_HAS_WORKED, feeds.c.wait_until.is_(None))
        self._connection.execute(delete(feeds).where(is_rubbish))

    def remove_unwatched(self, *, before: datetime) -> int:
        """Remove feeds outside the catalogue that no workspace sees, not added or polled since `before`."""
        touched_at = func.coalesce(feeds.c.last_polled_at, feeds.c.next_poll_at)  # due when it was added
        unwatched = select(feeds.c.id).where(~_IS_SEEN, touched_at < before)
        ids = tuple(self._connection.execute(unwatched).scalars())
        for id in ids:
            self.remove(id)
        return len(ids)

    def pauses(self, *, now: datetime) -> dict[str, datetime]:
        """The hosts, with ports, that want to be left alone, and until when."""
        asked = (
            select(feeds.c.paused_by, func.max(feeds.c.wait_until).label("until"))
            .where(feeds.c.wait_until > now, feeds.c.paused_by.is_not(None))
            .group_by(feeds.c.paused_by)
        )
        return {row.paused_by: row.until for row in self._connection.execute(asked)}

    def claim_due(self, *, now: datetime, limit: int, lease_s: float) -> tuple[DueFeed, ...]:
        """Take up to `limit` due feeds, longest overdue first, for `lease_s` seconds.

        A feed is due when `next_poll_at` has come (None: never), nobody else holds it, and somebody sees
        it: it is in the catalogue, or a workspace watches it.
        """
        due = (
            select(feeds.c.id)
            .where(feeds.c.next_poll_at <= now, _is_free(now), _IS_SEEN)
            .order_by(feeds.c.next_poll_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return self._claim(due.cte("due"), now=now, lease_s=lease_s)

    def claim(self, id: int, *, now: datetime, lease_s: float) -> DueFeed | None:
        """Take one feed, due or not; None when somebody else holds it or it is gone."""
        one = select(feeds.c.id).where(feeds.c.id == id, _is_free(now)).with_for_update(skip_locked=True)
        return next(iter(self._claim(one.cte("due"), now=now, lease_s=lease_s)), None)

    def save(self, feed: Feed, *, lease: str | None) -> bool:
        """Write how a poll went and give the lease back. False, and nothing written, when it was lost.

        `lease` None writes whoever holds it. URL and catalogue are not a poll's to change.
        """
        return self.save_all([(feed, lease)]) == 1

    def save_all(self, polled: Sequence[tuple[Feed, str | None]]) -> int:
        """Save many polls that brought no items; returns how many leases still held."""
        held = [
            {"feed_id": feed.id, "held": lease, **_values(feed)}
            for feed, lease in polled
            if lease is not None
        ]
        free = [{"feed_id": feed.id, **_values(feed)} for feed, lease in polled if lease is None]
        saved = self._connection.execute(_SAVE_HELD, held).rowcount if held else 0
        return saved + (self._connection.execute(_SAVE, free).rowcount if free else 0)

    def wake(self, id: int, now: datetime) -> None:
        """Make a feed due at once, also one that sleeps. Raises NotFound."""
        woken = update(feeds).where(feeds.c.id == id).values(next_poll_at=now)
        if not self._connection.execute(woken).rowcount:
            raise NotFound(f"There is no feed {id}. See `tickertone feeds list`.")

    def _claim(self, due: Any, *, now: datetime, lease_s: float) -> tuple[DueFeed, ...]:
        lease = new_lease()
        taken = (
            update(feeds)
            .where(feeds.c.id.in_(select(due.c.id)))
            .values(lease=lease, leased_until=now + timedelta(seconds=lease_s))
            .returning(*COLUMNS)
        )
        claimed = [DueFeed(to_feed(row), lease) for row in self._connection.execute(taken)]
        return tuple(sorted(claimed, key=lambda it: (it.feed.next_poll_at or now, it.feed.id)))

    def _publish(self, feed: Feed) -> Feed:
        rollups.lock(self._connection)
        published = (
            update(feeds).where(feeds.c.id == feed.id, ~feeds.c.in_catalogue).values(in_catalogue=True)
        )
        if self._connection.execute(published).rowcount:
            rollups.merge_into_catalogue(self._connection, feed.id)
        return self.get(feed.id)

    def _one(self, condition: ColumnElement[bool]) -> Feed | None:
        row = self._connection.execute(select(*COLUMNS).where(condition)).one_or_none()
        return None if row is None else to_feed(row)


def to_feed(row: Row[Any]) -> Feed:
    """Make a feed of a row that begins with its columns."""
    values = row._asdict()
    result = values["last_result"]
    values["last_result"] = None if result is None else PollResult(result)
    return Feed(**values)


def _values(feed: Feed) -> dict[str, Any]:
    return {name: getattr(feed, name) for name in _SAVED} | {"lease": None, "leased_until": None}


def _is_free(now: datetime) -> ColumnElement[bool]:
    return or_(feeds.c.leased_until.is_(None), feeds.c.leased_until <= now)
