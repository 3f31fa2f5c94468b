"""What was worked out once for a word is looked up when the word comes back, as fast as a dict can."""

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Memo(dict[K, V]):
    """A dict that works out what it lacks. When it is full it forgets everything and begins anew."""

    __slots__ = ("_most", "_work_out")

    def __init__(self, work_out: Callable[[K], V], *, most: int) -> None:
        super().__init__()
        self._work_out = work_out
        self._most = most

    def __missing__(self, key: K) -> V:
        value = self._work_out(key)
        if len(self) >= self._most:
            self.clear()
        self[key] = value
        return value
