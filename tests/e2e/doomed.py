"""A worker that is killed at a step of its work: before or after any transaction or any call to Slack."""

import asyncio
import json
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.delivery import Delivery
from feeds.fetch import Fetcher
from feeds.policy.cadence import Bounds
from feeds.poller import Poller
from feeds.scoring.score import Scorer
from feeds.store import Database, Unit
from feeds.types.decisions import DeliveryOutcome, Posted
from handlers.blocks.message import SlackMessage
from tests.bot.stage import show


@dataclass(frozen=True)
class Job:
    """What a worker works on, and the step at which it dies (None: never)."""

    database_url: str
    slack_log: Path
    now: datetime
    dies_at: int | None = None


class Fate:
    """Counts steps and kills the process at the chosen one, as `kill -9` does."""

    def __init__(self, dies_at: int | None) -> None:
        self._dies_at = dies_at
        self._steps = 0

    def step(self) -> None:
        """Live through one more step, or not."""
        if self._steps == self._dies_at:
            os.kill(os.getpid(), signal.SIGKILL)
        self._steps += 1


class DoomedDatabase:
    """The database, with a step before and after each transaction."""

    def __init__(self, db: Database, fate: Fate) -> None:
        self._db = db
        self._fate = fate

    async def run(self, work: Callable[[Unit], Any]) -> Any:
        """Run one transaction."""
        self._fate.step()
        done = await self._db.run(work)
        self._fate.step()
        return done

    read = run


class FileSlack:
    """Slack as a file: a line for each post and each edit. It outlives the process."""

    def __init__(self, log: Path, fate: Fate) -> None:
        self._log = log
        self._fate = fate

    async def post(
        self, workspace: str, message: SlackMessage, *, channel: str, thread_ts: str | None = None
    ) -> DeliveryOutcome:
        """Post a message, or a reply."""
        return self._write("reply" if thread_ts else "post", message)

    async def update(
        self, workspace: str, message: SlackMessage, *, channel: str, ts: str
    ) -> DeliveryOutcome:
        """Edit a message."""
        return self._write("edit", message)

    def _write(self, kind: str, message: SlackMessage) -> Posted:
        self._fate.step()
        with self._log.open("a") as log:
            log.write(json.dumps([kind, message.text]) + "\n")
        ts = f"{self._log.stat().st_size}.000100"
        self._fate.step()
        return Posted(ts)


class TickingClock:
    """A clock that goes on by a second whenever it is looked at."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


def work(job: Job) -> None:
    """Poll what is due and deliver it all."""
    asyncio.run(_work(job))


async def _work(job: Job) -> list[str]:
    fate, clock = Fate(job.dies_at), TickingClock(job.now)
    real = Database.open(job.database_url)
    db: Any = DoomedDatabase(real, fate)
    words: list[str] = []
    delivery = Delivery(
        db,
        FileSlack(job.slack_log, fate),
        render=show,
        clock=clock,
        jitter=lambda: 0.0,
        on_settled=words.append,
        pace_s=0.0,
    )
    async with _fetcher() as fetcher:
        poller = Poller(db, fetcher, Scorer.load(), bounds=Bounds(300, 86_400), clock=clock)
        await poller.poll_due(clock())
        await delivery.drain(limit_s=60)
        await poller.close()
    real.close()
    return words


def _fetcher() -> Fetcher:
    return Fetcher(timeout_s=20, max_body_bytes=1_000_000, contact=None, allow_private=True, version="test")


def finish(job: Job) -> list[str]:
    """Do the same in this process, undisturbed; returns what became of the messages, a word each."""
    return asyncio.run(_work(job))
