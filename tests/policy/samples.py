"""Small values that tests of the policy are built from; every field has a plain default."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from feeds.policy.candidate import Candidate
from feeds.types.decisions import ClaimedMessage, MessageKind, PlannedItem, ScoredItem, StoredItem
from feeds.types.news import Feed, NewsItem
from feeds.types.scores import Analysis, Sentiment, TickerSentiment
from feeds.types.subscriptions import Mute, MuteKind, Rules, Subscription, Watch, WatchAll

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def ticker(symbol: str, *, score: float = 0.4, relevance: float = 1.0) -> TickerSentiment:
    return TickerSentiment(symbol, f"{symbol} Corp", relevance, Sentiment(score))


def analysis(*tickers: TickerSentiment, score: float = 0.4) -> Analysis:
    return Analysis(Sentiment(score), confidence=0.8, tickers=tickers)


def item(key: str = "k1", **changes: object) -> NewsItem:
    return replace(
        NewsItem(key, title="Nvidia beats estimates", url=f"https://news.example/{key}", published_at=NOW),
        **changes,
    )


def candidate(*tickers: TickerSentiment, score: float = 0.4, **changes: object) -> Candidate:
    return replace(Candidate(item(), analysis(*tickers, score=score), feed_id=1), **changes)


def planned(key: str = "k1", *tickers: TickerSentiment, score: float = 0.4, **story: object) -> PlannedItem:
    return PlannedItem(ScoredItem(item(key), analysis(*tickers, score=score)), **story)


def feed(**changes: object) -> Feed:
    return replace(Feed(id=1, url="https://news.example/rss", last_ok_at=NOW - HOUR), **changes)


def subscription(
    watch: Watch | None = None, rules: Rules | None = None, *, id: int = 1, **changes: object
) -> Subscription:
    return replace(
        Subscription(
            id=id,
            workspace="T1",
            channel="C1",
            created_by="U1",
            watch=watch or WatchAll(),
            created_at=NOW - 30 * DAY,
            rules=rules or Rules(),
        ),
        **changes,
    )


def mute(kind: MuteKind, value: str, **changes: object) -> Mute:
    return replace(
        Mute(id=1, workspace="T1", channel="C1", kind=kind, value=value, until=None, created_by="U1"),
        **changes,
    )


def stored(
    id: int = 1, *tickers: TickerSentiment, story_id: int | None = None, published_at: datetime = NOW
) -> StoredItem:
    return StoredItem(
        id=id,
        feed_id=1,
        source="News",
        story_id=id if story_id is None else story_id,
        item=item(f"k{id}", published_at=published_at),
        analysis=analysis(*tickers),
        seen_at=NOW,
    )


def claimed(**changes: object) -> ClaimedMessage:
    return replace(
        ClaimedMessage(
            id=1,
            lease="lease",
            workspace="T1",
            channel="C1",
            kind=MessageKind.POST,
            attempts=0,
            was_uncertain=False,
            item=stored(),
            items=(stored(),),
        ),
        **changes,
    )
