"""Ticks fire on the running loop."""

import asyncio

import pytest

from bot.scheduler import Scheduler, Tick


async def work(done: asyncio.Event) -> None:
    done.set()


@pytest.mark.parametrize("is_wrapped", [False, True], ids=["coroutine function", "lambda"])
async def test_a_tick_runs_at_once_and_is_awaited(is_wrapped):
    done = asyncio.Event()

    async def plain() -> None:
        await work(done)

    scheduler = Scheduler((Tick("test", 60, (lambda: work(done)) if is_wrapped else plain),))
    scheduler.start()
    try:
        await asyncio.wait_for(done.wait(), 5)
    finally:
        scheduler.stop()
