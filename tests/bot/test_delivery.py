"""Delivery posts each message once, paced by place, through every kind of trouble."""

import asyncio
from datetime import time

import pytest

from bot.delivery import LEASE_S, Delivery
from feeds.digesting import queue_digests
from feeds.errors import DatabaseDown
from feeds.policy.newness import MAX_AGE
from feeds.policy.refusals import CHANNEL_LOST
from feeds.types.decisions import RateLimited, Reason, Refused, Uncertain, Unreachable
from feeds.types.outbox import OutboxState
from feeds.types.subscriptions import QuietHours, Rules, WatchFeed
from handlers.blocks.message import SlackMessage, compose
from handlers.blocks.outgoing import render_outgoing
from handlers.blocks.parts import Point, bar_chart
from tests.bot.fake_slack import FakeSlack
from tests.bot.stage import FEED_URL, HERE, THERE, Clock, bring, show, subscribe, until
from tests.policy.samples import NOW


@pytest.fixture
def slack():
    return FakeSlack()


@pytest.fixture
def clock():
    return Clock()


def delivery_of(db, slack, clock, **options):
    return Delivery(db, slack, **{"render": show, "clock": clock, "jitter": lambda: 0.0, **options})


@pytest.fixture
def delivery(db, slack, clock):
    return delivery_of(db, slack, clock)


async def deliver(delivery):
    """Deliver what is due now, and wait for it."""
    await delivery.deliver_due()
    await delivery.rest()


def outbox(db):
    return [
        (entry.kind.value, entry.state, entry.attempts)
        for entry in db.run_now(lambda unit: unit.outbox.entries())
    ]


async def test_what_is_due_is_posted_once(db, slack, clock, delivery):
    subscribe(db)
    bring(db, "a")
    await deliver(delivery)
    clock.turn(3600)
    await deliver(delivery)
    assert slack.texts() == ["a x1"]
    assert outbox(db) == []


async def test_a_place_gets_a_message_a_second(db, slack, clock, delivery):
    subscribe(db)
    bring(db, "a", "b", "c")
    await deliver(delivery)
    await deliver(delivery)
    assert slack.texts() == ["a x1"]
    for _ in range(2):
        clock.turn(1.0)
        await deliver(delivery)
    assert slack.texts() == ["a x1", "b x1", "c x1"]


async def test_places_do_not_wait_for_each_other(db, slack, delivery):
    subscribe(db, HERE)
    subscribe(db, THERE)
    bring(db, "a")
    await deliver(delivery)
    assert (slack.texts("C1"), slack.texts("C2")) == (["a x1"], ["a x1"])


async def test_channel_that_hangs_holds_up_no_other(db, slack, clock, delivery):
    subscribe(db, HERE)
    subscribe(db, THERE)
    bring(db, "a", "b")
    open_again = slack.hold("C1")
    await delivery.deliver_due()
    await until(lambda: slack.texts("C2") == ["a x1"])
    await until(lambda: delivery.under_way == {HERE})
    clock.turn(1.0)
    await delivery.deliver_due()
    await until(lambda: delivery.under_way == {HERE})
    assert (slack.texts("C1"), slack.texts("C2")) == ([], ["a x1", "b x1"])
    open_again.set()
    await delivery.rest()
    assert slack.texts("C1") == ["a x1"]


async def test_rate_limit_holds_its_channel_for_as_long_as_slack_says(db, slack, clock, delivery):
    subscribe(db, HERE)
    subscribe(db, THERE)
    bring(db, "a", "b")
    slack.answer(RateLimited(30), channel="C1")
    for _ in range(3):
        await deliver(delivery)
        clock.turn(9.0)
    assert (slack.texts("C1"), slack.texts("C2")) == ([], ["a x1", "b x1"])
    clock.turn(3.0)
    await deliver(delivery)
    assert len(slack.texts("C1")) == 1


@pytest.mark.parametrize(
    "outcome", [Unreachable("HTTP status 500"), Refused("internal_error"), Refused("invalid_auth")]
)
async def test_message_that_was_not_posted_is_tried_again(db, slack, clock, delivery, outcome):
    subscribe(db)
    bring(db, "a")
    slack.answer(outcome)
    await deliver(delivery)
    assert outbox(db) == [("post", OutboxState.PENDING, 1)]
    clock.turn(2.0)
    await deliver(delivery)
    assert slack.texts() == ["a x1"]


async def test_message_in_doubt_is_tried_once_more(db, slack, clock):
    words: list[str] = []
    delivery = delivery_of(db, slack, clock, on_settled=words.append)
    subscribe(db)
    bring(db, "a")
    slack.answer(Uncertain("no answer"))
    await deliver(delivery)
    assert outbox(db) == [("post", OutboxState.UNCERTAIN, 1)]
    clock.turn(10.0)
    await deliver(delivery)
    assert slack.texts() == ["a x1"]
    assert words == ["uncertain", "posted"]


async def test_message_twice_in_doubt_is_listed_and_left_alone(db, slack, clock, delivery):
    subscribe(db)
    bring(db, "a")
    slack.answer(Uncertain("no answer"), Uncertain("no answer"))
    for _ in range(5):
        await deliver(delivery)
        clock.turn(3600.0)
    assert slack.calls == ["post C1", "post C1"]
    assert outbox(db) == [("post", OutboxState.DEAD, 2)]


async def test_refused_blocks_are_sent_as_text(db, slack, delivery):
    subscribe(db)
    bring(db, "a")
    slack.answer(Refused("invalid_blocks"))
    await deliver(delivery)
    (seen,) = slack.shown.values()
    assert seen.message.blocks == ()


async def test_refused_charts_are_sent_as_pictures(db, slack, delivery, monkeypatch):
    subscribe(db)
    bring(db, "a")
    chart = compose("Tone", [bar_chart("Tone", name="Tone", points=[Point("NVDA", 0.5)])])
    slack.painted = SlackMessage("Tone, painted")
    monkeypatch.setattr(delivery, "_render", lambda _message: chart)
    slack.answer(Refused("invalid_blocks"))
    await deliver(delivery)
    assert slack.texts() == ["Tone, painted"]


LOST = pytest.mark.parametrize("code", ["is_archived", "channel_not_found", "not_in_channel"])


@LOST
async def test_alerts_of_a_channel_that_takes_nothing_more_are_paused(db, slack, clock, delivery, code):
    id = subscribe(db)
    bring(db, "a", "b")
    slack.answer(Refused(code))
    await deliver(delivery)
    assert db.run_now(lambda unit: unit.workspace("T1").subscriptions.get(id)).is_paused
    clock.turn(9)
    await deliver(delivery)
    assert slack.calls == ["post C1", "post U1"]  # the second is the notice; "b" is not even tried
    assert [(entry.channel, entry.state) for entry in db.run_now(lambda unit: unit.outbox.entries())] == [
        ("C1", OutboxState.DEAD),
        ("C1", OutboxState.DEAD),
    ]


async def test_who_subscribed_it_is_told_how_much_is_lost_with_it(db, slack, clock):
    delivery = delivery_of(db, slack, clock, render=lambda it: show(it) if it.item else render_outgoing(it))
    subscribe(db)
    bring(db, "a", "b", "c")
    slack.answer(Refused("is_archived"))
    for _ in range(2):
        await deliver(delivery)
        clock.turn(9)
    (text,) = slack.texts("U1")
    assert "3 messages for it could not be posted." in text


def resume(db, id, *, now):
    """Resume a subscription as `/alerts resume` does; gives how many items it will tell in a digest."""

    def work(unit):
        wish = unit.workspace("T1").subscriptions.resume(id)
        return unit.held.revive(wish, whys=CHANNEL_LOST, since=now - MAX_AGE, now=now)

    return db.run_now(work)


async def deliver_all(db, slack, clock, delivery):
    """Fold what is due into digests, and deliver until nothing is left."""
    await queue_digests(db, now=clock.now)
    for _ in range(4):
        await deliver(delivery)
        clock.turn(2)


async def test_what_a_lost_channel_missed_comes_in_one_digest_once_it_is_resumed(db, slack, clock, delivery):
    id = subscribe(db)
    bring(db, "a", "b", "c")
    slack.answer(Refused("is_archived"))
    await deliver_all(db, slack, clock, delivery)
    assert resume(db, id, now=clock.now) == 3
    await deliver_all(db, slack, clock, delivery)
    assert slack.texts() == ["digest"]
    assert resume(db, id, now=clock.now) == 0
    await deliver_all(db, slack, clock, delivery)
    assert slack.texts() == ["digest"]
    assert outbox(db) == []


async def test_a_digest_that_is_lost_with_its_channel_comes_once_it_is_resumed(db, slack, clock, delivery):
    id = subscribe(db)
    bring(db, "a", "b")
    for _ in range(2):  # its posts are lost, and then the digest that stands for them
        slack.answer(Refused("is_archived"))
        await deliver_all(db, slack, clock, delivery)
        assert resume(db, id, now=clock.now) == 2
    await deliver_all(db, slack, clock, delivery)
    assert slack.texts() == ["digest"]


async def test_two_alerts_of_a_lost_channel_tell_what_it_missed_once(db, slack, clock, delivery):
    feed = db.run_now(lambda unit: unit.feeds.add(FEED_URL, now=clock.now, in_catalogue=True))
    ids = [subscribe(db), subscribe(db, watch=WatchFeed(feed.id, FEED_URL))]
    bring(db, "a", "b")
    slack.answer(Refused("is_archived"))
    await deliver_all(db, slack, clock, delivery)
    assert [resume(db, id, now=clock.now) for id in ids] == [2, 0]
    await deliver_all(db, slack, clock, delivery)
    assert slack.texts() == ["digest"]
    verdicts = db.run_now(lambda unit: unit.workspace("T1").verdicts.of_item(1))
    assert [verdict.reason for verdict in verdicts] == [Reason.WAITING, Reason.SAME_STORY]


@pytest.mark.parametrize(
    "trouble", [Uncertain("no answer"), Refused("message_not_found")], ids=["doubt", "another reason"]
)
async def test_what_may_have_been_posted_or_failed_by_itself_is_not_told_again(
    db, slack, clock, delivery, trouble
):
    id = subscribe(db)
    bring(db, "a")
    slack.answer(trouble, Refused("is_archived"))
    await deliver(delivery)
    clock.turn(60)
    await deliver(delivery)
    assert resume(db, id, now=clock.now) == 0


async def test_what_was_missed_more_than_a_week_ago_is_not_told(db, slack, clock, delivery):
    id = subscribe(db)
    bring(db, "a")
    slack.answer(Refused("is_archived"))
    await deliver(delivery)
    clock.turn(8 * 86_400)
    assert resume(db, id, now=clock.now) == 0


async def test_who_subscribed_it_is_told_once_what_to_do(db, slack, clock):
    delivery = delivery_of(db, slack, clock, render=lambda it: show(it) if it.item else render_outgoing(it))
    id = subscribe(db)
    for key in "ab":
        bring(db, key)
        slack.answer(Refused("is_archived"))
        for _ in range(2):
            await deliver(delivery)
            clock.turn(9)
    (text,) = slack.texts("U1")
    assert "<#C1>" in text
    assert "the channel is archived" in text
    assert f"/alerts resume {id}" in text


async def test_a_channel_lost_again_is_told_again(db, slack, clock, delivery):
    id = subscribe(db)
    for key in "ab":
        bring(db, key)
        slack.answer(Refused("is_archived"))
        for _ in range(2):
            await deliver(delivery)
            clock.turn(9)
        db.run_now(lambda unit: unit.workspace("T1").subscriptions.resume(id))
    assert slack.calls == ["post C1", "post U1"] * 2


async def test_a_message_that_is_late_waits_for_the_end_of_quiet_hours(db, slack, clock, delivery):
    subscribe(db, rules=Rules(quiet=QuietHours(time(15), time(16)), break_through=0.9))
    bring(db, "a", now=NOW)
    bring(db, "b", now=NOW, score=0.9)
    slack.answer(RateLimited(3600))
    await deliver(delivery)
    for _ in range(3):
        clock.turn(1800)
        await deliver(delivery)
    assert slack.texts() == ["b x1"]
    clock.turn(1800)
    await deliver(delivery)
    assert slack.texts() == ["b x1", "a x1"]


async def test_later_copies_edit_the_alert_and_join_its_thread(db, slack, clock, delivery):
    subscribe(db)
    bring(db, "a")
    await deliver(delivery)
    bring(db, "b", story_of="a")
    for _ in range(3):
        clock.turn(1.0)
        await deliver(delivery)
    parent, reply = slack.shown.values()
    assert (parent.message.text, parent.edits) == ("a x2", 1)
    assert (reply.message.text, reply.thread_ts) == ("also b", parent.ts)


async def test_copies_that_come_before_the_alert_is_posted_wait_for_it(db, slack, clock, delivery):
    subscribe(db)
    bring(db, "a")
    bring(db, "b", story_of="a")
    slack.answer(Unreachable("HTTP status 503"))
    for _ in range(6):
        await deliver(delivery)
        clock.turn(1.0)
    parent, reply = slack.shown.values()
    assert parent.thread_ts is None
    assert reply.thread_ts == parent.ts


async def test_edits_that_wait_for_the_same_alert_are_one(db, slack, clock, delivery):
    subscribe(db)
    bring(db, "a")
    await deliver(delivery)
    bring(db, "b", "c", "d", story_of="a")
    for _ in range(6):
        clock.turn(1.0)
        await deliver(delivery)
    assert slack.calls.count("update C1") == 1
    assert slack.texts() == ["a x4", "also b", "also c", "also d"]


async def test_copies_of_an_alert_that_was_given_up_are_given_up(db, slack, clock, delivery):
    subscribe(db)
    bring(db, "a")
    bring(db, "b", story_of="a")
    slack.answer(Refused("channel_not_found"))
    for _ in range(4):
        await deliver(delivery)
        clock.turn(1.0)
    assert slack.calls == ["post C1", "post U1"]  # the second tells who subscribed that the channel is lost
    assert {state for _, state, _ in outbox(db)} == {OutboxState.DEAD}


async def test_message_that_was_being_sent_when_the_process_died_is_sent_once_more(
    db, slack, clock, delivery
):
    subscribe(db)
    bring(db, "a")
    slack.hold("C1")
    await delivery.deliver_due()
    await until(lambda: slack.calls == ["post C1"])
    await delivery.close(grace_s=0.0)
    words: list[str] = []
    next_process = delivery_of(db, FakeSlack(), clock, on_settled=words.append)
    clock.turn(LEASE_S + 1)
    for _ in range(3):
        await deliver(next_process)
        clock.turn(30.0)
    assert words == ["uncertain", "posted"]


async def test_message_claimed_and_not_sent_when_the_process_died_is_sent_without_doubt(db, clock, slack):
    subscribe(db)
    bring(db, "a")
    now = clock()
    await db.run(lambda unit: unit.outbox.claim_due(now=now, limit=9, lease_s=LEASE_S, busy=frozenset()))
    words: list[str] = []
    next_process = delivery_of(db, slack, clock, on_settled=words.append)
    await deliver(next_process)
    assert words == []
    clock.turn(LEASE_S + 1)
    await deliver(next_process)
    assert words == ["posted"]


async def test_message_whose_lease_was_lost_is_left_to_the_other_worker(db, slack, clock, delivery):
    subscribe(db)
    bring(db, "a")
    other = delivery_of(db, slack, clock)
    drawn = asyncio.Event()

    def slow(message):
        clock.turn(LEASE_S + 1)
        drawn.set()
        return show(message)

    sleepy = delivery_of(db, slack, clock, render=slow)
    now = clock()
    (message,) = await db.run(
        lambda unit: unit.outbox.claim_due(now=now, limit=9, lease_s=LEASE_S, busy=frozenset())
    )
    clock.turn(LEASE_S + 1)
    await deliver(other)
    await sleepy._deliver(message)
    assert drawn.is_set()
    assert slack.texts() == ["a x1"]


async def test_message_that_can_not_be_drawn_does_not_stop_the_others(db, slack, clock, caplog):
    def draw(message):
        if message.item.item.key == "a":
            raise ValueError("no such glyph")
        return show(message)

    subscribe(db)
    bring(db, "a", "b")
    delivery = delivery_of(db, slack, clock, render=draw)
    for _ in range(3):
        await deliver(delivery)
        clock.turn(1.0)
    assert slack.texts() == ["b x1"]
    assert "render_failed" in caplog.text


async def test_settlement_is_written_when_the_database_comes_back(db, slack, clock, monkeypatch):
    monkeypatch.setattr("bot.delivery.NOTE_WAITS_S", (0.0, 0.0))
    subscribe(db)
    bring(db, "a")
    flaky = FlakyDatabase(db, fails_at={3})  # 1 claims, 2 begins, 3 settles
    await deliver(delivery_of(flaky, slack, clock))
    assert slack.texts() == ["a x1"]
    assert outbox(db) == []


class FlakyDatabase:
    """A database whose transactions fail at certain counts."""

    def __init__(self, db, *, fails_at):
        self.db, self.fails_at, self.count = db, fails_at, 0

    async def run(self, work):
        self.count += 1
        if self.count in self.fails_at:
            raise DatabaseDown
        return await self.db.run(work)


async def test_closing_waits_for_what_is_under_way_and_starts_nothing_more(db, slack, clock, delivery):
    subscribe(db)
    bring(db, "a", "b")
    open_again = slack.hold("C1")
    await delivery.deliver_due()
    await until(lambda: slack.calls == ["post C1"])
    closing = asyncio.create_task(delivery.close())
    await asyncio.sleep(0)
    open_again.set()
    await closing
    clock.turn(10.0)
    assert await delivery.deliver_due() == 0
    assert slack.texts() == ["a x1"]


async def test_drain_delivers_everything(db, slack, clock):
    subscribe(db)
    bring(db, "a", "b", "c")
    bring(db, "d", story_of="a")
    assert await delivery_of(db, slack, clock, pace_s=0.0).drain(limit_s=20)
    assert slack.texts() == ["a x2", "b x1", "c x1", "also d"]


async def test_drain_ends_when_its_time_is_up(db, slack, delivery):
    subscribe(db)
    bring(db, "a", "b")
    assert not await delivery.drain(limit_s=1.0)
    assert slack.texts() == ["a x1"]
