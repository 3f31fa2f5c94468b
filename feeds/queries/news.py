"""What is new on a ticker: its newest stories, with the scores that reports give them."""

from collections.abc import Iterable

from feeds.queries.stories import top_stories
from feeds.store import WorkspaceUnit
from feeds.types.companies import Company
from feeds.types.reports import News, TopStory, Window
from feeds.types.scores import Polarity

MOST_STORIES = 6
MOST_SEARCHED = 60  # of the newest stories that may have the polarity asked for


def read_news(
    workspace: WorkspaceUnit, company: Company, *, window: Window, wanted: Polarity | None = None
) -> News:
    """Read the newest stories of a window, or the newest good or bad ones, and how many more there are."""
    symbol, span = company.symbol, {"since": window.since, "until": window.until}
    limit = MOST_SEARCHED if wanted else MOST_STORIES
    items = workspace.items.newest(symbol, **span, limit=limit + 1, wanted=wanted)
    found = newest_first(top_stories(items, symbol=symbol))
    fitting = [story for story in found[:limit] if wanted in {None, story.spread.mean.polarity}]
    is_more = len(found) > limit
    shown, total = fitting[:MOST_STORIES], workspace.tones.of(symbol, **span).stories
    return News(
        company=company,
        window=window,
        stories=tuple(shown),
        total=total,
        more=total - len(shown) if is_more and not wanted else len(fitting) - len(shown),
        is_at_least=is_more and wanted is not None,
        wanted=wanted,
        kept=None if shown else workspace.tones.kept(symbol),
    )


def newest_first(stories: Iterable[TopStory]) -> list[TopStory]:
    """Put stories in the order in which they were last told, the newest first."""
    return sorted(stories, key=lambda story: (story.last_told_at, story.item.id), reverse=True)
