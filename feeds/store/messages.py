"""A workspace's messages, on their way and in Slack: what a button or a thread belongs to."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from feeds.store.tables import held, outbox
from feeds.types.decisions import MessageKind
from feeds.types.outbox import DeliveryState, Message

_STATES = {
    "pending": DeliveryState.WAITING,
    "sent": DeliveryState.POSTED,
    "dead": DeliveryState.UNDELIVERED,
    "dropped": DeliveryState.DROPPED,
}


_SHOWN = (MessageKind.POST, MessageKind.REPLY)


class Messages:
    """The messages of one workspace."""

    def __init__(self, connection: Connection, workspace: str) -> None:
        self._connection = connection
        self._workspace = workspace

    def at(self, channel: str, ts: str) -> Message | None:
        """Give the message Slack shows there: an alert or a reply of ours, never an edit."""
        found = self._where(outbox.c.channel == channel, outbox.c.ts == ts, outbox.c.kind.in_(_SHOWN))
        return next(iter(found), None)

    def of_story(self, story_id: int) -> tuple[Message, ...]:
        """List the messages about a story, in every channel, oldest first."""
        return self._where(outbox.c.story_id == story_id)

    def posts(self, story_id: int) -> Mapping[str, Message]:
        """Give the post of a story in each channel that has one, whatever has become of it."""
        found = self._where(outbox.c.story_id == story_id, outbox.c.kind == MessageKind.POST)
        return {message.channel: message for message in found}

    def digests(self, item_id: int) -> Mapping[int, Message]:
        """Give by subscription the message that told an item in the end which had to wait."""
        wanted = (
            select(held.c.subscription_id, *outbox.c)
            .join(outbox, outbox.c.id == held.c.message_id)
            .where(held.c.item_id == item_id, outbox.c.workspace == self._workspace)
        )
        return {row.subscription_id: _to_message(row) for row in self._connection.execute(wanted)}

    def _where(self, *conditions: ColumnElement[bool]) -> tuple[Message, ...]:
        wanted = select(outbox).where(outbox.c.workspace == self._workspace, *conditions)
        return tuple(_to_message(row) for row in self._connection.execute(wanted.order_by(outbox.c.id)))


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
