"""Items and messages for tests: only what a test is about has to be said; strategies for the rest."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from feeds.types.decisions import ClaimedMessage, MessageKind, StoredItem
from feeds.types.news import NewsItem
from feeds.types.scores import Analysis, Driver, Sentiment, TickerSentiment

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def make_row(symbol="NVDA", *, score=0.4, relevance=0.9, name="NVIDIA"):
    return TickerSentiment(symbol, name, relevance, Sentiment(score))


def make_item(
    id=1,
    *,
    title="Nvidia beats estimates",
    url="https://example.com/a?utm_source=rss&b=1",
    source="Example Wire",
    feed_id=1,
    story_id=1,
    score=0.4,
    rows=None,
    summary="",
    catalysts=(),
    risks=(),
    drivers=(),
    at=NOON,
):
    analysis = Analysis(
        sentiment=Sentiment(score),
        confidence=0.62,
        summary=summary,
        tickers=(make_row(score=score),) if rows is None else tuple(rows),
        catalysts=tuple(catalysts),
        risks=tuple(risks),
        drivers=tuple(drivers),
    )
    return StoredItem(
        id=id,
        feed_id=feed_id,
        source=source,
        story_id=story_id,
        item=NewsItem(key=f"key-{id}", title=title, url=url, published_at=at),
        analysis=analysis,
        seen_at=at,
    )


def make_message(*items, kind=MessageKind.POST):
    return ClaimedMessage(
        id=1,
        lease="lease",
        workspace="T01",
        channel="C01",
        kind=kind,
        attempts=0,
        was_uncertain=False,
        item=items[-1],
        items=tuple(items),
    )


texts = (
    st.text(max_size=60)
    | st.sampled_from(["<!channel>", "a&b" * 3000, "*", "\x00", "\ud800", " "])
    | st.text(st.sampled_from("<>&|*_~` \n"), max_size=4000)
)
scores = st.floats(-1, 1).map(Sentiment)
urls = (
    st.none()
    | st.sampled_from(["https://e.com/a|b>c?x=1&y=2", "javascript:alert(1)", "https://e.com/" + "x" * 5000])
    | texts
)
rows = st.builds(TickerSentiment, symbol=texts, name=texts, relevance=st.floats(0.01, 1), sentiment=scores)
analyses = st.builds(
    Analysis,
    sentiment=scores,
    confidence=st.floats(0, 1),
    summary=texts,
    tickers=st.lists(rows, max_size=8).map(tuple),
    catalysts=st.lists(texts, max_size=3).map(tuple),
    risks=st.lists(texts, max_size=3).map(tuple),
    drivers=st.lists(
        st.builds(Driver, text=texts, weight=st.floats(-1, 1), symbol=st.none() | texts), max_size=30
    ).map(tuple),
    events=st.just(()),
    entities=st.just(()),
)
items = st.builds(
    StoredItem,
    id=st.integers(1, 10**12),
    feed_id=st.integers(1, 5),
    source=texts,
    story_id=st.integers(1, 10**12),
    item=st.builds(
        NewsItem, key=st.just("k"), title=texts, text=texts, url=urls, published_at=st.none() | st.just(NOON)
    ),
    analysis=analyses,
    seen_at=st.just(NOON),
)
