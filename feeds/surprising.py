"""Surprise alerts: a ticker's day far from its own history, told to those who follow the ticker.

Who follows everything hears of the day's loudest tickers; who takes digests, when the next one is due.
A place is told once a day of a ticker's stories and once of its tone: the topic of the notice says which,
and the store takes each topic once, so it does no harm that several workers look.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial

from feeds.policy.schedule import day_start, shared_silence, wait_for_digest
from feeds.policy.surprises import HISTORY_DAYS, LOUDEST, TURN_STORIES, find_surprises, is_asked_for
from feeds.store import Database, Unit, WorkspaceUnit
from feeds.types.notices import Surprising
from feeds.types.scores import Sentiment
from feeds.types.subscriptions import MuteKind, Place, Subscription, WatchAll, WatchPortfolio, WatchTickers
from feeds.types.surprises import StorySpike, Surprise
from feeds.types.tones import DayTone, Tone

Followed = Mapping[str, Sequence[Subscription]]  # by ticker


@dataclass(frozen=True, slots=True)
class Finding:
    """A surprise on a day of this tone, and the subscriptions that want to hear of it."""

    surprise: Surprise
    tone: Sentiment
    wishes: tuple[Subscription, ...]


async def queue_surprises(db: Database, *, name_of: Callable[[str], str | None], now: datetime) -> int:
    """Queue what is out of the ordinary today and was not told yet, workspace by workspace; count it."""
    count = 0
    for workspace in await db.read(lambda unit: unit.workspaces()):
        found = await db.read(partial(_find, workspace_id=workspace, now=now))
        if found:
            count += await db.run(partial(_queue, found=found, name_of=name_of, now=now))
    return count


def _find(unit: Unit, *, workspace_id: str, now: datetime) -> tuple[Finding, ...]:
    """Look at each ticker that is followed in a workspace and has enough stories today."""
    workspace = unit.workspace(workspace_id)
    midnight = datetime.combine(now.date(), time(), now.tzinfo)
    followed = _followed(workspace, midnight=midnight, now=now)
    tones = workspace.tones.of_many(followed, since=midnight, until=now)
    return tuple(
        Finding(surprise, tone.sentiment, hearing)
        for symbol, tone in sorted(tones.items())
        if tone.sentiment is not None
        and tone.stories >= TURN_STORIES
        and (hearing := _hearing(unit, followed[symbol], tone, now=now))
        for surprise in _surprises(workspace, symbol, tone, midnight=midnight)
    )


def _followed(workspace: WorkspaceUnit, *, midnight: datetime, now: datetime) -> Followed:
    """Who follows each ticker by name, by portfolio or with all others, and neither pauses nor mutes it."""
    loudest = workspace.tones.loudest(since=midnight, until=now, limit=LOUDEST, at_least=TURN_STORIES)
    muted = {
        (mute.channel, mute.value.upper())
        for mute in workspace.mutes.all(now=now)
        if mute.kind is MuteKind.TICKER
    }
    followed: defaultdict[str, list[Subscription]] = defaultdict(list)
    for wish in workspace.subscriptions.all():
        for symbol in () if wish.is_paused_at(now) else _symbols(workspace, wish, loudest=loudest):
            if (wish.channel, symbol) not in muted:
                followed[symbol].append(wish)
    return followed


def _symbols(workspace: WorkspaceUnit, wish: Subscription, *, loudest: tuple[str, ...]) -> tuple[str, ...]:
    match wish.watch:
        case WatchTickers(symbols=symbols):
            return symbols
        case WatchPortfolio(user=user):
            return workspace.holdings.of(user)
        case WatchAll():
            return loudest
        case _:
            return ()


def _hearing(
    unit: Unit, wishes: Iterable[Subscription], tone: Tone, *, now: datetime
) -> tuple[Subscription, ...]:
    """Those who asked for such a day and have had fewer alerts today than their cap."""
    asking = [wish for wish in wishes if is_asked_for(wish.rules, tone)]
    caps = {wish.id: wish.rules.max_per_day for wish in asking if wish.rules.max_per_day is not None}
    posted = unit.posted_since(
        {wish.id: day_start(wish.rules, now=now) for wish in asking if wish.id in caps}
    )
    return tuple(wish for wish in asking if wish.id not in caps or posted.get(wish.id, 0) < caps[wish.id])


def _surprises(
    workspace: WorkspaceUnit, symbol: str, tone: Tone, *, midnight: datetime
) -> tuple[Surprise, ...]:
    history = workspace.tones.by_day(symbol, since=midnight - timedelta(days=HISTORY_DAYS), until=midnight)
    return find_surprises(symbol, today=DayTone(midnight.date(), tone), history=history)


def _queue(
    unit: Unit,
    found: Iterable[Finding],
    *,
    name_of: Callable[[str], str | None],
    now: datetime,
) -> int:
    count = 0
    for finding in found:
        surprise = finding.surprise
        kind = "stories" if isinstance(surprise, StorySpike) else "tone"
        notice = Surprising(name_of(surprise.symbol) or surprise.symbol, surprise, now.date())
        for place, its in _by_place(finding.wishes).items():
            silence = shared_silence(wait_for_digest(wish.rules, finding.tone, now=now) for wish in its)
            topic = f"surprise {surprise.symbol} {kind} {now:%Y-%m-%d}"
            count += unit.outbox.notify(place, notice, topic=topic, silence=silence, now=now)
    return count


def _by_place(wishes: Iterable[Subscription]) -> Mapping[Place, Sequence[Subscription]]:
    found: dict[Place, list[Subscription]] = {}
    for wish in wishes:
        found.setdefault(wish.place, []).append(wish)
    return found
