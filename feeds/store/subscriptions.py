"""A workspace's subscriptions."""

from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from feeds.errors import NotFound, UsageError
from feeds.store import codec
from feeds.store.statements import insert, insert_missing
from feeds.store.tables import subscriptions, workspace_feeds
from feeds.types.subscriptions import Rules, Subscription, Watch, WatchFeed, WatchTickers, WatchWords

_LET_ALL = Rules()


class Subscriptions:
    """The standing wishes of one workspace."""

    def __init__(self, connection: Connection, workspace: str) -> None:
        self._connection = connection
        self._workspace = workspace

    def add(
        self, *, channel: str, created_by: str, watch: Watch, rules: Rules = _LET_ALL, now: datetime
    ) -> Subscription:
        """Make a wish stand. Raises UsageError when the same stands in the channel already.

        A workspace sees the feed it subscribes to.
        """
        values = {
            "workspace": self._workspace,
            "channel": channel,
            "created_by": created_by,
            "created_at": now,
            "rules": codec.rules.write(rules),
            "is_paused": False,
            **_watch_values(watch),
        }
        added = insert(self._connection, subscriptions).values(values).on_conflict_do_nothing()
        row = self._connection.execute(added.returning(subscriptions)).one_or_none()
        if row is None:
            raise UsageError("The same is followed here already. See `/alerts list`.")
        if isinstance(watch, WatchFeed):
            seen = {"workspace": self._workspace, "feed_id": watch.feed_id}
            insert_missing(self._connection, workspace_feeds, [seen])
        return to_subscription(row)

    def get(self, id: int) -> Subscription:
        """Give one subscription. Raises NotFound, also for another workspace's."""
        row = self._connection.execute(select(subscriptions).where(*self._is(id))).one_or_none()
        return self._found(row, id)

    def find(self, *, channel: str, watch: Watch) -> Subscription | None:
        """Give the subscription that watches the same in the channel, under whatever rules."""
        same = _watch_values(watch)["watch_hash"]
        wanted = select(subscriptions).where(
            subscriptions.c.workspace == self._workspace,
            subscriptions.c.channel == channel,
            subscriptions.c.watch_hash == same,
        )
        row = self._connection.execute(wanted).one_or_none()
        return None if row is None else to_subscription(row)

    def all(self, channel: str | None = None) -> tuple[Subscription, ...]:
        """List the subscriptions, or those of one channel, oldest first."""
        wanted = select(subscriptions).where(subscriptions.c.workspace == self._workspace)
        if channel is not None:
            wanted = wanted.where(subscriptions.c.channel == channel)
        return tuple(
            to_subscription(row) for row in self._connection.execute(wanted.order_by(subscriptions.c.id))
        )

    def remove(self, id: int) -> None:
        """End a subscription; a feed that nothing else subscribes to is seen no longer. Raises NotFound."""
        removed = delete(subscriptions).where(*self._is(id)).returning(subscriptions.c.feed_id)
        row = self._connection.execute(removed).one_or_none()
        if row is None:
            raise self._missing(id)
        if row.feed_id is not None:
            self._unwatch(row.feed_id)

    def pause(self, id: int, until: datetime | None = None) -> Subscription:
        """Pause a subscription, for good or until then. Raises NotFound."""
        return self._change(id, {"is_paused": True, "paused_until": until})

    def resume(self, id: int) -> Subscription:
        """Let a paused subscription speak again. Raises NotFound."""
        return self._change(id, {"is_paused": False, "paused_until": None})

    def update(self, id: int, *, rules: Rules) -> Subscription:
        """Give a subscription other rules. Raises NotFound."""
        return self._change(id, {"rules": codec.rules.write(rules)})

    def _change(self, id: int, values: dict[str, Any]) -> Subscription:
        changed = update(subscriptions).where(*self._is(id)).values(values).returning(subscriptions)
        return self._found(self._connection.execute(changed).one_or_none(), id)

    def _found(self, row: Row[Any] | None, id: int) -> Subscription:
        if row is None:
            raise self._missing(id)
        return to_subscription(row)

    def _is(self, id: int) -> tuple[Any, Any]:
        return subscriptions.c.workspace == self._workspace, subscriptions.c.id == id

    def _unwatch(self, feed_id: int) -> None:
        others = select(func.count()).where(
            subscriptions.c.workspace == self._workspace, subscriptions.c.feed_id == feed_id
        )
        unwatched = delete(workspace_feeds).where(
            workspace_feeds.c.workspace == self._workspace,
            workspace_feeds.c.feed_id == feed_id,
            others.scalar_subquery() == 0,
        )
        self._connection.execute(unwatched)

    def _missing(self, id: int) -> NotFound:
        return NotFound(f"There is no alert {id}. See `/alerts list`.")


def to_subscription(row: Row[Any]) -> Subscription:
    """Make a Subscription of a whole row."""
    return Subscription(
        id=row.id,
        workspace=row.workspace,
        channel=row.channel,
        created_by=row.created_by,
        watch=codec.read_watch(row.watch_kind, row.watch),
        created_at=row.created_at,
        rules=_read_rules(row.rules),
        is_paused=row.is_paused,
        paused_until=row.paused_until,
    )


@lru_cache(maxsize=2_000)
def _read_rules(written: str) -> Rules:
    """Read rules once: every poll with news asks for all of them."""
    return codec.rules.read(written)


def _watch_values(watch: Watch) -> dict[str, Any]:
    kind, written = codec.write_watch(watch)
    _, canonical = codec.write_watch(_canonical(watch))
    return {
        "watch_kind": kind,
        "watch": written,
        "watch_hash": sha256(f"{kind} {canonical}".encode("utf-8", "replace")).hexdigest(),
        "feed_id": watch.feed_id if isinstance(watch, WatchFeed) else None,
    }


def _canonical(watch: Watch) -> Watch:
    """Write the same wish the same way: order, case and repetition say nothing."""
    match watch:
        case WatchTickers(symbols=symbols):
            return replace(watch, symbols=tuple(sorted({symbol.upper() for symbol in symbols})))
        case WatchWords(phrases=phrases):
            return replace(watch, phrases=tuple(sorted({phrase.casefold() for phrase in phrases})))
        case WatchFeed():
            return replace(watch, url="")
        case _:
            return watch
