"""How quickly questions are answered with two years of news stored: from the store, and over signed HTTP.

Beside each figure stands the same question put to the items themselves, without what the store prepares.
Run it with `./run bench query [--quick] [--sqlite]`; PostgreSQL is started when its programs are there.
"""

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles

from benchmarks.archive import COMMON_WORD, RARE_WORD, Archive, fill
from benchmarks.crowd import PEOPLE, ask
from benchmarks.flags import read_flags
from benchmarks.naive import NaiveReader
from feeds.queries.movers import read_movers
from feeds.queries.report import read_comparison, read_report
from feeds.scoring.companies import Companies, load_companies
from feeds.store import Database, WorkspaceUnit
from feeds.store.engine import make_engine
from feeds.types.companies import Company
from feeds.types.reports import Window
from tests.postgres import find_programs, running

TEAM = "T1"
TWO_YEARS = timedelta(days=730)
ASKED_ALONE, ASKED_IN_PAIRS = 16, 6  # how many tickers people ask about, the busiest first
REPORT_MS = 5.0  # on SQLite alone: the other databases answer over a connection
Work = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Case:
    """A question to the store, what it may take at the 95th percentile, and its naive form."""

    name: str
    target_ms: float | None
    work: Callable[[WorkspaceUnit, int], object]
    naive: Work


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured."""

    items: int
    times: int
    naive_times: int
    rounds: int


FULL = Extent(items=1_000_000, times=200, naive_times=5, rounds=10)
QUICK = Extent(items=100_000, times=60, naive_times=3, rounds=3)


def make_cases(
    archive: Archive, companies: Companies, naive: NaiveReader, *, report_ms: float | None
) -> tuple[Case, ...]:
    """The questions of the targets, and longer windows beside them."""
    listed = [Company(symbol, companies.name_of(symbol) or symbol) for symbol in archive.symbols]
    end = archive.end
    week, month, quarter = (Window(end - timedelta(days=days), end) for days in (7, 30, 90))

    def report(at: Callable[[int], int], window: Window) -> Callable[[WorkspaceUnit, int], object]:
        return lambda unit, number: read_report(unit, listed[at(number)], window=window)

    def movers(window: Window) -> Callable[[WorkspaceUnit, int], object]:
        return lambda unit, _: read_movers(unit, window=window, name_of=companies.name_of)

    def five(unit: WorkspaceUnit, number: int) -> object:
        first = 5 * (number % 20)
        return read_comparison(unit, listed[first : first + 5], window=week)

    def found(words: str) -> Callable[[WorkspaceUnit, int], object]:
        return lambda unit, _: unit.items.search(words, since=end - TWO_YEARS, limit=20)

    def tones(places: slice | None, days: int = 7) -> Work:
        symbols = archive.symbols[places] if places else None
        return lambda _: naive.tones(symbols, end=end, days=days)

    def like(words: str) -> Work:
        return lambda _: naive.search(words)

    both = f"{COMMON_WORD} word1"
    return (
        Case("report, hottest, 7d", report_ms, report(lambda _: 0, week), tones(slice(1))),
        Case("report, any of 200, 7d", report_ms, report(lambda n: n % 200, week), tones(slice(1))),
        Case("report, quiet, 7d", report_ms, report(lambda n: 1000 + 37 * n % 8000, week), tones(slice(1))),
        Case("report, hottest, 90d", None, report(lambda _: 0, quarter), tones(slice(1), 90)),
        Case("movers, 7d", 30, movers(week), tones(None)),
        Case("movers, 30d", None, movers(month), tones(None, 30)),
        Case("movers, 90d", None, movers(quarter), tones(None, 90)),
        Case("compare five, 7d", 20, five, tones(slice(5))),
        Case("search, common word", 20, found(COMMON_WORD), like(COMMON_WORD)),
        Case("search, two words", 20, found(both), like(both)),
        Case("search, rare word", 20, found(RARE_WORD), like(RARE_WORD)),
        Case("search, nowhere", 20, found("nowheretobefound"), like("nowheretobefound")),
    )


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle and the slow end of some times, in milliseconds."""

    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, took_ms: list[float]) -> "Spread":
        """Sum up at least two times."""
        cuts = quantiles(took_ms, n=100, method="inclusive")
        return cls(*(round(cuts[at - 1], 2) for at in (50, 95, 99)))


def measure(work: Work, *, times: int) -> tuple[Spread, Spread]:
    """Time some work, once warm: how long it took, and how long it held the processor."""
    work(0)
    took_ms, worked_ms = list[float](), list[float]()
    for number in range(times):
        started, started_work = time.perf_counter(), time.thread_time()
        work(number)
        took_ms.append((time.perf_counter() - started) * 1000)
        worked_ms.append((time.thread_time() - started_work) * 1000)
    return Spread.of(took_ms), Spread.of(worked_ms)


def ask_store(db: Database, cases: tuple[Case, ...], extent: Extent) -> tuple[dict[str, float], bool]:
    """Measure each case and print its line; gives the 95th percentiles, and whether targets held."""
    print(f"{'':26}{'p50':>10}{'p95':>10}{'cpu p95':>10}{'target':>8}{'naive p50':>12}{'naive p95':>12}  ms")
    figures, is_ok = dict[str, float](), True
    for case in cases:
        spread, work = measure(_reading(db, case), times=extent.times)
        naive, _ = measure(case.naive, times=extent.naive_times)
        target = f"{case.target_ms:g}" if case.target_ms else ""
        print(
            f"{case.name:26}{spread.p50:10.2f}{spread.p95:10.2f}{work.p95:10.2f}{target:>8}{naive.p50:12.1f}{naive.p95:12.1f}"
        )
        figures |= {
            f"{case.name} p95_ms": spread.p95,
            f"{case.name} cpu_p95_ms": work.p95,
            f"{case.name} naive_p95_ms": naive.p95,
        }
        is_ok &= case.target_ms is None or spread.p95 < case.target_ms
    return figures, is_ok


def _reading(db: Database, case: Case) -> Work:
    return lambda number: db.read_now(lambda unit: case.work(unit.workspace(TEAM), number))


def make_questions(symbols: Sequence[str]) -> list[str]:
    """What people ask when much happens: 25 questions, so that of PEOPLE two ask each."""
    windows = ("", " 30d", "", " 24h")
    alone = [f"/ticker {symbol}{windows[n % 4]}" for n, symbol in enumerate(symbols[:ASKED_ALONE])]
    pairs = [f"/ticker {symbols[n]} {symbols[n + 1]}" for n in range(ASKED_IN_PAIRS)]
    return [*alone, *pairs, "/ticker movers", "/ticker movers 24h", "/ticker movers 30d"]


def ask_bot(url: str, archive: Archive, extent: Extent) -> tuple[dict[str, float], bool]:
    """Let many ask the whole bot at once, and print how long they waited."""
    waits = asyncio.run(ask(url, make_questions(archive.symbols), rounds=extent.rounds))
    acknowledged, answered = Spread.of(waits.acknowledged), Spread.of(waits.answered)
    print(f"{PEOPLE} at once over HTTP, {len(waits.acknowledged)} requests, {waits.unanswered} unanswered:")
    print(f"  acknowledged p50 {acknowledged.p50:.0f} p99 {acknowledged.p99:.0f} ms (target 100)")
    print(f"  answered     p50 {answered.p50:.0f} p95 {answered.p95:.0f} ms (target 400)")
    figures = {"acknowledged p99_ms": acknowledged.p99, "answered p95_ms": answered.p95}
    return figures, acknowledged.p99 < 100 and answered.p95 < 400 and not waits.unanswered


def bench(url: str, extent: Extent) -> dict[str, float | bool]:
    """Fill one database and ask it everything."""
    companies = load_companies()
    started = time.perf_counter()
    archive = fill(url, companies, count=extent.items, end=datetime.now(UTC))
    print(f"{extent.items:,} items stored in {time.perf_counter() - started:.0f} s")
    db, engine = Database.open(url), make_engine(url)
    report_ms = REPORT_MS if engine.dialect.name == "sqlite" else None
    try:
        cases = make_cases(archive, companies, NaiveReader(engine), report_ms=report_ms)
        stored, is_stored_ok = ask_store(db, cases, extent)
    finally:
        db.close()
        engine.dispose()
    asked, is_asked_ok = ask_bot(url, archive, extent)
    return {**stored, **asked, "ok": is_stored_ok and is_asked_ok}


@contextmanager
def databases(*, only_sqlite: bool) -> Iterator[dict[str, str]]:
    """URLs of empty databases by the name of their kind."""
    with tempfile.TemporaryDirectory(prefix="query-") as folder:
        urls = {"sqlite": f"sqlite:///{Path(folder) / 'query.db'}"}
        programs = None if only_sqlite else find_programs()
        if programs is None:
            print("PostgreSQL is left out" + ("" if only_sqlite else ": its programs were not found"))
            yield urls
            return
        with running(programs) as server:
            yield {**urls, "postgresql": server.url(server.create())}


def main() -> int:
    """Measure each kind of database; the last line is JSON."""
    asked = read_flags(__doc__, quick="100,000 items in place of 1,000,000", sqlite="leave PostgreSQL out")
    extent = QUICK if asked.quick else FULL
    results = {}
    with databases(only_sqlite=asked.sqlite) as urls:
        for kind, url in urls.items():
            print(f"\n{kind}")
            results[kind] = bench(url, extent)
    is_ok = all(result["ok"] for result in results.values())
    print(json.dumps({"items": extent.items, **results, "ok": is_ok}))
    return 0 if is_ok else 1


if __name__ == "__main__":
    sys.exit(main())
