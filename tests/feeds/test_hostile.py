"""A publisher can do its worst: the poll ends in time, in bounded memory, and others are served on time."""

import asyncio
import time

import pytest

from feeds.fetch import Fetcher
from feeds.parse import parse
from feeds.types.news import Fetched, FetchFailed, FetchRequest, ParsedFeed, ParseOutcome, PollResult
from tests.feeds.hostile import ATTACKS, MB, Attack
from tests.feeds.memory import watched_memory
from tests.feeds.servers import healthy, serving

TIMEOUT_S = 1.0
SLACK_S = 4.0  # a busy machine is no failure
MOST_GROWTH = 64 * MB


def fetcher() -> Fetcher:
    return Fetcher(timeout_s=TIMEOUT_S, max_body_bytes=MB, contact=None, allow_private=True, version="0")


async def poll(fetcher: Fetcher, url: str) -> tuple[FetchFailed | ParseOutcome, float]:
    """Fetch and parse as the poller does; and how long it took."""
    start = time.perf_counter()
    outcome = await fetcher.fetch(FetchRequest(url))
    assert isinstance(outcome, Fetched | FetchFailed)
    end = outcome if isinstance(outcome, FetchFailed) else await asyncio.to_thread(parse, outcome)
    return end, time.perf_counter() - start


def word(end: FetchFailed | ParseOutcome) -> PollResult:
    return PollResult.OK if isinstance(end, ParsedFeed) else end.result


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.id)
async def test_a_publisher_that(attack: Attack):
    async with serving(attack.behaviour) as hostile, serving(healthy) as good, fetcher() as door:
        with watched_memory() as growth:
            (end, took_s), (other, other_took_s) = await asyncio.gather(
                poll(door, hostile.url + "/"), poll(door, good.url + "/")
            )
    assert word(end) in attack.results
    assert took_s < TIMEOUT_S + SLACK_S
    assert growth.most < MOST_GROWTH
    assert isinstance(other, ParsedFeed)
    assert other.entries[0].title == "Acme raises its forecast"
    assert other_took_s < TIMEOUT_S + SLACK_S
    if attack.entries is not None:
        assert isinstance(end, ParsedFeed)
        assert len(end.entries) == attack.entries
    if isinstance(end, ParsedFeed):
        assert not any("root:" in entry.title or len(entry.title) > 501 for entry in end.entries)
    else:
        assert end.why.endswith(".")


def test_the_table_is_long_and_its_names_are_unique():
    assert len({attack.id for attack in ATTACKS}) == len(ATTACKS) >= 40
