"""Folds held items into a digest: one line a story, grouped by ticker, the most moved first. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from feeds.policy.sources import latest_by_source
from feeds.types.decisions import HeldItem, StoredItem
from feeds.types.digests import DigestGroup, DigestLine, DigestReport
from feeds.types.reports import Spread
from feeds.types.scores import Sentiment, TickerSentiment

MOST_GROUPS = 10
MOST_LINES = 3
OTHERS = "Other news"


@dataclass(frozen=True, slots=True)
class _Story:
    """The held items of one story, oldest first, and the ticker it is filed under."""

    held: tuple[HeldItem, ...]
    row: TickerSentiment | None

    @property
    def sentiments(self) -> tuple[Sentiment, ...]:
        """What each source last said of the ticker; of everything, where it is about none."""
        if self.row is None:
            return tuple(item.analysis.sentiment for item in latest_by_source(self.items))
        symbol = self.row.symbol
        telling = [item for item in self.items if item.analysis.ticker(symbol) is not None]
        rows = [item.analysis.ticker(symbol) for item in latest_by_source(telling)]
        return tuple(row.sentiment for row in rows if row is not None)

    @property
    def items(self) -> tuple[StoredItem, ...]:
        """What tells it, oldest first."""
        return tuple(one.item for one in self.held)

    @property
    def weight(self) -> float:
        """Loudness x relevance: which stories of a group come first."""
        relevance = self.row.relevance if self.row else 0.5
        return max(abs(sentiment.score) for sentiment in self.sentiments) * relevance


def fold(
    held: Iterable[HeldItem], *, changes: Mapping[str, float | None], since: datetime, until: datetime
) -> DigestReport:
    """Fold held items. `changes` says how the tone of a ticker changed against the span before.

    A ticker without a known change is ranked by how loudly it was spoken of, which counts half.
    """
    waiting = sorted(held, key=lambda one: one.item.id)
    stories = _stories(waiting)
    groups = _groups(stories)
    ranked = sorted(groups, key=lambda symbol: _rank(symbol, groups[symbol], changes))
    shown = ranked[:MOST_GROUPS]
    return DigestReport(
        since=since,
        until=until,
        groups=tuple(_to_group(symbol, groups[symbol], changes) for symbol in shown),
        stories=len(stories),
        items=len(waiting),
        others=tuple(_to_line(story) for symbol in ranked[MOST_GROUPS:] for story in groups[symbol]),
        held=tuple(Counter(one.reason for one in waiting).most_common()),
    )


def _stories(held: Sequence[HeldItem]) -> list[_Story]:
    by_story: dict[int, list[HeldItem]] = {}
    for one in {one.item.id: one for one in held}.values():
        by_story.setdefault(one.item.story_id, []).append(one)
    return [_Story(tuple(items), _main_row(items)) for items in by_story.values()]


def _main_row(held: Sequence[HeldItem]) -> TickerSentiment | None:
    """The ticker a story is filed under: of those asked for, the most relevant."""
    asked = {symbol for one in held for symbol in one.symbols}
    rows = [row for one in held for row in one.item.analysis.tickers if not asked or row.symbol in asked]
    return max(rows, key=lambda row: (row.relevance, row.symbol), default=None)


def _groups(stories: Iterable[_Story]) -> dict[str | None, list[_Story]]:
    groups: dict[str | None, list[_Story]] = {}
    for story in stories:
        groups.setdefault(story.row.symbol if story.row else None, []).append(story)
    return groups


def _rank(
    symbol: str | None, stories: Sequence[_Story], changes: Mapping[str, float | None]
) -> tuple[float, str]:
    """Sort key: |change| x relevance, largest first; what is about no ticker comes last."""
    if symbol is None:
        return (1.0, "")
    change = changes.get(symbol)
    relevance = max(story.row.relevance for story in stories if story.row)
    loudness = max(story.weight for story in stories) / 2
    return (-(loudness if change is None else abs(change) * relevance), symbol)


def _to_group(
    symbol: str | None, stories: Sequence[_Story], changes: Mapping[str, float | None]
) -> DigestGroup:
    ranked = sorted(stories, key=lambda story: (-story.weight, story.held[0].item.id))
    row = ranked[0].row
    return DigestGroup(
        symbol=symbol,
        name=row.name if row else OTHERS,
        lines=tuple(_to_line(story) for story in ranked[:MOST_LINES]),
        spread=Spread.of(sentiment for story in stories for sentiment in story.sentiments),
        change=changes.get(symbol) if symbol else None,
        more=max(0, len(ranked) - MOST_LINES),
    )


def _to_line(story: _Story) -> DigestLine:
    return DigestLine(
        item=story.held[0].item,
        sources=len(latest_by_source(story.items)),
        spread=Spread.of(story.sentiments),
    )
