"""A plan holds all that a poll changes: items, verdicts and messages, in the order they are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.policy.newness import Arrived, Backlog, CountsAsNew
from feeds.policy.plan import EditedItem, NewItem, make_plan
from feeds.policy.schedule import MOST_AN_HOUR
from feeds.types.decisions import MessageKind, Reason, ScoredItem
from feeds.types.subscriptions import Place, Routes, Rules, WatchTickers
from tests.policy.samples import HOUR, NOW, analysis, feed, item, planned, stored, subscription

NEWS = Arrived(previous_ok_at=NOW - HOUR)
HERE = Place("T1", "C1")
WANTS_ALL = (subscription(),)
POST, EDIT, REPLY = MessageKind.POST, MessageKind.EDIT, MessageKind.REPLY


def plan_of(*items, wishes=WANTS_ALL, parents=None, arrival=NEWS, edited=()):
    return make_plan(
        feed=feed(),
        lease="lease",
        items=tuple(NewItem(new, arrival) for new in items),
        edited=edited,
        routes=Routes(tuple(wishes)),
        parents=parents or {},
        now=NOW,
    )


def told(plan):
    return [(message.item_key, message.kind) for message in plan.messages]


def test_every_item_of_its_own_story_is_posted_in_order():
    assert told(plan_of(planned("a"), planned("b"))) == [("a", POST), ("b", POST)]


def test_copy_in_the_same_poll_joins_the_story_that_the_first_one_starts():
    plan = plan_of(planned("a"), planned("b", story_of_key="a"), planned("c", story_of_key="a"))
    assert told(plan) == [("a", POST), ("b", EDIT), ("b", REPLY), ("c", EDIT), ("c", REPLY)]


@pytest.mark.parametrize(
    ("arrival", "told_at_once"),
    [
        pytest.param(NEWS, MOST_AN_HOUR, id="news"),
        pytest.param(CountsAsNew(), MOST_AN_HOUR + 5, id="all_that_was_asked_for"),
    ],
)
def test_no_poll_tells_a_channel_more_than_an_hour_takes(arrival, told_at_once):
    plan = plan_of(*(planned(f"{n}") for n in range(MOST_AN_HOUR + 5)), arrival=arrival)
    assert told(plan) == [(f"{n}", POST) for n in range(told_at_once)]
    assert [verdict.reason for verdict in plan.verdicts[told_at_once:]] == [Reason.CAP] * (
        MOST_AN_HOUR + 5 - told_at_once
    )


def test_item_joins_a_story_whose_message_stands():
    plan = plan_of(planned("a", story_id=7), parents={7: frozenset({HERE})})
    assert told(plan) == [("a", EDIT), ("a", REPLY)]


def test_item_of_a_known_story_that_was_never_told_here_is_posted():
    plan = plan_of(planned("a", story_id=7), planned("b", story_id=7), parents={7: frozenset()})
    assert told(plan) == [("a", POST), ("b", EDIT), ("b", REPLY)]


def test_story_whose_first_item_was_refused_is_posted_with_the_one_that_is_let_through():
    strict = subscription(rules=Rules(min_score=0.5))
    plan = plan_of(planned("a", score=0.1), planned("b", score=0.9, story_of_key="a"), wishes=[strict])
    assert told(plan) == [("b", POST)]
    assert [verdict.reason for verdict in plan.verdicts] == [Reason.FILTERED, Reason.POSTED]


def test_first_sync_stores_everything_and_tells_nothing():
    plan = plan_of(planned("a"), planned("b"), arrival=Backlog("first sync"))
    assert [new.scored.item.key for new in plan.items] == ["a", "b"]
    assert plan.messages == ()
    assert {verdict.reason for verdict in plan.verdicts} == {Reason.BEFORE_SUBSCRIPTION}


def test_what_a_subscription_does_not_watch_leaves_no_verdict_behind():
    assert plan_of(planned("a"), wishes=[subscription(WatchTickers(("NVDA",)))]).verdicts == ()


def edited(key="a", *, title="Nvidia beats estimates", score=0.4, story_id=7):
    before = stored(1, story_id=story_id)
    return EditedItem(ScoredItem(item(key, title=title, url=before.item.url), analysis(score=score)), before)


@pytest.mark.parametrize(
    ("change", "messages"),
    [
        pytest.param({}, [], id="in its text alone"),
        pytest.param({"title": "Nvidia misses estimates"}, [("a", EDIT)], id="in its headline"),
        pytest.param({"score": -0.4}, [("a", EDIT)], id="in what it means"),
        pytest.param({"title": "Other", "story_id": 8}, [], id="and was never told"),
    ],
)
def test_item_that_its_publisher_changed_is_never_told_again_but_corrected_when_it_changed(change, messages):
    known = edited(**change)
    plan = plan_of(edited=(known,), parents={7: frozenset({HERE})})
    assert plan.edited == (known.scored,)
    assert told(plan) == messages


keys = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(keys, st.lists(st.sampled_from([None, 1, 2]), min_size=8, max_size=8))
def test_a_story_is_posted_at_most_once_in_a_channel(names, stories):
    items = [planned(key, story_id=story) for key, story in zip(names, stories, strict=False)]
    plan = plan_of(*items, parents={1: frozenset({HERE})})
    story_of = {new.scored.item.key: new.story_id or new.scored.item.key for new in plan.items}
    posts = [story_of[message.item_key] for message in plan.messages if message.kind is POST]
    assert len(posts) == len(set(posts))
    assert 1 not in posts


@given(keys)
def test_the_same_facts_give_the_same_plan(names):
    items = [planned(key) for key in names]
    assert plan_of(*items) == plan_of(*items)
