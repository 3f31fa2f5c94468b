"""Many people ask at once: signed requests to a bot in its own process, which answers to the stand-in."""

import asyncio
import gc
import multiprocessing
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

from bot.manifest import make_manifest
from bot.runtime import Role, open_bot
from config.settings import read_settings
from sandbox import AppConfig, Exchange, Sandbox
from sandbox.dispatch.delivery import Delivery, Outcome
from sandbox.dispatch.http_mode import HttpMode

START_LIMIT_S = 60
ANSWER_LIMIT_S = 20.0
PEOPLE = 50


@dataclass(slots=True)
class Waits:
    """How long people waited, in milliseconds."""

    acknowledged: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    unanswered: int = 0


@dataclass(frozen=True, slots=True)
class Address:
    """All that the bot's process must know."""

    database_url: str
    bot_token: str
    signing_secret: str
    api_url: str


class TimedCourier(HttpMode):
    """Notes how long each request took to be acknowledged."""

    took_ms: list[float]

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Post one payload, and note the time."""
        started = time.perf_counter()
        outcome = await super().deliver(delivery)
        self.took_ms.append((time.perf_counter() - started) * 1000)
        return outcome


async def ask(database_url: str, questions: Sequence[str], *, rounds: int) -> Waits:
    """Let PEOPLE people ask at the same moment, `rounds` times over; the first round only warms up."""
    config = AppConfig.from_manifest(make_manifest(public_url=None, uses_socket_mode=True))
    async with Sandbox(config=config, has_rate_limits=False) as sandbox:
        address = Address(database_url, sandbox.bot_token, sandbox.signing_secret, sandbox.api_url)
        async with _bot(address) as port:
            courier = _connect(sandbox, port)
            waits = Waits()
            gc.freeze()  # what the benchmark itself holds: looking through it would count as the bot's time
            for number in range(rounds + 1):
                courier.took_ms = []
                asked = [questions[(number + place) % len(questions)] for place in range(PEOPLE)]
                exchanges = await asyncio.gather(*(_put(sandbox, question) for question in asked))
                if number:
                    _note(waits, courier, exchanges)
    return waits


def _connect(sandbox: Sandbox, port: int) -> TimedCourier:
    world = sandbox.world
    events_url = f"http://127.0.0.1:{port}/slack/events"
    courier = TimedCourier(
        events_url, signing_secret=sandbox.signing_secret, now=world.now, timing=world.timing
    )
    world.use(courier)
    return courier


async def _put(sandbox: Sandbox, question: str) -> Exchange:
    return await sandbox.command(question, timeout_s=ANSWER_LIMIT_S, settle_s=0.0)


def _note(waits: Waits, courier: TimedCourier, exchanges: Sequence[Exchange]) -> None:
    waits.acknowledged += courier.took_ms
    waits.answered += [exchange.ms for exchange in exchanges if exchange.is_answered and exchange.ms]
    waits.unanswered += sum(not exchange.is_answered for exchange in exchanges)


@asynccontextmanager
async def _bot(address: Address) -> AsyncIterator[int]:
    """Run a bot while the block runs; gives its port. Raises TimeoutError when it does not start."""
    spawning = multiprocessing.get_context("spawn")
    ours, theirs = spawning.Pipe()
    process = spawning.Process(target=_serve, args=(address, theirs), daemon=True)
    process.start()
    try:
        if not await asyncio.to_thread(ours.poll, START_LIMIT_S):
            raise TimeoutError("the bot did not start")
        yield ours.recv()
    finally:
        process.terminate()
        await asyncio.to_thread(process.join, START_LIMIT_S)


def _serve(address: Address, starter: Connection) -> None:
    asyncio.run(_stand(address, starter))


async def _stand(address: Address, starter: Connection) -> None:
    settings = read_settings(
        database_url=address.database_url,
        slack_bot_token=address.bot_token,
        slack_app_token=None,
        slack_signing_secret=address.signing_secret,
        slack_api_url=address.api_url,
        port=0,
    )
    async with open_bot(settings, role=Role.WEB) as bot:
        starter.send(bot.port)
        await asyncio.Event().wait()
