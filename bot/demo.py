"""The whole product in one process, against the bundled stand-in for Slack.

`--once` polls, posts, asks and prints the transcript; without it the page stays open.
"""

import asyncio
import json
import logging
import signal
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.clock import utc_now
from bot.logs import FaultLog
from bot.manifest import make_manifest
from bot.runtime import PACE_S, Bot, Role, open_bot, ticking
from bot.samples import FeedServer, existing_file
from config.resources import read_yaml
from config.settings import Settings, read_settings
from feeds.poller import PollReport
from feeds.store import Unit
from feeds.types.subscriptions import Rules, WatchAll
from sandbox import AppConfig, Exchange, Sandbox

CHANNEL = "#markets"
USER = "U01"
SUBSCRIBER = "U02"  # somebody else, so that Home greets the visitor
ONCE_QUESTIONS = ("/ticker NVDA", "how is Tesla doing this week?")
DELIVERY_LIMIT_S = 120.0
SAMPLES_EVERY_S = 5  # our own loopback feeds may be asked that often; publishers are not


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """What the command line asked for."""

    port: int = 0
    is_offline: bool = False
    stays: bool = True
    feeds: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    """What `demo --once` prints."""

    posted: list[dict[str, Any]]
    answers: list[dict[str, Any]]
    feeds: list[dict[str, Any]]
    faults: list[dict[str, Any]]

    @property
    def is_clean(self) -> bool:
        """True when everything was answered and nothing failed."""
        return not self.faults

    def as_json(self) -> str:
        """Write it as one JSON document."""
        told = {name: getattr(self, name) for name in ("posted", "answers", "feeds", "faults")}
        return json.dumps(told, ensure_ascii=False, default=str)


@dataclass(frozen=True, slots=True)
class Stage:
    """What stands while the demo runs."""

    sandbox: Sandbox
    bot: Bot
    settings: Settings
    urls: tuple[str, ...]


async def play_once(options: DemoOptions) -> Transcript:
    """Poll the feeds, post, ask, and tell what happened."""
    faults = FaultLog()
    logging.getLogger().addHandler(faults)
    try:
        async with open_stage(options) as stage:
            reports = [await stage.bot.poller.poll(url, force=True) for url in stage.urls]
            await stage.bot.delivery.drain(limit_s=DELIVERY_LIMIT_S)
            exchanges = [await _ask(stage.sandbox, line) for line in options.questions or ONCE_QUESTIONS]
            seen = stage.sandbox.transcript()
    finally:
        logging.getLogger().removeHandler(faults)
    return Transcript(
        posted=seen["posted"],
        answers=seen["answers"],
        feeds=[_feed_line(report) for report in reports],
        faults=[*seen["faults"], *faults.faults, *_unanswered(exchanges)],
    )


@asynccontextmanager
async def open_stage(options: DemoOptions) -> AsyncIterator[Stage]:
    """Set up everything in a temporary folder: feeds, stand-in, bot, and #markets subscribed to all."""
    with tempfile.TemporaryDirectory(prefix="tickertone-demo-") as folder:
        async with (
            _sources(options) as sources,
            _stand_in(options) as sandbox,
        ):
            settings = _settings(sandbox, folder=Path(folder), is_local=options.is_offline)
            async with open_bot(
                settings, role=Role.ALL, is_demo=True, pace_s=PACE_S if options.stays else 0.0
            ) as bot:
                await _enter(bot, sources)
                await _subscribe(bot, channel=sandbox.channel(CHANNEL).id)
                yield Stage(sandbox, bot, settings, sources.news)


async def stay(options: DemoOptions, *, announce: Callable[[str], None]) -> None:
    """Run until interrupted; `announce` is told the page's address once everything stands."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with open_stage(options) as stage, ticking(stage.bot, stage.settings, role=Role.ALL):
        announce(stage.sandbox.url)
        await stop.wait()


def _stand_in(options: DemoOptions) -> Sandbox:
    """Set the stand-in up with our own manifest, so that a missing scope or event shows here first."""
    config = AppConfig.from_manifest(make_manifest(public_url=None, uses_socket_mode=True))
    return Sandbox(port=options.port, config=config, has_rate_limits=options.stays)


def _settings(sandbox: Sandbox, *, folder: Path, is_local: bool) -> Settings:
    """Read the environment, but point every door at the stand-in and the temporary folder."""
    return read_settings(
        database_url=f"sqlite:///{folder / 'demo.db'}",
        slack_bot_token=sandbox.bot_token,
        slack_app_token=sandbox.app_token,
        slack_api_url=sandbox.api_url,
        port=0,
        tickertone_allow_private_feeds=True,  # the sample feeds live on loopback
        **({"tickertone_poll_min_s": 1, "tickertone_poll_max_s": SAMPLES_EVERY_S} if is_local else {}),
    )


@dataclass(frozen=True, slots=True)
class _Sources:
    """The addresses of the demo's feeds: those told as news, and the history behind the samples."""

    news: tuple[str, ...]
    history: tuple[str, ...] = ()


@asynccontextmanager
async def _sources(options: DemoOptions) -> AsyncIterator[_Sources]:
    """Serve files and samples on loopback; named URLs and the starter feeds are taken as they are."""
    files = [existing_file(given) for given in options.feeds if not _is_url(given)]
    server = FeedServer(files=files, shows_all=not options.stays)
    await server.start()
    try:
        named = (*server.file_urls(), *(given for given in options.feeds if _is_url(given)))
        if named:
            yield _Sources(named)
        elif options.is_offline:
            yield _Sources(server.sample_urls(), history=(server.archive_url(),))
        else:
            yield _Sources(_starter_urls())
    finally:
        await server.close()


def _is_url(given: str) -> bool:
    return given.lower().startswith(("http://", "https://"))


def _starter_urls() -> tuple[str, ...]:
    return tuple(str(feed["url"]) for feed in read_yaml("starter-feeds.yaml"))


async def _enter(bot: Bot, sources: _Sources) -> None:
    """Put the feeds into the catalogue; read the history while nobody is subscribed, so that none is told."""

    def work(unit: Unit) -> None:
        for url in (*sources.history, *sources.news):
            unit.feeds.add(url, now=utc_now(), in_catalogue=True)

    await bot.db.run(work)
    for url in sources.history:
        await bot.poller.poll(url)


async def _subscribe(bot: Bot, *, channel: str) -> None:
    """Subscribe the channel to everything."""

    def work(unit: Unit) -> None:
        unit.workspace(bot.workspace).subscriptions.add(
            channel=channel, created_by=SUBSCRIBER, watch=WatchAll(), rules=Rules(), now=utc_now()
        )

    await bot.db.run(work)


async def _ask(sandbox: Sandbox, line: str) -> Exchange:
    if line.startswith("/"):
        return await sandbox.command(line, user=USER, channel=CHANNEL)
    return await sandbox.say(line, user=USER)


def _unanswered(exchanges: Sequence[Exchange]) -> list[dict[str, str]]:
    return [
        {"said": exchange.said, "error": exchange.error or "it was not answered"}
        for exchange in exchanges
        if not exchange.is_answered
    ]


def _feed_line(report: PollReport) -> dict[str, Any]:
    return {
        "url": report.url,
        "final_url": report.final_url,
        "result": report.result.value,
        "items": report.items,
        "new": report.new,
    }
