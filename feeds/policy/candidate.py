"""An item as routing sees it: the same for an item just seen, one stored long ago, and one in a dry run."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from feeds.types.decisions import StoredItem
from feeds.types.news import NewsItem
from feeds.types.scores import Analysis


@dataclass(frozen=True, slots=True)
class Candidate:
    """What routing may look at. `story_id` is None while the story has no row yet.

    `readings` is what the item means to workspaces that were taught otherwise, by their ids.
    """

    item: NewsItem
    analysis: Analysis
    feed_id: int
    story_id: int | None = None
    readings: Mapping[str, Analysis] = field(default_factory=dict)

    def as_read_in(self, workspace: str) -> "Candidate":
        """The candidate as a workspace reads it."""
        reading = self.readings.get(workspace)
        return self if reading is None else replace(self, analysis=reading)

    @property
    def words(self) -> str:
        """The text that words and filters are looked for in."""
        return f"{self.item.title}\n{self.item.text}"

    def marked(self) -> "Candidate":
        """The same, about none but the companies that are marked."""
        return replace(self, analysis=self.analysis.marked())


def of_stored(stored: StoredItem) -> Candidate:
    """See a stored item as routing saw it when it was new."""
    return Candidate(
        item=stored.item, analysis=stored.analysis, feed_id=stored.feed_id, story_id=stored.story_id
    )
