"""All fetches together hold a bounded number of bytes, and what is small never waits for what is large."""

import asyncio
import zlib

import pytest

from feeds.fetch import Fetcher
from feeds.fetch.budget import ITEM_BYTES, ByteBudget, Share, weigh_items
from feeds.types.news import Fetched, FetchFailed, FetchRequest, PollResult
from tests.feeds.hostile import MB, body
from tests.feeds.memory import watched_memory
from tests.feeds.servers import healthy, serving

PACKED = zlib.compress(bytes(10 * MB), 1)
AT_ONCE = 24


def budget() -> ByteBudget:
    return ByteBudget(own_bytes=10, pool_bytes=100)


def fetcher(timeout_s: float = 5.0, *, max_mb: int = 2) -> Fetcher:
    return Fetcher(
        timeout_s=timeout_s,
        max_body_bytes=max_mb * MB,
        contact=None,
        allow_private=True,
        version="0",
        budget=ByteBudget(own_bytes=64 * 1024, pool_bytes=4 * MB),
    )


async def drawing(share: Share, count: int) -> asyncio.Task[None]:
    """A draw that has begun, and waits if it has to."""
    task = asyncio.create_task(share.draw(count))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return task


class TestShares:
    async def test_what_is_small_draws_from_no_pool(self):
        budget_ = budget()
        with budget_.share() as large, budget_.share() as small:
            await large.draw(5_000)
            await small.draw(10)
            assert not small.has_waited

    async def test_the_pool_is_shared_until_it_is_empty(self):
        budget_ = budget()
        with budget_.share() as first, budget_.share() as second:
            await first.draw(60)
            await second.draw(60)
            late = await drawing(second, 1)
            assert not late.done()
            late.cancel()

    async def test_whoever_drew_first_goes_on_when_it_is_empty(self):
        budget_ = budget()
        with budget_.share() as first, budget_.share() as second:
            await first.draw(60)
            await second.draw(60)
            await first.draw(5_000)
            assert not first.has_waited

    async def test_who_waits_goes_on_when_another_ends(self):
        budget_ = budget()
        with budget_.share() as second:
            with budget_.share() as first:
                await first.draw(5_000)
                waiting = await drawing(second, 50)
                assert not waiting.done()
            await waiting
            assert second.has_waited

    async def test_who_gives_up_makes_way_for_the_next(self):
        budget_ = budget()
        with budget_.share() as third:
            with budget_.share() as second:
                with budget_.share() as first:
                    await first.draw(5_000)
                    given_up, waiting = await drawing(second, 200), await drawing(third, 200)
                given_up.cancel()
            await asyncio.wait_for(waiting, timeout=1)

    async def test_many_at_once_all_end(self):
        budget_ = budget()

        async def visit() -> None:
            with budget_.share() as share:
                for _ in range(20):
                    await share.draw(7)
                    await asyncio.sleep(0)

        await asyncio.wait_for(asyncio.gather(*(visit() for _ in range(50))), timeout=5)


async def test_many_large_bodies_at_once_stay_within_the_memory_and_a_small_one_is_on_time():
    async def work(door: Fetcher, url: str) -> int:
        async with door.held(FetchRequest(url)) as outcome:
            await asyncio.sleep(0.01)
            assert isinstance(outcome, Fetched)
            return len(outcome.body)

    async def small(door: Fetcher, url: str) -> None:
        await asyncio.sleep(0.05)
        assert isinstance(await door.fetch(FetchRequest(url)), Fetched)

    large = body(PACKED, Content_Encoding="deflate")
    async with serving(large) as hostile, serving(healthy) as good, fetcher(timeout_s=20) as door:
        with watched_memory() as growth:
            crowd = asyncio.gather(*(work(door, hostile.url) for _ in range(AT_ONCE)))
            await small(door, good.url)
            assert not crowd.done()
            assert await crowd == [10 * MB] * AT_ONCE
    assert growth.most < 80 * MB  # of 240


@pytest.mark.parametrize(
    ("document", "items"),
    [
        (b"<rss>" + b"<item><title>A</title></item>" * 3 + b"</rss>", 3),
        (b"<feed><ENTRY a='b'/><atom:entry>\n</atom:entry></feed>", 2),
        (b'{"items": [{"id" : "1"}, {"id": 2}]}', 2),
        (b"<item>" * 9_000, 5_000),
        (b"<html><items>", 0),
    ],
    ids=["RSS", "Atom", "JSON", "more than are read", "a page"],
)
def test_items_are_weighed_by_their_tags(document, items):
    assert weigh_items(document) == items * ITEM_BYTES


async def test_documents_full_of_small_items_are_worked_on_one_after_the_other():
    inside: set[int] = set()
    most = 0

    async def work(door: Fetcher, url: str, number: int) -> None:
        nonlocal most
        async with door.held(FetchRequest(url)):
            inside.add(number)
            most = max(most, len(inside))
            await asyncio.sleep(0.01)
            inside.discard(number)

    async with serving(body(b"<item/>" * 5_000)) as server, fetcher() as door:
        await asyncio.gather(*(work(door, server.url, number) for number in range(8)))
    assert most == 1


async def test_a_feed_that_found_no_room_is_asked_again_soon_and_is_not_blamed():
    async with serving(body(bytes(5 * MB))) as server, fetcher(timeout_s=0.3, max_mb=6) as door:
        async with door.held(FetchRequest(server.url)) as first:
            crowded = await door.fetch(FetchRequest(server.url))
        after = await door.fetch(FetchRequest(server.url))
    assert isinstance(first, Fetched)
    assert isinstance(crowded, FetchFailed)
    assert (crowded.result, crowded.retry_after_s) == (PollResult.WAITING, 60)
    assert "waits its turn" in crowded.why
    assert isinstance(after, Fetched)
