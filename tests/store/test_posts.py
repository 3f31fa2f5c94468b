"""What caps go by: alerts let through, and alerts that reached their channel, in an outage too."""

import pytest

from feeds.types.decisions import Delivered
from feeds.types.subscriptions import Place, Rules, WatchAll
from tests.store.making import NOON, OURS, THEIRS, add_feed, apply, later, planned, post, subscribe, verdict

HERE, THERE = Place(OURS, "C1"), Place(THEIRS, "C9")
MIDNIGHT = later(hours=12)
LATE = later(hours=11)  # an hour before
AFTER = later(hours=13)


class Channel:
    """A channel with a subscription to everything, and what is posted there."""

    def __init__(self, db):
        self.db = db
        self.feed = add_feed(db)
        self.wish = subscribe(db, WatchAll(), rules=Rules(max_per_day=20))

    def let_through(self, *keys, now):
        for key in keys:
            told = {"verdicts": [verdict(key, self.wish)], "messages": [post(key)]}
            apply(self.db, self.feed, planned(key), now=now, **told)

    def deliver(self, *, now):
        """Let all that waits reach the channel."""

        def send(unit):
            while claimed := unit.outbox.claim_due(now=now, limit=1, lease_s=60):
                unit.outbox.begin(claimed[0], now=now)
                unit.outbox.settle(claimed[0], Delivered("1.0"), now=now)

        self.db.run_now(send)

    def posted_since(self, start):
        return self.db.read_now(lambda unit: unit.posted_since({self.wish.id: start})).get(self.wish.id, 0)

    def posted_at(self, *places, since):
        return self.db.read_now(lambda unit: unit.posted_at(places, since=since))


@pytest.fixture
def channel(db):
    return Channel(db)


def test_a_day_counts_what_it_let_through(channel):
    channel.let_through("a", "b", now=LATE)
    channel.deliver(now=LATE)
    channel.let_through("c", now=AFTER)
    channel.deliver(now=AFTER)
    assert channel.posted_since(NOON) == 3
    assert channel.posted_since(MIDNIGHT) == 1


def test_what_an_outage_holds_up_over_midnight_counts_on_the_new_day_too(channel):
    channel.let_through("a", "b", now=LATE)
    assert channel.posted_since(MIDNIGHT) == 2
    channel.deliver(now=AFTER)
    assert channel.posted_since(MIDNIGHT) == 2
    assert channel.posted_since(later(days=1, hours=12)) == 0


def test_an_hour_counts_what_reached_the_channel_and_what_is_on_its_way(channel):
    channel.let_through("a", now=LATE)
    channel.deliver(now=LATE)
    channel.let_through("b", now=AFTER)
    assert channel.posted_at(HERE, THERE, since=LATE) == {HERE: 2}
    assert channel.posted_at(HERE, since=later(hours=12)) == {HERE: 1}


def test_nobody_asked_is_nothing_counted(channel):
    assert channel.posted_at(since=NOON) == {}
