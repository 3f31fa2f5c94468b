"""The report on one ticker."""

from collections.abc import Callable
from datetime import UTC, date, timedelta, tzinfo

from feeds.types.reports import TickerReport, TopStory, Window
from handlers.blocks.alert import headline, spread_badge
from handlers.blocks.asked import SHARE, own
from handlers.blocks.message import SlackMessage, compose, noted
from handlers.blocks.mrkdwn import bold, escape, flatten, local_time
from handlers.blocks.parts import Block, Element, actions, button, context, header, section
from handlers.blocks.phrases import (
    before,
    escaped_title,
    plural,
    say_beginning,
    say_change,
    say_count,
    say_split,
    say_tone,
    say_was,
    say_window,
    title_of,
    widened,
    within,
)
from handlers.blocks.trends import trend_charts
from handlers.grammar.values import say_duration

ASK = "ask"
FOLLOW = "follow"
WINDOWS = (timedelta(hours=24), timedelta(days=7), timedelta(days=30))

THIN = 5  # fewer stories are little to go by

_INSIGHT_LENGTH = 300
_SOURCE_LENGTH = 60


def render_report(report: TickerReport, *, is_private: bool = False, zone: tzinfo = UTC) -> SlackMessage:
    """Render a report; a private one (shown to one person alone) can be shared. `zone` is the asker's."""
    buttons = window_buttons(f"${report.company.symbol}", report.window, is_private=is_private)
    if not report.tone.items:
        return _nothing(report, buttons)
    return compose(
        _fallback(report),
        [
            header(f"{title_of(report.company)} · {say_window(report.window)}"),
            section(*_numbers(report)),
            *trend_charts(report, zone=zone),
            section("*Top stories*", *(story_line(story) for story in report.top)) if report.top else None,
            _insights(report),
            _small_print(report),
            buttons,
        ],
    )


def _nothing(report: TickerReport, buttons: Block) -> SlackMessage:
    """That there is nothing, and how far back there is anything."""
    text = f"No stories about {escaped_title(report.company)} {within(report.window)}."
    kept = "There are none yet." if report.kept is None else _say_kept(*report.kept)
    held = _say_held_against(report)
    return compose(f"{text} {held} {kept}", [section(text, held, kept), _small_print(report), buttons])


def _say_held_against(report: TickerReport) -> str:
    """What the span that was to be held against another's stories has, where it alone has some."""
    was = say_was(report.before) if report.window.against else ""
    span = before(report.window)
    return f"{span[:1].upper()}{span[1:]}: {was}." if was else ""


def _say_kept(first: date, last: date) -> str:
    if first == last:
        return f"There are some of {first:%d %b %Y}."
    return f"There are some from {first:%d %b %Y} to {last:%d %b %Y}."


def render_shared(answer: SlackMessage, *, by: str) -> SlackMessage:
    """An answer for a whole channel: who shared it stands above the buttons."""
    *blocks, buttons = answer.blocks
    shared = compose(answer.text, [*blocks, context(f"Shared by <@{escape(by)}>"), buttons])
    return own(shared, user=by, is_shared=True)


def render_kept(answer: SlackMessage) -> SlackMessage:
    """An answer for the person who has shared it."""
    return noted("Shared.", answer)


def window_buttons(words: str, shown: Window, *, is_private: bool) -> Block:
    """Ask the same over another window, follow it, share it. A button's value is the question itself."""

    def ask(length: timedelta) -> str:
        return f"/ticker {words} {say_duration(length)}"

    follow = button("Alert here", FOLLOW, value=words)
    share = [share_button(ask(shown.length))] if is_private else []
    return actions(*span_buttons(shown, ask), follow, *share)


def span_buttons(shown: Window, ask: Callable[[timedelta], str]) -> list[Element]:
    """Ask the same over the usual spans. One that is shown is lit: "last week" is not the last 7 days."""
    return [
        button(
            say_duration(length),
            f"{ASK}:{say_duration(length)}",
            value=ask(length),
            style="primary" if shown.length == length and shown.called is None else None,
        )
        for length in WINDOWS
    ]


def share_button(question: str = "?") -> Element:
    """Post the same for all; an answer that notes what it answers notes it here too."""
    return button("Share", SHARE, value=question)


def _numbers(report: TickerReport) -> list[str]:
    change = say_change(report)
    disagreeing = plural(report.disagreements, "top story")
    return [
        bold(say_tone(report.tone)),
        f"Change: {change}",
        f"Volume: {say_count(report.count)} · {say_split(report.tone)}",
        f"Sources disagree on {disagreeing}." if report.disagreements else "",
    ]


def story_line(story: TopStory) -> str:
    """One story: its headline, its score over all sources, and who tells it."""
    count = story.sources
    source = (
        plural(count, "source") if count > 1 else escape(flatten(story.item.source), limit=_SOURCE_LENGTH)
    )
    return f"• {headline(story.item)} · {spread_badge(story.spread)} · {source}"


def _insights(report: TickerReport) -> Block | None:
    lines = [
        f"*{name}:* " + " / ".join(escape(flatten(words), limit=_INSIGHT_LENGTH) for words in found)
        for name, found in (("Catalysts", report.catalysts), ("Risks", report.risks))
        if any(flatten(words) for words in found)
    ]
    return section(*lines) if lines else None


def _small_print(report: TickerReport) -> Block | None:
    """From when on, for a span that was named; how to ask for more where it holds little; the last story."""
    window, wider = report.window, widened(report.window)
    is_thin = bool(wider) and report.tone.stories < THIN
    parts = (
        _say_ends(window) if window.called else "",
        f"Little so far: ask for “{wider}” to look further back" if is_thin else "",
        say_beginning(report.company.symbol, report.kept and report.kept[0], window=window)
        if report.tone.items
        else "",
        f"Last story {local_time(report.last_item_at)}" if report.last_item_at else "",
        "scores run from -1 to +1" if report.last_item_at else "",
    )
    said = " · ".join(filter(None, parts))
    return context(said) if said else None


def _say_ends(window: Window) -> str:
    since = local_time(window.since)
    return f"From {since} to {local_time(window.until)}" if window.is_over else f"Since {since}"


def _fallback(report: TickerReport) -> str:
    change = say_change(report)
    return (
        f"{escaped_title(report.company)}, {say_window(report.window)}: {say_tone(report.tone)} · {change} · "
        f"{say_count(report.count)}"
    )
