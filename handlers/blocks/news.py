"""What is new on a company, and why its tone is as it is."""

from collections.abc import Sequence

from feeds.queries.reasons import reasons_for
from feeds.types.reports import News, TickerReport, TopStory
from feeds.types.scores import Polarity
from handlers.blocks.alert import headline, spread_badge
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
from handlers.blocks.report import story_line
from handlers.blocks.why import reasons_in_line

MOST_COMPANIES = 3
MOST_REASONS = 3

_CALLED = {Polarity.POSITIVE: "good", Polarity.NEUTRAL: "neutral", Polarity.NEGATIVE: "bad"}


def render_news(found: Sequence[News]) -> SlackMessage:
    """List the newest stories about each company, the newest first."""
    shown = found[:MOST_COMPANIES]
    told = next((news for news in shown if news.stories), None)
    if told is None:
        lines = [_say_nothing(news) for news in shown]
        return compose(" ".join(lines), [section(*lines)])
    lead = told.stories[0]
    title = escape(flatten(lead.item.item.title), limit=300)
    return compose(
        f"{_kind(told)} {escaped_title(told.company)}: {title} · {spread_badge(lead.spread)}",
        [
            *(block for news in shown for block in _company_news(news)),
            context(f"{say_window_first(told.window)} · scores run from -1 to +1"),
        ],
    )


def render_reasons(reports: Sequence[TickerReport]) -> SlackMessage:
    """Say what weighed most on each company's tone."""
    shown = reports[:MOST_COMPANIES]
    blocks = [block for report in shown for block in _company_reasons(report)]
    return compose("; ".join(map(_reason_line, shown)), blocks)


def _company_news(news: News) -> list[Block]:
    lines = [f"{story_line(story)} · {local_time(story.last_told_at)}" for story in news.stories]
    title = header(f"{_kind(news)} {title_of(news.company)}")
    return [title, section(*(lines or [_say_nothing(news)]), _say_more(news))]


def _kind(news: News) -> str:
    return "New on" if news.wanted is None else f"{_CALLED[news.wanted].capitalize()} news on"


def _say_more(news: News) -> str:
    if not news.more:
        return ""
    return f"and {'at least ' if news.is_at_least else ''}{plural(news.more, 'more story')}"


def _say_nothing(news: News) -> str:
    """That there is nothing, and why: none of the stories is of the kind, or the last one was when."""
    title, span, wanted = escaped_title(news.company), within(news.window), news.wanted
    said = f"Nothing new on {title} {span}"
    if wanted is not None:
        said = f"No {_CALLED[wanted]} news on {title} {span}"
        if news.total:
            others = "the one story is not" if news.total == 1 else f"none of {news.total:,} stories is"
            return f"{said}: {others} {wanted.value}."
    last = "There is none yet." if news.kept is None else f"The last was on {news.kept[1]:%d %b %Y}."
    return f"{said}. {last}"


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
