"""What polls brought is saved together, each learns how it went, and none fails for the fault of another."""

import asyncio

import pytest

from feeds import saving
from feeds.errors import DatabaseDown
from feeds.policy.newness import CountsAsNew
from feeds.recording import Arriving, Harvest, record_all
from feeds.saving import MOST_ITEMS, Saves
from feeds.types.decisions import ScoredItem
from tests.policy.samples import DAY, NOW, analysis, feed, item


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


@pytest.fixture
def slow():
    return SlowDatabase()


def saves_of(db):
    return Saves(db, clock=lambda: NOW)


async def saving_all(saves, *harvests):
    tasks = [asyncio.create_task(saves.save(harvest)) for harvest in harvests]
    await asyncio.sleep(0)
    return tasks


def quiet(*ids):
    return [Harvest(feed(id=id), None) for id in ids]


async def test_what_comes_while_one_transaction_is_written_goes_with_the_next(slow):
    saves = saves_of(slow)
    first = await saving_all(saves, *quiet(1))
    await asyncio.sleep(0)
    rest = await saving_all(saves, *quiet(2, 3, 4))
    slow.go.set()
    await asyncio.gather(*first, *rest)
    assert slow.transactions == [[1], [2, 3, 4]]


async def test_failure_is_told_to_all_who_waited_and_to_nobody_after(slow):
    saves = saves_of(slow)
    slow.fails = True
    waiting = await saving_all(saves, *quiet(1, 2))
    slow.go.set()
    assert [type(end) for end in await asyncio.gather(*waiting, return_exceptions=True)] == [DatabaseDown] * 2
    slow.fails = False
    await saves.save(*quiet(3))
    assert slow.transactions == [[3]]


@pytest.mark.parametrize("count", [1, 100])
async def test_one_who_went_away_does_not_disturb_the_others(slow, count):
    saves = saves_of(slow)
    waiting = await saving_all(saves, *quiet(*range(count + 1)))
    waiting[0].cancel()
    slow.go.set()
    await asyncio.gather(*waiting[1:])
    assert sum(map(len, slow.transactions)) >= count


@pytest.fixture
def batches(monkeypatch):
    """The titles that each transaction tried to write, by feed; a title that says so breaks it at the end."""
    tried = []

    def write(unit, harvests, **known):
        titles = [[each.scored.item.title for each in harvest.new] for harvest in harvests]
        tried.append(titles)
        record_all(unit, harvests, **known)
        if any("breaks" in title for of_feed in titles for title in of_feed):
            raise ZeroDivisionError

    monkeypatch.setattr(saving, "record_all", write)
    return tried


@pytest.fixture
def news(db):
    """Harvests of these titles, each of a feed of its own."""

    def bring(*titles, count=1):
        return [
            Harvest(_added(db, f"https://{title}.example/"), None, _arriving(title, count))
            for title in titles
        ]

    return bring


def _added(db, url):
    return db.run_now(lambda unit: unit.feeds.add(url, now=NOW, in_catalogue=True))


def _arriving(title, count):
    told = (item(f"{title} {number}", title=f"{title} {number}") for number in range(count))
    return tuple(Arriving(ScoredItem(each, analysis()), CountsAsNew()) for each in told)


def stored(db):
    found = db.run_now(lambda unit: unit.items.recent(after_id=0, since=NOW - DAY, limit=1_000))
    return [each.item.title for each in found]


async def test_harvests_that_wait_together_are_one_transaction(db, batches, news):
    await asyncio.gather(*await saving_all(saves_of(db), *news("one", "two")))
    assert batches == [[["one 0"], ["two 0"]]]
    assert stored(db) == ["one 0", "two 0"]


async def test_harvest_that_breaks_fails_alone(db, batches, news):
    ends = await asyncio.gather(
        *await saving_all(saves_of(db), *news("one", "breaks", "two")), return_exceptions=True
    )
    assert [type(end) for end in ends] == [type(None), ZeroDivisionError, type(None)]
    assert stored(db) == ["one 0", "two 0"]
    assert [len(batch) for batch in batches] == [3, 1, 1, 1]


async def test_full_transaction_leaves_the_rest_to_the_next(db, batches, news):
    half = MOST_ITEMS // 2
    await asyncio.gather(*await saving_all(saves_of(db), *news("one", "two", "three", count=half)))
    assert [len(batch) for batch in batches] == [2, 1]


async def test_harvest_too_large_for_a_transaction_goes_alone(db, batches, news):
    await asyncio.gather(*await saving_all(saves_of(db), *news("large", "other", count=MOST_ITEMS + 1)))
    assert [len(batch) for batch in batches] == [1, 1]
