"""Gives each new item of a poll its story: one of those told lately, or one that starts in the same poll."""

from collections.abc import Callable, Iterable
from datetime import datetime

from feeds.policy.stories.fingerprint import Fingerprint, take_fingerprint
from feeds.policy.stories.index import WINDOW, StoryIndex
from feeds.types.decisions import PlannedItem, ScoredItem


def assign(
    index: StoryIndex,
    items: Iterable[ScoredItem],
    *,
    feed_id: int,
    now: datetime,
    keep: Callable[[str, Fingerprint], None] | None = None,
) -> tuple[PlannedItem, ...]:
    """Plan the stories of new items, oldest first. The index is left as it was: nothing is stored yet.

    `keep` is given the key and the fingerprint of each item.
    """
    planned: list[PlannedItem] = []
    try:
        for scored in items:
            mark = take_fingerprint(scored.item, scored.analysis, feed_id=feed_id, seen_at=now)
            if keep is not None:
                keep(scored.item.key, mark)
            match = index.match(mark)
            story = scored.item.key if match is None else match.story
            index.add(mark, story=story, seen_at=now)
            planned.append(_plan(scored, story))
    finally:
        index.take_back(len(planned))
    return tuple(planned)


def is_past(published_at: datetime | None, *, seen_at: datetime) -> bool:
    """True for what was dated before the window when it was seen: no story of the window is its own."""
    return published_at is not None and published_at < seen_at - WINDOW


def _plan(scored: ScoredItem, story: int | str) -> PlannedItem:
    if isinstance(story, int):
        return PlannedItem(scored, story_id=story)
    return PlannedItem(scored, story_of_key=None if story == scored.item.key else story)
