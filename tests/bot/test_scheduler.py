"""Ticks fire at once and again, never twice at a time, and a failing one goes on ticking."""

import asyncio
import logging

from bot.scheduler import Scheduler, Tick
from feeds.errors import DatabaseDown


async def _tick_for(seconds: float, *ticks: Tick) -> None:
    scheduler = Scheduler(ticks)
    scheduler.start()
    await asyncio.sleep(seconds)
    scheduler.stop()


async def test_a_tick_fires_at_once_and_again():
    fired: list[int] = []

    async def work():
        fired.append(1)

    await _tick_for(0.3, Tick("poll", 0.05, work))
    assert len(fired) >= 2


async def test_a_tick_written_as_a_lambda_is_awaited_too():
    fired: list[int] = []

    async def note(number):
        fired.append(number)

    await _tick_for(0.1, Tick("poll", 60, lambda: note(7)))
    assert fired == [7]


async def test_a_slow_tick_never_runs_twice_at_once():
    under_way = most = 0

    async def work():
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.1)
        under_way -= 1

    await _tick_for(0.4, Tick("slow", 0.02, work))
    assert most == 1


async def test_a_failing_tick_goes_on_and_is_logged_at_the_first_and_tenth_time(caplog):
    fired: list[int] = []

    async def work():
        fired.append(1)
        raise DatabaseDown

    with caplog.at_level(logging.ERROR, logger="bot.scheduler"):
        await _tick_for(1.0, Tick("poll", 0.02, work))
    assert len(fired) >= 12
    logged = [record.getMessage() for record in caplog.records if record.name == "bot.scheduler"]
    assert len(logged) == 2
    assert "times=1 " in logged[0]
    assert "times=10 " in logged[1]
