"""Rate limits are Slack's, by a clock the test holds."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import Sandbox
from sandbox.limits import POST as POST_RATE
from sandbox.limits import Rate, RateLimits
from tests.sandbox.web_client import POST, Client


class Clock:
    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def slow(clock) -> AsyncIterator[Client]:
    """A client of a sandbox whose clock stands still."""
    async with Sandbox(now=clock) as sandbox, aiohttp.ClientSession() as session:
        yield Client(sandbox, session)


async def test_posts_to_one_channel_are_held_to_one_a_second_after_a_burst(slow, clock):
    burst = [await slow.call("chat.postMessage", **POST) for _ in range(POST_RATE.burst + 1)]
    assert [answer["ok"] for answer in burst] == [True] * POST_RATE.burst + [False]
    assert burst[-1]["error"] == "ratelimited"
    clock.now += 1
    assert (await slow.call("chat.postMessage", **POST))["ok"]
    assert not (await slow.call("chat.postMessage", **POST))["ok"]


async def test_one_busy_channel_holds_up_no_other(slow):
    for _ in range(POST_RATE.burst):
        await slow.call("chat.postMessage", **POST)
    assert (await slow.call("chat.postMessage", channel="#random", text="x"))["ok"]


async def test_refused_call_is_a_429_with_the_wait(slow):
    url, headers = (
        slow.sandbox.api_url + "chat.postMessage",
        {"Authorization": f"Bearer {slow.sandbox.bot_token}"},
    )
    for _ in range(POST_RATE.burst):
        await slow.call("chat.postMessage", **POST)
    async with slow.session.post(url, json=POST, headers=headers) as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "1")


async def test_updates_are_held_to_fifty_a_minute(slow, clock):
    ts = (await slow.call("chat.postMessage", **POST))["ts"]
    answers = [await slow.call("chat.update", **POST, ts=ts) for _ in range(51)]
    assert [answer["ok"] for answer in answers] == [True] * 50 + [False]
    clock.now += 2
    assert (await slow.call("chat.update", **POST, ts=ts))["ok"]


async def test_limits_can_be_switched_off(clock):
    async with Sandbox(now=clock, has_rate_limits=False) as sandbox, aiohttp.ClientSession() as session:
        client = Client(sandbox, session)
        assert all([(await client.call("chat.postMessage", **POST))["ok"] for _ in range(30)])


@given(
    rate=st.builds(Rate, per_s=st.floats(0.01, 10), burst=st.integers(1, 20)),
    waits=st.lists(st.floats(0, 30), max_size=60),
)
def test_no_more_pass_than_the_burst_and_the_rate_allow(rate, waits):
    clock = Clock()
    limits, passed = RateLimits(clock), 0
    for wait in waits:
        clock.now += wait
        passed += limits.wait_s("key", rate) is None
    assert passed <= rate.burst + sum(waits) * rate.per_s + 1e-3


@given(rate=st.builds(Rate, per_s=st.floats(0.01, 10), burst=st.integers(1, 20)))
def test_a_call_passes_after_the_wait_it_was_told(rate):
    clock = Clock()
    limits = RateLimits(clock)
    while (wait := limits.wait_s("key", rate)) is None:
        pass
    clock.now += wait
    assert limits.wait_s("key", rate) is None
