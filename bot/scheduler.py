"""The door to APScheduler: a few ticks that say "now"; the database is the schedule and the queue."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler


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
                args=(tick.work,),
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


async def _run(work: Callable[[], Awaitable[None]]) -> None:
    """Await the work: APScheduler itself awaits only what it sees to be a coroutine function."""
    await work()
