"""The outbox as people ask after it: what is undelivered, and what became of a message."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from feeds.types.decisions import MessageKind


class OutboxState(StrEnum):
    """Where an undelivered message stands."""

    PENDING = "pending"
    UNCERTAIN = "uncertain"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """One undelivered message as `outbox list` shows it: a post, an edit or a reply, whatever it tells."""

    id: int
    channel: str
    kind: MessageKind
    url: str | None
    state: OutboxState
    attempts: int
    why: str


class DeliveryState(StrEnum):
    """Where a message stands on its way to Slack."""

    WAITING = "waiting"
    POSTED = "posted"
    UNDELIVERED = "undelivered"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a workspace, on its way or in Slack (`ts`), and the item and story it tells, if one."""

    id: int
    channel: str
    kind: MessageKind
    story_id: int | None
    item_id: int | None
    state: DeliveryState
    created_at: datetime
    ts: str | None = None
    posted_at: datetime | None = None
    why: str = ""
