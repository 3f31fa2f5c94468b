"""The report on one ticker."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, timedelta, tzinfo

from feeds.types.reports import TickerReport, TopStory, TrendPoint, Window
from handlers.blocks.alert import headline, spread_badge
from handlers.blocks.clock import name_of
from handlers.blocks.message import SlackMessage, compose
from handlers.blocks.mrkdwn import bold, escape, flatten, local_time
from handlers.blocks.parts import (
    Block,
    Point,
    actions,
    bar_chart,
    button,
    context,
    header,
    line_chart,
    section,
)
from handlers.blocks.phrases import (
    escaped_title,
    plural,
    say_change,
    say_count,
    say_split,
    say_tone,
    say_window,
    sparkline,
    title_of,
    widened,
    within,
)
from handlers.grammar.values import say_duration

ASK = "ask"
SHARE = "share"
FOLLOW = "follow"
WINDOWS = (timedelta(hours=24), timedelta(days=7), timedelta(days=30))

SHORT = timedelta(days=2)  # up to this a point of the trend is a time of day

THIN = 5  # fewer stories are little to go by

_INSIGHT_LENGTH = 300
_SOURCE_LENGTH = 60


def render_report(report: TickerReport, *, is_private: bool = False, zone: tzinfo = UTC) -> SlackMessage:
    """Render a report; a private one (shown to one person alone) can be shared. `zone` is the asker's."""
    buttons = window_buttons(f"${report.company.symbol}", report.window.length, is_private=is_private)
    if not report.tone.items:
        return _nothing(report, buttons)
    return compose(
        _fallback(report),
        [
            header(f"{title_of(report.company)} · {say_window(report.window)}"),
            section(*_numbers(report)),
            _trend(report),
            *_charts(report, zone),
            section("*Top stories*", *(_story_line(story) for story in report.top)) if report.top else None,
            _insights(report),
            _small_print(report),
            buttons,
        ],
    )


def _nothing(report: TickerReport, buttons: Block) -> SlackMessage:
    """That there is nothing, and how far back there is anything."""
    text = f"No stories about {escaped_title(report.company)} {within(report.window)}."
    kept = "There are none yet." if report.kept is None else _say_kept(*report.kept)
    return compose(f"{text} {kept}", [section(text, kept), _small_print(report), buttons])


def _say_kept(first: date, last: date) -> str:
    if first == last:
        return f"There are some of {first:%d %b %Y}."
    return f"There are some from {first:%d %b %Y} to {last:%d %b %Y}."


def render_shared(answer: SlackMessage, *, by: str) -> SlackMessage:
    """An answer for a whole channel: who shared it stands above the buttons."""
    *blocks, buttons = answer.blocks
    return compose(answer.text, [*blocks, context(f"Shared by <@{escape(by)}>"), buttons])


def window_buttons(words: str, length: timedelta, *, is_private: bool) -> Block:
    """Ask the same over another window, follow it, share it. A button's value is the question itself."""
    now = f"/ticker {words} {say_duration(length)}"
    windows = [
        button(
            say_duration(window),
            f"{ASK}:{say_duration(window)}",
            value=f"/ticker {words} {say_duration(window)}",
            style="primary" if window == length else None,
        )
        for window in WINDOWS
    ]
    follow = button("Alert here", FOLLOW, value=words)
    return actions(*windows, follow, *([button("Share", SHARE, value=now)] if is_private else []))


def question_in(blocks: Iterable[Block]) -> str:
    """What an answer of ours answers, by its buttons: the window it shows, else what "Alert" follows."""
    buttons = [each for block in blocks if block["type"] == "actions" for each in block["elements"]]
    asked = (each for each in buttons if each["action_id"].startswith(ASK) and each.get("style") == "primary")
    followed = (each for each in buttons if each["action_id"] == FOLLOW)
    return next((str(each["value"]).removeprefix("/ticker ") for each in (*asked, *followed)), "")


def _numbers(report: TickerReport) -> list[str]:
    change = say_change(report)
    disagreeing = plural(report.disagreements, "top story")
    return [
        bold(say_tone(report.tone)),
        f"Change: {change}",
        f"Volume: {say_count(report.count)} · {say_split(report.tone)}",
        f"Sources disagree on {disagreeing}." if report.disagreements else "",
    ]


def _trend(report: TickerReport) -> Block | None:
    known = [point.tone.sentiment for point in report.trend if point.tone.sentiment]
    if len(known) < 2:
        return None
    low, high = min(known, key=lambda each: each.score), max(known, key=lambda each: each.score)
    line = sparkline(tuple(point.tone for point in report.trend))
    return section(f"*Trend* `{line}` from {low.signed} (lowest) to {high.signed} (highest)")


def _charts(report: TickerReport, zone: tzinfo) -> Sequence[Block]:
    """The tone and the stories over time, by UTC day or by the asker's clock; the text above sums them up."""
    symbol, unit = report.company.symbol, "-1 to +1"
    if report.window.length > SHORT:
        tones = {f"{point.since:%d %b}": point.tone for point in report.trend}
    else:
        tones = dict(zip(_hours(report.trend, zone), (point.tone for point in report.trend), strict=True))
        unit = f"{unit}, {name_of(zone, at=report.window.until)}"
    scores = [Point(label, tone.sentiment.score) for label, tone in tones.items() if tone.sentiment]
    if len(scores) < 2:
        return ()
    counts = [Point(label, tone.stories) for label, tone in tones.items()]
    return (
        line_chart(f"Tone of {symbol} ({unit})", name=symbol, points=scores),
        bar_chart(f"Stories about {symbol}", name=symbol, points=counts),
    )


def _hours(trend: Sequence[TrendPoint], zone: tzinfo) -> Iterator[str]:
    """Name the steps of a short trend by a clock, with the day where it begins or changes."""
    day = None
    for point in trend:
        local = point.since.astimezone(zone)
        yield f"{local:%H:%M}" if local.date() == day else f"{local:%a %H:%M}"
        day = local.date()


def _story_line(story: TopStory) -> str:
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
