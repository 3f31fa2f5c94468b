"""The digest: what waited for it, grouped by ticker, the most moved first, everything linked."""

from collections.abc import Iterator
from itertools import accumulate

from feeds.policy.digests import fold
from feeds.types.decisions import ClaimedMessage
from feeds.types.digests import DigestGroup, DigestLine, DigestReport
from handlers.blocks import limits
from handlers.blocks.alert import MORE, STOP, spread_badge
from handlers.blocks.badge import signed
from handlers.blocks.message import SlackMessage, compose, total_text
from handlers.blocks.mrkdwn import bold, escape, flatten, link, local_time
from handlers.blocks.parts import Block, Option, Point, actions, bar_chart, context, header, overflow, section
from handlers.blocks.phrases import WAITED_FOR, plural

NAMED = 3  # tickers that the one line of a notification names

_TITLE_LENGTH = 160
_NAME_LENGTH = 80
_SOURCE_LENGTH = 60
_OTHERS_LENGTH = 2_500
_ROOM = limits.TOTAL_TEXT - 1_000  # the chart, the small print and the button want some too


def render_digest(message: ClaimedMessage) -> SlackMessage:
    """Render all that was held for one digest."""
    if message.facts is None:
        raise ValueError(f"message {message.id} is no digest")
    facts = message.facts
    return render_folded(
        fold(message.held, changes=dict(facts.changes), since=facts.since, until=facts.until)
    )


def render_folded(report: DigestReport) -> SlackMessage:
    """Render a digest."""
    return compose(
        f"Digest of {plural(report.stories, 'story')}: {'; '.join(map(_name, report.groups[:NAMED]))}",
        [
            header(f"Digest · {plural(report.stories, 'story')}"),
            _chart(report),
            *_stories(report),
            context(_small_print(report)),
            actions(overflow(MORE, [Option("Stop these alerts…", f"{STOP}:digest")])),
        ],
    )


def _chart(report: DigestReport) -> Block | None:
    """The tone of each ticker; the lines below say the same."""
    points = [Point(group.symbol, group.spread.mean.score) for group in report.groups if group.symbol]
    return bar_chart("Tone (-1 to +1)", name="Tone", points=points) if len(points) > 1 else None


def _title(group: DigestGroup) -> str:
    change = "" if group.change is None else f" · {signed(group.change)} against the span before"
    return f"{bold(_name(group))}{change}"


def _name(group: DigestGroup) -> str:
    name = escape(flatten(group.name), limit=_NAME_LENGTH)
    named = f"{escape(group.symbol, limit=20)} {name}" if group.symbol else name
    return f"{named} {spread_badge(group.spread)}"


def _lines(group: DigestGroup) -> list[str]:
    """The stories; where there is one alone, its group's title has said the tone."""
    return [_line(line, shows_tone=len(group.lines) > 1) for line in group.lines]


def _line(line: DigestLine, *, shows_tone: bool = True) -> str:
    item = line.item
    title = link(item.item.url, flatten(item.item.title) or "Untitled item", limit=_TITLE_LENGTH)
    source = escape(flatten(item.source), limit=_SOURCE_LENGTH)
    told = plural(line.sources, "source") if line.sources > 1 else source
    tone = spread_badge(line.spread) if shows_tone else ""
    return " · ".join(part for part in (f"• {title}", tone, told) if part)


def _more(group: DigestGroup) -> str:
    if not group.more:
        return ""
    ask = f": `/ticker {escape(group.symbol, limit=20)}`" if group.symbol else ""
    return f"and {plural(group.more, 'more story')}{ask}"


def _stories(report: DigestReport) -> Iterator[Block]:
    """As many groups as find room, then as many stories of others; what is left is counted."""
    room, left = _ROOM, 0
    for group in report.groups:
        block = section(_title(group), *_lines(group), _more(group))
        if (length := total_text([block])) <= room:
            room -= length
            yield block
        else:
            left += len(group.lines) + group.more
    lines = [_line(line) for line in report.others]
    ends = accumulate(len(line) + 1 for line in lines)
    fitting = sum(end <= min(room, _OTHERS_LENGTH) for end in ends)
    if fitting:
        yield section(bold("Also"), *lines[:fitting])
    if left := left + len(lines) - fitting:
        yield context(f"and {plural(left, 'more story')}")


def _small_print(report: DigestReport) -> str:
    waited = [f"{plural(count, 'item')} waited {WAITED_FOR[reason]}" for reason, count in report.held]
    return f"{local_time(report.since)} to {local_time(report.until)} · {' · '.join(waited)}"
