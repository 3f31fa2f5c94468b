"""The things a workspace is made of."""

import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Json = dict[str, Any]


class ChannelKind(StrEnum):
    """Who can see a channel; the words are Slack's `channel_type`."""

    PUBLIC = "channel"
    PRIVATE = "group"
    DIRECT = "im"


@dataclass(frozen=True, slots=True)
class User:
    """A person, or the app's bot user."""

    id: str
    name: str
    real_name: str
    is_bot: bool = False
    time_zone: str = "America/New_York"


@dataclass(slots=True)
class Message:
    """A message in its present form. `ephemeral_to` is the one person who sees it, if it is only for one."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    bot_id: str | None = None
    app_id: str | None = None
    ephemeral_to: str | None = None
    attachments: list[Json] = field(default_factory=list)
    files: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    edited_ts: str | None = None
    edits: int = 0
    answer_to: int | None = None  # number of the exchange this message answers
    looks_at: str | None = None  # the channel its writer had open beside the direct message
    reactions: dict[str, set[str]] = field(default_factory=dict)
    is_pinned: bool = False

    @property
    def is_by_bot(self) -> bool:
        """True when the app wrote it."""
        return self.bot_id is not None


@dataclass(slots=True)
class Channel:
    """A channel or direct message with all its messages, oldest first."""

    id: str
    name: str
    kind: ChannelKind
    members: set[str]
    messages: list[Message] = field(default_factory=list)
    is_archived: bool = False
    thread_titles: dict[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """How people name it: `#markets`; a direct message by its id."""
        return self.id if self.kind is ChannelKind.DIRECT else f"#{self.name}"

    @property
    def direct(self) -> str | None:
        """The id, if it is a direct message."""
        return self.id if self.kind is ChannelKind.DIRECT else None

    def find(self, ts: str) -> Message | None:
        """Find a message that everybody in the channel sees, by its timestamp."""
        found = self.find_for(ts, user=None)
        return found if found and found.ephemeral_to is None else None

    def find_for(self, ts: str, *, user: str | None) -> Message | None:
        """Find a message that `user` sees, ephemeral ones included."""
        for message in reversed(self.messages):
            if message.ts == ts and message.ephemeral_to in (None, user):
                return message
        return None


@dataclass(slots=True)
class View:
    """A modal or a Home tab as one person sees it."""

    id: str
    user: str
    content: Json
    hash: str
    app_id: str
    root_id: str
    previous_id: str | None = None
    values: Json = field(default_factory=dict)
    exchange: int | None = None


@dataclass(slots=True)
class File:
    """An uploaded file; invisible until its upload is completed."""

    id: str
    name: str
    title: str
    mimetype: str
    alt: str = ""
    length: int = 0
    content: bytes = b""
    is_complete: bool = False
    upload_key: str = field(default_factory=lambda: secrets.token_hex(16))


@dataclass(slots=True)
class Install:
    """The app in one workspace. A token that is not active answers `account_inactive`."""

    bot_token: str
    bot_user: str
    bot_id: str
    scopes: frozenset[str] | None = None
    is_active: bool = True
