"""The report on one ticker, and several side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo

from feeds.queries.measures import DAY, change_of, past_counts, past_days, story_count
from feeds.queries.stories import MOST_TOP, insights, top_stories
from feeds.queries.trends import SHORT, time_starts, trend_by_day
from feeds.store import WorkspaceUnit
from feeds.types.companies import Company
from feeds.types.decisions import StoredItem
from feeds.types.reports import Comparison, TickerReport, TrendPoint, Window
from feeds.types.tones import Tone

CANDIDATES = 12  # stories from which those that moved a ticker most are picked


@dataclass(frozen=True, slots=True)
class Material:
    """All that a report is made from. `past` counts the stories of the days before the window.

    `items` are those of the stories that may have moved the ticker most.
    """

    window: Window
    tone: Tone
    before: Tone
    past: Mapping[date, int] = field(default_factory=dict)
    trend: Sequence[TrendPoint] = ()
    items: Sequence[StoredItem] = ()
    last_item_at: datetime | None = None
    kept: tuple[date, date] | None = None


def make_report(company: Company, material: Material) -> TickerReport:
    """Work a report out."""
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
        last_item_at=material.last_item_at,
        kept=material.kept,
    )


def read_report(
    workspace: WorkspaceUnit, company: Company, *, window: Window, zone: tzinfo = UTC
) -> TickerReport:
    """Read what a report needs, of what the workspace sees, and make it; `zone` is the asker's."""
    tones, symbol, before = workspace.tones, company.symbol, window.before
    span = {"since": window.since, "until": window.until}
    tone, trend = _read_tone(workspace, symbol, window=window, zone=zone)
    return make_report(
        company,
        Material(
            window=window,
            tone=tone,
            before=tones.of(symbol, since=before.since, until=before.until),
            past=_read_past(workspace, symbol, window=window),
            trend=trend,
            items=workspace.items.moving(symbol, **span, limit=CANDIDATES),
            last_item_at=workspace.items.last_told_at(symbol, **span),
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


def _read_tone(
    workspace: WorkspaceUnit, symbol: str, *, window: Window, zone: tzinfo
) -> tuple[Tone, Sequence[TrendPoint]]:
    """Read a window's tone, and how it went in steps; in a short window a story may count in several."""
    tones, span = workspace.tones, {"since": window.since, "until": window.until}
    if window.length > SHORT:
        days = tones.by_day(symbol, **span)
        return sum((day.tone for day in days), Tone()), trend_by_day(days, window=window)
    starts = time_starts(window, zone)
    steps = tones.by_step(symbol, starts=starts, until=window.until)
    return tones.of(symbol, **span), tuple(map(TrendPoint, starts, steps))
