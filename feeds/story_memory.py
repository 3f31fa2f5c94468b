"""The stories told lately, kept in memory beside the store, from which alone it learns.

Nothing is remembered here but what comes back from the store, so that all workers remember the same; what a
transaction has read of its own rows is taken back when it is undone. Only what was read from the words of an
item is kept until it stands in the store, so that it need not be read twice.
"""

from datetime import datetime
from functools import partial

from feeds.policy.stories import WINDOW, StoryIndex, assign, is_past
from feeds.policy.stories.fingerprint import Fingerprint, take_fingerprint
from feeds.store import Unit
from feeds.types.decisions import PlannedItem, ScoredItem

READ_AT_ONCE = 500


class StoryMemory:
    """Knows what was stored within the window. Use it only where `unit.lock_stories()` was called."""

    def __init__(self) -> None:
        self._index = StoryIndex()
        self._last_id = 0
        self._settled_id = 0  # up to here it is certain that what was read stays
        self._unsettled = 0  # items of the index from behind there
        self._read: dict[tuple[int, str], Fingerprint] = {}  # by feed and key: of the items assigned last
        self._is_complete = False

    @property
    def is_complete(self) -> bool:
        """True once it has caught up; from then on there is little to read."""
        return self._is_complete

    def read_some(self, unit: Unit, *, now: datetime) -> bool:
        """Read on from where it stopped, a bounded number of items; False when nothing was left to read."""
        stored = unit.items.recent(after_id=self._last_id, since=now - WINDOW, limit=READ_AT_ONCE)
        for known in stored:
            self._last_id = known.id
            if is_past(known.item.published_at, seen_at=known.seen_at):
                continue
            mark = self._read.pop((known.feed_id, known.item.key), None) or take_fingerprint(
                known.item, known.analysis, feed_id=known.feed_id, seen_at=known.seen_at
            )
            self._index.add(mark, story=known.story_id, seen_at=known.seen_at)
            self._unsettled += 1
        self._is_complete = self._is_complete or len(stored) < READ_AT_ONCE
        return len(stored) == READ_AT_ONCE

    def settle(self) -> None:
        """The transaction was written: what was read in it stays."""
        self._settled_id, self._unsettled = self._last_id, 0

    def take_back(self) -> None:
        """The transaction was undone: forget what was read in it, to be read anew where it still stands."""
        self._index.take_back(min(self._unsettled, len(self._index)))
        self._last_id, self._unsettled = self._settled_id, 0

    def assign(
        self, unit: Unit, items: tuple[ScoredItem, ...], *, feed_id: int, now: datetime
    ) -> tuple[PlannedItem, ...]:
        """Give new items, oldest first, their stories, with all in mind that is stored by now."""
        if not items:
            return ()
        while self.read_some(unit, now=now):
            pass
        self._read.clear()
        return assign(self._index, items, feed_id=feed_id, now=now, keep=partial(self._keep, feed_id))

    def assign_backlog(
        self, unit: Unit, items: tuple[ScoredItem, ...], *, feed_id: int, now: datetime
    ) -> tuple[PlannedItem, ...]:
        """The same at a feed's first sync, when nobody is told: what is past starts stories of its own."""
        past = {item.item.key for item in items if is_past(item.item.published_at, seen_at=now)}
        fresh = tuple(item for item in items if item.item.key not in past)
        planned = {plan.scored.item.key: plan for plan in self.assign(unit, fresh, feed_id=feed_id, now=now)}
        return tuple(planned.get(item.item.key, PlannedItem(item)) for item in items)

    def _keep(self, feed_id: int, key: str, mark: Fingerprint) -> None:
        self._read[feed_id, key] = mark
