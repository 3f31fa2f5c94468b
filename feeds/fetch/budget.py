"""A bound on the bytes that all fetches together hold, from the first byte to the end of their poll.

Each fetch has a small part of its own, which is all that most feeds need, so they never wait. What goes
beyond it is drawn from one pool. When the pool is empty the fetch that has drawn from it longest goes
on, for it ends in bounded time, and the others wait: so nothing deadlocks, and memory stays under the
own parts, the pool and one largest body. Who waits stops reading, which slows the publisher down.

A body full of small items grows when it is read, so its items are weighed beside its bytes.
"""

import asyncio
import re
from typing import Self

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
    """What one fetch holds, given back at the end of the `with` block, however that comes.

    `has_waited` tells that time was lost here and not at the publisher.
    """

    __slots__ = ("_budget", "has_waited", "held_bytes")

    def __init__(self, budget: "ByteBudget") -> None:
        self._budget = budget
        self.held_bytes = 0
        self.has_waited = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._budget.give_back(self)

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
        self._waiting: list[asyncio.Future[None]] = []

    def share(self) -> Share:
        """A share that holds nothing yet."""
        return Share(self)

    async def make_room(self, share: Share, count: int) -> None:
        """Draw from the pool for a share whose own part is used up; waits its turn."""
        self._drawn.setdefault(share, 0)
        while not self._has_room(share, count):
            share.has_waited = True
            change = asyncio.get_running_loop().create_future()
            self._waiting.append(change)
            await change
        self._drawn[share] += count

    def give_back(self, share: Share) -> None:
        """Free all that a share has drawn, and let those who wait look again."""
        if self._drawn.pop(share, None) is None:
            return
        waiting, self._waiting = self._waiting, []
        for change in waiting:
            if not change.done():
                change.set_result(None)

    def _has_room(self, share: Share, count: int) -> bool:
        is_eldest = next(iter(self._drawn)) is share
        return is_eldest or sum(self._drawn.values()) + count <= self._pool_bytes
