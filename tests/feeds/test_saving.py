"""Polls that brought no news are saved together, and each learns how it went."""

import asyncio

import pytest

from feeds.errors import DatabaseDown
from feeds.saving import Saves
from tests.policy.samples import feed


class SlowDatabase:
    """Writes down which feeds each transaction saved; a transaction waits until it is let go."""

    def __init__(self):
        self.transactions = []
        self.go = asyncio.Event()
        self.fails = False
        self.feeds = self

    async def run(self, work):
        await self.go.wait()
        if self.fails:
            raise DatabaseDown
        return work(self)

    def save_all(self, polled):
        self.transactions.append([saved.id for saved, _lease in polled])


async def saving(saves, *ids):
    tasks = [asyncio.create_task(saves.save(feed(id=id), lease=None)) for id in ids]
    await asyncio.sleep(0)
    return tasks


async def test_what_comes_while_one_transaction_is_written_goes_with_the_next():
    db = SlowDatabase()
    saves = Saves(db)
    first = await saving(saves, 1)
    await asyncio.sleep(0)
    rest = await saving(saves, 2, 3, 4)
    db.go.set()
    await asyncio.gather(*first, *rest)
    assert db.transactions == [[1], [2, 3, 4]]


async def test_failure_is_told_to_all_who_waited_and_to_nobody_after():
    db = SlowDatabase()
    saves = Saves(db)
    db.fails = True
    waiting = await saving(saves, 1, 2)
    db.go.set()
    assert [type(end) for end in await asyncio.gather(*waiting, return_exceptions=True)] == [DatabaseDown] * 2
    db.fails = False
    await saves.save(feed(id=3), lease=None)
    assert db.transactions == [[3]]


@pytest.mark.parametrize("count", [1, 100])
async def test_one_who_went_away_does_not_disturb_the_others(count):
    db = SlowDatabase()
    saves = Saves(db)
    waiting = await saving(saves, *range(count + 1))
    waiting[0].cancel()
    db.go.set()
    await asyncio.gather(*waiting[1:])
    assert sum(map(len, db.transactions)) >= count
