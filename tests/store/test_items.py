from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError

from feeds.errors import NotFound
from feeds.store.columns import storable
from feeds.types.decisions import PlannedItem, ScoredItem
from feeds.types.news import NewsItem
from feeds.types.scores import (
    Analysis,
    Driver,
    EntitySentiment,
    Event,
    Sentiment,
    TickerSentiment,
)
from tests.store.making import NOON, add_feed, apply, by_key, later, planned, scored

FULL = ScoredItem(
    NewsItem(
        key="k",
        title="Größe zählt 🚀",
        text="One.\nTwo.",
        url="https://example.com/a?utm_source=x",
        author="J. Doe",
        published_at=later(hours=-1),
        symbols=("NASDAQ:NVDA", "T"),
        content_hash="h",
    ),
    Analysis(
        sentiment=Sentiment(-0.37),
        confidence=0.83,
        summary="One.",
        tickers=(TickerSentiment("NVDA", "Nvidia", 0.94, Sentiment(0.41)),),
        entities=(EntitySentiment("e1", Sentiment(-0.2)),),
        events=(Event.EARNINGS, Event.MERGERS),
        catalysts=("A launch.",),
        risks=("A recall.",),
        drivers=(Driver("beats", 0.6, "NVDA"), Driver("recall", -0.1)),
    ),
)


def test_an_item_comes_back_as_it_was(db):
    feed = add_feed(db)
    apply(db, feed, PlannedItem(FULL))
    stored = by_key(db, feed, "k")
    assert (stored.item, stored.analysis) == (FULL.item, FULL.analysis)
    assert (stored.feed_id, stored.seen_at) == (feed.id, NOON)
    assert db.read_now(lambda unit: unit.items.get(stored.id)) == stored


def test_an_item_names_its_source_as_people_know_it(db):
    feed = add_feed(db, "https://user:secret@example.com/feed")
    apply(db, feed, planned("a"))
    assert by_key(db, feed, "a").source == "example.com"
    apply(db, replace(feed, title="The Wire"))
    assert by_key(db, feed, "a").source == "The Wire"


def test_the_items_of_one_feed_come_newest_first_and_no_other_feeds(db):
    feed, other = add_feed(db), add_feed(db, "https://example.com/other")
    apply(db, feed, planned("old"), now=later(days=-8))
    apply(db, feed, planned("a"), planned("b"))
    apply(db, other, planned("c"))
    found = db.read_now(lambda unit: unit.items.of_feed(feed.id, since=later(days=-7), limit=9))
    assert [stored.item.key for stored in found] == ["b", "a"]


def test_a_missing_item_is_said_to_be_missing(db):
    feed = add_feed(db)
    assert by_key(db, feed, "nowhere") is None
    with pytest.raises(NotFound, match="no item 5"):
        db.read_now(lambda unit: unit.items.get(5))


ANY_TEXT = st.text(st.characters(codec=None), max_size=50)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(title=ANY_TEXT, text=ANY_TEXT, word=ANY_TEXT)
@example(title="half a \ud83d pair", text="\udfff and a \0", word="\ud800")
def test_any_text_can_be_stored(db, title, text, word):
    feed = add_feed(db)
    analysis = Analysis(Sentiment(0), 0.5, summary=text, drivers=(Driver(word, 0.1),))
    key = f"{len(known_keys(db, feed))}"
    apply(db, feed, PlannedItem(ScoredItem(NewsItem(key=key, title=title, text=text), analysis)))
    stored = by_key(db, feed, key)
    assert (stored.item.title, stored.item.text) == (storable(title), storable(text))
    assert storable(stored.analysis.summary) == storable(text)


def known_keys(db, feed):
    keys = [str(number) for number in range(100)]
    return db.read_now(lambda unit: unit.items.known(feed.id, keys))


class TestMoving:
    @pytest.fixture
    def stories(self, db):
        """Three stories about a company: one that many tell, one told once and strongly, a weak one."""
        feed = add_feed(db)
        for hour, (key, score) in enumerate({"strong": -0.9, "spread": 0.5, "weak": 0.1}.items()):
            apply(db, feed, planned(key, tickers={"NVDA": score}), now=later(hours=hour))
        story_id = by_key(db, feed, "spread").story_id
        for hour in range(3, 7):
            copy = planned(f"spread {hour}", story_id=story_id, tickers={"NVDA": 0.4})
            apply(db, feed, copy, now=later(hours=hour))
        apply(db, feed, planned("beside", story_id=story_id, tickers={"AMD": 0.9}), now=later(hours=7))
        return db

    @pytest.mark.parametrize(
        ("limit", "until", "expected"),
        [
            pytest.param(1, 9, ["spread", *(f"spread {hour}" for hour in range(3, 7))], id="many_tell_it"),
            pytest.param(2, 4, ["strong", "spread", "spread 3"], id="what_the_window_holds"),
            pytest.param(9, 3, ["strong", "spread", "weak"], id="all"),
            pytest.param(9, 0, [], id="nothing"),
        ],
    )
    def test_the_stories_that_moved_a_ticker_most_come_with_what_they_say_of_it(
        self, stories, limit, until, expected
    ):
        window = {"since": NOON, "until": later(hours=until)}
        found = stories.read_now(lambda unit: unit.workspace("T").items.moving("NVDA", **window, limit=limit))
        assert [stored.item.key for stored in found] == expected

    def test_the_newest_is_the_last_of_the_window(self, stories):
        def last_told_at(symbol, until):
            span = {"since": NOON, "until": later(hours=until)}
            return stories.read_now(lambda unit: unit.workspace("T").items.last_told_at(symbol, **span))

        assert last_told_at("NVDA", 2) == later(hours=1)
        assert last_told_at("NVDA", 9) == later(hours=6)
        assert last_told_at("TSLA", 9) is None


def test_a_time_without_a_zone_is_refused(db):
    feed = add_feed(db)
    with pytest.raises(StatementError, match="must be aware"):
        apply(db, feed, planned("a", published_at=NOON.replace(tzinfo=None)))
    assert by_key(db, feed, "a") is None


def test_known_keys_come_with_the_hash_of_the_words(db):
    feed, other = add_feed(db), add_feed(db, "https://other.example/")
    apply(db, feed, planned("a"), planned("b"))
    apply(db, other, planned("c"))
    assert known(db, feed, "a", "b", "c", "d") == {"a": "hash of a", "b": "hash of b"}


def test_a_document_of_thousands_is_known_at_once(db):
    feed = add_feed(db)
    apply(db, feed, planned("a", aliases=("link:1",)))
    names = [f"{number}" for number in range(12_000)]
    assert known(db, feed, "a", *names, "link:1") == {"a": "hash of a", "link:1": "hash of a"}


def test_an_item_is_known_by_its_aliases_too(db):
    feed = add_feed(db)
    apply(db, feed, planned("a", aliases=("date:1", "link:1")))
    assert known(db, feed, "link:1", "link:2") == {"link:1": "hash of a"}


def test_an_edited_item_is_known_by_old_and_new_aliases(db):
    feed = add_feed(db)
    apply(db, feed, planned("a", aliases=("link:1",)))
    apply(db, feed, edited=[scored("a", content_hash="new", aliases=("link:2",))])
    assert known(db, feed, "a", "link:1", "link:2") == dict.fromkeys(["a", "link:1", "link:2"], "new")


def known(db, feed, *names):
    return db.read_now(lambda unit: unit.items.known(feed.id, names))


def test_recent_items_come_in_order_from_where_the_last_call_ended(db):
    feed = add_feed(db)
    for hour in range(5):
        apply(db, feed, planned(f"{hour}"), now=later(hours=hour))

    def recent(after_id, limit=2):
        return db.read_now(
            lambda unit: unit.items.recent(after_id=after_id, since=later(hours=1), limit=limit)
        )

    first = recent(0)
    second = recent(first[-1].id)
    assert [stored.item.key for stored in first + second] == ["1", "2", "3", "4"]
    assert recent(second[-1].id) == ()


def test_old_items_are_swept_in_bounded_batches_and_the_daily_rollups_stay(db):
    feed = add_feed(db)
    for day in range(3):
        apply(db, feed, planned(f"old {day}", tickers={"NVDA": 0.5}), now=later(days=day))
    apply(db, feed, planned("new", tickers={"NVDA": 0.5}), now=later(days=3))

    def sweep():
        return db.run_now(lambda unit: unit.items.sweep(before=later(days=3), limit=2))

    assert [sweep(), sweep(), sweep()] == [2, 1, 0]
    assert list(known(db, feed, "old 0", "old 1", "old 2", "new")) == ["new"]
    days = db.read_now(
        lambda unit: unit.workspace("any").tones.by_day("NVDA", since=later(days=-1), until=later(days=9))
    )
    assert [day.tone.items for day in days] == [1, 1, 1, 1]


def test_a_story_goes_with_its_last_item(db):
    feed = add_feed(db)
    apply(db, feed, planned("old"), now=later(days=-9))
    story_id = by_key(db, feed, "old").story_id
    apply(db, feed, planned("copy", story_id=story_id), now=NOON)
    db.run_now(lambda unit: unit.items.sweep(before=later(days=-1)))
    assert by_key(db, feed, "copy").story_id == story_id
    db.run_now(lambda unit: unit.items.sweep(before=later(days=1)))
    apply(db, feed, planned("next"))
    assert by_key(db, feed, "next").story_id != story_id
