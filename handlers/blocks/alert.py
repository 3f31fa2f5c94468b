"""The alert: one story as a message in a channel, and the reply a later source gets in its thread."""

from collections.abc import Iterable
from dataclasses import dataclass

from feeds.policy.sources import Source, is_update, latest_by_source, source_of
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
        return render_reply(message.item, story=message.items)
    return render_story(message.items or (message.item,))


def render_story(items: tuple[StoredItem, ...]) -> SlackMessage:
    """Render a story as one message; `items` are all that tell it, oldest first, at least one.

    It keeps its first headline; its score is that of what each source told last.
    """
    first = items[0]
    spread = Spread.of(item.analysis.sentiment for item in latest_by_source(items))
    rows = merge_rows(items)
    told_by = _told_by(items)
    return compose(
        _fallback(first, spread, told_by=told_by),
        [
            section(bold(headline(first)), _badge_line(first, spread, told_by=told_by)),
            _body(first),
            section(*map(_ticker_line, rows)) if rows else None,
            _buttons(first),
        ],
    )


def render_reply(item: StoredItem, *, story: tuple[StoredItem, ...]) -> SlackMessage:
    """Render a later source of a story, or a source's update, for the thread of its alert."""
    named = source_names((*story, item))[source_of(item)]
    source = escape(named, limit=_NAME_LENGTH)
    word, place = ("Update", "from") if is_update(item, story) else ("Also", "at")
    line = f"{badge(item.analysis.sentiment)} · {_confidence(item)} · {source} · {_when(item)}"
    text = f"{word} {place} {source}: {_line_title(item)} · {badge(item.analysis.sentiment)}"
    return compose(text, [section(f"{word}: {headline(item)}"), context(line)])


def headline(item: StoredItem) -> str:
    """The item's title, linked to the item's own address."""
    return link(item.item.url, _title(item))


def source_names(items: Iterable[StoredItem]) -> dict[Source, str]:
    """Name each source once: a feed, or within one feed each site it links to."""
    named: dict[Source, str] = {}
    for item in items:
        source = source_of(item)
        is_known = any(other.feed_id == source.feed_id for other in named)
        named.setdefault(source, source.site if is_known and source.site else _feed_name(item))
    return named


def merge_rows(items: tuple[StoredItem, ...]) -> tuple[Row, ...]:
    """Merge what each source last said of each ticker: the most relevant first, at most five."""
    found: dict[str, dict[Source, TickerSentiment]] = {}
    for item in items:
        for row in item.analysis.tickers:
            found.setdefault(row.symbol, {})[source_of(item)] = row
    rows = [_merge(symbol, tuple(same.values())) for symbol, same in found.items()]
    return tuple(sorted(rows, key=lambda row: -row.relevance)[:TICKER_ROWS])


def _merge(symbol: str, rows: tuple[TickerSentiment, ...]) -> Row:
    spread = Spread.of(row.sentiment for row in rows)
    return Row(symbol, rows[0].name, max(row.relevance for row in rows), spread)


def spread_badge(spread: Spread) -> str:
    """The badge of several sources: their mean and range, or that they disagree."""
    if spread.disagrees:
        return f"{DISAGREEMENT} sources disagree {spread.low.signed} to {spread.high.signed}"
    if spread.is_wide:
        return f"{badge(spread.mean)} ({spread.low.signed} to {spread.high.signed})"
    return badge(spread.mean)


def _badge_line(first: StoredItem, spread: Spread, *, told_by: str) -> str:
    return f"{bold(spread_badge(spread))} · {_confidence(first)} · {told_by} · {_when(first)}"


def _told_by(items: tuple[StoredItem, ...]) -> str:
    """Name the source, and whether it told the story again; several sources are counted."""
    names = source_names(items)
    if len(names) > 1:
        return f"{len(names)} sources"
    name = escape(next(iter(names.values())), limit=_NAME_LENGTH)
    return f"{name} (updated)" if len(items) > 1 else name


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


def _fallback(item: StoredItem, spread: Spread, *, told_by: str) -> str:
    tickers = ", ".join(escape(row.symbol, limit=20) for row in item.analysis.tickers[:TICKER_ROWS])
    about = f" · {tickers}" if tickers else ""
    return f"{_line_title(item)} · {spread_badge(spread)} · {_confidence(item)} · {told_by}{about}"


def _confidence(item: StoredItem) -> str:
    return f"confidence {percent(item.analysis.confidence)}"


def _when(item: StoredItem) -> str:
    return local_time(item.told_at)


def _feed_name(item: StoredItem) -> str:
    return flatten(item.source) or source_of(item).site or "unnamed source"


def _title(item: StoredItem) -> str:
    return flatten(item.item.title) or "Untitled item"


def _line_title(item: StoredItem) -> str:
    return escape(_title(item), limit=_LINE_TITLE_LENGTH)
