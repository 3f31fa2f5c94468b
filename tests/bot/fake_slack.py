"""A door to Slack that keeps what it is given, and answers as it is told to."""

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass, replace

from feeds.types.decisions import DeliveryOutcome, Posted, Refused
from handlers.blocks.message import SlackMessage


@dataclass(frozen=True)
class Shown:
    """A message as it stands in a channel."""

    channel: str
    ts: str
    message: SlackMessage
    thread_ts: str | None = None
    edits: int = 0


class FakeSlack:
    """Posts succeed unless `answer` has queued another outcome for the channel; `hold` makes one hang."""

    def __init__(self) -> None:
        self.shown: dict[str, Shown] = {}
        self.calls: list[str] = []
        self.painted: SlackMessage | None = None
        self._answers: dict[str, deque[DeliveryOutcome]] = defaultdict(deque)
        self._open: dict[str, asyncio.Event] = {}

    def answer(self, *outcomes: DeliveryOutcome, channel: str = "C1") -> None:
        """Queue the outcomes of the next calls about a channel."""
        self._answers[channel].extend(outcomes)

    def hold(self, channel: str) -> asyncio.Event:
        """Let calls about a channel hang until the event is set."""
        return self._open.setdefault(channel, asyncio.Event())

    def texts(self, channel: str = "C1") -> list[str]:
        """What stands in a channel, in order, replies included."""
        return [seen.message.text for seen in self.shown.values() if seen.channel == channel]

    async def post(
        self, workspace: str, message: SlackMessage, *, channel: str, thread_ts: str | None = None
    ) -> DeliveryOutcome:
        """Post a message, or a reply in a thread."""
        outcome = await self._next("post", channel)
        if outcome is not None:
            return outcome
        ts = f"{1_700_000_000 + len(self.calls)}.000100"
        self.shown[ts] = Shown(channel, ts, message, thread_ts)
        return Posted(ts)

    async def update(
        self, workspace: str, message: SlackMessage, *, channel: str, ts: str
    ) -> DeliveryOutcome:
        """Edit a posted message in place."""
        outcome = await self._next("update", channel)
        if outcome is not None:
            return outcome
        if ts not in self.shown:
            return Refused("message_not_found")
        seen = self.shown[ts]
        self.shown[ts] = replace(seen, message=message, edits=seen.edits + 1)
        return Posted(ts)

    async def paint(self, message: SlackMessage) -> SlackMessage | None:
        """Give what a test has put there."""
        return self.painted

    async def _next(self, method: str, channel: str) -> DeliveryOutcome | None:
        self.calls.append(f"{method} {channel}")
        if channel in self._open:
            await self._open[channel].wait()
        return self._answers[channel].popleft() if self._answers[channel] else None
