"""Which tickers items speak of, and the rollups that follow from it."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, delete, insert, select

from feeds.store import rollups
from feeds.store.new_items import ItemRef
from feeds.store.rollups import CATALOGUE, TickerMention
from feeds.store.tables import feeds, item_tickers, items
from feeds.types.scores import Analysis


def rewrite(connection: Connection, analyses: Mapping[ItemRef, Analysis], *, feed_id: int) -> None:
    """Write what these items say of tickers, in place of what they said before, and keep the rollups in step.

    The caller holds the story lock.
    """
    if not analyses:
        return
    scope = _scope_of(connection, feed_id)
    written = {ref.id for ref in analyses}
    touched = {ref.story_id for ref in analyses}
    before = _of_stories(connection, touched, scope=scope)
    fresh = [mention for ref, analysis in analyses.items() for mention in _mentions(ref, analysis)]
    after = [mention for mention in before if mention.item_id not in written] + fresh
    outdated = {mention.item_id for mention in before} & written
    if outdated:
        connection.execute(delete(item_tickers).where(item_tickers.c.item_id.in_(outdated)))
    if fresh:
        connection.execute(insert(item_tickers), [_row(mention, feed_id) for mention in fresh])
    rollups.add(connection, rollups.difference(rollups.tally(before), rollups.tally(after)), scope=scope)


def _mentions(ref: ItemRef, analysis: Analysis) -> Iterable[TickerMention]:
    rows = {row.symbol: row for row in analysis.tickers}
    return (
        TickerMention(
            symbol=row.symbol,
            seen_at=ref.seen_at,
            item_id=ref.id,
            story_id=ref.story_id,
            score=round(row.sentiment.score * 100),
        )
        for row in rows.values()
    )


def _row(mention: TickerMention, feed_id: int) -> dict[str, object]:
    return {
        "symbol": mention.symbol,
        "seen_at": mention.seen_at,
        "item_id": mention.item_id,
        "feed_id": feed_id,
        "story_id": mention.story_id,
        "score": mention.score,
    }


def _scope_of(connection: Connection, feed_id: int) -> int:
    is_shared = connection.execute(select(feeds.c.in_catalogue).where(feeds.c.id == feed_id)).scalar_one()
    return CATALOGUE if is_shared else feed_id


def _of_stories(connection: Connection, story_ids: Collection[int], *, scope: int) -> list[TickerMention]:
    if not story_ids:
        return []
    counted = feeds.c.in_catalogue if scope == CATALOGUE else feeds.c.id == scope
    wanted = (
        select(
            item_tickers.c.symbol,
            item_tickers.c.seen_at,
            item_tickers.c.item_id,
            item_tickers.c.story_id,
            item_tickers.c.score,
        )
        .join(items, items.c.id == item_tickers.c.item_id)
        .join(feeds, feeds.c.id == items.c.feed_id)
        .where(items.c.story_id.in_(story_ids), counted)
    )
    return [TickerMention(*row) for row in connection.execute(wanted)]
