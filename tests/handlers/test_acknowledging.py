"""Slack is told that its request came before any work begins, whatever was asked and over either way in."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from aiohttp.test_utils import TestServer
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers import register, views
from sandbox.dispatch.delivery import Acked
from tests.handlers.asking import LIMIT_S, by_button, by_checked_form, by_command, by_form, by_mention


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


WAYS_TO_ASK = [by_command, by_mention, by_button, by_form, by_checked_form]


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
