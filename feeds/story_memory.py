"""The stories told lately, kept in memory beside the store, from which alone it learns.

What a transaction is about to write is never remembered here: it comes back from the store once it
stands there, so that a transaction undone leaves no trace and all workers remember the same.
"""

from datetime import datetime

from feeds.policy.stories import WINDOW, StoryIndex, assign
from feeds.policy.stories.fingerprint import take_fingerprint
from feeds.store import Unit
from feeds.types.decisions import PlannedItem, ScoredItem

READ_AT_ONCE = 500


class StoryMemory:
    """Knows what was stored within the window. Use it only where `unit.lock_stories()` was called."""

    def __init__(self) -> None:
        self._index = StoryIndex()
        self._last_id = 0
        self._is_complete = False

    @property
    def is_complete(self) -> bool:
        """True once it has caught up; from then on there is little to read."""
        return self._is_complete

    def read_some(self, unit: Unit, *, now: datetime) -> bool:
        """Read on from where it stopped, a bounded number of items; False when nothing was left to read."""
        stored = unit.items.recent(after_id=self._last_id, since=now - WINDOW, limit=READ_AT_ONCE)
        for known in stored:
            mark = take_fingerprint(known.item, known.analysis, feed_id=known.feed_id, seen_at=known.seen_at)
            self._index.add(mark, story=known.story_id, seen_at=known.seen_at)
            self._last_id = known.id
        self._is_complete = self._is_complete or len(stored) < READ_AT_ONCE
        return len(stored) == READ_AT_ONCE

    def assign(
        self, unit: Unit, items: tuple[ScoredItem, ...], *, feed_id: int, now: datetime
    ) -> tuple[PlannedItem, ...]:
        """Give new items, oldest first, their stories, with all in mind that is stored by now."""
        if not items:
            return ()
        while self.read_some(unit, now=now):
            pass
        return assign(self._index, items, feed_id=feed_id, now=now)
