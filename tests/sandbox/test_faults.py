"""Faults on purpose happen as many times as asked, and everything that goes wrong is written down."""

import asyncio

import aiohttp
import pytest

from sandbox import Drop, Faults
from tests.sandbox.web_client import POST


async def post(client):
    return await client.call("chat.postMessage", **POST)


def texts(client):
    return [message.text for message in client.sandbox.channel("#markets").messages]


async def test_injected_error_happens_once_and_is_logged_as_injected(client):
    client.sandbox.faults.inject("chat.postMessage", error="fatal_error")
    assert [(await post(client)).get("error") for _ in range(2)] == ["fatal_error", None]
    assert client.sandbox.transcript()["faults"] == [
        {
            "method": "chat.postMessage",
            "error": "fatal_error",
            "detail": "",
            "channel": "C01",
            "is_injected": True,
        }
    ]


async def test_fault_of_every_method_strikes_whatever_comes_next(client):
    client.sandbox.faults.inject("*", error="internal_error", times=2)
    assert (await client.call("auth.test"))["error"] == "internal_error"
    assert (await post(client))["error"] == "internal_error"
    assert (await post(client))["ok"]


@pytest.mark.parametrize(
    ("fault", "status", "retry_after"),
    [
        ({"status": 503}, 503, None),
        ({"status": 429}, 429, "1"),
        ({"error": "ratelimited", "retry_after_s": 7}, 429, "7"),
        ({"error": "fatal_error", "status": 500}, 500, None),
    ],
    ids=["503", "429", "ratelimited", "error_with_status"],
)
async def test_fault_answers_with_its_status(client, fault, status, retry_after):
    client.sandbox.faults.inject("auth.test", **fault)
    async with client.session.post(client.sandbox.api_url + "auth.test") as response:
        assert (response.status, response.headers.get("Retry-After")) == (status, retry_after)


@pytest.mark.parametrize(
    ("drop", "arrived"),
    [(Drop.BEFORE, []), (Drop.AFTER, ["hello"]), (True, ["hello"])],
    ids=["before", "after", "true"],
)
async def test_dropped_connection_gives_no_status_and_the_call_took_effect_or_not(client, drop, arrived):
    client.sandbox.faults.inject("chat.postMessage", drop=drop)
    with pytest.raises(aiohttp.ClientConnectionError):
        await post(client)
    assert texts(client) == arrived


async def test_delayed_call_is_answered_all_the_same(client):
    client.sandbox.faults.inject("chat.postMessage", delay_s=0.05)
    started = asyncio.get_running_loop().time()
    assert (await post(client))["ok"]
    assert asyncio.get_running_loop().time() - started >= 0.05


async def test_cleared_faults_do_not_happen(client):
    client.sandbox.faults.inject("chat.postMessage", error="fatal_error")
    client.sandbox.faults.clear()
    assert (await post(client))["ok"]


@pytest.mark.parametrize("nothing", [{}, {"error": ""}, {"error": "x", "times": 0}], ids=str)
def test_fault_that_would_do_nothing_is_a_mistake(nothing):
    with pytest.raises(ValueError, match="a fault needs"):
        Faults().inject("chat.postMessage", **nothing)


def test_bots_own_errors_are_noted_beside_the_refused_calls():
    faults, heard = Faults(), []
    faults.listen(heard.append)
    faults.note("bot", "KeyError: 'ts'")
    assert [entry["error"] for entry in faults.entries()] == ["KeyError: 'ts'"]
    assert heard == faults.log
