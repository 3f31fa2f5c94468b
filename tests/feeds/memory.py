"""How much memory a piece of work takes, sampled while it runs."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_STATM = Path("/proc/self/statm")
_PAGE_BYTES = 4096


@dataclass
class Growth:
    """The most that the process grew by, in bytes; 0 where the system does not tell."""

    most: int = 0


@contextmanager
def watched_memory() -> Iterator[Growth]:
    """Sample resident memory from a thread of its own, a few hundred times a second."""
    growth = Growth()
    start = _resident()
    is_over = threading.Event()

    def sample() -> None:
        while not is_over.wait(0.003):
            growth.most = max(growth.most, _resident() - start)

    thread = threading.Thread(target=sample)
    thread.start()
    try:
        yield growth
    finally:
        is_over.set()
        thread.join()


def _resident() -> int:
    return int(_STATM.read_text().split()[1]) * _PAGE_BYTES if _STATM.exists() else 0
