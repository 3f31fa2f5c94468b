"""Several workers on one database: threads here, each with a Database of its own, as processes would have."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from feeds.digesting import queue_digest
from feeds.store import Database
from feeds.types.decisions import Delivered, Reason
from feeds.types.subscriptions import WatchAll
from feeds.types.timing import Hold
from feeds.types.tones import Tone
from tests.store.making import (
    NOON,
    OURS,
    add_feed,
    apply,
    by_key,
    later,
    plan,
    planned,
    post,
    subscribe,
    verdict,
)

WORKERS = 4


@pytest.fixture
def at_once(database_url, db):
    """Runs one piece of work in several workers, all starting together; returns what they returned."""
    databases = [Database.open(database_url) for _ in range(WORKERS)]
    start = Barrier(WORKERS)

    def run(work):
        def one(number):
            start.wait()
            return work(databases[number], number)

        with ThreadPoolExecutor(WORKERS) as pool:
            return list(pool.map(one, range(WORKERS)))

    yield run
    for database in databases:
        database.close()


def test_each_due_feed_is_claimed_once(db, at_once):
    urls = {add_feed(db, f"https://example.com/{number}").url for number in range(60)}

    def claim(worker, _number):
        claimed = []
        while due := worker.run_now(lambda unit: unit.feeds.claim_due(now=NOON, limit=5, lease_s=60)):
            claimed += due
        return claimed

    claimed = Counter(due.feed.url for found in at_once(claim) for due in found)
    assert claimed == dict.fromkeys(urls, 1)


def test_each_due_digest_is_queued_once(db, at_once):
    feed, keys = add_feed(db), [f"{number:02}" for number in range(4)]
    wishes = [subscribe(db, WatchAll(), channel=f"C{number}") for number in range(12)]
    held = [verdict(key, wish, Reason.WAITING, hold=Hold(NOON)) for key in keys for wish in wishes]
    apply(db, feed, *map(planned, keys), verdicts=held)

    def queue(worker, _number):
        count = 0
        while worker.read_now(lambda unit: unit.held.due_place(now=NOON)):
            count += worker.run_now(lambda unit: queue_digest(unit, now=NOON))
        return count

    assert sum(at_once(queue)) == len(wishes)
    told = db.run_now(lambda unit: unit.outbox.claim_due(now=NOON, limit=99, lease_s=60))
    assert Counter(message.channel for message in told) == {wish.channel: 1 for wish in wishes}
    assert {len(message.held) for message in told} == {len(keys)}


def test_each_due_message_is_delivered_once(db, at_once):
    feed, keys = add_feed(db), [f"{number:02}" for number in range(10)]
    channels = [f"C{number}" for number in range(6)]
    messages = [post(key, channel=channel) for key in keys for channel in channels]
    apply(db, feed, *map(planned, keys), messages=messages)

    def deliver(worker, number):
        done = []
        while worker.read_now(lambda unit: unit.outbox.depth_and_age(NOON))[0]:
            claimed = worker.run_now(lambda unit: unit.outbox.claim_due(now=NOON, limit=2, lease_s=60))
            for message in claimed:
                settle = Delivered(f"{number}.{len(done)}")
                assert worker.run_now(lambda unit, message=message: unit.outbox.begin(message, now=NOON))
                done.append((message.id, message.channel))
                assert worker.run_now(
                    lambda unit, message=message, settle=settle: unit.outbox.settle(message, settle, now=NOON)
                )
        return done

    done = [delivered for found in at_once(deliver) for delivered in found]
    assert len(set(done)) == len(done) == len(messages)


def test_the_same_poll_in_several_workers_is_written_once(db, at_once):
    feed = add_feed(db)
    items = [planned(f"{number}", tickers={"NVDA": 0.5}) for number in range(20)]

    def poll(worker, _number):
        return apply(worker, feed, *items, messages=[post("0"), post("1")])

    applied = at_once(poll)
    assert sorted(len(it.new_item_ids) for it in applied) == [0, 0, 0, 20]
    assert sum(it.messages for it in applied) == 2
    assert tone(db).items == 20


def test_one_story_told_by_several_workers_at_once_is_posted_once(db, at_once):
    """Each looks for the story under the lock, as the poller does, and joins what another has stored."""
    feeds = [add_feed(db, f"https://example.com/{number}") for number in range(WORKERS)]

    def poll(worker, number):
        def work(unit):
            unit.lock_stories()
            found = unit.items.recent(after_id=0, since=NOON, limit=9)
            story_id = found[0].story_id if found else None
            kinds = [] if found else [post(f"{number}")]
            parts = plan(
                feeds[number],
                planned(f"{number}", story_id=story_id, tickers={"NVDA": 0.5}),
                messages=kinds,
            )
            return unit.apply(parts, now=NOON)

        return worker.run_now(work)

    applied = at_once(poll)
    assert sum(it.messages for it in applied) == 1
    story_id = by_key(db, feeds[0], "0").story_id
    told = db.read_now(lambda unit: unit.workspace(OURS).items.story(story_id))
    assert len(told) == WORKERS
    assert tone(db) == Tone(items=4, stories=1, score_sum=50, square_sum=2500, positive=1)


def test_counts_of_one_ticker_from_several_workers_add_up(db, at_once):
    def poll(worker, number):
        feed = add_feed(worker, f"https://example.com/{number}", in_catalogue=number % 2 == 0)
        worker.run_now(lambda unit: unit.workspace(OURS).feeds.watch(feed.id))
        for key in range(10):
            apply(worker, feed, planned(f"{key}", tickers={"NVDA": 0.1, f"T{key}": -0.1}))
        add_feed(worker, f"https://example.com/{number}", in_catalogue=True)

    at_once(poll)
    assert tone(db) == Tone(items=40, stories=40, score_sum=400, square_sum=4000, neutral=40)


def test_the_same_wish_from_several_people_stands_once(db, at_once):
    from feeds.errors import UsageError
    from feeds.types.subscriptions import WatchAll

    def wish(worker, _number):
        try:
            return subscribe(worker, WatchAll()).id
        except UsageError as error:
            return str(error)

    answers = at_once(wish)
    assert sum(isinstance(answer, int) for answer in answers) == 1


def test_several_that_migrate_at_once_all_succeed(tmp_path, request):
    server = request.getfixturevalue("postgres")
    name = server.create()
    for url in (f"sqlite:///{tmp_path}/new.db", server.url(name)):
        databases = [Database.open(url) for _ in range(WORKERS)]
        with ThreadPoolExecutor(WORKERS) as pool:
            list(pool.map(Database.migrate, databases))
        for database in databases:
            database.check()
            database.close()
    server.drop(name)


def tone(db):
    window = {"since": NOON, "until": later(minutes=1)}
    return db.read_now(lambda unit: unit.workspace(OURS).tones.of("NVDA", **window))
