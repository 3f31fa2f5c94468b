"""Which items tell the same event: an index finds what may be alike, a close look decides.

Rule: pure and deterministic. The index forgets what is older than its window; nothing here reads a clock.
"""

from feeds.policy.stories.assign import assign, is_past
from feeds.policy.stories.index import WINDOW, Match, StoryIndex

__all__ = ["WINDOW", "Match", "StoryIndex", "assign", "is_past"]
