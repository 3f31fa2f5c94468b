from dataclasses import replace
from datetime import timedelta

import pytest

from feeds.errors import NotFound, UsageError
from feeds.types.news import Feed, PollResult
from tests.store.making import NOON, OURS, add_feed, apply, later, planned


def claim_due(db, *, now=NOON, limit=10):
    return db.run_now(lambda unit: unit.feeds.claim_due(now=now, limit=limit, lease_s=60))


def save(db, feed, *, lease=None):
    return db.run_now(lambda unit: unit.feeds.save(feed, lease=lease))


def get(db, id):
    return db.read_now(lambda unit: unit.feeds.get(id))


def test_a_new_feed_is_due_at_once(db):
    feed = add_feed(db)
    assert [due.feed for due in claim_due(db)] == [feed]


def test_the_same_url_is_one_feed(db):
    assert add_feed(db, "https://a.example/") == add_feed(db, "https://a.example/")
    assert len(db.read_now(lambda unit: unit.feeds.all())) == 1


def test_feeds_are_listed_in_the_order_they_came(db):
    urls = ["https://b.example/", "https://a.example/", "https://c.example/"]
    for url in urls:
        add_feed(db, url)
    assert [feed.url for feed in db.read_now(lambda unit: unit.feeds.all())] == urls


def test_a_feed_is_found_by_its_url(db):
    feed = add_feed(db, "https://a.example/")
    assert db.read_now(lambda unit: unit.feeds.by_url("https://a.example/")) == feed
    assert db.read_now(lambda unit: unit.feeds.by_url("https://b.example/")) is None


def test_a_feed_of_the_catalogue_stays_there_when_it_is_added_again_without(db):
    add_feed(db, in_catalogue=True)
    assert add_feed(db, in_catalogue=False).in_catalogue


def test_an_endless_url_is_refused(db):
    with pytest.raises(UsageError, match="more than 2000 characters"):
        add_feed(db, "https://a.example/" + "x" * 2000)


def test_a_host_pauses_until_the_latest_moment_it_asked_for(db):
    for number, hours in enumerate((1, 2, 3)):
        feed = add_feed(db, f"https://a.example/{number}")
        save(
            db, replace(feed, wait_until=later(hours=hours), paused_by="a.example:443" if hours < 3 else None)
        )
    assert db.read_now(lambda unit: unit.feeds.pauses(now=NOON)) == {"a.example:443": later(hours=2)}
    assert db.read_now(lambda unit: unit.feeds.pauses(now=later(hours=2))) == {}


FULL = Feed(
    id=0,
    url="",
    final_url="https://www.example.com/feed",
    title="Märkte & Menschen",
    site_url="https://www.example.com/",
    etag='W/"1"',
    last_modified="Tue, 10 Mar 2026 11:00:00 GMT",
    body_hash="abc",
    interval_s=1800,
    failures=3,
    failing_since=later(hours=-5),
    last_result=PollResult.TIMEOUT,
    last_error="It took too long.",
    last_polled_at=NOON,
    last_ok_at=later(hours=-6),
    last_item_at=later(hours=-7),
    next_poll_at=later(minutes=30),
    paused_by="www.example.com:443",
    wait_until=later(minutes=20),
    moved_to="https://new.example.com/",
    moved_count=2,
    is_asleep=True,
    in_catalogue=True,
    ttl_s=600,
    skip_hours=frozenset({0, 1, 23}),
    skip_days=frozenset({6, 7}),
)


def test_a_poll_is_saved_in_full(db):
    feed = add_feed(db)
    polled = replace(FULL, id=feed.id, url=feed.url)
    assert save(db, polled)
    assert get(db, feed.id) == polled


def test_a_poll_changes_neither_url_nor_catalogue(db):
    feed = add_feed(db)
    save(db, replace(feed, url="https://elsewhere.example/", in_catalogue=False))
    assert get(db, feed.id) == feed


def test_a_feed_that_is_not_there_cannot_be_saved(db):
    assert not save(db, replace(FULL, id=99))


NOT_DUE = {
    "its time has not come": {"next_poll_at": later(seconds=1)},
    "it has no time": {"next_poll_at": None},
}


def test_a_feed_nobody_sees_is_not_due(db):
    feed = add_feed(db, in_catalogue=False)
    assert claim_due(db) == ()
    db.run_now(lambda unit: unit.workspace(OURS).feeds.watch(feed.id))
    assert [due.feed for due in claim_due(db)] == [feed]


@pytest.mark.parametrize("fields", NOT_DUE.values(), ids=NOT_DUE)
def test_a_feed_is_not_due_when(db, fields):
    save(db, replace(add_feed(db), **fields))
    assert claim_due(db) == ()


def test_due_feeds_come_longest_overdue_first_up_to_the_limit(db):
    waits = {"https://a.example/": 1, "https://b.example/": 3, "https://c.example/": 2}
    for url, minutes in waits.items():
        save(db, replace(add_feed(db, url), next_poll_at=later(minutes=-minutes)))
    assert [due.feed.url for due in claim_due(db, limit=2)] == ["https://b.example/", "https://c.example/"]


def test_a_claimed_feed_is_nobody_elses(db):
    feed = add_feed(db)
    assert claim_due(db)
    assert claim_due(db) == ()
    assert db.run_now(lambda unit: unit.feeds.claim(feed.id, now=NOON, lease_s=60)) is None


def test_a_named_feed_is_claimed_before_its_time(db):
    feed = replace(add_feed(db), next_poll_at=later(hours=1))
    save(db, feed)
    due = db.run_now(lambda unit: unit.feeds.claim(feed.id, now=NOON, lease_s=60))
    assert due.feed == feed


def test_a_feed_that_is_not_there_cannot_be_claimed(db):
    assert db.run_now(lambda unit: unit.feeds.claim(7, now=NOON, lease_s=60)) is None


def test_a_lease_that_ran_out_is_somebody_elses_and_writes_nothing(db):
    feed = add_feed(db)
    [lost] = claim_due(db)
    [held] = claim_due(db, now=later(seconds=61))
    assert not save(db, replace(feed, title="late"), lease=lost.lease)
    assert save(db, replace(feed, title="in time"), lease=held.lease)
    assert get(db, feed.id).title == "in time"


def test_a_lease_is_good_for_one_save(db):
    feed = add_feed(db)
    [due] = claim_due(db)
    assert save(db, feed, lease=due.lease)
    assert not save(db, feed, lease=due.lease)


def test_many_polls_are_saved_at_once(db):
    first, second = add_feed(db, "https://a.example/"), add_feed(db, "https://b.example/")
    [due, other] = claim_due(db)
    polled = [(replace(first, title="one"), due.lease), (replace(second, title="two"), "lost")]
    assert due.lease == other.lease
    assert db.run_now(lambda unit: unit.feeds.save_all(polled)) == 1
    assert [feed.title for feed in db.read_now(lambda unit: unit.feeds.all())] == ["one", ""]


def test_a_woken_feed_is_due(db):
    feed = add_feed(db)
    save(db, replace(feed, next_poll_at=None, is_asleep=True))
    db.run_now(lambda unit: unit.feeds.wake(feed.id, NOON))
    assert [due.feed.id for due in claim_due(db)] == [feed.id]


ON_A_MISSING_FEED = {
    "get": lambda unit: unit.feeds.get(7),
    "remove": lambda unit: unit.feeds.remove(7),
    "wake": lambda unit: unit.feeds.wake(7, NOON),
}


@pytest.mark.parametrize("work", ON_A_MISSING_FEED.values(), ids=ON_A_MISSING_FEED)
def test_a_missing_feed_is_said_to_be_missing(db, work):
    with pytest.raises(NotFound, match="no feed 7"):
        db.run_now(work)


def test_a_removed_feed_takes_its_items_along(db):
    feed = add_feed(db)
    apply(db, feed, planned("a", tickers={"NVDA": 0.5}))
    db.run_now(lambda unit: unit.feeds.remove(feed.id))
    assert db.read_now(lambda unit: unit.items.recent(after_id=0, since=NOON, limit=9)) == ()


def test_an_id_is_never_given_twice(db):
    first = add_feed(db)
    db.run_now(lambda unit: unit.feeds.remove(first.id))
    assert add_feed(db).id != first.id


def test_feeds_nobody_sees_can_be_cleared_away(db):
    shared, watched, left = (
        add_feed(db, f"https://{name}.example/", in_catalogue=name == "a") for name in "abc"
    )
    db.run_now(lambda unit: unit.workspace(OURS).feeds.watch(watched.id))
    assert db.run_now(lambda unit: unit.feeds.remove_unwatched(before=later(hours=1))) == 1
    assert [feed.id for feed in db.read_now(lambda unit: unit.feeds.all())] == [shared.id, watched.id]
    assert left.id not in (shared.id, watched.id)


@pytest.mark.parametrize(
    "changes", [{}, {"last_polled_at": NOON, "next_poll_at": None}], ids=["added", "polled"]
)
def test_a_feed_added_or_polled_lately_is_not_cleared_away(db, changes):
    feed = add_feed(db, in_catalogue=False)
    save(db, replace(feed, **changes))
    assert db.run_now(lambda unit: unit.feeds.remove_unwatched(before=NOON - timedelta(days=1))) == 0
