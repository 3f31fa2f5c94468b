"""Which tickers items speak of, and the rollups that follow from it."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, bindparam, delete, insert, select

from feeds.store import rollups
from feeds.store.rollups import CATALOGUE, Mention
from feeds.store.stories import ItemRef
from feeds.store.tables import feeds, item_tickers, items
from feeds.types.scores import Analysis

_INSERT = insert(item_tickers)
_SCOPE = select(feeds.c.in_catalogue).where(feeds.c.id == bindparam("feed_id"))
_OF_STORIES = (
    select(
        item_tickers.c.symbol,
        item_tickers.c.told_at,
        item_tickers.c.item_id,
        item_tickers.c.story_id,
        item_tickers.c.score,
        item_tickers.c.weight,
    )
    .join(items, items.c.id == item_tickers.c.item_id)
    .join(feeds, feeds.c.id == items.c.feed_id)
    .where(items.c.story_id.in_(bindparam("story_ids", expanding=True)))
)
_OF_STORIES_BY_SCOPE = {
    True: _OF_STORIES.where(feeds.c.in_catalogue),
    False: _OF_STORIES.where(feeds.c.id == bindparam("feed_id")),
}


def rewrite(connection: Connection, analyses: Mapping[ItemRef, Analysis], *, feed_id: int) -> None:
    """Write what these items say of tickers, in place of what they said before, and keep the rollups in step.

    The caller holds the story lock.
    """
    if not analyses:
        return
    is_shared = connection.execute(_SCOPE, {"feed_id": feed_id}).scalar_one()
    written = {ref.id for ref in analyses}
    story_ids = {ref.story_id for ref in analyses}
    found = connection.execute(_OF_STORIES_BY_SCOPE[is_shared], {"story_ids": story_ids, "feed_id": feed_id})
    before = [Mention(*row) for row in found]
    fresh = [mention for ref, analysis in analyses.items() for mention in _mentions(ref, analysis)]
    after = [mention for mention in before if mention.item_id not in written] + fresh
    _replace(connection, {mention.item_id for mention in before} & written, fresh, feed_id=feed_id)
    scope = CATALOGUE if is_shared else feed_id
    rollups.add(connection, rollups.changes(before, after), scope=scope)


def _mentions(ref: ItemRef, analysis: Analysis) -> Iterable[Mention]:
    rows = {row.symbol: row for row in analysis.tickers}
    return (
        Mention(
            symbol=row.symbol,
            told_at=ref.told_at,
            item_id=ref.id,
            story_id=ref.story_id,
            score=round(row.sentiment.score * 100),
            weight=round(abs(row.sentiment.score) * row.relevance * 100),
        )
        for row in rows.values()
    )


def _replace(
    connection: Connection, outdated: Collection[int], fresh: Iterable[Mention], *, feed_id: int
) -> None:
    if outdated:
        connection.execute(delete(item_tickers).where(item_tickers.c.item_id.in_(outdated)))
    rows = [
        {
            "symbol": mention.symbol,
            "told_at": mention.told_at,
            "item_id": mention.item_id,
            "feed_id": feed_id,
            "story_id": mention.story_id,
            "score": mention.score,
            "weight": mention.weight,
        }
        for mention in fresh
    ]
    if rows:
        connection.execute(_INSERT, rows)
