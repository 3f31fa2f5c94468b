"""How fast feeds become stored, scored and routed news, beside lemon24/reader, which only stores them.

Every run has the same publisher on loopback, on another core: 2,000 distinct feeds of 45 KB. First all are
new; then, kept alive, nine in ten answer 304 and the tenth has an item more. Growth is measured with up to
10,000 small feeds. Run it with `./run bench ingest [--quick]`; the last line is JSON.
"""

import asyncio
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.flags import read_flags
from benchmarks.newsstand import ITEMS, open_newsstand
from bot.wiring import make_fetcher, make_poller
from config.settings import read_settings
from feeds.scoring.score import Scorer
from feeds.store import Database, Unit
from feeds.types.subscriptions import Rules, WatchAll, WatchTickers

OUR_CORE, THEIR_CORE = 0, 1
DAY = timedelta(days=1)
SMALL = 2  # items in the feeds that growth is measured with
CHANNELS = 20
RATIO, FEEDS_A_SECOND, ITEMS_A_SECOND, PEAK_MB = 25, 1_500, 5_000, 120
LARGEST_EXPONENT = 1.1


@dataclass(frozen=True)
class Extent:
    """How much is measured; `growth` are numbers of feeds, the least first."""

    feeds: int
    peer_feeds: int
    editions: int
    growth: tuple[int, int]


FULL = Extent(feeds=2_000, peer_feeds=400, editions=3, growth=(1_000, 10_000))
QUICK = Extent(feeds=100, peer_feeds=40, editions=2, growth=(100, 1_000))


@dataclass(frozen=True)
class Figures:
    """What one reader of feeds did: items a second when all is new, feeds a second when little is."""

    items: int
    items_a_second: float
    feeds_a_second: float
    peak_mb: float


async def run_ours(*, feeds: int, items: int, editions: int) -> Figures:
    """Sync the stand once and follow its editions, with the parts that the bot itself is made of."""
    with (
        open_newsstand(feeds=feeds, items=items, core=THEIR_CORE) as stand,
        tempfile.TemporaryDirectory(prefix="ingest-") as folder,
    ):
        settings = read_settings(
            database_url=f"sqlite:///{Path(folder) / 'ingest.db'}", tickertone_allow_private_feeds=True
        )
        now = [datetime(2026, 3, 2, 13, tzinfo=UTC)]
        db = Database.open(settings.database_url)
        db.migrate()
        db.run_now(lambda unit: _subscribe(unit, stand.feeds, now=now[0]))
        try:
            async with make_fetcher(settings) as fetcher:
                poller = make_poller(
                    settings, db=db, fetcher=fetcher, scorer=Scorer.load(), clock=lambda: now[0]
                )
                started = time.perf_counter()
                reports = await poller.poll_due(now[0])
                synced_s = time.perf_counter() - started
                stored = sum(report.new for report in reports)
                followed_s = 0.0
                for edition in range(1, editions + 1):
                    stand.print_edition(edition)
                    now[0] += DAY
                    started = time.perf_counter()
                    assert len(await poller.poll_due(now[0])) == feeds
                    followed_s += time.perf_counter() - started
                await poller.close()
        finally:
            db.close()
    return Figures(stored, stored / synced_s, editions * feeds / followed_s, _peak_mb())


def _subscribe(unit: Unit, urls: tuple[str, ...], *, now: datetime) -> None:
    for url in urls:
        unit.feeds.add(url, now=now, in_catalogue=True)
    for number in range(CHANNELS):
        watch = WatchAll() if number % 2 else WatchTickers(("NVDA", "F"))
        unit.workspace("T1").subscriptions.add(
            channel=f"C{number}", created_by="U1", watch=watch, rules=Rules(), now=now
        )


def run_peer(*, feeds: int, items: int, editions: int) -> Figures:
    """Do the same with lemon24/reader, which fetches, parses and stores."""
    from reader import make_reader  # noqa: PLC0415 - it would count into our own memory

    with (
        open_newsstand(feeds=feeds, items=items, core=THEIR_CORE) as stand,
        tempfile.TemporaryDirectory(prefix="peer-") as folder,
    ):
        reader = make_reader(str(Path(folder) / "reader.db"))
        for url in stand.feeds:
            reader.add_feed(url)
        synced_s = _timed(lambda: reader.update_feeds(workers=8, scheduled=False))
        stored = reader.get_entry_counts().total
        followed_s = 0.0
        for edition in range(1, editions + 1):
            stand.print_edition(edition)
            followed_s += _timed(lambda: reader.update_feeds(workers=8, scheduled=False))
        reader.close()
    return Figures(stored, stored / synced_s, editions * feeds / followed_s, _peak_mb())


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def in_own_process(who: str, *, feeds: int, items: int, editions: int) -> Figures:
    """Measure one of the two in a fresh process, so that memory is its own."""
    words = [sys.executable, "-m", "benchmarks.ingest", who, str(feeds), str(items), str(editions)]
    told = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout
    return Figures(**json.loads(told))


def measure_one(who: str, feeds: int, items: int, editions: int) -> None:
    """The fresh process: pin it to one core, measure, print the figures."""
    os.sched_setaffinity(0, {OUR_CORE})
    if who == "ours":
        figures = asyncio.run(run_ours(feeds=feeds, items=items, editions=editions))
    else:
        figures = run_peer(feeds=feeds, items=items, editions=editions)
    print(json.dumps(asdict(figures)))


def exponent(extent: Extent, few: Figures, many: Figures) -> float:
    """How the cost of a round grows with the number of feeds: 1 is in proportion."""
    least, most = extent.growth
    costs = least / few.feeds_a_second, most / many.feeds_a_second
    return math.log(costs[1] / costs[0]) / math.log(most / least)


def bench(extent: Extent) -> dict[str, float | bool]:
    """Measure everything and print it."""
    ours = in_own_process("ours", feeds=extent.feeds, items=ITEMS, editions=extent.editions)
    _show(f"tickertone, {extent.feeds} feeds", ours)
    peer = in_own_process("peer", feeds=extent.peer_feeds, items=ITEMS, editions=extent.editions)
    _show(f"reader, {extent.peer_feeds} feeds", peer)
    few, many = (
        in_own_process("ours", feeds=feeds, items=SMALL, editions=extent.editions) for feeds in extent.growth
    )
    for feeds, figures in zip(extent.growth, (few, many), strict=True):
        _show(f"tickertone, {feeds} small feeds", figures)
    ratio, grows = ours.feeds_a_second / peer.feeds_a_second, exponent(extent, few, many)
    print(f"{ratio:.1f} times the feeds of reader (target {RATIO}); cost grows as feeds ** {grows:.2f}")
    is_ok = (
        ratio >= RATIO
        and ours.feeds_a_second >= FEEDS_A_SECOND
        and ours.items_a_second >= ITEMS_A_SECOND
        and many.peak_mb < PEAK_MB
        and grows < LARGEST_EXPONENT
    )
    return {
        "feeds_per_s": round(ours.feeds_a_second),
        "items_per_s": round(ours.items_a_second),
        "peer_feeds_per_s": round(peer.feeds_a_second, 1),
        "peer_items_per_s": round(peer.items_a_second),
        "ratio": round(ratio, 1),
        "peak_mb": round(many.peak_mb),
        "exponent": round(grows, 2),
        "ok": is_ok,
    }


def _show(who: str, figures: Figures) -> None:
    print(
        f"{who:32} first sync {figures.items_a_second:7.0f} items/s, "
        f"then {figures.feeds_a_second:7.0f} feeds/s, peak {figures.peak_mb:4.0f} MB",
        flush=True,
    )


def main(words: list[str]) -> int:
    """Measure all, or be the fresh process that measures one."""
    match words:
        case ["ours" | "peer" as who, feeds, items, editions]:
            measure_one(who, int(feeds), int(items), int(editions))
            return 0
    asked = read_flags(__doc__, quick="fewer feeds, under 45 s")
    figures = bench(QUICK if asked.quick else FULL)
    print(json.dumps(figures))
    return 0 if figures["ok"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
