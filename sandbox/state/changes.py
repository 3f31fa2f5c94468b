"""What can change in a workspace, as values; the page, the events and the exchanges listen to them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sandbox.state.model import Channel, Json, Message, View


@dataclass(frozen=True, slots=True)
class Posted:
    """A message appeared, for everybody or for one person."""

    message: Message


@dataclass(frozen=True, slots=True)
class Edited:
    """A message took a new form; `previous` is the old one as JSON. `exchange` caused it, if known."""

    message: Message
    previous: Json
    exchange: int | None = None


@dataclass(frozen=True, slots=True)
class Deleted:
    """A message is gone."""

    message: Message
    exchange: int | None = None


class ViewAction(StrEnum):
    """What happened to a modal."""

    OPEN = "open"
    PUSH = "push"
    UPDATE = "update"
    CLOSE = "close"
    ERRORS = "errors"


@dataclass(frozen=True, slots=True)
class ViewChanged:
    """A modal opened, changed, closed or was refused with errors per block."""

    action: ViewAction
    view: View
    errors: Json | None = None
    exchange: int | None = None


@dataclass(frozen=True, slots=True)
class HomePublished:
    """A person's Home tab took a new form."""

    view: View


@dataclass(frozen=True, slots=True)
class StatusSet:
    """The app says what it is doing in a thread; an empty text ends it."""

    channel: str
    thread_ts: str | None
    text: str


@dataclass(frozen=True, slots=True)
class PromptsSet:
    """The app suggests prompts in a direct message."""

    channel: str
    prompts: list[Json]


@dataclass(frozen=True, slots=True)
class ChannelChanged:
    """A channel appeared or its members changed."""

    channel: Channel


@dataclass(frozen=True, slots=True)
class MemberJoined:
    """Somebody joined a channel."""

    channel: Channel
    user: str
    inviter: str | None = None


Change = (
    Posted
    | Edited
    | Deleted
    | ViewChanged
    | HomePublished
    | StatusSet
    | PromptsSet
    | ChannelChanged
    | MemberJoined
)
Listener = Callable[[Change], None]
