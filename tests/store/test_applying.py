from collections import Counter
from dataclasses import replace
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.types.decisions import MessageKind, Reason
from feeds.types.subscriptions import WatchAll, WatchWords
from tests.store.making import (
    NOON,
    OURS,
    add_feed,
    apply,
    by_key,
    edit,
    everything_in,
    later,
    plan,
    planned,
    post,
    reply,
    scored,
    subscribe,
    verdict,
)

QUICKLY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)


def test_a_plan_says_what_it_brought(db):
    feed, wish = add_feed(db), subscribe(db, WatchAll())
    applied = apply(db, feed, planned("a"), planned("b"), verdicts=[verdict("a", wish)], messages=[post("a")])
    assert applied.new_item_ids == (by_key(db, feed, "a").id, by_key(db, feed, "b").id)
    assert (applied.messages, applied.is_lost) == (1, False)


def test_what_was_applied_before_is_not_new(db):
    feed = add_feed(db)
    apply(db, feed, planned("a"), messages=[post("a")])
    applied = apply(db, feed, planned("a"), planned("b"), messages=[post("a")])
    assert applied.new_item_ids == (by_key(db, feed, "b").id,)
    assert applied.messages == 0


def test_a_lost_lease_writes_nothing(db):
    feed = add_feed(db)
    db.run_now(lambda unit: unit.feeds.claim(feed.id, now=NOON, lease_s=60))
    before = everything_in(db)
    assert apply(db, replace(feed, title="late"), planned("a"), lease="another's").is_lost
    assert everything_in(db) == before


def test_the_feed_is_saved_with_its_items(db):
    feed = add_feed(db)
    due = db.run_now(lambda unit: unit.feeds.claim(feed.id, now=NOON, lease_s=60))
    apply(db, replace(feed, title="The Wire"), planned("a"), lease=due.lease)
    assert db.read_now(lambda unit: unit.feeds.get(feed.id)).title == "The Wire"


def test_an_error_half_way_leaves_nothing_behind(db):
    feed = add_feed(db)
    before = everything_in(db)

    def work(unit):
        unit.apply(plan(feed, planned("a"), messages=[post("a")]), now=NOON)
        raise ZeroDivisionError

    try:
        db.run_now(work)
    except ZeroDivisionError:
        assert everything_in(db) == before


class TestStories:
    def test_an_item_starts_a_story_of_its_own(self, db):
        feed = add_feed(db)
        apply(db, feed, planned("a"), planned("b"))
        assert by_key(db, feed, "a").story_id != by_key(db, feed, "b").story_id

    def test_an_item_joins_a_story_that_stands(self, db):
        feed, other = add_feed(db), add_feed(db, "https://other.example/")
        apply(db, feed, planned("a"))
        story_id = by_key(db, feed, "a").story_id
        apply(db, other, planned("copy", story_id=story_id))
        assert by_key(db, other, "copy").story_id == story_id

    def test_new_items_of_one_plan_share_a_story_however_long_the_chain(self, db):
        feed = add_feed(db)
        apply(db, feed, planned("c", with_key="b"), planned("b", with_key="a"), planned("a"))
        assert len({by_key(db, feed, key).story_id for key in "abc"}) == 1

    def test_a_chain_that_ends_at_a_standing_story_joins_it(self, db):
        feed = add_feed(db)
        apply(db, feed, planned("a"))
        story_id = by_key(db, feed, "a").story_id
        apply(db, feed, planned("c", with_key="b"), planned("b", story_id=story_id))
        assert by_key(db, feed, "c").story_id == story_id

    def test_an_item_joins_the_story_of_an_item_that_was_applied_before(self, db):
        feed = add_feed(db)
        apply(db, feed, planned("a"))
        apply(db, feed, planned("b", with_key="a"), planned("a"))
        assert by_key(db, feed, "b").story_id == by_key(db, feed, "a").story_id

    def test_a_story_swept_meanwhile_is_begun_anew_for_all_that_join_it(self, db):
        feed = add_feed(db)
        apply(db, feed, planned("a"), now=later(days=-9))
        story_id = by_key(db, feed, "a").story_id
        db.run_now(lambda unit: unit.items.sweep(before=NOON))
        apply(db, feed, planned("b", story_id=story_id), planned("c", with_key="b"))
        assert by_key(db, feed, "b").story_id == by_key(db, feed, "c").story_id != story_id

    def test_a_circle_is_cut(self, db):
        feed = add_feed(db)
        apply(db, feed, planned("a", with_key="b"), planned("b", with_key="a"), planned("c", with_key="gone"))
        assert by_key(db, feed, "a") is not None
        assert by_key(db, feed, "c") is not None


class TestEdits:
    def test_an_edit_changes_the_words_and_nothing_else(self, db):
        feed = add_feed(db)
        apply(db, feed, planned("a", tickers={"NVDA": 0.5}), messages=[post("a")])
        before = by_key(db, feed, "a")
        changed = scored("a", title="Corrected", tickers={"AMD": -0.5}, content_hash="new")
        assert apply(db, feed, edited=[changed], now=later(hours=1)).new_item_ids == ()
        assert by_key(db, feed, "a") == replace(before, item=changed.item, analysis=changed.analysis)

    def test_an_edit_moves_the_item_to_its_new_tickers(self, db):
        feed = add_feed(db)
        apply(db, feed, planned("a", tickers={"NVDA": 0.5, "INTC": 0.1}))
        apply(db, feed, edited=[scored("a", tickers={"AMD": -0.5, "INTC": 0.2})])
        active = db.read_now(lambda unit: unit.workspace(OURS).items.tickers_active(NOON))
        assert active == {"AMD": 1, "INTC": 1}

    def test_an_edit_of_an_item_never_seen_is_passed_over(self, db):
        feed = add_feed(db)
        before = everything_in(db)
        apply(db, feed, edited=[scored("a")])
        assert everything_in(db) == before


class TestVerdicts:
    def verdicts_on(self, db, feed, key):
        item_id = by_key(db, feed, key).id
        return db.read_now(lambda unit: unit.workspace(OURS).verdicts.of_item(item_id))

    def test_verdicts_are_kept_with_their_reason(self, db):
        feed, wish, other = add_feed(db), subscribe(db, WatchAll()), subscribe(db, WatchWords(("x",)))
        given_verdicts = (
            verdict("a", wish),
            verdict("a", other, Reason.FILTERED, "score +0.10 is below 0.35"),
        )
        apply(db, feed, planned("a"), verdicts=given_verdicts)
        assert self.verdicts_on(db, feed, "a") == given_verdicts

    def test_a_subscription_removed_meanwhile_gets_neither_verdict_nor_message(self, db):
        feed, wish = add_feed(db), subscribe(db, WatchAll())
        db.run_now(lambda unit: unit.workspace(OURS).subscriptions.remove(wish.id))
        applied = apply(db, feed, planned("a"), verdicts=[verdict("a", wish)], messages=[post("a")])
        assert len(applied.new_item_ids) == 1
        assert applied.messages == 0
        assert self.verdicts_on(db, feed, "a") == ()

    def test_a_place_whose_other_subscription_stands_gets_its_message(self, db):
        feed, gone, stays = add_feed(db), subscribe(db, WatchAll()), subscribe(db, WatchWords(("x",)))
        db.run_now(lambda unit: unit.workspace(OURS).subscriptions.remove(gone.id))
        verdicts = [verdict("a", gone), verdict("a", stays)]
        assert apply(db, feed, planned("a"), verdicts=verdicts, messages=[post("a")]).messages == 1


KEYS = st.sampled_from("abcdef")
TICKERS = st.dictionaries(
    st.sampled_from(["NVDA", "AMD", "F"]), st.sampled_from([-0.5, 0.0, 0.14, 0.15, 1.0])
)


@st.composite
def plans(draw):
    """The parts of a plan: items with stories among themselves, edits, and messages of every kind."""
    keys = draw(st.lists(KEYS, unique=True, min_size=1))
    items = [planned(key, with_key=draw(st.none() | KEYS), tickers=draw(TICKERS)) for key in keys]
    edited = [scored(key, tickers=draw(TICKERS)) for key in draw(st.lists(KEYS, unique=True, max_size=2))]
    told = draw(
        st.lists(st.tuples(st.sampled_from([post, edit, reply]), KEYS, st.sampled_from(["C1", "C2"])))
    )
    return items, edited, [kind(key, channel=channel) for kind, key, channel in told]


feed_numbers = count()


@QUICKLY
@given(parts=plans())
def test_applying_a_plan_twice_equals_applying_it_once(db, parts):
    items, edited, messages = parts
    feed = add_feed(db, f"https://example.com/{next(feed_numbers)}")
    apply(db, feed, *items, edited=edited, messages=messages)
    once = everything_in(db)
    applied = apply(db, feed, *items, edited=edited, messages=messages)
    assert everything_in(db) == once
    assert (applied.new_item_ids, applied.messages) == ((), 0)


@QUICKLY
@given(parts=plans())
def test_a_place_never_has_two_posts_of_a_story(db, parts):
    items, _edited, messages = parts
    feed = add_feed(db, f"https://example.com/{next(feed_numbers)}")
    for item in items:
        apply(db, feed, item, messages=messages)
    posts = Counter(
        (story_id, message.channel)
        for story_id in {by_key(db, feed, item.scored.item.key).story_id for item in items}
        for message in db.read_now(lambda unit, id=story_id: unit.workspace(OURS).messages.of_story(id))
        if message.kind is MessageKind.POST
    )
    assert max(posts.values(), default=1) == 1
