"""What is new on a company, and why its tone is as it is."""

from collections.abc import Sequence

from feeds.queries.reasons import reasons_for
from feeds.types.reports import News, TickerReport, TopStory
from feeds.types.scores import Polarity
from handlers.blocks.alert import headline, spread_badge
from handlers.blocks.message import SlackMessage, compose
from handlers.blocks.mrkdwn import bold, escape, flatten, local_time
from handlers.blocks.parts import Block, actions, context, header, section
from handlers.blocks.phrases import (
    during,
    escaped_title,
    plural,
    say_change,
    say_tone,
    say_window,
    say_window_first,
    title_of,
    within,
)
from handlers.blocks.report import share_button, story_line
from handlers.blocks.why_score import reasons_in_line

MOST_COMPANIES = 3
MOST_REASONS = 3

_MOVED = {Polarity.POSITIVE: "up", Polarity.NEGATIVE: "down"}
_CALLED = {Polarity.POSITIVE: "good", Polarity.NEUTRAL: "neutral", Polarity.NEGATIVE: "bad"}


def render_news(found: Sequence[News], *, is_private: bool = False) -> SlackMessage:
    """List the newest stories about each company, the newest first; a private list can be shared."""
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
            context(f"{say_window_first(told.window)} · scores run from -1 to +1", _say_left(found)),
            actions(share_button()) if is_private else None,
        ],
    )


def render_reasons(
    reports: Sequence[TickerReport], *, premise: Polarity | None = None, is_private: bool = False
) -> SlackMessage:
    """Say what weighed most on each company's tone; first, if the asker takes it for something else.

    A private answer can be shared.
    """
    shown = reports[:MOST_COMPANIES]
    blocks = [block for report in shown for block in _company_reasons(report, premise)]
    left = _say_left(reports)
    return compose(
        "; ".join(_reason_line(report, premise) for report in shown),
        [*blocks, context(left) if left else None, actions(share_button()) if is_private else None],
    )


def _say_left(found: Sequence[News | TickerReport]) -> str:
    """Which companies there was no room for, if any."""
    left = ", ".join(escaped_title(each.company) for each in found[MOST_COMPANIES:])
    return f"{MOST_COMPANIES} companies at a time: ask again for {left}." if left else ""


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


def _company_reasons(report: TickerReport, premise: Polarity | None) -> list[Block | None]:
    title, span = escaped_title(report.company), within(report.window)
    if not report.top:
        return [section(f"No stories about {title} {span}, so there is nothing to explain.")]
    change, contradiction = say_change(report), _contradiction(report, premise)
    first = f"*{title}*, {say_window(report.window)}: {bold(say_tone(report.tone))} · {change}"
    if contradiction:
        first = f"*{title}* {contradiction}: {bold(say_tone(report.tone))} · {change}"
    with_it, against = _parted(report)
    return [
        section(first),
        section("*What weighed most*", *(_reason(story, report.company.symbol) for story in with_it)),
        section("*Against it*", *(_reason(story, report.company.symbol) for story in against))
        if against
        else None,
    ]


def _parted(report: TickerReport) -> tuple[Sequence[TopStory], Sequence[TopStory]]:
    """The stories that made the tone what it is, and those against it; an even tone has all of them."""
    sentiment = report.tone.sentiment
    sign = {Polarity.POSITIVE: 1, Polarity.NEGATIVE: -1}.get(sentiment.polarity, 0) if sentiment else 0
    against = [story for story in report.top if story.spread.mean.score * sign < 0]
    with_it = [story for story in report.top if story not in against]
    return (with_it, against) if with_it else (report.top, ())


def _contradiction(report: TickerReport, premise: Polarity | None) -> str:
    """That it is not as the asker takes it to be, if it is not: "is not down in the news this week"."""
    if premise not in _MOVED or report.tone.sentiment is None or report.tone.sentiment.polarity is premise:
        return ""
    is_flat = report.tone.sentiment.polarity is Polarity.NEUTRAL
    how = "neither up nor down" if is_flat else f"not {_MOVED[premise]}"
    return f"is {how} in the news {during(report.window)}"


def _reason(story: TopStory, symbol: str) -> str:
    reasons = reasons_for(story.item.analysis, symbol, shown=story.spread.mean, most=MOST_REASONS)
    said = reasons_in_line(reasons)
    return f"• {headline(story.item)} · {spread_badge(story.spread)}" + (f" · {said}" if said else "")


def _reason_line(report: TickerReport, premise: Polarity | None) -> str:
    title = escaped_title(report.company)
    if not report.top:
        return f"{title}: no stories"
    contradiction = _contradiction(report, premise)
    with_it, _ = _parted(report)
    lead = escape(flatten(with_it[0].item.item.title), limit=200)
    about = f"{title} {contradiction}" if contradiction else title
    return f"{about}: {say_tone(report.tone)}, above all for “{lead}”"
