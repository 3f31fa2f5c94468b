"""One running process: builds the parts, ticks, serves, and stops gracefully."""

import asyncio
import gc
import logging
import random
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import aiohttp

from bot.app import make_app, make_client, make_deps, make_socket
from bot.clock import utc_now
from bot.delivery import Delivery
from bot.metrics import Metrics
from bot.scheduler import Scheduler, Tick
from bot.server import WebServer
from bot.slack import Slack
from bot.web import make_web_app
from bot.wiring import make_fetcher, make_poller, make_ready, open_database
from config.settings import Settings, SettingsProblem
from feeds.digesting import queue_digests
from feeds.poller import Poller
from feeds.queries.taught import message_as_taught
from feeds.scoring.score import Scorer
from feeds.store import Database, Unit
from feeds.surprising import queue_surprises
from feeds.types.decisions import ClaimedMessage
from handlers.blocks.outgoing import render_outgoing

log = logging.getLogger(__name__)

POLL_EVERY_S = 2.0
DELIVER_EVERY_S = 0.5
DIGEST_EVERY_S = 5.0
GAUGE_EVERY_S = 10.0
SURPRISE_EVERY_S = 600.0
SWEEP_EVERY_S = 3600.0
UNWATCHED_KEPT = timedelta(days=7)  # a feed nobody sees any longer; whoever takes it back finds its items
_ANSWER_TIMEOUT = aiohttp.ClientTimeout(total=30)
PACE_S = 1.0  # Slack takes about one message a second in a channel


class Role(StrEnum):
    """What a process does."""

    ALL = "all"
    WEB = "web"
    WORKER = "worker"

    @property
    def answers(self) -> bool:
        """True when it speaks with people."""
        return self is not Role.WORKER

    @property
    def works(self) -> bool:
        """True when it polls and delivers."""
        return self is not Role.WEB


@dataclass(frozen=True, slots=True)
class Bot:
    """The parts of one running process that others drive: the demo and the tests."""

    workspace: str
    port: int
    db: Database
    poller: Poller
    delivery: Delivery
    metrics: Metrics
    scorer: Scorer


async def run_bot(settings: Settings, *, role: Role) -> None:
    """Run until SIGTERM or SIGINT. Raises SettingsProblem, SlackDown or DatabaseDown at the start."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with open_bot(settings, role=role) as bot, ticking(bot, settings, role=role):
        log.info("started role=%s port=%s workspace=%s", role.value, bot.port, bot.workspace)
        await stop.wait()
    log.info("stopped role=%s", role.value)


@asynccontextmanager
async def open_bot(
    settings: Settings, *, role: Role, is_demo: bool = False, pace_s: float = PACE_S
) -> AsyncIterator[Bot]:
    """Build every part, connect to Slack and serve; nothing ticks yet."""
    check_settings(settings, role=role)
    metrics = Metrics()
    async with AsyncExitStack() as stack:
        db = open_database(settings)
        stack.callback(db.close)
        make_ready(settings, db)
        slack = Slack(make_client(settings), metrics=metrics)
        workspace = await slack.identify()
        fetcher = await stack.enter_async_context(make_fetcher(settings))
        scorer = Scorer.load()
        poller = make_poller(settings, db=db, fetcher=fetcher, scorer=scorer, is_demo=is_demo)
        stack.push_async_callback(poller.close)
        delivery = make_delivery(db=db, scorer=scorer, slack=slack, metrics=metrics, pace_s=pace_s)
        deps = make_deps(db=db, scorer=scorer, poller=poller, fetcher=fetcher)
        session = await stack.enter_async_context(aiohttp.ClientSession(timeout=_ANSWER_TIMEOUT))
        client = make_client(settings, session=session)
        app = make_app(settings, client=client, deps=deps, metrics=metrics) if role.answers else None
        web_app = make_web_app(db=db, metrics=metrics, slack_app=None if settings.uses_socket_mode else app)
        server = WebServer(web_app, host="0.0.0.0", port=settings.port)  # noqa: S104 - a server in a container
        port = await server.start()
        stack.push_async_callback(server.close)
        if app is not None and settings.uses_socket_mode:
            socket = make_socket(settings, app)
            await socket.connect_async()  # type: ignore[no-untyped-call]
            stack.push_async_callback(socket.close_async)
        gc.freeze()  # the scorer's tables stay for good: looking through them again would hold up answers
        yield Bot(workspace, port, db, poller, delivery, metrics, scorer)


def check_settings(settings: Settings, *, role: Role) -> None:
    """Refuse to start without what the role needs. Raises SettingsProblem naming the variable."""
    if settings.slack_bot_token is None:
        raise SettingsProblem("SLACK_BOT_TOKEN is missing: copy the bot token (xoxb-...) into .env")
    if role.answers and not settings.uses_socket_mode and settings.slack_signing_secret is None:
        raise SettingsProblem(
            "SLACK_SIGNING_SECRET is missing: HTTP mode needs it; or set SLACK_APP_TOKEN for Socket Mode"
        )


@asynccontextmanager
async def ticking(bot: Bot, settings: Settings, *, role: Role) -> AsyncIterator[None]:
    """Tick while the block runs: poll, deliver, digest, look for surprises, sweep, and tell the gauges."""
    ticks = [Tick("gauge", GAUGE_EVERY_S, lambda: _gauge(bot))]
    if role.works:
        ticks += [
            Tick("poll", POLL_EVERY_S, lambda: _poll(bot)),
            Tick("deliver", DELIVER_EVERY_S, lambda: _deliver(bot)),
            Tick("digest", DIGEST_EVERY_S, lambda: _digest(bot)),
            Tick("surprise", SURPRISE_EVERY_S, lambda: _surprise(bot)),
            Tick("sweep", SWEEP_EVERY_S, lambda: _sweep(bot, settings)),
        ]
    scheduler = Scheduler(tuple(ticks))
    scheduler.start()
    try:
        yield
    finally:
        scheduler.stop()
        await bot.delivery.close()


async def _poll(bot: Bot) -> None:
    for report in await bot.poller.poll_due(utc_now()):
        bot.metrics.feeds_polled.labels(result=report.result.value).inc()
        bot.metrics.items_stored.inc(report.new)
        bot.metrics.items_scored.inc(report.new)


async def _deliver(bot: Bot) -> None:
    await bot.delivery.deliver_due()


async def _digest(bot: Bot) -> None:
    count = await queue_digests(bot.db, now=utc_now())
    if count:
        log.info("digested count=%s", count)


async def _surprise(bot: Bot) -> None:
    count = await queue_surprises(bot.db, name_of=bot.scorer.companies.name_of, now=utc_now())
    if count:
        log.info("surprised count=%s", count)


async def _gauge(bot: Bot) -> None:
    depth, age_s = await bot.db.read(lambda unit: unit.outbox.depth_and_age(utc_now()))
    bot.metrics.outbox_depth.set(depth)
    bot.metrics.outbox_age_s.set(age_s)


async def _sweep(bot: Bot, settings: Settings) -> None:
    now = utc_now()
    await bot.db.run(lambda unit: unit.feeds.remove_unwatched(before=now - UNWATCHED_KEPT))
    before = now - timedelta(days=settings.tickertone_retention_days)
    swept = 1
    while swept:  # one bounded batch a transaction, so that others get their turn
        swept = await bot.db.run(lambda unit: unit.items.sweep(before=before))


def make_delivery(*, db: Database, scorer: Scorer, slack: Slack, metrics: Metrics, pace_s: float) -> Delivery:
    """Build the path from the outbox to Slack."""

    def read_again(unit: Unit, message: ClaimedMessage) -> ClaimedMessage:
        workspace = unit.workspace(message.workspace)
        return message_as_taught(
            message,
            scorer=scorer,
            lessons=workspace.lessons.all(),
            is_cashtag_only=workspace.preferences.is_cashtag_only,
        )

    return Delivery(
        db,
        slack,
        render=render_outgoing,
        read_again=read_again,
        clock=utc_now,
        jitter=random.random,
        on_settled=lambda word: metrics.alerts.labels(outcome=word).inc(),
        pace_s=pace_s,
    )
