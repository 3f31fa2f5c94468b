"""A dry run counts what routing would have posted."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.policy.candidate import of_stored
from feeds.policy.dry_run import loosen, rehearse, stepped, tighten
from feeds.policy.newness import CountsAsNew
from feeds.policy.routing import judge
from feeds.policy.schedule import MOST_AN_HOUR
from feeds.types.decisions import Reason
from feeds.types.scores import Polarity
from feeds.types.subscriptions import Digest, DigestKind, MuteKind, Routes, Rules, WatchTickers
from tests.policy.samples import HOUR, NOW, mute, stored, subscription, ticker

NVDA = ticker("NVDA")


def test_counts_stories_and_not_copies():
    items = [stored(1, story_id=1), stored(2, story_id=1), stored(3, story_id=3)]
    seen = rehearse(subscription(), items, routes=Routes(), now=NOW)
    assert (seen.would_post, seen.of_items) == (2, 3)
    assert dict(seen.reasons) == {Reason.POSTED: 2, Reason.SAME_STORY: 1}


def test_shows_the_three_newest_first():
    items = [stored(id, published_at=NOW - id * HOUR) for id in range(1, 6)]
    seen = rehearse(subscription(), items, routes=Routes(), now=NOW)
    assert [item.id for item in seen.examples] == [1, 2, 3]


def test_minds_what_is_muted_in_the_channel():
    routes = Routes(mutes=(mute(MuteKind.TICKER, "NVDA"),))
    assert rehearse(subscription(), [stored(1, NVDA)], routes=routes, now=NOW).would_post == 0


def test_looks_past_a_pause():
    paused = subscription(is_paused=True)
    assert rehearse(paused, [stored(1)], routes=Routes(), now=NOW).would_post == 1


@given(scores=st.lists(st.floats(-1, 1), max_size=12), min_score=st.floats(0, 1))
def test_agrees_with_what_routing_says_of_each_item_alone(scores, min_score):
    wish = subscription(WatchTickers(("NVDA",)), Rules(min_score=min_score))
    items = [stored(id, ticker("NVDA", score=score)) for id, score in enumerate(scores, start=1)]
    alone = [
        judge(of_stored(item), wish, routes=Routes(), arrival=CountsAsNew(), now=NOW).reason for item in items
    ]
    assert rehearse(wish, items, routes=Routes(), now=NOW).would_post == alone.count(Reason.POSTED)


@pytest.mark.parametrize(
    ("min_score", "tighter", "looser"),
    [(0.0, 0.15, None), (0.15, 0.35, 0.0), (0.2, 0.35, 0.15), (0.6, 0.6, 0.35), (1.0, 1.0, 0.6)],
)
def test_tighten_and_loosen_step_along_the_cuts_of_the_labels(min_score, tighter, looser):
    rules = Rules(min_score=min_score)
    steps = [step and step.min_score for step in (tighten(rules), loosen(rules))]
    assert steps == [tighter, looser]


def test_above_the_strongest_label_relevance_is_tightened_until_nothing_is_tighter():
    strongest = Rules(min_score=0.6)
    closer, closest = replace(strongest, min_relevance=0.5), replace(strongest, min_relevance=0.8)
    assert [tighten(rules) for rules in (strongest, closer, closest)] == [closer, closest, None]


def test_loosening_takes_all_rules_away_but_time_and_direction_until_nothing_is_looser():
    rules = Rules(
        min_score=0.15,
        min_relevance=0.5,
        direction=Polarity.POSITIVE,
        include="a",
        exclude="b",
        max_per_day=5,
    )
    steps = 0
    while (looser := loosen(rules)) is not None:
        rules, steps = looser, steps + 1
    assert rules == Rules(direction=Polarity.POSITIVE)
    assert steps == 5


WISHES = [
    pytest.param(Rules(direction=Polarity.NEGATIVE), id="a direction"),
    pytest.param(Rules(min_score=0.5, min_relevance=0.3), id="numbers between the steps"),
    pytest.param(Rules(min_score=0.15, include="a", exclude="b", max_per_day=3), id="words"),
    pytest.param(Rules(min_score=0.6, min_relevance=0.8), id="the strictest"),
]


@pytest.mark.parametrize("wish", WISHES)
def test_a_step_back_undoes_a_step(wish):
    assert stepped(wish, 0) == wish
    assert all(rules is None or rules.direction is wish.direction for rules in each_step(wish))
    found = [rules for rules in each_step(wish) if rules is not None]
    assert found == list(dict.fromkeys(found))  # each step is another wish


def each_step(wish):
    return [stepped(wish, steps) for steps in range(-9, 10)]


def test_tells_apart_what_is_posted_at_once_and_what_waits_for_a_digest():
    items = [stored(id, published_at=NOW - (5 - id) * HOUR) for id in range(1, 5)]
    seen = rehearse(subscription(rules=Rules(max_per_day=1)), items, routes=Routes(), now=NOW)
    assert (seen.would_post, seen.would_fold, seen.digests) == (1, 3, 1)
    hourly = Rules(digest=Digest(DigestKind.HOURLY))
    seen = rehearse(subscription(rules=hourly), items, routes=Routes(), now=NOW)
    assert (seen.would_post, seen.would_fold, seen.digests) == (0, 4, 4)
    assert [item.id for item in seen.examples] == [4, 3, 2]


def test_caps_each_day_by_itself():
    items = [stored(id, published_at=NOW - id * 12 * HOUR) for id in range(8)]
    seen = rehearse(subscription(rules=Rules(max_per_day=1)), items, routes=Routes(), now=NOW)
    assert seen.would_post == 4
    assert dict(seen.reasons)[Reason.CAP] == 4


def test_no_hour_would_get_more_than_it_takes():
    before = NOW - 2 * HOUR
    burst = [stored(id, published_at=before - timedelta(seconds=id)) for id in range(1, MOST_AN_HOUR + 6)]
    seen = rehearse(subscription(), [*burst, stored(999)], routes=Routes(), now=NOW)
    assert (seen.would_post, seen.would_fold) == (MOST_AN_HOUR + 1, 5)
