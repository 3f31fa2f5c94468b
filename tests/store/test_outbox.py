from datetime import timedelta

import pytest

from feeds.errors import NotFound
from feeds.types.decisions import Dead, Delivered, MessageKind, RetryAt
from feeds.types.outbox import DeliveryState, OutboxState
from feeds.types.subscriptions import Place
from tests.store.making import (
    NOON,
    OURS,
    THEIRS,
    add_feed,
    apply,
    by_key,
    edit,
    later,
    planned,
    post,
    reply,
)


class Queue:
    """A feed with items and their messages, and the steps of delivery."""

    def __init__(self, db):
        self.db = db
        self.feed = add_feed(db)

    def put(self, *messages, items=(), now=NOON):
        apply(self.db, self.feed, *items, messages=messages, now=now)

    def claim(self, *, now=NOON, limit=10, lease_s=60, **more):
        return self.db.run_now(
            lambda unit: unit.outbox.claim_due(now=now, limit=limit, lease_s=lease_s, **more)
        )

    def begin(self, message, *, now=NOON):
        return self.db.run_now(lambda unit: unit.outbox.begin(message, now=now))

    def settle(self, message, settlement, *, now=NOON):
        return self.db.run_now(lambda unit: unit.outbox.settle(message, settlement, now=now))

    def deliver(self, ts="1.0", *, now=NOON):
        [message] = self.claim(now=now)
        assert self.begin(message, now=now)
        assert self.settle(message, Delivered(ts), now=now)
        return message

    def fail(self, settlement, *, now=NOON):
        [message] = self.claim(now=now)
        assert self.begin(message, now=now)
        assert self.settle(message, settlement, now=now)
        return message

    def entries(self):
        return self.db.read_now(lambda unit: unit.outbox.entries())


@pytest.fixture
def queue(db):
    return Queue(db)


def told(messages):
    return [(message.kind, message.item.item.key) for message in messages]


class TestClaiming:
    def test_a_message_is_claimed_with_its_item(self, queue):
        queue.put(post("a"), items=[planned("a")])
        [message] = queue.claim()
        assert (message.place, message.kind, message.attempts) == (Place(OURS, "C1"), MessageKind.POST, 0)
        assert message.item == by_key(queue.db, queue.feed, "a")
        assert message.items == (message.item,)
        assert (message.was_uncertain, message.was_interrupted) == (False, False)

    def test_a_claimed_message_is_nobody_elses_until_the_lease_runs_out(self, queue):
        queue.put(post("a"), items=[planned("a")])
        queue.claim()
        assert queue.claim(now=later(seconds=59)) == ()
        assert len(queue.claim(now=later(seconds=60))) == 1

    def test_a_place_gets_its_messages_one_at_a_time_and_in_order(self, queue):
        keys = ["a", "b", "c"]
        queue.put(*map(post, keys), items=map(planned, keys))
        assert [queue.deliver(f"{n}.0").item.item.key for n in range(3)] == keys
        assert queue.claim() == ()

    def test_places_do_not_wait_for_each_other(self, queue):
        messages = [post("a", channel=channel) for channel in ("C1", "C2")]
        queue.put(*messages, post("a", workspace=THEIRS), items=[planned("a")])
        assert {message.place for message in queue.claim()} == {
            Place(OURS, "C1"),
            Place(OURS, "C2"),
            Place(THEIRS, "C1"),
        }

    def test_no_more_are_claimed_than_asked_for_oldest_first(self, queue):
        channels = ["C3", "C1", "C2"]
        queue.put(*(post("a", channel=channel) for channel in channels), items=[planned("a")])
        assert [message.channel for message in queue.claim(limit=2)] == ["C3", "C1"]

    def test_busy_places_are_left_alone(self, queue):
        queue.put(post("a"), post("a", channel="C2"), items=[planned("a")])
        claimed = queue.claim(busy=frozenset({Place(OURS, "C1"), Place(THEIRS, "C2")}))
        assert [message.channel for message in claimed] == ["C2"]

    def test_nothing_overtakes_a_message_that_is_to_be_tried_again(self, queue):
        queue.put(post("a"), post("b"), items=[planned("a"), planned("b")])
        queue.fail(RetryAt(later(minutes=1), "Slack asked to wait"))
        assert queue.claim(now=later(seconds=59)) == ()
        assert told(queue.claim(now=later(minutes=1))) == [(MessageKind.POST, "a")]

    def test_a_lost_message_has_no_say(self, queue):
        queue.put(post("a"), items=[planned("a")])
        [lost] = queue.claim()
        [held] = queue.claim(now=later(minutes=2))
        assert not queue.begin(lost)
        assert not queue.settle(lost, Dead("late"))
        assert queue.begin(held)
        assert queue.settle(held, Delivered("1.0"))
        assert not queue.settle(held, Dead("twice"))
        assert queue.entries() == ()


class TestThreads:
    def two_of_a_story(self, queue):
        queue.put(post("a"), items=[planned("a")])
        story_id = by_key(queue.db, queue.feed, "a").story_id
        queue.put(edit("b"), reply("b"), items=[planned("b", story_id=story_id)])
        return story_id

    def test_edit_and_reply_wait_for_the_post_and_know_where_it_is(self, queue):
        self.two_of_a_story(queue)
        first = queue.deliver("7.0")
        second, third = queue.deliver("7.0"), queue.deliver("7.1")
        assert [first.parent_ts, second.parent_ts, third.parent_ts] == [None, "7.0", "7.0"]
        assert told([first, second, third]) == [
            (MessageKind.POST, "a"),
            (MessageKind.EDIT, "b"),
            (MessageKind.REPLY, "b"),
        ]

    def test_they_wait_while_the_post_is_in_flight_or_to_be_tried_again(self, queue):
        self.two_of_a_story(queue)
        queue.fail(RetryAt(later(minutes=5), "server_error"))
        assert queue.claim(now=later(minutes=4)) == ()

    def test_they_come_without_a_place_in_slack_when_the_post_was_given_up(self, queue):
        self.two_of_a_story(queue)
        queue.fail(Dead("channel_not_found"))
        [message] = queue.claim()
        assert (message.kind, message.parent_ts) == (MessageKind.EDIT, None)

    def test_a_message_shows_all_of_its_story_oldest_first(self, queue):
        self.two_of_a_story(queue)
        [message] = queue.claim()
        assert [stored.item.key for stored in message.items] == ["a", "b"]

    def test_a_message_never_shows_what_the_workspace_does_not_see(self, queue):
        story_id = self.two_of_a_story(queue)
        private = add_feed(queue.db, "https://private.example/", in_catalogue=False)
        queue.db.run_now(lambda unit: unit.workspace(THEIRS).feeds.watch(private.id))
        secret = planned("secret", story_id=story_id)
        apply(queue.db, private, secret, messages=[post("secret", workspace=THEIRS)])
        shown = {
            message.workspace: [stored.item.key for stored in message.items] for message in queue.claim()
        }
        assert shown == {OURS: ["a", "b"], THEIRS: ["a", "b", "secret"]}

    def test_edits_that_nobody_has_begun_are_one(self, queue):
        story_id = self.two_of_a_story(queue)
        queue.put(edit("c"), reply("c"), items=[planned("c", story_id=story_id)])
        kinds = [queue.deliver(f"{n}.0").kind for n in range(4)]
        assert kinds == [MessageKind.POST, MessageKind.EDIT, MessageKind.REPLY, MessageKind.REPLY]
        assert queue.claim() == ()

    def test_an_edit_that_was_begun_takes_nothing_more_in(self, queue):
        story_id = self.two_of_a_story(queue)
        queue.deliver("7.0")
        [in_flight] = queue.claim()
        queue.put(edit("c"), items=[planned("c", story_id=story_id)])
        queue.begin(in_flight)
        queue.settle(in_flight, Delivered("7.0"))
        kinds = [queue.deliver(f"{n}.0").kind for n in range(2)]
        assert kinds == [MessageKind.REPLY, MessageKind.EDIT]

    def test_an_edit_to_be_tried_again_and_a_later_one_are_made_as_one(self, queue):
        story_id = self.two_of_a_story(queue)
        queue.deliver("7.0")
        queue.fail(RetryAt(later(minutes=1), "server_error"))
        queue.put(edit("c"), items=[planned("c", story_id=story_id)])
        [message] = queue.claim(now=later(minutes=1))
        assert message.kind is MessageKind.EDIT
        assert [stored.item.key for stored in message.items] == ["a", "b", "c"]
        assert [entry.kind for entry in queue.entries()] == [MessageKind.EDIT, MessageKind.REPLY]

    def test_an_edit_is_made_again_for_an_item_edited_again(self, queue):
        queue.put(post("a"), items=[planned("a")])
        queue.deliver("7.0")
        for _ in range(2):
            queue.put(edit("a"), items=[planned("a")])
            assert queue.deliver("7.0").kind is MessageKind.EDIT

    def test_parents_are_known_from_the_moment_they_are_queued(self, queue):
        story_id = self.two_of_a_story(queue)
        queue.put(post("a", channel="C2"), items=[planned("a")])
        parents = queue.db.read_now(lambda unit: unit.outbox.parents([story_id, 999]))
        assert parents == {story_id: frozenset({Place(OURS, "C1"), Place(OURS, "C2")})}


class TestSettling:
    def test_a_delivered_message_is_on_record(self, queue):
        queue.put(post("a"), items=[planned("a")])
        queue.deliver("7.0", now=later(seconds=3))
        message = queue.db.read_now(lambda unit: unit.workspace(OURS).messages.at("C1", "7.0"))
        assert (message.state, message.ts, message.posted_at) == (
            DeliveryState.POSTED,
            "7.0",
            later(seconds=3),
        )

    def test_a_retried_message_counts_its_attempts_and_says_why(self, queue):
        queue.put(post("a"), items=[planned("a")])
        queue.fail(RetryAt(later(minutes=1), "Slack answered 500"))
        [entry] = queue.entries()
        assert (entry.attempts, entry.why, entry.state) == (1, "Slack answered 500", OutboxState.PENDING)
        assert queue.claim(now=later(minutes=1))[0].attempts == 1

    def test_doubt_stays_until_the_message_is_delivered(self, queue):
        queue.put(post("a"), items=[planned("a")])
        queue.fail(RetryAt(NOON, "no answer", is_uncertain=True))
        queue.fail(RetryAt(NOON, "Slack answered 500"))
        assert [entry.state for entry in queue.entries()] == [OutboxState.UNCERTAIN]
        [message] = queue.claim()
        assert message.was_uncertain

    def test_a_process_that_dies_before_it_begins_leaves_no_doubt(self, queue):
        queue.put(post("a"), items=[planned("a")])
        queue.claim()
        [message] = queue.claim(now=later(minutes=2))
        assert (message.was_interrupted, message.was_uncertain) == (False, False)

    def test_a_process_that_dies_in_mid_request_leaves_doubt(self, queue):
        queue.put(post("a"), items=[planned("a")])
        [message] = queue.claim()
        queue.begin(message)
        assert [entry.state for entry in queue.entries()] == [OutboxState.UNCERTAIN]
        [again] = queue.claim(now=later(minutes=2))
        assert (again.was_interrupted, again.was_uncertain, again.attempts) == (True, False, 1)

    def test_one_that_dies_twice_is_known_to_have_been_in_doubt_before(self, queue):
        queue.put(post("a"), items=[planned("a")])
        for minutes in (0, 2):
            [message] = queue.claim(now=later(minutes=minutes))
            queue.begin(message)
        [last] = queue.claim(now=later(minutes=4))
        assert (last.was_interrupted, last.was_uncertain) == (True, True)

    def test_what_is_given_up_is_not_claimed(self, queue):
        queue.put(post("a"), items=[planned("a")])
        queue.fail(Dead("channel_not_found"))
        assert queue.claim(now=later(days=9)) == ()
        [entry] = queue.entries()
        assert (entry.state, entry.why) == (OutboxState.DEAD, "channel_not_found")


class TestHandling:
    def dead(self, queue):
        queue.put(post("a"), items=[planned("a", url="https://example.com/a")])
        return queue.fail(Dead("not_in_channel")).id

    def test_an_entry_says_what_outbox_list_shows(self, queue):
        id = self.dead(queue)
        [entry] = queue.entries()
        assert (entry.id, entry.channel, entry.kind) == (id, "C1", MessageKind.POST)
        assert (entry.url, entry.attempts) == ("https://example.com/a", 1)

    def test_a_dead_message_can_be_sent_after_all(self, queue):
        id = self.dead(queue)
        queue.db.run_now(lambda unit: unit.outbox.retry(id, NOON))
        assert queue.deliver().attempts == 0
        assert queue.entries() == ()

    def test_a_dropped_message_is_never_sent_and_never_queued_again(self, queue):
        id = self.dead(queue)
        queue.db.run_now(lambda unit: unit.outbox.drop(id))
        queue.put(post("a"), items=[planned("a")])
        assert queue.entries() == ()
        assert queue.claim() == ()

    @pytest.mark.parametrize("step", ["retry", "drop"])
    def test_a_delivered_message_is_no_longer_there_to(self, queue, step):
        queue.put(post("a"), items=[planned("a")])
        id = queue.deliver().id
        steps = {
            "retry": lambda unit: unit.outbox.retry(id, NOON),
            "drop": lambda unit: unit.outbox.drop(id),
        }
        with pytest.raises(NotFound, match=f"no undelivered message {id}"):
            queue.db.run_now(steps[step])

    def test_depth_and_age_count_what_waits(self, queue):
        assert self.depth_and_age(queue) == (0, 0.0)
        queue.put(post("a"), items=[planned("a")])
        queue.put(post("b"), items=[planned("b")], now=later(minutes=1))
        assert self.depth_and_age(queue) == (2, 90.0)
        queue.fail(Dead("channel_not_found"))
        assert self.depth_and_age(queue) == (1, 30.0)

    def depth_and_age(self, queue):
        return queue.db.read_now(lambda unit: unit.outbox.depth_and_age(NOON + timedelta(seconds=90)))
