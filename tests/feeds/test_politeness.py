"""How often one host is asked."""

import asyncio

import pytest

from feeds.fetch import politeness
from feeds.fetch.hops import Hop, first_hop
from feeds.fetch.politeness import Busy, HostTurns
from feeds.policy.urls import peer_of


async def ask(turns: HostTurns, host: str, starts: list[float]) -> None:
    async with turns.turn(host):
        starts.append(asyncio.get_running_loop().time())


class Crowd:
    """Counts how many are inside at once."""

    def __init__(self) -> None:
        self.inside = 0
        self.most = 0

    async def visit(self, turns: HostTurns, host: str) -> None:
        async with turns.turn(host):
            self.inside += 1
            self.most = max(self.most, self.inside)
            await asyncio.sleep(0.3)
            self.inside -= 1


async def test_a_public_host_is_asked_ten_times_a_second_at_most():
    turns, starts = HostTurns(), []
    await asyncio.gather(*(ask(turns, "news.example", starts) for _ in range(6)))
    assert max(starts) - min(starts) >= 0.49


async def test_hosts_that_are_counted_together_share_their_turns():
    turns, starts = HostTurns(), []
    hosts = ("www.sec.gov", "data.sec.gov", "sec.gov")
    await asyncio.gather(*(ask(turns, host, starts) for host in hosts))
    assert max(starts) - min(starts) >= 0.19


async def test_different_hosts_do_not_wait_for_each_other():
    turns, starts = HostTurns(), []
    await asyncio.gather(*(ask(turns, f"{number}.example", starts) for number in range(50)))
    assert max(starts) - min(starts) < 2.0


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "192.168.1.5"])
async def test_own_machines_are_not_paced(host):
    turns, starts = HostTurns(), []
    await asyncio.gather(*(ask(turns, host, starts) for _ in range(50)))
    assert max(starts) - min(starts) < 2.0


async def test_four_at_once_is_the_most_for_a_host():
    turns, crowd = HostTurns(), Crowd()
    await asyncio.gather(*(crowd.visit(turns, "slow.example") for _ in range(8)))
    assert crowd.most <= 4


async def test_a_queue_that_does_not_move_is_left(monkeypatch):
    monkeypatch.setattr(politeness, "PATIENCE_S", 0.05)
    turns, crowd = HostTurns(), Crowd()
    visits = [asyncio.create_task(crowd.visit(turns, "stuck.example")) for _ in range(5)]
    results = await asyncio.gather(*visits, return_exceptions=True)
    assert [type(result) for result in results].count(Busy) == 1


async def test_a_turn_that_was_cancelled_is_free_again():
    turns, crowd = HostTurns(), Crowd()
    visits = [asyncio.create_task(crowd.visit(turns, "news.example")) for _ in range(4)]
    await asyncio.sleep(0.05)
    for visit in visits:
        visit.cancel()
    await asyncio.gather(*visits, return_exceptions=True)
    async with asyncio.timeout(1):
        await asyncio.gather(*(ask(turns, "news.example", []) for _ in range(4)))


async def test_silence_ends_by_itself():
    turns = HostTurns()
    turns.silence("news.example:443", wait_s=0)
    assert turns.silent_for_s("news.example:443") == 0
    turns.silence("news.example:443", wait_s=30)
    assert turns.silent_for_s("news.example:443") == pytest.approx(30, abs=1)
    assert turns.silent_for_s("other.example:443") == 0


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example/rss",
        "https://NEWS.example/rss",
        "https://news.example:8443/",
        "http://ada:secret@news.example",
        "http://127.0.0.1:8000/",
        "http://[2606:4700::1111]/",
    ],
)
def test_a_host_is_named_alike_where_it_is_asked_and_where_its_feeds_are_listed(url):
    hop = first_hop(url)
    assert isinstance(hop, Hop)
    assert hop.peer == peer_of(url)
