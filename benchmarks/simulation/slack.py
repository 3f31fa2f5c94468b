"""A stand-in for Slack's side that keeps every message with the moment it was taken, and has bad days."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from feeds.types.decisions import (
    ClaimedMessage,
    DeliveryOutcome,
    Posted,
    RateLimited,
    Refused,
    Unreachable,
)
from handlers.blocks.message import SlackMessage
from handlers.blocks.outgoing import render_outgoing


@dataclass(frozen=True)
class Sent:
    """A message that Slack took."""

    at: datetime
    message: ClaimedMessage


@dataclass
class SimulatedSlack:
    """Takes messages but for outages, a rate limit now and then, and a channel that gets archived."""

    clock: Callable[[], datetime]
    outages: tuple[tuple[datetime, datetime], ...]
    archived: str
    archived_from: datetime
    chance: random.Random
    sent: list[Sent] = field(default_factory=list)
    _drawn: dict[int, tuple[SlackMessage, ClaimedMessage]] = field(default_factory=dict)

    def draw(self, message: ClaimedMessage) -> SlackMessage:
        """Render as the product does, and remember of which message it is."""
        shown = render_outgoing(message)
        self._drawn[id(shown)] = shown, message
        return shown

    async def post(  # the signature is the door's
        self,
        workspace: str,  # noqa: ARG002
        message: SlackMessage,
        *,
        channel: str,
        thread_ts: str | None = None,  # noqa: ARG002
    ) -> DeliveryOutcome:
        """Take a message."""
        return self._take(message, channel=channel)

    async def update(
        self,
        workspace: str,  # noqa: ARG002
        message: SlackMessage,
        *,
        channel: str,
        ts: str,  # noqa: ARG002
    ) -> DeliveryOutcome:
        """Take an edit."""
        return self._take(message, channel=channel)

    async def paint(self, message: SlackMessage) -> SlackMessage | None:  # noqa: ARG002
        """Charts are taken here."""
        return None

    def _take(self, shown: SlackMessage, *, channel: str) -> DeliveryOutcome:
        _, message = self._drawn.pop(id(shown))
        now = self.clock()
        if any(start <= now < end for start, end in self.outages):
            return Unreachable("HTTP status 503")
        if channel == self.archived and now >= self.archived_from:
            return Refused("is_archived")
        if self.chance.random() < 0.01:
            return RateLimited(20)
        self.sent.append(Sent(now, message))
        return Posted(f"{len(self.sent)}.0001")
