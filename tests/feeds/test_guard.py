"""The guard judges the address that is connected to, whatever name led there."""

import asyncio
import socket
import time

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from feeds.fetch import Fetcher
from feeds.fetch.guard import Guard, RefusedAddress
from feeds.types.news import Fetched, FetchFailed, FetchOutcome, FetchRequest, PollResult
from tests.feeds.memory import watched_memory
from tests.feeds.servers import healthy, serving


class Names(AbstractResolver):
    """A name server that answers each question with the next list; the last one stays."""

    def __init__(self, *answers: tuple[str, ...]) -> None:
        self.answers = list(answers)

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[ResolveResult]:
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [
            ResolveResult(
                hostname=host,
                host=each,
                port=port,
                family=socket.AF_INET6 if ":" in each else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for each in answer
        ]

    async def close(self) -> None:
        """Nothing to let go of."""


def fetcher(names: Names, *, allow_private: bool = False, timeout_s: float = 2) -> Fetcher:
    return Fetcher(
        timeout_s=timeout_s,
        max_body_bytes=10**6,
        contact=None,
        allow_private=allow_private,
        version="0",
        resolver=names,
    )


@pytest.mark.parametrize(
    "addresses",
    [("127.0.0.1",), ("::1",), ("169.254.169.254", "10.0.0.1"), ("::ffff:127.0.0.1",), ("64:ff9b::7f00:1",)],
    ids=str,
)
async def test_a_name_that_leads_inside_is_refused(addresses):
    async with serving(healthy) as server, fetcher(Names(addresses)) as door:
        port = server.url.rpartition(":")[2]
        outcome = await door.fetch(FetchRequest(f"http://rebind.example:{port}/"))
    assert isinstance(outcome, FetchFailed)
    assert outcome.result is PollResult.REFUSED_ADDRESS
    assert "rebind.example" in outcome.why
    assert server.requests == []


async def test_an_answer_that_changes_between_polls_is_judged_anew():
    names = Names(("192.0.2.1",), ("127.0.0.1",))
    async with serving(healthy) as server, fetcher(names) as door:
        port = server.url.rpartition(":")[2]
        words = [(await door.fetch(FetchRequest(f"http://rebind.example:{port}/"))) for _ in range(2)]
    assert {word.result for word in words if isinstance(word, FetchFailed)} == {PollResult.REFUSED_ADDRESS}
    assert server.requests == []


async def test_a_good_answer_beside_a_forbidden_one_is_used():
    names = Names(("169.254.169.254", "127.0.0.1"))
    async with serving(healthy) as server, fetcher(names, allow_private=True) as door:
        port = server.url.rpartition(":")[2]
        outcome = await door.fetch(FetchRequest(f"http://both.example:{port}/"))
    assert isinstance(outcome, Fetched)


async def test_a_redirect_inside_is_refused_on_its_hop():
    async def inside(request, peer):
        await peer.answer(status="302 Found", Location="http://inside.example/")

    class Inside(Names):
        async def resolve(self, host, port=0, family=socket.AF_INET):
            self.answers = [("169.254.169.254",) if host == "inside.example" else ("127.0.0.1",)]
            return await super().resolve(host, port, family)

    async with serving(inside) as server, fetcher(Inside(()), allow_private=True) as door:
        port = server.url.rpartition(":")[2]
        outcome = await door.fetch(FetchRequest(f"http://outside.example:{port}/"))
    assert isinstance(outcome, FetchFailed)
    assert outcome.result is PollResult.REFUSED_ADDRESS
    assert outcome.final_url == "http://inside.example/"


@pytest.mark.parametrize(
    ("hostile", "timeout_s", "result"),
    [
        ("many.example", 10, PollResult.REFUSED_ADDRESS),
        ("silent.example", 0.5, PollResult.TIMEOUT),
    ],
    ids=["answers with ten thousand addresses", "never answers"],
)
async def test_a_feed_is_on_time_beside_a_name_server_that(hostile, timeout_s, result):
    class Hostile(Names):
        async def resolve(self, host, port=0, family=socket.AF_INET):
            match host:
                case "silent.example":
                    await asyncio.sleep(60)
                case "many.example":
                    self.answers = [tuple(f"169.254.{n % 256}.{n // 256}" for n in range(10_000))]
                case _:
                    self.answers = [("127.0.0.1",)]
            return await super().resolve(host, port, family)

    async def ask(host: str) -> tuple[FetchOutcome, float]:
        start = time.perf_counter()
        outcome = await door.fetch(FetchRequest(f"http://{host}:{port}/"))
        return outcome, time.perf_counter() - start

    async with (
        serving(healthy) as server,
        fetcher(Hostile(()), allow_private=True, timeout_s=timeout_s) as door,
    ):
        port = server.url.rpartition(":")[2]
        with watched_memory() as growth:
            (bad, took_s), (good, good_took_s) = await asyncio.gather(ask(hostile), ask("good.example"))
    assert isinstance(bad, FetchFailed)
    assert bad.result is result
    assert isinstance(good, Fetched)
    assert max(took_s, good_took_s) < 3
    assert growth.most < 64 * 2**20


@pytest.mark.parametrize("port", [22, 25, 6000, 6667])
def test_ports_of_other_services_are_refused_on_the_public_web_only(port):
    assert not Guard(allow_private=True).allows("8.8.8.8", port)
    assert Guard(allow_private=True).allows("127.0.0.1", port)
    assert Guard(allow_private=False).allows("8.8.8.8", 8_080)


@pytest.mark.parametrize("address", ["127.0.0.1", "169.254.169.254", "::1"])
def test_no_socket_is_opened_to_a_forbidden_address(address):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with pytest.raises(RefusedAddress):
        Guard(allow_private=False).open_socket((family, socket.SOCK_STREAM, 0, "", (address, 80)))
