"""What is new on a company, and why its tone is as it is."""

from collections.abc import Sequence

from feeds.queries.reasons import reasons_for
from feeds.queries.stories import group_stories
from feeds.types.companies import Company
from feeds.types.decisions import StoredItem
from feeds.types.reports import TickerReport, TopStory, Window
from handlers.blocks.alert import headline, spread_badge
from handlers.blocks.badge import badge
from handlers.blocks.message import SlackMessage, compose
from handlers.blocks.mrkdwn import bold, escape, flatten, local_time
from handlers.blocks.parts import Block, context, header, section
from handlers.blocks.phrases import (
    escaped_title,
    plural,
    say_change,
    say_tone,
    say_window,
    say_window_first,
    title_of,
    within,
)
from handlers.blocks.why import reasons_in_line

MOST_STORIES = 6
MOST_COMPANIES = 3
MOST_REASONS = 3

_SOURCE_LENGTH = 60


def render_news(found: Sequence[tuple[Company, Sequence[StoredItem]]], *, window: Window) -> SlackMessage:
    """List the newest stories about each company, the newest first."""
    names = ", ".join(escaped_title(company) for company, _ in found[:MOST_COMPANIES])
    if not any(items for _, items in found):
        text = f"Nothing new on {names} {within(window)}."
        return compose(text, [section(text)])
    blocks = [block for company, items in found[:MOST_COMPANIES] for block in _company_news(company, items)]
    first = next(items[0] for _, items in found if items)
    lead = escape(flatten(first.item.title), limit=300)
    return compose(
        f"New on {names}: {lead} · {badge(first.analysis.sentiment)}",
        [*blocks, context(f"{say_window_first(window)} · scores run from -1 to +1")],
    )


def render_reasons(reports: Sequence[TickerReport]) -> SlackMessage:
    """Say what weighed most on each company's tone."""
    shown = reports[:MOST_COMPANIES]
    blocks = [block for report in shown for block in _company_reasons(report)]
    return compose("; ".join(map(_reason_line, shown)), blocks)


def _company_news(company: Company, items: Sequence[StoredItem]) -> list[Block]:
    stories = group_stories(items, symbol=company.symbol)[::-1]
    lines = [_news_line(story, symbol=company.symbol) for story in stories[:MOST_STORIES]]
    return [header(f"New on {title_of(company)}"), section(*(lines or ["Nothing."]))]


def _news_line(story: Sequence[StoredItem], *, symbol: str) -> str:
    first = story[0]
    row = first.analysis.ticker(symbol)
    tone = badge(row.sentiment if row else first.analysis.sentiment)
    count = len({item.feed_id for item in story})
    source = plural(count, "source") if count > 1 else escape(flatten(first.source), limit=_SOURCE_LENGTH)
    when = local_time(first.told_at)
    return f"• {headline(first)} · {tone} · {source} · {when}"


def _company_reasons(report: TickerReport) -> list[Block]:
    title, span = escaped_title(report.company), within(report.window)
    if not report.top:
        return [section(f"No stories about {title} {span}, so there is nothing to explain.")]
    change = say_change(report)
    return [
        section(f"*{title}*, {say_window(report.window)}: {bold(say_tone(report.tone))} · {change}"),
        section("*What weighed most*", *(_reason(story, report.company.symbol) for story in report.top)),
    ]


def _reason(story: TopStory, symbol: str) -> str:
    reasons = reasons_for(story.item.analysis, symbol, shown=story.spread.mean, most=MOST_REASONS)
    said = reasons_in_line(reasons)
    return f"• {headline(story.item)} · {spread_badge(story.spread)}" + (f" · {said}" if said else "")


def _reason_line(report: TickerReport) -> str:
    if not report.top:
        return f"{escaped_title(report.company)}: no stories"
    lead = escape(flatten(report.top[0].item.item.title), limit=200)
    return f"{escaped_title(report.company)}: {say_tone(report.tone)}, above all for “{lead}”"
