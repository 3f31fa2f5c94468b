"""How often and how many at once one host is asked, whoever asks, within this process.

Every public host gets at most four requests at once and ten a second; hosts of one publisher that
counts them together share a turn. Loopback and private literals are your own machines: no pacing.
A 429 silences its host for as long as it asks.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from feeds.fetch.addresses import Reach, reach_of

_AT_ONCE = 4
_SPACING_S = 0.1
PATIENCE_S = 60.0
_MANY_HOSTS = 2_000
_COUNTED_TOGETHER = ("sec.gov",)


class Busy(Exception):
    """The host's turn did not come in time."""


@dataclass(slots=True)
class _Turns:
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))
    free_at: float = 0.0
    users: int = 0


class HostTurns:
    """Hands out turns; forgets hosts that nobody uses."""

    def __init__(self) -> None:
        self._turns: dict[str, _Turns] = {}
        self._silent_until: dict[str, float] = {}

    def silence(self, host: str, *, wait_s: int) -> None:
        """Note that this host (with port) asked everybody to wait."""
        now = asyncio.get_running_loop().time()
        if len(self._silent_until) > _MANY_HOSTS:
            self._silent_until = {each: until for each, until in self._silent_until.items() if until > now}
        self._silent_until[host] = now + wait_s

    def silent_for_s(self, host: str) -> int:
        """How long this host still wants to be left alone; 0 when it does not."""
        if not self._silent_until:
            return 0
        left = self._silent_until.get(host, 0.0) - asyncio.get_running_loop().time()
        return int(left) + 1 if left > 0 else 0

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn and hold it. Raises Busy when the queue for this host is too long."""
        if _is_own_machine(host):
            yield
            return
        name = _counted_as(host)
        turns = self._turns.setdefault(name, _Turns())
        turns.users += 1
        try:
            await _take(turns)
            try:
                yield
            finally:
                turns.slots.release()
        finally:
            turns.users -= 1
            self._forget_idle()

    def _forget_idle(self) -> None:
        if len(self._turns) <= _MANY_HOSTS:
            return
        now = asyncio.get_running_loop().time()
        self._turns = {host: each for host, each in self._turns.items() if each.users or each.free_at > now}


async def _take(turns: _Turns) -> None:
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(PATIENCE_S):
            await turns.slots.acquire()
    except TimeoutError as late:
        raise Busy from late
    now = loop.time()
    starts_at = max(now, turns.free_at)
    turns.free_at = starts_at + _SPACING_S
    if starts_at > now:
        try:
            await asyncio.sleep(starts_at - now)
        except asyncio.CancelledError:
            turns.slots.release()
            raise


def _counted_as(host: str) -> str:
    for domain in _COUNTED_TOGETHER:
        if host == domain or host.endswith("." + domain):
            return domain
    return host


def _is_own_machine(host: str) -> bool:
    return host == "localhost" or reach_of(host.strip("[]")) is Reach.PRIVATE
