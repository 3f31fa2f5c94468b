"""What a workspace has muted, channel by channel."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select

from feeds.errors import NotFound
from feeds.store.statements import insert
from feeds.store.tables import mutes
from feeds.types.subscriptions import Mute, MuteKind


class Mutes:
    """The silences of one workspace."""

    def __init__(self, connection: Connection, workspace: str) -> None:
        self._connection = connection
        self._workspace = workspace

    def add(
        self, *, channel: str, kind: MuteKind, value: str, until: datetime | None, created_by: str
    ) -> Mute:
        """Be silent about something in a channel; muting it again sets the new end."""
        values = {
            "workspace": self._workspace,
            "channel": channel,
            "kind": kind,
            "value": value,
            "until": until,
            "created_by": created_by,
        }
        added = insert(self._connection, mutes).values(values)
        same = ["workspace", "channel", "kind", "value"]
        again = {"until": added.excluded.until, "created_by": added.excluded.created_by}
        added = added.on_conflict_do_update(index_elements=same, set_=again).returning(mutes)
        return to_mute(self._connection.execute(added).one())

    def all(self, *, now: datetime | None = None, channel: str | None = None) -> tuple[Mute, ...]:
        """List the mutes, oldest first; with `now` those that are on then, with `channel` those there."""
        wanted = select(mutes).where(mutes.c.workspace == self._workspace)
        if now is not None:
            wanted = wanted.where(or_(mutes.c.until.is_(None), mutes.c.until > now))
        if channel is not None:
            wanted = wanted.where(mutes.c.channel == channel)
        return tuple(to_mute(row) for row in self._connection.execute(wanted.order_by(mutes.c.id)))

    def remove(self, id: int) -> Mute:
        """End a mute and say which it was. Raises NotFound."""
        removed = delete(mutes).where(mutes.c.workspace == self._workspace, mutes.c.id == id).returning(mutes)
        row = self._connection.execute(removed).one_or_none()
        if row is None:
            raise NotFound(f"There is no mute {id} any longer.")
        return to_mute(row)


def to_mute(row: Row[Any]) -> Mute:
    """Make a Mute of a whole row."""
    return Mute(**{**row._asdict(), "kind": MuteKind(row.kind)})
