"""A ticker's history of story counts, read in the one way for every answer that says what is usual."""

from collections.abc import Iterable, Mapping
from datetime import date

from feeds.queries.measures import DAY, past_counts, past_days, story_count
from feeds.store import WorkspaceUnit
from feeds.types.reports import Window
from feeds.types.tones import StoryCount

# the stories of the spans before a window, each under a day within it; what had none is left out
History = Mapping[date, int]


def read_histories(
    workspace: WorkspaceUnit, symbols: Iterable[str], *, window: Window
) -> Mapping[str, History]:
    """Read what a window is held against, of several tickers at once; of the quiet ones there is nothing."""
    first_day, past = window.since.date(), past_days(window)
    if not past:
        return {}
    return workspace.tones.stories_by_span(
        symbols, since=first_day - past * DAY, until=first_day, days=window.whole_days
    )


def count_beside(stories: int, history: History, *, window: Window) -> StoryCount:
    """Put a window's story count beside its history."""
    return story_count(stories, past_counts(history, window=window))
