"""Digests that have fallen due: all that waits for a place becomes one message, in one transaction."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from feeds.policy.schedule import next_silence, shared_silence
from feeds.queries.measures import change_of
from feeds.store import Database, Unit, WorkspaceUnit
from feeds.types.decisions import DigestFacts, HeldItem
from feeds.types.tones import Tone

SHORTEST_SPAN = timedelta(days=1)  # over less a change of tone says little


async def queue_digests(db: Database, *, now: datetime) -> int:
    """Queue every digest that is due and say how many; each is a transaction of its own."""
    count = 0
    while await db.read(lambda unit: unit.held.due_place(now=now)):
        count += await db.run(lambda unit: queue_digest(unit, now=now))
    return count


def queue_digest(unit: Unit, *, now: datetime) -> bool:
    """Queue the digest of the place where one is due longest; False when there was nothing to tell.

    What was posted there meanwhile is not told again; a digest that is late does not ring in quiet hours.
    Several workers agree by the lock on stories.
    """
    unit.lock_stories()
    place = unit.held.due_place(now=now)
    if place is None:
        return False
    unit.held.take_back(place)
    unit.held.yield_to_posts(place, now=now)
    waiting = unit.held.waiting(place, now=now)
    if waiting:
        asking = unit.held.asking(place, now=now)
        silence = shared_silence(next_silence(wish.rules, now=now) for wish in asking)
        facts = _facts(unit.workspace(place.workspace), waiting, now=now)
        unit.held.fold(place, facts, silence=silence, now=now)
    return bool(waiting)


def _facts(workspace: WorkspaceUnit, waiting: Iterable[HeldItem], *, now: datetime) -> DigestFacts:
    since = min(held.item.seen_at for held in waiting)
    span = max(now - since, SHORTEST_SPAN)
    symbols = {row.symbol for held in waiting for row in held.item.analysis.tickers}
    tones = workspace.tones.of_many(symbols, since=now - span, until=now)
    before = workspace.tones.of_many(symbols, since=now - 2 * span, until=now - span)
    return DigestFacts(since, now, _changes(sorted(symbols), tones, before))


def _changes(
    symbols: Iterable[str], tones: Mapping[str, Tone], before: Mapping[str, Tone]
) -> tuple[tuple[str, float | None], ...]:
    return tuple(
        (symbol, change_of(tones.get(symbol, Tone()), before.get(symbol, Tone()))) for symbol in symbols
    )
