"""The movers: the largest changes of tone, and the names loudest against their own history."""

from collections.abc import Callable, Mapping
from math import sqrt

from feeds.queries.measures import FEWEST_STORIES, change_of
from feeds.store import WorkspaceUnit
from feeds.types.companies import Company
from feeds.types.reports import Mover, Movers, Window
from feeds.types.tones import StoryCount, Tone

MOST_MOVERS = 5
PAST_WINDOWS = 4
LOUD = 1.0  # standard deviations above its usual from which a name is loud
MOST_CANDIDATES = 100  # the tickers with the most stories: the floor on volume

Tones = Mapping[str, Tone]
NameOf = Callable[[str], str | None]


def make_movers(
    *, window: Window, now: Tones, before: Tones, past: Mapping[str, int], name_of: NameOf
) -> Movers:
    """Rank all tickers; `past` counts the stories of the PAST_WINDOWS windows before this one."""
    lines = [
        Mover(
            company=Company(symbol, name_of(symbol) or symbol),
            tone=tone,
            before=before.get(symbol, Tone()),
            change=change_of(tone, before.get(symbol, Tone())),
            count=_count(tone, past.get(symbol, 0), is_known=bool(past)),
        )
        for symbol, tone in now.items()
        if tone.stories >= FEWEST_STORIES
    ]
    changed = sorted((line for line in lines if line.change), key=_by_change)
    loudest = sorted((line for line in lines if line.count.z is None or line.count.z >= LOUD), key=_by_noise)
    return Movers(window, tuple(changed[:MOST_MOVERS]), tuple(loudest[:MOST_MOVERS]))


def read_movers(workspace: WorkspaceUnit, *, window: Window, name_of: NameOf) -> Movers:
    """Read the tones of the tickers the workspace has heard most of in the window, and rank them."""
    tones, before = workspace.tones, window.before
    span = {"since": window.since, "until": window.until}
    loud = tones.loudest(**span, at_least=FEWEST_STORIES, limit=MOST_CANDIDATES)
    return make_movers(
        window=window,
        now=tones.of_many(loud, **span),
        before=tones.of_many(loud, since=before.since, until=before.until),
        past=tones.stories_of_many(
            loud, since=window.since - PAST_WINDOWS * window.length, until=window.since
        ),
        name_of=name_of,
    )


def _count(tone: Tone, past: int, *, is_known: bool) -> StoryCount:
    """A count beside the mean of the windows before; its deviation is that of chance arrivals."""
    if not is_known:
        return StoryCount(tone.stories)
    usual = past / PAST_WINDOWS
    return StoryCount(tone.stories, usual, (tone.stories - usual) / max(sqrt(usual), 1.0))


def _by_change(line: Mover) -> tuple[float, int, str]:
    return -abs(line.change or 0.0), -line.tone.stories, line.company.symbol


def _by_noise(line: Mover) -> tuple[float, int, str]:
    return -(line.count.z or 0.0), -line.tone.stories, line.company.symbol
