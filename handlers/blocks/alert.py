"""The alert: one story as a message in a channel, and the reply a later source gets in its thread."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from feeds.types.decisions import ClaimedMessage, MessageKind, StoredItem
from feeds.types.reports import Spread
from feeds.types.scores import TickerSentiment
from handlers.blocks.badge import DISAGREEMENT, badge, percent
from handlers.blocks.message import SlackMessage, compose
from handlers.blocks.mrkdwn import bold, escape, flatten, link, local_time
from handlers.blocks.parts import Block, Option, actions, button, context, overflow, section

TICKER_ROWS = 5

WHY_SCORE = "why_score"
MUTE = "mute"
WRONG = "wrong"
MORE = "alert_more"
STOP = "stop"

_SUMMARY_LENGTH = 600
_INSIGHT_LENGTH = 300
_NAME_LENGTH = 80
_LINE_TITLE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Row:
    """A ticker as all sources of a story see it."""

    symbol: str
    name: str
    relevance: float
    spread: Spread


def render_alert(message: ClaimedMessage) -> SlackMessage:
    """Render what the outbox holds: the parent as it stands now, or one later source's reply."""
    if message.item is None:
        raise ValueError(f"message {message.id} tells no story")
    if message.kind is MessageKind.REPLY:
        return render_reply(message.item)
    return render_story(message.items or (message.item,))


def render_story(items: tuple[StoredItem, ...]) -> SlackMessage:
    """Render a story as one message; `items` are its sources' items, oldest first, at least one."""
    first = items[0]
    spread = Spread.of(item.analysis.sentiment for item in items)
    rows = merge_rows(items)
    return compose(
        _fallback(first, spread, sources=source_names(items)),
        [
            section(bold(headline(first)), _badge_line(items, spread)),
            _body(first),
            section(*map(_ticker_line, rows)) if rows else None,
            _buttons(first),
        ],
    )


def render_reply(item: StoredItem) -> SlackMessage:
    """Render a later source of a story, for the thread of its alert."""
    line = f"{badge(item.analysis.sentiment)} · {_confidence(item)} · {_source(item)} · {_when(item)}"
    text = f"Also at {_source(item)}: {_line_title(item)} · {badge(item.analysis.sentiment)}"
    return compose(text, [section(f"Also: {headline(item)}"), context(line)])


def headline(item: StoredItem) -> str:
    """The item's title, linked to the item's own address."""
    return link(item.item.url, _title(item))


def source_names(items: Iterable[StoredItem]) -> tuple[str, ...]:
    """Name each source once: a feed, or within one feed each site it links to."""
    named: dict[tuple[int, str], str] = {}
    for item in items:
        site = _site(item)
        known = any(feed_id == item.feed_id for feed_id, _ in named)
        named.setdefault((item.feed_id, site), site if known and site else _feed_name(item))
    return tuple(named.values())


def merge_rows(items: tuple[StoredItem, ...]) -> tuple[Row, ...]:
    """Merge the ticker rows of a story's items: the most relevant first, at most five."""
    found: dict[str, list[TickerSentiment]] = {}
    for item in items:
        for row in item.analysis.tickers:
            found.setdefault(row.symbol, []).append(row)
    rows = [
        Row(
            symbol, same[0].name, max(row.relevance for row in same), Spread.of(row.sentiment for row in same)
        )
        for symbol, same in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: -row.relevance)[:TICKER_ROWS])


def spread_badge(spread: Spread) -> str:
    """The badge of several sources: their mean and range, or that they disagree."""
    if spread.disagrees:
        return f"{DISAGREEMENT} sources disagree {spread.low.signed} to {spread.high.signed}"
    if spread.is_wide:
        return f"{badge(spread.mean)} ({spread.low.signed} to {spread.high.signed})"
    return badge(spread.mean)


def _badge_line(items: tuple[StoredItem, ...], spread: Spread) -> str:
    names = source_names(items)
    shown = escape(names[0], limit=_NAME_LENGTH)
    source = shown if len(names) == 1 else f"{len(names)} sources"
    return f"{bold(spread_badge(spread))} · {_confidence(items[0])} · {source} · {_when(items[0])}"


def _body(item: StoredItem) -> Block | None:
    """Summary, one catalyst and one risk, as far as they say more than the headline does."""
    analysis = item.analysis
    said = _title(item)
    summary = "" if flatten(analysis.summary) == said else flatten(analysis.summary)
    lines = [
        escape(summary, limit=_SUMMARY_LENGTH),
        _insight("Catalyst", analysis.catalysts, said=f"{said}\n{summary}"),
        _insight("Risk", analysis.risks, said=f"{said}\n{summary}"),
    ]
    return section(*lines) if any(lines) else None


def _insight(name: str, found: tuple[str, ...], *, said: str) -> str:
    """The first of them that was not said above."""
    fresh = next((words for words in map(flatten, found) if words and words not in said), "")
    return f"*{name}:* {escape(fresh, limit=_INSIGHT_LENGTH)}" if fresh else ""


def _ticker_line(row: Row) -> str:
    symbol, name = escape(row.symbol, limit=20), escape(flatten(row.name), limit=_NAME_LENGTH)
    return f"*{symbol}* {name} · {spread_badge(row.spread)} · relevance {row.relevance:.2f}"


def _buttons(item: StoredItem) -> Block:
    value = str(item.id)
    return actions(
        button("Why this score?", WHY_SCORE, value=value),
        button("Mute", MUTE, value=value),
        button("Wrong?", WRONG, value=value),
        overflow(MORE, [Option("Stop these alerts…", f"{STOP}:{value}")]),
    )


def _fallback(item: StoredItem, spread: Spread, *, sources: tuple[str, ...]) -> str:
    source = escape(sources[0], limit=_NAME_LENGTH) if len(sources) == 1 else f"{len(sources)} sources"
    tickers = ", ".join(escape(row.symbol, limit=20) for row in item.analysis.tickers[:TICKER_ROWS])
    about = f" · {tickers}" if tickers else ""
    return f"{_line_title(item)} · {spread_badge(spread)} · {_confidence(item)} · {source}{about}"


def _confidence(item: StoredItem) -> str:
    return f"confidence {percent(item.analysis.confidence)}"


def _when(item: StoredItem) -> str:
    return local_time(item.told_at)


def _source(item: StoredItem) -> str:
    return escape(_feed_name(item), limit=_NAME_LENGTH)


def _feed_name(item: StoredItem) -> str:
    return flatten(item.source) or _site(item) or "unnamed source"


def _site(item: StoredItem) -> str:
    try:
        host = urlsplit(item.item.url or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _title(item: StoredItem) -> str:
    return flatten(item.item.title) or "Untitled item"


def _line_title(item: StoredItem) -> str:
    return escape(_title(item), limit=_LINE_TITLE_LENGTH)
