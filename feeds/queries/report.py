"""The report on one ticker, and several side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from math import inf

from feeds.queries.history import History, count_beside, read_histories
from feeds.queries.measures import change_of, is_enough
from feeds.queries.stories import MOST_TOP, insights, top_stories
from feeds.queries.trends import SHORT, time_starts, trend_by_day
from feeds.store import WorkspaceUnit
from feeds.types.companies import Company
from feeds.types.decisions import StoredItem
from feeds.types.reports import Comparison, TickerReport, TrendPoint, Window
from feeds.types.scores import Polarity
from feeds.types.tones import Tone

CANDIDATES = 12  # stories from which those that moved a ticker most are picked
LONG = timedelta(days=30)  # a longer window may reach back before there was any news


@dataclass(frozen=True, slots=True)
class Material:
    """All that a report is made from. `past` counts the stories of the days before the window.

    `items` are those of the stories that may have moved the ticker most.
    """

    window: Window
    tone: Tone
    before: Tone
    past: History = field(default_factory=dict)
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
        count=count_beside(material.tone.stories, material.past, window=material.window),
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
    earlier = tones.of(symbol, since=before.since, until=before.until)
    is_bare = not (tone.items and earlier.items)
    return make_report(
        company,
        Material(
            window=window,
            tone=tone,
            before=earlier,
            past=read_histories(workspace, [symbol], window=window).get(symbol, {}),
            trend=trend,
            items=workspace.items.moving(symbol, **span, limit=CANDIDATES),
            last_item_at=workspace.items.last_told_at(symbol, **span),
            kept=tones.kept(symbol) if is_bare or window.length > LONG else None,
        ),
    )


def read_comparison(workspace: WorkspaceUnit, companies: Sequence[Company], *, window: Window) -> Comparison:
    """Report on several companies over the same window, without trends and stories."""
    tones, before = workspace.tones, window.before
    symbols = [company.symbol for company in companies]
    now = tones.of_many(symbols, since=window.since, until=window.until)
    earlier = tones.of_many(symbols, since=before.since, until=before.until)
    histories = read_histories(workspace, symbols, window=window)
    material = {
        symbol: Material(
            window=window,
            tone=now.get(symbol, Tone()),
            before=earlier.get(symbol, Tone()),
            past=histories.get(symbol, {}),
        )
        for symbol in symbols
    }
    is_bare = not earlier
    first_days = (tones.kept(symbol) for symbol in symbols if is_bare or window.length > LONG)
    return Comparison(
        window,
        tuple(make_report(each, material[each.symbol]) for each in companies),
        begins=min((kept[0] for kept in first_days if kept), default=None),
    )


def rank_by_tone(reports: Iterable[TickerReport], *, wanted: Polarity) -> tuple[TickerReport, ...]:
    """Put the best first, or the worst where those are wanted; who has too few stories to say comes last."""
    sign = 1 if wanted is Polarity.NEGATIVE else -1

    def place(report: TickerReport) -> tuple[bool, float]:
        tone = report.tone
        return not is_enough(tone), sign * tone.score_sum / tone.stories if tone.stories else inf

    return tuple(sorted(reports, key=place))


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
