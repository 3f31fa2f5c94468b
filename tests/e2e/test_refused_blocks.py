"""An alert whose blocks Slack refuses goes out as plain text over the real path, once, and is logged."""

import logging

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery import Delivery
from bot.metrics import Metrics
from bot.slack import Slack
from feeds.types.subscriptions import Place
from handlers.blocks.outgoing import render_outgoing
from sandbox import Sandbox
from tests.bot.stage import Clock, bring, subscribe


@pytest.fixture
async def sandbox():
    async with Sandbox(has_rate_limits=False) as started:
        yield started


@pytest.fixture
def delivery(db, sandbox):
    client = AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.api_url)
    return Delivery(
        db, Slack(client, metrics=Metrics()), render=render_outgoing, clock=Clock(), jitter=lambda: 0.0
    )


async def test_an_alert_whose_blocks_are_refused_is_posted_once_as_text(db, sandbox, delivery, caplog):
    channel = sandbox.channel("#markets")
    subscribe(db, Place(sandbox.workspace.id, channel.id))
    bring(db, "a")
    sandbox.faults.inject("chat.postMessage", error="invalid_blocks")
    with caplog.at_level(logging.WARNING):
        await delivery.deliver_due()
        await delivery.rest()
    (posted,) = sandbox.transcript()["posted"]
    assert "moderately positive +0.40" in posted["text"]
    assert posted["blocks"] == []
    assert caplog.text.count("message_simplified message=1 ") == 1
    assert db.run_now(lambda unit: unit.outbox.entries()) == ()
