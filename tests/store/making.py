"""Makes what the store's tests put in, with as few words as they need."""

from datetime import UTC, datetime, timedelta

from feeds.types.decisions import (
    MessageKind,
    OutgoingMessage,
    PlannedItem,
    PollPlan,
    Reason,
    ScoredItem,
    Verdict,
)
from feeds.types.news import NewsItem
from feeds.types.scores import Analysis, Sentiment, TickerSentiment

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
OURS, THEIRS = "T-ours", "T-theirs"


def later(**spans):
    return NOON + timedelta(**spans)


def scored(key, *, tickers=None, title=None, **fields):
    rows = tuple(
        TickerSentiment(symbol=symbol, name=symbol.title(), relevance=1.0, sentiment=Sentiment(score))
        for symbol, score in (tickers or {}).items()
    )
    item = NewsItem(
        key=key, title=title or f"Headline of {key}", **{"content_hash": f"hash of {key}", **fields}
    )
    return ScoredItem(item, Analysis(Sentiment(0.2), confidence=0.5, tickers=rows))


def planned(key, *, story_id=None, with_key=None, **fields):
    return PlannedItem(scored(key, **fields), story_id=story_id, story_of_key=with_key)


def plan(feed, *items, lease=None, edited=(), verdicts=(), messages=()):
    return PollPlan(
        feed=feed, lease=lease, items=items, edited=edited, verdicts=tuple(verdicts), messages=tuple(messages)
    )


def post(key, *, workspace=OURS, channel="C1"):
    return OutgoingMessage(workspace, channel, MessageKind.POST, key)


def edit(key, *, workspace=OURS, channel="C1"):
    return OutgoingMessage(workspace, channel, MessageKind.EDIT, key)


def reply(key, *, workspace=OURS, channel="C1"):
    return OutgoingMessage(workspace, channel, MessageKind.REPLY, key)


def verdict(key, subscription, reason=Reason.POSTED, detail="", hold=None):
    return Verdict(
        workspace=subscription.workspace,
        channel=subscription.channel,
        subscription_id=subscription.id,
        item_key=key,
        reason=reason,
        detail=detail,
        hold=hold,
    )


def add_feed(db, url="https://example.com/feed", *, in_catalogue=True):
    return db.run_now(lambda unit: unit.feeds.add(url, now=NOON, in_catalogue=in_catalogue))


def apply(db, feed, *items, now=NOON, **parts):
    return db.run_now(lambda unit: unit.apply(plan(feed, *items, **parts), now=now))


def by_key(db, feed, key):
    return db.read_now(lambda unit: unit.items.by_key(feed.id, key))


def subscribe(db, watch, *, workspace=OURS, channel="C1", now=NOON, **fields):
    return db.run_now(
        lambda unit: unit.workspace(workspace).subscriptions.add(
            channel=channel, created_by="U1", watch=watch, now=now, **fields
        )
    )


def everything_in(db):
    """Every row of every table, to compare before with after."""
    from sqlalchemy import select

    from feeds.store.tables import metadata

    with db._engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in metadata.sorted_tables
        }
