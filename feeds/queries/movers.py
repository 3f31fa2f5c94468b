"""The movers: the largest changes of tone, and the names loudest against their own history."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import sqrt

from feeds.queries.history import History, count_beside, read_histories
from feeds.queries.measures import DAY, FEWEST_STORIES, change_of
from feeds.queries.trends import SHORT
from feeds.store import WorkspaceUnit
from feeds.types.companies import Company
from feeds.types.reports import Mover, Movers, Window
from feeds.types.scores import Polarity
from feeds.types.tones import StoryCount, Tone

MOST_MOVERS = 5
PAST_WINDOWS = 4  # that a first count goes by
MOST_HEARD = 6  # the loudest by that count, whose history is read
MOST_TOLD = 2  # and those with the most stories
LOUD = 1.0  # standard deviations above its usual from which a name is loud
LEAST_CHANGE = 0.05  # of the mean score: less is none
MOST_CANDIDATES = 50  # the tickers with the most stories: the floor on volume

TonesOf = Mapping[str, Tone]
NameOf = Callable[[str], str | None]


def read_movers(
    workspace: WorkspaceUnit, *, window: Window, name_of: NameOf, wanted: Polarity | None = None
) -> Movers:
    """Read the tones of the tickers the workspace has heard most of in the window, and rank them.

    For `wanted`, good or bad, all its tickers are ranked by their tone, from that end.
    """
    if wanted in {Polarity.POSITIVE, Polarity.NEGATIVE}:
        return _read_ranked(workspace, window=window, name_of=name_of, wanted=wanted)
    loud = _most_told(workspace, window)
    before = window.since - PAST_WINDOWS * window.length
    lines = pick_candidates(
        read_lines(workspace, loud, window=window, name_of=name_of),
        past=workspace.tones.stories_of_many(loud, since=before.date(), until=window.since.date()),
    )
    symbols = [line.company.symbol for line in lines]
    return make_movers(lines, read_histories(workspace, symbols, window=window), window=window)


def _read_ranked(workspace: WorkspaceUnit, *, window: Window, name_of: NameOf, wanted: Polarity) -> Movers:
    """Rank all tickers with stories enough from one end; where none of them is such, those with fewer."""

    def rank(at_least: int) -> tuple[Mover, ...]:
        ends = workspace.tones.extreme(
            since=window.since,
            until=window.until,
            is_best=wanted is Polarity.POSITIVE,
            at_least=at_least,
            limit=MOST_MOVERS,
        )
        lines = read_lines(workspace, ends, window=window, name_of=name_of, at_least=at_least)
        return _with_usual(lines, read_histories(workspace, ends, window=window), window=window)

    def is_such(line: Mover) -> bool:
        return line.tone.sentiment is not None and line.tone.sentiment.polarity is wanted

    ranked = rank(FEWEST_STORIES)
    such = tuple(filter(is_such, ranked))
    thin = () if such else tuple(filter(is_such, rank(1)))
    return Movers(window, ranked=such or thin or ranked, wanted=wanted, is_thin=bool(thin))


def _most_told(workspace: WorkspaceUnit, window: Window) -> Sequence[str]:
    """The tickers with the most items; in all of the days of a window of some length."""
    tones, floor = workspace.tones, {"at_least": FEWEST_STORIES, "limit": MOST_CANDIDATES}
    if window.length <= SHORT:
        return tones.loudest(since=window.since, until=window.until, **floor)
    return tones.busiest(since=window.since.date(), until=window.until.date() + DAY, **floor)


def read_lines(
    workspace: WorkspaceUnit,
    symbols: Sequence[str],
    *,
    window: Window,
    name_of: NameOf,
    at_least: int = FEWEST_STORIES,
) -> Sequence[Mover]:
    """Read the tones of some tickers with so many stories, in their order."""
    before = window.before
    return make_lines(
        symbols,
        now=workspace.tones.of_many(symbols, since=window.since, until=window.until),
        before=workspace.tones.of_many(symbols, since=before.since, until=before.until),
        name_of=name_of,
        at_least=at_least,
    )


def make_lines(
    symbols: Sequence[str], *, now: TonesOf, before: TonesOf, name_of: NameOf, at_least: int = FEWEST_STORIES
) -> Sequence[Mover]:
    """A line for each ticker with so many stories; what is usual is not known yet."""
    tones = ((symbol, now.get(symbol, Tone()), before.get(symbol, Tone())) for symbol in symbols)
    return [
        Mover(
            company=Company(symbol, name_of(symbol) or symbol),
            tone=tone,
            before=earlier,
            change=change_of(tone, earlier),
            count=StoryCount(tone.stories),
        )
        for symbol, tone, earlier in tones
        if tone.stories >= at_least
    ]


def pick_candidates(lines: Sequence[Mover], *, past: Mapping[str, int]) -> Sequence[Mover]:
    """Pick the lines that may be shown: `past` counts the stories of the PAST_WINDOWS windows before.

    They are those that changed most, the loudest beside that count, and those with the most stories.
    """

    def noise(line: Mover) -> float:
        usual = past.get(line.company.symbol, 0) / PAST_WINDOWS
        return (usual - line.tone.stories) / max(sqrt(usual), 1.0)

    most_told = sorted(lines, key=lambda line: -line.tone.stories)[:MOST_TOLD]
    picked = (*_changed(lines), *sorted(lines, key=noise)[:MOST_HEARD], *most_told)
    return tuple({line.company.symbol: line for line in picked}.values())


def make_movers(lines: Sequence[Mover], histories: Mapping[str, History], *, window: Window) -> Movers:
    """Rank lines by change, and by how loud each is beside its own history."""
    counted = _with_usual(lines, histories, window=window)
    loud = (line for line in counted if line.count.z is None or line.count.z >= LOUD)
    return Movers(window, tuple(_changed(counted)), tuple(sorted(loud, key=_by_noise)[:MOST_MOVERS]))


def _with_usual(
    lines: Sequence[Mover], histories: Mapping[str, History], *, window: Window
) -> tuple[Mover, ...]:
    return tuple(
        replace(
            line,
            count=count_beside(line.tone.stories, histories.get(line.company.symbol, {}), window=window),
        )
        for line in lines
    )


def _changed(lines: Sequence[Mover]) -> Sequence[Mover]:
    changed = (line for line in lines if abs(line.change or 0.0) >= LEAST_CHANGE)
    return sorted(changed, key=_by_change)[:MOST_MOVERS]


def _by_change(line: Mover) -> tuple[float, int, str]:
    return -abs(line.change or 0.0), -line.tone.stories, line.company.symbol


def _by_noise(line: Mover) -> tuple[float, int, str]:
    return -(line.count.z or 0.0), -line.tone.stories, line.company.symbol
