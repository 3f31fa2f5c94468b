"""A bound on the bytes that all fetches together hold, from the first byte to the end of their poll.

Each fetch has a small part of its own, which is all that most feeds need, so they never wait. What goes
beyond it is drawn from one pool. When the pool is empty the fetch that has drawn from it longest goes
on, for it ends in bounded time, and the others wait: so nothing deadlocks, and memory stays under the
own parts, the pool and one largest body. Who waits stops reading, which slows the publisher down.

A body full of small items grows when it is read, so its items are weighed beside its bytes.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

OWN_BYTES = 256 * 1024
POOL_BYTES = 32 * 1024 * 1024
ITEM_BYTES = 2 * 1024  # of an item that was read and scored, measured
_MOST_ITEMS = 5_000  # no more are read of one document
_ITEM = re.compile(rb"<(?:[A-Za-z][\w.-]{0,20}:)?(?:[Ii][Tt][Ee][Mm]|[Ee][Nn][Tt][Rr][Yy])[\s/>]")
_JSON_ITEM = re.compile(rb'"id"\s*:')


def weigh_items(body: bytes) -> int:
    """The bytes that the items of a document will take, judged by their tags."""
    tag = _JSON_ITEM if body.lstrip()[:1] == b"{" else _ITEM
    return ITEM_BYTES * min(len(tag.findall(body)), _MOST_ITEMS)


class Share:
    """What one fetch holds. `has_waited` tells that time was lost here and not at the publisher."""

    def __init__(self, budget: "ByteBudget") -> None:
        self._budget = budget
        self.held_bytes = 0
        self.has_waited = False

    async def draw(self, count: int) -> None:
        """Hold so many bytes more; returns when there is room for them."""
        self.held_bytes += count
        if self.held_bytes > self._budget.own_bytes:
            await self._budget.make_room(self, min(count, self.held_bytes - self._budget.own_bytes))


class ByteBudget:
    """Hands out shares. Safe to use from many tasks of one loop."""

    def __init__(self, *, own_bytes: int = OWN_BYTES, pool_bytes: int = POOL_BYTES) -> None:
        self.own_bytes = own_bytes
        self._pool_bytes = pool_bytes
        self._drawn: dict[Share, int] = {}  # in the order in which they began to draw
        self._given_back = asyncio.Condition()

    @asynccontextmanager
    async def share(self) -> AsyncIterator[Share]:
        """A share that is given back at the end, however that comes."""
        share = Share(self)
        try:
            yield share
        finally:
            if self._drawn.pop(share, None) is not None:
                async with self._given_back:
                    self._given_back.notify_all()

    async def make_room(self, share: Share, count: int) -> None:
        """Draw from the pool for a share whose own part is used up; waits its turn."""
        self._drawn.setdefault(share, 0)
        if not self._has_room(share, count):
            share.has_waited = True
            async with self._given_back:
                await self._given_back.wait_for(lambda: self._has_room(share, count))
        self._drawn[share] += count

    def _has_room(self, share: Share, count: int) -> bool:
        is_eldest = next(iter(self._drawn)) is share
        return is_eldest or sum(self._drawn.values()) + count <= self._pool_bytes
