from datetime import time

import pytest

from feeds.errors import NotFound, UsageError
from feeds.types.scores import Polarity
from feeds.types.subscriptions import (
    Digest,
    DigestKind,
    QuietHours,
    Rules,
    WatchAll,
    WatchFeed,
    WatchPortfolio,
    WatchTickers,
    WatchWords,
)
from tests.store.making import OURS, THEIRS, add_feed, later, subscribe

ALL_RULES = Rules(
    min_score=0.35,
    direction=Polarity.NEGATIVE,
    min_relevance=0.5,
    include='a AND ("b c" OR d)',
    exclude="x",
    digest=Digest(DigestKind.WEEKDAYS, time(8, 30)),
    quiet=QuietHours(time(22), time(7)),
    break_through=0.6,
    max_per_day=20,
    timezone="Europe/Berlin",
)

WATCHES = {
    "tickers": WatchTickers(("NVDA", "AMD")),
    "500 tickers": WatchTickers(tuple(f"T{number:05d}" for number in range(500))),
    "words": WatchWords(("rate cut", "größer")),
    "a portfolio": WatchPortfolio("U1"),
    "everything": WatchAll(),
}


def run(db, work, workspace=OURS):
    return db.run_now(lambda unit: work(unit.workspace(workspace).subscriptions))


@pytest.mark.parametrize("watch", WATCHES.values(), ids=WATCHES)
def test_a_wish_comes_back_as_it_was_made(db, watch):
    made = subscribe(db, watch, rules=ALL_RULES)
    assert (made.watch, made.rules, made.workspace, made.channel) == (watch, ALL_RULES, OURS, "C1")
    assert run(db, lambda it: it.get(made.id)) == made


def test_a_wish_for_a_feed_comes_back_as_it_was_made(db):
    feed = add_feed(db)
    made = subscribe(db, WatchFeed(feed.id, feed.url))
    assert made.watch == WatchFeed(feed.id, feed.url)
    assert made.rules == Rules()


SAME = {
    "the very same": (WatchAll(), WatchAll()),
    "tickers in another order and case": (WatchTickers(("A", "B")), WatchTickers(("b", "a", "B"))),
    "words in another case": (WatchWords(("Rate cut", "x")), WatchWords(("X", "rate CUT"))),
}


@pytest.mark.parametrize(("first", "second"), SAME.values(), ids=SAME)
def test_the_same_wish_in_the_same_channel_is_refused(db, first, second):
    standing = subscribe(db, first)
    with pytest.raises(UsageError, match="followed here already"):
        subscribe(db, second)
    assert run(db, lambda it: it.all()) == (standing,)


def test_the_same_wish_elsewhere_is_another(db):
    made = [
        subscribe(db, WatchAll()),
        subscribe(db, WatchAll(), channel="C2"),
        subscribe(db, WatchAll(), workspace=THEIRS),
        subscribe(db, WatchTickers(("A",))),
        subscribe(db, WatchTickers(("A", "B"))),
    ]
    assert len({wish.id for wish in made}) == 5


def test_a_channel_lists_its_own(db):
    first, second = subscribe(db, WatchAll()), subscribe(db, WatchAll(), channel="C2")
    assert run(db, lambda it: it.all()) == (first, second)
    assert run(db, lambda it: it.all(channel="C2")) == (second,)


def test_a_pause_is_on_until_its_end(db):
    wish = subscribe(db, WatchAll())
    paused = run(db, lambda it: it.pause(wish.id, later(hours=1)))
    assert paused.is_paused_at(later(minutes=59))
    assert not paused.is_paused_at(later(hours=1))


def test_a_pause_without_an_end_lasts_until_it_is_resumed(db):
    wish = subscribe(db, WatchAll())
    assert run(db, lambda it: it.pause(wish.id)).is_paused_at(later(days=999))
    assert run(db, lambda it: it.resume(wish.id)) == wish


def test_rules_can_be_changed(db):
    wish = subscribe(db, WatchAll())
    assert run(db, lambda it: it.update(wish.id, rules=ALL_RULES)).rules == ALL_RULES
    assert run(db, lambda it: it.get(wish.id)).rules == ALL_RULES


STEPS = {
    "get": lambda it, id: it.get(id),
    "remove": lambda it, id: it.remove(id),
    "pause": lambda it, id: it.pause(id),
    "resume": lambda it, id: it.resume(id),
    "update": lambda it, id: it.update(id, rules=ALL_RULES),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_another_workspaces_wish_is_not_there(db, step):
    wish = subscribe(db, WatchAll())
    with pytest.raises(NotFound, match=f"no alert {wish.id}"):
        run(db, lambda it: step(it, wish.id), workspace=THEIRS)
    assert run(db, lambda it: it.all()) == (wish,)


def test_an_ended_wish_is_gone_and_may_be_made_again(db):
    wish = subscribe(db, WatchAll())
    run(db, lambda it: it.remove(wish.id))
    assert run(db, lambda it: it.all()) == ()
    assert subscribe(db, WatchAll()).id != wish.id
