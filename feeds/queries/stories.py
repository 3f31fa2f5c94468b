"""Which stories moved a ticker, what may drive it next, and where sources disagree. Pure."""

from collections.abc import Iterable, Sequence

from feeds.policy.sources import latest_by_source
from feeds.types.decisions import StoredItem
from feeds.types.reports import Spread, TopStory
from feeds.types.scores import TickerSentiment

MOST_TOP = 3
MOST_INSIGHTS = 2
MAINLY = 0.5  # relevance from which an item's catalysts and risks are taken for the ticker's own


def top_stories(items: Iterable[StoredItem], *, symbol: str) -> tuple[TopStory, ...]:
    """Rank all stories by how strongly, how relevantly and by how many sources they speak of the ticker."""
    stories = [_weigh(group, symbol=symbol) for group in group_stories(items, symbol=symbol)]
    return tuple(sorted(stories, key=lambda story: (-story.weight, -story.item.id)))


def group_stories(items: Iterable[StoredItem], *, symbol: str) -> list[list[StoredItem]]:
    """Group the items that speak of the ticker by story, each oldest first."""
    groups: dict[int, list[StoredItem]] = {}
    for item in sorted(items, key=lambda item: item.id):
        if item.analysis.ticker(symbol) is not None:
            groups.setdefault(item.story_id, []).append(item)
    return list(groups.values())


def insights(stories: Sequence[TopStory], *, symbol: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Collect catalysts and risks from the stories that are mainly about the ticker, the weightiest first."""
    about = [story.item.analysis for story in stories if _row(story.item, symbol).relevance >= MAINLY]
    ahead = [analysis.outlook_of(symbol) for analysis in about]
    catalysts = dict.fromkeys(words for each in ahead for words in each.catalysts[:1])
    risks = dict.fromkeys(words for each in ahead for words in each.risks[:1])
    return tuple(catalysts)[:MOST_INSIGHTS], tuple(risks)[:MOST_INSIGHTS]


def _weigh(group: Sequence[StoredItem], *, symbol: str) -> TopStory:
    latest = latest_by_source(group) if len(group) > 1 else group
    rows = [_row(item, symbol) for item in latest]
    spread, sources = Spread.of(row.sentiment for row in rows), len(latest)
    relevance = max(row.relevance for row in rows)
    loudest = max(abs(spread.low.score), abs(spread.high.score))
    weight = round((0.1 + loudest) * relevance * sources**0.5, 4)
    return TopStory(group[0], spread, sources, weight, max(item.told_at for item in group))


def _row(item: StoredItem, symbol: str) -> TickerSentiment:
    row = item.analysis.ticker(symbol)
    if row is None:
        raise ValueError(f"item {item.id} does not speak of {symbol}")
    return row
