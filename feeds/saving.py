"""Saves what polls brought, many in one transaction.

While one transaction is written the next fills, so under load they grow and alone a poll waits for nothing.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from feeds.errors import DoorError
from feeds.recording import Harvest, record_all, remember_some
from feeds.store import Database
from feeds.story_memory import StoryMemory

MOST_ITEMS = 50
"""So many items make a transaction full: whoever else writes should not have to wait for long."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    harvest: Harvest
    saved: "asyncio.Future[None]"


class Saves:
    """A queue with one writer, which lives as long as there is something to write."""

    def __init__(self, db: Database, *, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._clock = clock
        self._memory = StoryMemory()
        self._waiting: deque[_Waiting] = deque()
        self._writer: asyncio.Task[None] | None = None

    async def save(self, harvest: Harvest) -> None:
        """Save what a poll brought; returns when it is written.

        Raises DatabaseDown, or what this harvest alone has broken: it fails no other.
        """
        saved: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(harvest, saved))
        if self._writer is None:
            self._writer = asyncio.create_task(self._write())
        await saved

    async def _write(self) -> None:
        while self._waiting:
            await self._write_together(self._take())
        self._writer = None

    def _take(self) -> list[_Waiting]:
        """Take those who waited longest: one, and as many more as fit."""
        batch = [self._waiting.popleft()]
        weight = batch[0].harvest.weight
        while self._waiting and (weight := weight + self._waiting[0].harvest.weight) <= MOST_ITEMS:
            batch.append(self._waiting.popleft())
        return batch

    async def _write_together(self, batch: list[_Waiting]) -> None:
        work = self._record([each.harvest for each in batch])
        (end,) = await asyncio.gather(work, return_exceptions=True)
        if len(batch) == 1 or end is None or isinstance(end, DoorError):
            for each in batch:
                _tell(each.saved, end)
            return
        for each in batch:  # one of them is at fault, and no other shall suffer for it
            await self._write_together([each])

    async def _record(self, harvests: Sequence[Harvest]) -> None:
        now = self._clock()
        if not all(harvest.is_empty for harvest in harvests):
            await self._remember(now)
        try:
            await self._db.run(lambda unit: record_all(unit, harvests, memory=self._memory, now=now))
        except BaseException:
            self._memory.take_back()
            raise
        self._memory.settle()

    async def _remember(self, now: datetime) -> None:
        """After a start, recall the stories of the last days bit by bit, so that others can write between."""
        while not self._memory.is_complete:
            await self._db.run(lambda unit: remember_some(unit, memory=self._memory, now=now))
            self._memory.settle()


def _tell(saved: "asyncio.Future[None]", end: BaseException | None) -> None:
    """Hand the end of a transaction to one who waits for it, unless it has gone away."""
    if saved.cancelled():
        return
    if end is None:
        saved.set_result(None)
    else:
        saved.set_exception(end)
