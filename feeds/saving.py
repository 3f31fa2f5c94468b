"""Saves polls that brought no news, many in one transaction: most polls end like that.

While one transaction is written the next fills, so under load they grow and alone a poll waits for
nothing.
"""

import asyncio

from feeds.store import Database
from feeds.types.news import Feed


class Saves:
    """A queue with one writer, which lives as long as there is something to write."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._waiting: list[tuple[Feed, str | None, asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def save(self, feed: Feed, *, lease: str | None) -> None:
        """Save how a poll went; returns when it is written. Raises DatabaseDown."""
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((feed, lease, written))
        if self._writer is None:
            self._writer = asyncio.create_task(self._write())
        await written

    async def _write(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            work = self._save_all([(feed, lease) for feed, lease, _written in batch])
            (done,) = await asyncio.gather(work, return_exceptions=True)
            for _feed, _lease, written in batch:
                _tell(written, done)
        self._writer = None

    async def _save_all(self, polled: list[tuple[Feed, str | None]]) -> int:
        return await self._db.run(lambda unit: unit.feeds.save_all(polled))


def _tell(written: asyncio.Future[None], done: int | BaseException) -> None:
    """Hand the end of a transaction to one who waits for it, unless it has gone away."""
    if written.cancelled():
        return
    if isinstance(done, BaseException):
        written.set_exception(done)
    else:
        written.set_result(None)
