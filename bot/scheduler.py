"""The door to APScheduler: a few ticks that say "now"; the database is the schedule and the queue."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from feeds.errors import TickertoneError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tick:
    """Run `work` every `every_s` seconds; never twice at once, and never dropped for being late."""

    name: str
    every_s: float
    work: Callable[[], Awaitable[None]]


class Scheduler:
    """Fires ticks on the running event loop until it is stopped."""

    def __init__(self, ticks: tuple[Tick, ...]) -> None:
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        for tick in ticks:
            self._scheduler.add_job(
                _run,
                "interval",
                args=(_Guarded(tick),),
                seconds=tick.every_s,
                id=tick.name,
                next_run_time=datetime.now(UTC),  # noqa: TID251 - a door: the first run is at once
                misfire_grace_time=None,  # the default of one second drops late runs
                coalesce=True,
                max_instances=1,
            )

    def start(self) -> None:
        """Begin ticking; must be called on a running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """Fire nothing more; work under way is not waited for here."""
        self._scheduler.shutdown(wait=False)


class _Guarded:
    """A tick whose failures are logged at the 1st, 10th, 100th ... time and never end the ticking."""

    def __init__(self, tick: Tick) -> None:
        self._tick = tick
        self._failures = 0

    async def run(self) -> None:
        try:
            await self._tick.work()
        except Exception as error:
            # loop top of every tick: what failed now is tried again at the next one
            self._failures += 1
            if _is_round(self._failures):
                trace = None if isinstance(error, TickertoneError) else error
                log.log(
                    logging.ERROR,
                    "tick_failed tick=%s times=%s error=%s",
                    self._tick.name,
                    self._failures,
                    error,
                    exc_info=trace,
                )
        else:
            self._failures = 0


def _is_round(number: int) -> bool:
    return str(number).rstrip("0") == "1"


async def _run(guarded: _Guarded) -> None:
    """Await the work: APScheduler itself awaits only what it sees to be a coroutine function."""
    await guarded.run()
