"""Delivery: claim -> render -> post -> settle.

At most one message a place is under way, and the next waits out the pace; so a channel that Slack
holds back holds up no other. What is claimed and not sent when the process ends is sent by the next
one; what was being sent comes back as interrupted and is settled as in doubt (feeds.policy.settle).
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from feeds.errors import DatabaseDown
from feeds.noticing import lose_channel
from feeds.policy.settle import settle, settle_unsent, wants_simpler
from feeds.store import Database, Unit
from feeds.types.decisions import (
    ClaimedMessage,
    Dead,
    Delivered,
    DeliveryOutcome,
    MessageKind,
    RateLimited,
    RetryAt,
    Settlement,
)
from feeds.types.subscriptions import Place
from handlers.blocks.message import SlackMessage, simplify
from handlers.painting import has_chart

log = logging.getLogger(__name__)

LEASE_S = 120
MAX_UNDER_WAY = 50
NOTE_WAITS_S = (0.2, 1.0, 5.0, 15.0)  # together well within a lease

ReadAgain = Callable[[Unit, ClaimedMessage], ClaimedMessage]


class SlackDoor(Protocol):
    """The door to the Web API. It retries nothing and raises nothing: every end is an outcome."""

    async def post(
        self, workspace: str, message: SlackMessage, *, channel: str, thread_ts: str | None = None
    ) -> DeliveryOutcome:
        """Post a message, or a reply in a thread."""

    async def update(
        self, workspace: str, message: SlackMessage, *, channel: str, ts: str
    ) -> DeliveryOutcome:
        """Edit a posted message in place."""

    async def paint(self, message: SlackMessage) -> SlackMessage | None:
        """Put pictures in the place of charts; None when that can't be done."""


class Delivery:
    """Sends what the outbox holds, a message at a time in each place.

    `read_again` gives a message as its workspace reads it, with what it has taught.
    `on_settled` is told of every settlement in one word: posted, edited, replied, retried, uncertain
    or dead.
    """

    def __init__(
        self,
        db: Database,
        slack: SlackDoor,
        *,
        render: Callable[[ClaimedMessage], SlackMessage],
        read_again: ReadAgain | None = None,
        clock: Callable[[], datetime],
        jitter: Callable[[], float],
        on_settled: Callable[[str], None] = lambda _word: None,
        pace_s: float = 1.0,
    ) -> None:
        self._db = db
        self._slack = slack
        self._render = render
        self._read_again = read_again
        self._clock = clock
        self._jitter = jitter
        self._on_settled = on_settled
        self._pace = timedelta(seconds=pace_s)
        self._held_until: dict[Place, datetime] = {}
        self._under_way: dict[asyncio.Task[None], Place] = {}
        self._is_closed = False

    async def deliver_due(self) -> int:
        """Start sending what is due and say how many; does not wait for Slack."""
        room = MAX_UNDER_WAY - len(self._under_way)
        if self._is_closed or room <= 0:
            return 0
        now = self._clock()
        busy = self._busy(now)
        claimed = await self._db.run(
            lambda unit: unit.outbox.claim_due(now=now, limit=room, lease_s=LEASE_S, busy=busy)
        )
        for message in claimed:
            task = asyncio.create_task(self._deliver(message))
            self._under_way[task] = message.place
            task.add_done_callback(self._ended)
        return len(claimed)

    @property
    def under_way(self) -> frozenset[Place]:
        """Where a message is being sent at this moment."""
        return frozenset(self._under_way.values())

    async def rest(self) -> None:
        """Wait until nothing is under way."""
        while self._under_way:
            await asyncio.wait(tuple(self._under_way))

    async def drain(self, *, limit_s: float) -> bool:
        """Deliver until the outbox holds nothing but the dead; False when the time is up before that."""
        try:
            async with asyncio.timeout(limit_s):
                while await self._depth():
                    await self.deliver_due()
                    await self._step()
        except TimeoutError:
            return False
        return True

    async def close(self, *, grace_s: float = 10.0) -> None:
        """Start nothing more and let what is under way end; what does not is left to the lease."""
        self._is_closed = True
        if self._under_way:
            _, late = await asyncio.wait(tuple(self._under_way), timeout=grace_s)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _busy(self, now: datetime) -> frozenset[Place]:
        self._held_until = {place: until for place, until in self._held_until.items() if until > now}
        return frozenset(self._held_until) | self.under_way

    def _ended(self, task: asyncio.Task[None]) -> None:
        place = self._under_way.pop(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("delivery_failed channel=%s left_to_the_lease", place.channel, exc_info=error)

    async def _deliver(self, message: ClaimedMessage) -> None:
        settlement = settle_unsent(message, now=self._clock(), jitter=self._jitter())
        rendered = self._compose(await self._as_read_there(message)) if settlement is None else settlement
        if not isinstance(rendered, SlackMessage):
            await self._note(message, rendered)
        elif await self._begin(message):
            outcome = await self._send(message, rendered)
            self._hold(message.place, outcome)
            await self._note(message, settle(message, outcome, now=self._clock(), jitter=self._jitter()))

    async def _begin(self, message: ClaimedMessage) -> bool:
        now = self._clock()
        is_held = await self._db.run(lambda unit: unit.outbox.begin(message, now=now))
        if not is_held:
            log.warning("lease_lost message=%s", message.id)
        return is_held

    async def _send(self, message: ClaimedMessage, rendered: SlackMessage) -> DeliveryOutcome:
        """Send a message, and again in a simpler form while Slack refuses its form."""
        outcome = await self._call(message, rendered)
        while wants_simpler(outcome) and rendered.blocks:
            log.warning("message_simplified message=%s outcome=%s", message.id, outcome)
            rendered = (await self._slack.paint(rendered) if has_chart(rendered) else None) or simplify(
                rendered
            )
            outcome = await self._call(message, rendered)
        return outcome

    async def _as_read_there(self, message: ClaimedMessage) -> ClaimedMessage:
        """The message as its workspace reads it."""
        read_again = self._read_again
        return message if read_again is None else await self._db.read(lambda unit: read_again(unit, message))

    def _compose(self, message: ClaimedMessage) -> SlackMessage | Dead:
        try:
            return self._render(message)
        except Exception as error:  # what can't be drawn now can't be drawn later, and must not block others
            log.exception("render_failed message=%s", message.id)
            return Dead(f"the bot could not draw it ({type(error).__name__}); see the log, then retry it")

    async def _call(self, message: ClaimedMessage, shown: SlackMessage) -> DeliveryOutcome:
        match message.kind:
            case MessageKind.EDIT:
                return await self._slack.update(
                    message.workspace, shown, channel=message.channel, ts=message.parent_ts or ""
                )
            case MessageKind.POST | MessageKind.REPLY | MessageKind.DIGEST | MessageKind.NOTICE:
                return await self._slack.post(
                    message.workspace, shown, channel=message.channel, thread_ts=message.parent_ts
                )

    def _hold(self, place: Place, outcome: DeliveryOutcome) -> None:
        wait = self._pace
        if isinstance(outcome, RateLimited):
            wait = max(wait, timedelta(seconds=outcome.retry_after_s))
        self._held_until[place] = self._clock() + wait

    async def _note(self, message: ClaimedMessage, settlement: Settlement) -> None:
        """Write the settlement down, patiently: a posted message that nobody noted is one in doubt."""
        now = self._clock()
        for wait_s in NOTE_WAITS_S:
            try:
                await self._db.run(lambda unit: _write_down(unit, message, settlement, now=now))
                break
            except DatabaseDown:
                log.warning("settling_waits message=%s wait_s=%s", message.id, wait_s)
                await asyncio.sleep(wait_s)
        else:
            await self._db.run(lambda unit: _write_down(unit, message, settlement, now=now))
        self._on_settled(_word(message, settlement))

    async def _depth(self) -> int:
        now = self._clock()
        depth, _age_s = await self._db.read(lambda unit: unit.outbox.depth_and_age(now))
        return depth

    async def _step(self) -> None:
        """Wait until a message under way ends, but not long."""
        if self._under_way:
            await asyncio.wait(tuple(self._under_way), timeout=0.1, return_when=asyncio.FIRST_COMPLETED)
        else:
            await asyncio.sleep(0.05)


def _write_down(unit: Unit, message: ClaimedMessage, settlement: Settlement, *, now: datetime) -> None:
    """Settle a message; where its channel is lost, so are the alerts that speak there."""
    is_ours = unit.outbox.settle(message, settlement, now=now)
    if is_ours and isinstance(settlement, Dead) and settlement.is_channel_lost:
        topic = f"message {message.id} refused {now:%Y-%m-%dT%H:%M:%S}"
        lose_channel(unit, message.place, settlement.why, topic=topic, now=now)


def _word(message: ClaimedMessage, settlement: Settlement) -> str:
    match settlement:
        case Delivered():
            return _DONE[message.kind]
        case RetryAt(is_uncertain=is_uncertain):
            return "uncertain" if is_uncertain else "retried"
        case Dead():
            return "dead"


_DONE = {
    MessageKind.POST: "posted",
    MessageKind.EDIT: "edited",
    MessageKind.REPLY: "replied",
    MessageKind.DIGEST: "posted",
    MessageKind.NOTICE: "posted",
}
