"""The report on one ticker, and several side by side."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from feeds.queries.measures import DAY, change_of, past_counts, past_days, story_count
from feeds.queries.stories import MOST_TOP, insights, top_stories
from feeds.store import WorkspaceUnit
from feeds.types.companies import Company
from feeds.types.decisions import StoredItem
from feeds.types.reports import Comparison, TickerReport, TrendPoint, Window
from feeds.types.tones import DayTone, Tone

MOST_ITEMS = 24  # the strongest of a window, from which stories are picked
SHORT = timedelta(days=2)
SHORT_STEPS = 8
MOST_POINTS = 20


@dataclass(frozen=True, slots=True)
class Material:
    """All that a report is made from. `past` counts the stories of the days before the window.

    `items` are those that may have moved the ticker most, each with all others of its story, and the newest.
    """

    window: Window
    tone: Tone
    before: Tone
    past: Mapping[date, int] = field(default_factory=dict)
    trend: Sequence[TrendPoint] = ()
    items: Sequence[StoredItem] = ()
    kept: tuple[date, date] | None = None


def make_report(company: Company, material: Material) -> TickerReport:
    """Work a report out."""
    told = [item.told_at for item in material.items if item.analysis.ticker(company.symbol) is not None]
    stories = top_stories(material.items, symbol=company.symbol)[:MOST_TOP]
    catalysts, risks = insights(stories, symbol=company.symbol)
    return TickerReport(
        company=company,
        window=material.window,
        tone=material.tone,
        before=material.before,
        change=change_of(material.tone, material.before),
        count=story_count(material.tone.stories, past_counts(material.past, window=material.window)),
        trend=tuple(material.trend),
        top=stories,
        catalysts=catalysts,
        risks=risks,
        disagreements=sum(story.spread.disagrees for story in stories),
        last_item_at=max(told, default=None),
        kept=material.kept,
    )


def read_report(workspace: WorkspaceUnit, company: Company, *, window: Window) -> TickerReport:
    """Read what a report needs, of what the workspace sees, and make it."""
    tones, symbol, before = workspace.tones, company.symbol, window.before
    tone = tones.of(symbol, since=window.since, until=window.until)
    return make_report(
        company,
        Material(
            window=window,
            tone=tone,
            before=tones.of(symbol, since=before.since, until=before.until),
            past=_read_past(workspace, symbol, window=window),
            trend=_read_trend(workspace, symbol, window=window),
            items=_read_items(workspace, symbol, window=window),
            kept=None if tone.items else tones.kept(symbol),
        ),
    )


def read_comparison(workspace: WorkspaceUnit, companies: Sequence[Company], *, window: Window) -> Comparison:
    """Report on several companies over the same window, without trends and stories."""
    tones, before = workspace.tones, window.before
    symbols = [company.symbol for company in companies]
    now = tones.of_many(symbols, since=window.since, until=window.until)
    earlier = tones.of_many(symbols, since=before.since, until=before.until)
    material = {
        symbol: Material(
            window=window,
            tone=now.get(symbol, Tone()),
            before=earlier.get(symbol, Tone()),
            past=_read_past(workspace, symbol, window=window),
        )
        for symbol in symbols
    }
    return Comparison(window, tuple(make_report(each, material[each.symbol]) for each in companies))


def _read_past(workspace: WorkspaceUnit, symbol: str, *, window: Window) -> Mapping[date, int]:
    first_day, past = window.since.date(), past_days(window)
    if not past:
        return {}
    return workspace.tones.stories_by_day(symbol, since=first_day - past * DAY, until=first_day - DAY)


def _read_items(workspace: WorkspaceUnit, symbol: str, *, window: Window) -> tuple[StoredItem, ...]:
    span = {"since": window.since, "until": window.until}
    strongest = workspace.items.strongest(symbol, **span, limit=MOST_ITEMS)
    top = top_stories(strongest, symbol=symbol)[:MOST_TOP]
    others = workspace.items.stories(story.item.story_id for story in top)
    found = (*strongest, *workspace.items.about(symbol, **span, limit=1), *filter(_is_within(window), others))
    return tuple({item.id: item for item in found}.values())


def _is_within(window: Window) -> Callable[[StoredItem], bool]:
    return lambda item: window.holds(item.told_at)


def _read_trend(workspace: WorkspaceUnit, symbol: str, *, window: Window) -> tuple[TrendPoint, ...]:
    if window.length > SHORT:
        days = workspace.tones.within(symbol, since=window.since, until=window.until)
        return trend_by_day(days, window=window)
    step = window.length / SHORT_STEPS
    tones = workspace.tones.by_step(symbol, since=window.since, until=window.until, steps=SHORT_STEPS)
    return tuple(TrendPoint(window.since + step * number, tone) for number, tone in enumerate(tones))


def trend_by_day(days: Sequence[DayTone], *, window: Window) -> tuple[TrendPoint, ...]:
    """Lay a trend over a window's UTC days, several days to a point when there are many.

    The first point begins where the window does.
    """
    first, last = window.since.date(), (window.until - timedelta.resolution).date()
    tones = {day.day: day.tone for day in days}
    width = -(-((last - first).days + 1) // MOST_POINTS)
    points: list[TrendPoint] = []
    while first <= last:
        span = [tones.get(first + number * DAY, Tone()) for number in range(width)]
        begins = max(datetime.combine(first, time(), UTC), window.since)
        points.append(TrendPoint(begins, sum(span, Tone())))
        first += width * DAY
    return tuple(points)
