"""A workspace's messages, on their way and in Slack: what a button or a thread belongs to."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from feeds.store.tables import held, outbox
from feeds.types.decisions import MessageKind
from feeds.types.outbox import DeliveryState, Message

_STATES = {
    "pending": DeliveryState.WAITING,
    "sent": DeliveryState.POSTED,
    "dead": DeliveryState.UNDELIVERED,
    "dropped": DeliveryState.DROPPED,
}

_OURS = select(outbox).where(outbox.c.workspace == bindparam("workspace"))
_AT = _OURS.where(
    outbox.c.channel == bindparam("channel"),
    outbox.c.ts == bindparam("ts"),
    outbox.c.kind.in_([MessageKind.POST, MessageKind.REPLY]),
).order_by(outbox.c.id)
_OF_STORY = _OURS.where(outbox.c.story_id == bindparam("story")).order_by(outbox.c.id)
_TELLING = (
    _OURS.add_columns(held.c.subscription_id)
    .join(held, held.c.message_id == outbox.c.id)
    .where(held.c.item_id == bindparam("item"))
)


class Messages:
    """The messages of one workspace."""

    def __init__(self, connection: Connection, workspace: str) -> None:
        self._connection = connection
        self._workspace = workspace

    def at(self, channel: str, ts: str) -> Message | None:
        """Give the message Slack shows there: an alert or a reply of ours, never an edit."""
        asked = {"workspace": self._workspace, "channel": channel, "ts": ts}
        row = self._connection.execute(_AT, asked).first()
        return None if row is None else _to_message(row)

    def of_story(self, story_id: int) -> tuple[Message, ...]:
        """List the messages about a story, in every channel, oldest first."""
        asked = {"workspace": self._workspace, "story": story_id}
        return tuple(_to_message(row) for row in self._connection.execute(_OF_STORY, asked))

    def posts(self, story_id: int) -> Mapping[str, Message]:
        """Give the post of a story in each channel that has one, whatever has become of it."""
        return {it.channel: it for it in self.of_story(story_id) if it.kind is MessageKind.POST}

    def digests(self, item_id: int) -> Mapping[int, Message]:
        """Give by subscription the message that told an item in the end which had to wait."""
        asked = {"workspace": self._workspace, "item": item_id}
        rows = self._connection.execute(_TELLING, asked)
        return {row.subscription_id: _to_message(row) for row in rows}


def _to_message(row: Row[Any]) -> Message:
    return Message(
        id=row.id,
        channel=row.channel,
        kind=MessageKind(row.kind),
        story_id=row.story_id,
        item_id=row.item_id,
        state=_STATES[row.state],
        created_at=row.created_at,
        ts=row.ts,
        posted_at=row.sent_at,
        why=row.why,
    )
