"""Slack is told that its request came before any work begins, whatever was asked and over either way in."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from aiohttp.test_utils import TestServer
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers import register, views
from sandbox.dispatch.delivery import Acked

LIMIT_S = 10


class Watched:
    """A courier that tells when a request was acknowledged."""

    def __init__(self, courier):
        self._courier = courier
        self.acknowledged = asyncio.Event()

    async def deliver(self, delivery):
        outcome = await self._courier.deliver(delivery)
        if isinstance(outcome, Acked):
            self.acknowledged.set()
        return outcome


@asynccontextmanager
async def over_socket_mode(stage):
    yield stage.sandbox.world.socket_mode


@asynccontextmanager
async def over_http(stage):
    sandbox = stage.sandbox
    client = AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.api_url)
    app = AsyncApp(client=client, signing_secret=sandbox.signing_secret)
    register(app, stage.deps)
    async with TestServer(app.web_app("/slack/events")) as server:
        yield sandbox.use_http(str(server.make_url("/slack/events")))


@pytest.fixture(params=[over_socket_mode, over_http], ids=["Socket Mode", "HTTP"])
async def way(request, newsroom):
    async with request.param(newsroom) as courier:
        yield courier


async def ask_by_command(stage):
    return lambda: stage.sandbox.command("/ticker NVDA", timeout_s=LIMIT_S)


async def ask_by_mention(stage):
    return lambda: stage.sandbox.say("@Tickertone how is NVDA?", channel="#markets", timeout_s=LIMIT_S)


async def ask_by_button(stage):
    answer = await stage.sandbox.command("/ticker NVDA")
    return lambda: stage.sandbox.press(answer.messages[0], "ask:30d", timeout_s=LIMIT_S)


async def ask_by_checked_form(stage):
    opened = await stage.sandbox.command("/alerts")
    wanted = {"What": "$NVDA", "Channel": stage.sandbox.channel("#markets").id}
    return lambda: stage.sandbox.submit(opened.view, wanted, timeout_s=LIMIT_S)


async def ask_by_form(stage):
    _, ts = await stage.post_alert("recalls")
    alert = next(each for each in stage.sandbox.workspace.messages() if each.ts == ts)
    opened = await stage.sandbox.press(alert, "mute")
    chosen = {"What": "This alert and its updates"}
    return lambda: stage.sandbox.submit(opened.view, chosen, timeout_s=LIMIT_S)


WAYS_TO_ASK = [ask_by_command, ask_by_mention, ask_by_button, ask_by_form, ask_by_checked_form]


@pytest.mark.parametrize("prepare", WAYS_TO_ASK)
async def test_the_acknowledgement_comes_before_the_work(newsroom, way, monkeypatch, prepare):
    monkeypatch.setattr(views, "CHECK_PATIENCE_S", 0.01)
    ask = await prepare(newsroom)
    asked, free = asyncio.Event(), asyncio.Event()
    watched = Watched(way)
    monkeypatch.setattr(newsroom.sandbox.world, "courier", watched)
    for name in ("read", "run"):
        monkeypatch.setattr(newsroom.db, name, held_up(getattr(newsroom.db, name), asked=asked, free=free))
    exchange = asyncio.create_task(ask())
    await asyncio.wait_for(watched.acknowledged.wait(), LIMIT_S)
    await asyncio.wait_for(asked.wait(), LIMIT_S)
    assert not exchange.done()
    free.set()
    assert (await exchange).is_answered


def held_up(work, *, asked, free):
    """The same work, once it is let go."""

    async def later(*given):
        asked.set()
        await free.wait()
        return await work(*given)

    return later
