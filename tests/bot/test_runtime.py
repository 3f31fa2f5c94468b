"""A whole process: what it needs to start, what it serves, and that people are answered in both modes."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import aiohttp
import pytest

from bot.clock import utc_now
from bot.runtime import Role, check_settings, open_bot, ticking
from config.settings import Settings, SettingsProblem, read_settings
from feeds.errors import DatabaseDown, SlackDown
from feeds.types.subscriptions import Digest, DigestKind, Place, Rules
from sandbox import Sandbox
from tests.bot.stage import bring, subscribe


@pytest.fixture
async def sandbox():
    async with Sandbox() as started:
        yield started


@pytest.fixture(autouse=True)
def _no_dotenv(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)


def _settings(sandbox: Sandbox, tmp_path, **changes) -> Settings:
    given = {
        "database_url": f"sqlite:///{tmp_path}/bot.db",
        "slack_bot_token": sandbox.bot_token,
        "slack_app_token": sandbox.app_token,
        "slack_signing_secret": sandbox.signing_secret,
        "slack_api_url": sandbox.api_url,
        "port": 0,
    }
    return read_settings(**{**given, **changes})


@pytest.mark.parametrize(
    ("changes", "role", "said"),
    [
        ({}, Role.ALL, "SLACK_BOT_TOKEN is missing"),
        ({"slack_bot_token": "xoxb-1"}, Role.WEB, "SLACK_SIGNING_SECRET is missing"),
    ],
    ids=["no bot token", "HTTP mode without a secret"],
)
def test_a_missing_setting_is_named(monkeypatch, changes, role, said):
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(SettingsProblem, match=said):
        check_settings(read_settings(**changes), role=role)


async def test_over_socket_mode_a_command_is_answered(sandbox, tmp_path):
    async with open_bot(_settings(sandbox, tmp_path), role=Role.ALL):
        await sandbox.wait_connected()
        exchange = await sandbox.command("/ticker help")
    assert exchange.is_answered


async def test_over_http_a_signed_command_is_answered_and_an_unsigned_one_is_refused(sandbox, tmp_path):
    async with open_bot(_settings(sandbox, tmp_path, slack_app_token=None), role=Role.WEB) as bot:
        events_url = f"http://127.0.0.1:{bot.port}/slack/events"
        sandbox.use_http(events_url)
        exchange = await sandbox.command("/ticker help")
        async with (
            aiohttp.ClientSession() as session,
            session.post(events_url, data={"command": "/x"}) as bare,
        ):
            assert bare.status == 401
    assert exchange.is_answered


@pytest.mark.parametrize("role", list(Role))
async def test_health_readiness_and_metrics_are_served_in_every_role(sandbox, tmp_path, role):
    async with open_bot(_settings(sandbox, tmp_path), role=role) as bot, aiohttp.ClientSession() as session:
        for path, said in (("healthz", "ok"), ("readyz", "ready"), ("metrics", "tickertone_outbox_depth")):
            async with session.get(f"http://127.0.0.1:{bot.port}/{path}") as answer:
                assert answer.status == 200
                assert said in await answer.text()


async def test_a_worker_counts_what_it_polls(sandbox, tmp_path, aiohttp_server_url):
    from aiohttp import web

    async def feed(_request):
        return web.Response(body=b"<rss version='2.0'><channel><title>T</title></channel></rss>")

    base = await aiohttp_server_url({"/feed.xml": feed})
    settings = _settings(sandbox, tmp_path, tickertone_allow_private_feeds=True)
    async with open_bot(settings, role=Role.WORKER) as bot:
        await bot.db.run(lambda unit: unit.feeds.add(f"{base}/feed.xml", now=utc_now(), in_catalogue=True))
        async with ticking(bot, settings, role=Role.WORKER):
            for _ in range(100):
                if b'feeds_polled_total{result="ok"} 1.0' in bot.metrics.text():
                    break
                await asyncio.sleep(0.05)
    assert b'feeds_polled_total{result="ok"} 1.0' in bot.metrics.text()


async def test_a_worker_clears_feeds_away_that_nobody_saw_for_a_week(sandbox, tmp_path):
    settings = _settings(sandbox, tmp_path)
    days_ago = {"https://left.example/": 8, "https://just-left.example/": 6}
    async with open_bot(settings, role=Role.WORKER) as bot:

        def add(unit):
            for url, days in days_ago.items():
                unit.feeds.add(url, now=utc_now() - timedelta(days=days))

        await bot.db.run(add)
        async with ticking(bot, settings, role=Role.WORKER):
            for _ in range(100):
                left = await bot.db.read(lambda unit: [url for url in days_ago if unit.feeds.by_url(url)])
                if len(left) < 2:
                    break
                await asyncio.sleep(0.05)
    assert left == ["https://just-left.example/"]


async def test_a_worker_sends_the_digests_that_are_due(sandbox, tmp_path):
    settings = _settings(sandbox, tmp_path)
    async with open_bot(settings, role=Role.WORKER) as bot:
        place = Place(bot.workspace, sandbox.channel("#markets").id)
        subscribe(bot.db, place, rules=Rules(digest=Digest(DigestKind.HOURLY)))
        bring(bot.db, "a", now=utc_now() - timedelta(hours=2))
        await bot.db.run(put_to_rest)
        async with ticking(bot, settings, role=Role.WORKER):
            for _ in range(100):
                if posted := sandbox.transcript()["posted"]:
                    break
                await asyncio.sleep(0.05)
    assert [message["text"].split(":")[0] for message in posted] == ["Digest of 1 story"]


async def test_who_subscribed_an_archived_channel_finds_a_direct_message(sandbox, tmp_path):
    async with open_bot(_settings(sandbox, tmp_path), role=Role.WORKER, pace_s=0.0) as bot:
        channel = sandbox.channel("#markets").id
        subscribe(bot.db, Place(bot.workspace, channel), created_by="U01")
        bring(bot.db, "a", "b")
        sandbox.faults.inject("chat.postMessage", error="is_archived")
        assert await bot.delivery.drain(limit_s=20)
        (posted,) = sandbox.transcript()["posted"]
    assert posted["channel"].startswith(("D", "@"))
    assert f"<#{channel}>" in posted["text"]


def put_to_rest(unit):
    for feed in unit.feeds.all():
        unit.feeds.save(replace(feed, next_poll_at=None), lease=None)


async def test_a_wrong_token_stops_the_start_with_a_sentence(sandbox, tmp_path):
    with pytest.raises(SlackDown, match="SLACK_BOT_TOKEN"):
        async with open_bot(_settings(sandbox, tmp_path, slack_bot_token="xoxb-wrong"), role=Role.ALL):
            pass


async def test_a_database_that_cannot_be_opened_stops_the_start_with_a_sentence(sandbox, tmp_path):
    settings = _settings(sandbox, tmp_path, database_url=f"sqlite:///{tmp_path}/no/such/folder/x.db")
    with pytest.raises(DatabaseDown):
        async with open_bot(settings, role=Role.ALL):
            pass
