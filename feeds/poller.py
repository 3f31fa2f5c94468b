"""The poller: claim -> fetch -> parse -> tell the new from the known -> score -> record.

A poll that fails changes its own feed and nothing else. At most MAX_AT_ONCE polls are under way, they
hold bodies of a bounded size together, and parsing and scoring take turns on one thread in small batches,
so what is slow slows the polling and never the memory or the event loop.
"""

import asyncio
import logging
import random
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from feeds.errors import DoorError
from feeds.fetch import Fetcher
from feeds.policy.cadence import Bounds, after_poll, health_change, request_for
from feeds.policy.identity import names, recognise
from feeds.policy.newness import Backlog, CountsAsNew, arrival_at, oldest_first
from feeds.policy.pauses import why_waiting
from feeds.policy.poll_report import PollReport, report_poll, report_waiting
from feeds.queries.taught import readings_of
from feeds.reading import Document, is_same_body, read
from feeds.recording import Arriving, Harvest
from feeds.saving import Saves
from feeds.scoring.score import Scorer
from feeds.store import Database, Unit
from feeds.types.decisions import ScoredItem
from feeds.types.news import DueFeed, Feed, Fetched, FetchOutcome, NewsItem, ParseFailed, PollResult

__all__ = ["PollReport", "Poller"]

log = logging.getLogger(__name__)

MAX_AT_ONCE = 64
LEASE_S = 300
SCORED_AT_ONCE = 50
DEMO_ITEMS = 50
BROKE = "Tickertone could not make sense of this document. It is not your setup; please report the feed."

T = TypeVar("T")


class Poller:
    """Polls feeds that are due, and named ones on demand.

    In a demo every item counts as new, up to the 50 newest of a document.
    """

    def __init__(
        self,
        db: Database,
        fetcher: Fetcher,
        scorer: Scorer,
        *,
        bounds: Bounds,
        clock: Callable[[], datetime],
        jitter: Callable[[], float] = random.random,
        is_demo: bool = False,
    ) -> None:
        self._db = db
        self._fetcher = fetcher
        self._scorer = scorer
        self._bounds = bounds
        self._clock = clock
        self._jitter = jitter
        self._is_demo = is_demo
        self._saves = Saves(db, clock=clock)
        self._under_way: set[asyncio.Task[PollReport | None]] = set()
        self._thinking = ThreadPoolExecutor(max_workers=1, thread_name_prefix="thinking")

    async def poll_due(self, now: datetime, *, patience_s: float | None = None) -> tuple[PollReport, ...]:
        """Poll every feed that is due at `now` and report the polls that ended.

        With patience, a poll that takes longer than that goes on by itself and is reported by a later
        call, so that one slow publisher holds up nobody.
        """
        await self._heed_pauses(now)
        reports: list[PollReport] = []
        while True:
            room = MAX_AT_ONCE - len(self._under_way)
            if await self._start_due(now, limit=room) < room:
                break
            reports += await self._gather(return_when=asyncio.FIRST_COMPLETED)
        reports += await self._gather(timeout_s=patience_s)
        return tuple(reports)

    async def poll(self, which: int | str, *, force: bool = False) -> PollReport:
        """Poll one feed now, by id or URL; a URL never seen is remembered when it works.

        A publisher that asked to be left alone is, unless `force`. Raises NotFound or DatabaseDown.
        """
        now = self._clock()
        feed = await self._db.run(lambda unit: _find(unit, which, now=now))
        if feed.wait_until is not None and feed.wait_until > now and not force:
            return report_waiting(feed, why_waiting(feed, until=feed.wait_until))
        due = await self._db.run(lambda unit: unit.feeds.claim(feed.id, now=now, lease_s=LEASE_S))
        if due is None:
            return report_waiting(feed, "It is being polled at this moment; ask again in a minute.")
        await self._heed_pauses(now)
        report = await self._poll(due, is_named=True, is_forced=force)
        if not report.result.is_success:
            await self._db.run(lambda unit: unit.feeds.forget_rubbish(feed.id))
        return report

    async def close(self) -> None:
        """Let what is under way end."""
        await self._gather()
        self._thinking.shutdown()

    async def _heed_pauses(self, now: datetime) -> None:
        """Leave alone the hosts that asked for it, also when they asked another worker or an earlier run."""
        self._fetcher.heed(await self._db.read(lambda unit: unit.feeds.pauses(now=now)))

    async def _start_due(self, now: datetime, *, limit: int) -> int:
        """Claim feeds, begin to poll them, and say how many there were."""
        due = await self._db.run(lambda unit: unit.feeds.claim_due(now=now, limit=limit, lease_s=LEASE_S))
        self._under_way |= {asyncio.create_task(self._poll_quietly(feed)) for feed in due}
        return len(due)

    async def _gather(
        self, *, timeout_s: float | None = None, return_when: str = asyncio.ALL_COMPLETED
    ) -> list[PollReport]:
        if not self._under_way:
            return []
        done, self._under_way = await asyncio.wait(
            self._under_way, timeout=timeout_s, return_when=return_when
        )
        return [report for task in done if (report := task.result()) is not None]

    async def _poll_quietly(self, due: DueFeed) -> PollReport | None:
        """Poll one of many; None when the outcome could not be written down."""
        try:
            return await self._poll(due)
        except DoorError as error:
            log.warning("poll_lost source=%s left_to_the_lease error=%s", due.feed.id, error)
            return None

    async def _poll(self, due: DueFeed, *, is_named: bool = False, is_forced: bool = False) -> PollReport:
        async with self._fetcher.held(request_for(due.feed, is_forced=is_forced)) as outcome:
            may_skip = not is_named and is_same_body(due.feed, outcome)
            return await self._digest(due, outcome, may_skip=may_skip)

    async def _digest(self, due: DueFeed, outcome: FetchOutcome, *, may_skip: bool) -> PollReport:
        """Read, score and record; a document that breaks our own code is one feed's failure."""
        try:
            document = Document() if may_skip else await self._read(outcome)
            return await self._record(due, outcome, document)
        except DoorError:
            raise
        except Exception:  # the top of each poll: no feed may harm another
            log.exception("poll_broke source=%s", due.feed.id)
            return await self._record(due, outcome, Document(ParseFailed(PollResult.UNPARSABLE, BROKE)))

    async def _read(self, outcome: FetchOutcome) -> Document:
        """Parse off the loop; without a body there is nothing to leave it for."""
        return await self._think(lambda: read(outcome)) if isinstance(outcome, Fetched) else Document()

    async def _record(self, due: DueFeed, outcome: FetchOutcome, document: Document) -> PollReport:
        recognised = recognise(document.items, await self._known(due.feed, document.items))
        new = await self._score(oldest_first(recognised.new))
        edited = await self._score(recognised.edited)
        feed = after_poll(
            due.feed,
            outcome=outcome,
            parsed=document.parsed,
            new_items=recognised.new,
            now=self._clock(),
            jitter=self._jitter(),
            bounds=self._bounds,
        )
        health = health_change(due.feed, feed)
        arriving = await self._as_taught(self._arriving(due.feed, new), feed_id=feed.id)
        await self._saves.save(Harvest(feed, due.lease, arriving, edited, health))
        counted = min(len(new), DEMO_ITEMS) if self._is_demo else len(new)
        report = report_poll(feed, outcome, items=len(document.items), new=counted)
        is_news = report.new or not report.result.is_success
        log.log(
            logging.INFO if is_news else logging.DEBUG,
            "polled source=%s status=%s items=%s new=%s",
            feed.id,
            report.result,
            report.items,
            report.new,
        )
        return report

    async def _known(self, feed: Feed, items: tuple[NewsItem, ...]) -> Mapping[str, str]:
        if not items:
            return {}
        return await self._db.read(lambda unit: unit.items.known(feed.id, names(items)))

    def _arriving(self, before: Feed, new: tuple[ScoredItem, ...]) -> tuple[Arriving, ...]:
        if not self._is_demo:
            arrival = arrival_at(before)
            return tuple(Arriving(scored, arrival) for scored in new)
        too_many = max(0, len(new) - DEMO_ITEMS)
        older = Backlog(f"the demo tells the {DEMO_ITEMS} newest items of a feed")
        return tuple(
            Arriving(scored, older if place < too_many else CountsAsNew()) for place, scored in enumerate(new)
        )

    async def _as_taught(self, arriving: tuple[Arriving, ...], *, feed_id: int) -> tuple[Arriving, ...]:
        """Read new items again for the workspaces that have taught something about their words."""
        lessons = await self._db.read(lambda unit: unit.lessons_for(feed_id)) if arriving else ()
        if not lessons:
            return arriving
        read_again = partial(readings_of, scorer=self._scorer, lessons=lessons)
        return await self._think(
            lambda: tuple(replace(each, readings=read_again(each.scored)) for each in arriving)
        )

    async def _score(self, items: tuple[NewsItem, ...]) -> tuple[ScoredItem, ...]:
        scored: list[ScoredItem] = []
        for start in range(0, len(items), SCORED_AT_ONCE):
            batch = items[start : start + SCORED_AT_ONCE]
            scored += await self._think(partial(self._scored, batch))
        return tuple(scored)

    def _scored(self, items: tuple[NewsItem, ...]) -> list[ScoredItem]:
        score = self._scorer.score
        return [
            ScoredItem(item, score(title=item.title, text=item.text, symbols=item.symbols)) for item in items
        ]

    async def _think(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thinking, work)


def _find(unit: Unit, which: int | str, *, now: datetime) -> Feed:
    """Find a feed by id or URL; a URL never seen is added. Raises NotFound for an unknown id."""
    return unit.feeds.get(which) if isinstance(which, int) else unit.feeds.add(which, now=now)
