"""One thing sent to the bot, and what came back."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from sandbox.state.model import Json

NEVER_CONNECTED = "never_connected"


class Kind(StrEnum):
    """What is delivered; the words are Socket Mode's envelope types."""

    EVENT = "events_api"
    COMMAND = "slash_commands"
    INTERACTIVE = "interactive"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A payload for the bot; `retry_num` counts from 0, the first try."""

    kind: Kind
    payload: Json
    retry_num: int = 0
    retry_reason: str = ""


@dataclass(frozen=True, slots=True)
class Acked:
    """The bot took it; `payload` is what it answered at once, if anything."""

    payload: Json | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """The bot did not take it. `reason` is Slack's word for it (`http_timeout`, `http_error` ...)."""

    reason: str
    is_timeout: bool = False


Outcome = Acked | Unanswered


class Courier(Protocol):
    """A way to the bot."""

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Hand one thing over and wait for the acknowledgement, three seconds at most."""
        ...
