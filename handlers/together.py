"""Work that several ask for at once is done once: when news breaks, a whole room asks the same."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Together(Generic[T]):
    """What is being worked out, by what was asked; nothing is kept once it is done."""

    def __init__(self) -> None:
        self._under_way: dict[Hashable, asyncio.Future[T]] = {}

    async def give(self, asked: Hashable, work: Callable[[], Awaitable[T]]) -> T:
        """Do the work, or wait for whoever does it already; whatever it raises reaches all who wait."""
        task = self._under_way.get(asked)
        if task is None:
            task = asyncio.ensure_future(work())
            self._under_way[asked] = task
            task.add_done_callback(lambda _done: self._under_way.pop(asked))
        return await asyncio.shield(task)
