"""What waits for a digest is told once, in one message a place, when its time has come."""

from datetime import time, timedelta

from feeds.digesting import queue_digests
from feeds.types.decisions import MessageKind, Reason
from feeds.types.subscriptions import Digest, DigestKind, QuietHours, Rules, WatchWords
from tests.bot.stage import HERE, THERE, bring, subscribe
from tests.policy.samples import HOUR, NOW

HOURLY = Rules(digest=Digest(DigestKind.HOURLY))
THEN = NOW + HOUR


def claim(db, *, now):
    return db.run_now(lambda unit: unit.outbox.claim_due(now=now, limit=9, lease_s=1))


def told(db, *, now=THEN):
    """What the digests say that are due: for each the keys of its items."""
    return [
        (message.place, [held.item.item.key for held in message.held])
        for message in claim(db, now=now)
        if message.kind is MessageKind.DIGEST
    ]


async def test_what_waited_is_one_message_a_place(db):
    subscribe(db, HERE, rules=HOURLY)
    subscribe(db, THERE, rules=HOURLY)
    bring(db, "a", "b")
    assert await queue_digests(db, now=THEN) == 2
    assert told(db) == [(HERE, ["a", "b"]), (THERE, ["a", "b"])]


async def test_nothing_is_told_before_its_time_or_twice(db):
    subscribe(db, rules=HOURLY)
    bring(db, "a")
    assert await queue_digests(db, now=THEN - timedelta(seconds=1)) == 0
    assert await queue_digests(db, now=THEN) == 1
    assert await queue_digests(db, now=THEN + HOUR) == 0


async def test_two_alerts_of_a_place_share_its_digest(db):
    subscribe(db, rules=HOURLY)
    subscribe(db, rules=Rules(quiet=QuietHours(time(12), time(15))), watch=WatchWords(("Nvidia",)))
    bring(db, "a")
    await queue_digests(db, now=THEN)
    (message,) = claim(db, now=THEN)
    assert [(held.item.item.key, held.reason) for held in message.held] == [("a", Reason.WAITING)]
    assert message.facts.until == THEN


async def test_what_was_posted_meanwhile_is_not_told_again(db):
    subscribe(db, rules=Rules(digest=Digest(DigestKind.HOURLY), break_through=0.6))
    bring(db, "a")
    bring(db, "b", story_of="a", score=0.9)
    assert await queue_digests(db, now=THEN) == 0
    assert [message.kind for message in claim(db, now=THEN)] == [MessageKind.POST]


async def test_a_story_that_a_digest_told_is_not_told_again(db):
    subscribe(db, rules=HOURLY)
    bring(db, "a")
    await queue_digests(db, now=THEN)
    bring(db, "b", story_of="a", now=THEN)
    assert await queue_digests(db, now=THEN + HOUR) == 0


async def test_a_paused_alert_keeps_what_it_holds(db):
    id = subscribe(db, rules=HOURLY)
    bring(db, "a")
    db.run_now(lambda unit: unit.workspace("T1").subscriptions.pause(id))
    assert await queue_digests(db, now=THEN) == 0
    db.run_now(lambda unit: unit.workspace("T1").subscriptions.resume(id))
    assert await queue_digests(db, now=THEN + HOUR) == 1


async def test_an_alert_that_ended_takes_what_it_held_with_it(db):
    id = subscribe(db, rules=HOURLY)
    bring(db, "a")
    db.run_now(lambda unit: unit.workspace("T1").subscriptions.remove(id))
    assert await queue_digests(db, now=THEN) == 0


async def test_an_undelivered_digest_is_listed_as_a_post(db):
    subscribe(db, rules=HOURLY)
    bring(db, "a")
    await queue_digests(db, now=THEN)
    (entry,) = db.run_now(lambda unit: unit.outbox.entries())
    assert (entry.kind, entry.url) == (MessageKind.POST, None)


async def test_digests_that_could_not_go_out_become_one(db):
    subscribe(db, rules=HOURLY)
    bring(db, "a")
    await queue_digests(db, now=THEN)
    bring(db, "b", now=THEN)
    await queue_digests(db, now=THEN + HOUR)
    assert told(db, now=THEN + HOUR) == [(HERE, ["a", "b"])]


async def test_a_digest_that_is_being_sent_is_left_as_it_is(db):
    subscribe(db, rules=HOURLY)
    bring(db, "a")
    await queue_digests(db, now=THEN)
    assert told(db) == [(HERE, ["a"])]
    bring(db, "b", now=THEN)
    await queue_digests(db, now=THEN + HOUR)
    assert len(db.run_now(lambda unit: unit.outbox.entries())) == 2
