"""The digest: what waited for it, grouped by ticker, the most moved first, everything linked."""

from feeds.policy.digests import fold
from feeds.types.decisions import ClaimedMessage, Reason
from feeds.types.digests import DigestGroup, DigestLine, DigestReport
from handlers.blocks.alert import MORE, STOP, spread_badge
from handlers.blocks.badge import signed
from handlers.blocks.message import SlackMessage, compose
from handlers.blocks.mrkdwn import bold, escape, flatten, link, local_time
from handlers.blocks.parts import Block, Option, Point, actions, bar_chart, context, header, overflow, section
from handlers.blocks.phrases import plural

NAMED = 3  # tickers that the one line of a notification names

_TITLE_LENGTH = 160
_NAME_LENGTH = 80
_SOURCE_LENGTH = 60
_WAITED = {
    Reason.WAITING: "for the digest",
    Reason.QUIET_HOURS: "for the end of quiet hours",
    Reason.CAP: "because the day's cap was reached",
}


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
            *(section(_title(group), *map(_line, group.lines), _more(group)) for group in report.groups),
            _left_out(report),
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


def _line(line: DigestLine) -> str:
    item = line.item
    title = link(item.item.url, flatten(item.item.title) or "Untitled item", limit=_TITLE_LENGTH)
    source = escape(flatten(item.source), limit=_SOURCE_LENGTH)
    told = plural(line.sources, "source") if line.sources > 1 else source
    return " · ".join(part for part in (f"• {title}", spread_badge(line.spread), told) if part)


def _more(group: DigestGroup) -> str:
    if not group.more:
        return ""
    ask = f": `/ticker {escape(group.symbol, limit=20)}`" if group.symbol else ""
    return f"and {plural(group.more, 'more story')}{ask}"


def _left_out(report: DigestReport) -> Block | None:
    if not report.more_groups:
        return None
    return context(f"and {plural(report.more_stories, 'story')} about {report.more_groups} other tickers")


def _small_print(report: DigestReport) -> str:
    waited = [f"{plural(count, 'item')} waited {_WAITED[reason]}" for reason, count in report.held]
    return f"{local_time(report.since)} to {local_time(report.until)} · {' · '.join(waited)}"
