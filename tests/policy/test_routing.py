"""One item and everybody who may want it: one verdict each, and the messages that follow."""

from collections import Counter
from dataclasses import replace
from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.policy.newness import Arrived, Backlog, CountsAsNew
from feeds.policy.routing import route
from feeds.policy.schedule import MOST_AN_HOUR
from feeds.policy.timing import Standing
from feeds.types.decisions import MessageKind, Reason
from feeds.types.subscriptions import (
    Digest,
    DigestKind,
    Holding,
    MuteKind,
    Place,
    QuietHours,
    Routes,
    Rules,
    WatchAll,
    WatchFeed,
    WatchPortfolio,
    WatchTickers,
    WatchWords,
)
from feeds.types.timing import Hold, Silence
from tests.policy.samples import DAY, HOUR, NOW, analysis, candidate, item, mute, subscription, ticker

NEWS = Arrived(previous_ok_at=NOW - HOUR)
NVDA = ticker("NVDA", score=0.4)
HERE = Place("T1", "C1")


def routed(*subscriptions, seen=None, arrival=NEWS, parents=(), mutes=(), holdings=(), now=NOW, **before):
    return route(
        seen or candidate(NVDA),
        Routes(subscriptions, mutes, holdings),
        arrival=arrival,
        before=Standing(parents=frozenset(parents), **before),
        now=now,
    )


@pytest.mark.parametrize(
    ("workspace", "is_marked", "reason"),
    [
        pytest.param("T1", False, Reason.FILTERED, id="a name alone"),
        pytest.param("T1", True, Reason.POSTED, id="a cashtag"),
        pytest.param("T2", False, Reason.POSTED, id="a name, in another workspace"),
    ],
)
def test_where_only_cashtags_count_an_item_is_about_marked_companies_alone(workspace, is_marked, reason):
    wish = subscription(WatchTickers(("NVDA",)), workspace=workspace)
    routes = Routes((wish,), cashtag_only=frozenset({"T1"}))
    seen = candidate(replace(NVDA, is_marked=is_marked))
    found = route(seen, routes, arrival=NEWS, before=Standing(), now=NOW)
    assert [verdict.reason for verdict in found.verdicts] == [reason]


@pytest.mark.parametrize(
    ("wish", "around", "reason", "detail"),
    [
        pytest.param(subscription(), {}, Reason.POSTED, "score +0.40", id="wants everything"),
        pytest.param(
            subscription(WatchTickers(("NVDA",))),
            {},
            Reason.POSTED,
            "NVDA: relevance 1.00, score +0.40",
            id="wants the ticker",
        ),
        pytest.param(
            subscription(WatchPortfolio("U1")),
            {"holdings": (Holding("T1", "U1", "NVDA"), Holding("T2", "U1", "AMD"))},
            Reason.POSTED,
            "NVDA: relevance 1.00, score +0.40",
            id="holds the ticker",
        ),
        pytest.param(
            subscription(WatchPortfolio("U1")),
            {"holdings": (Holding("T2", "U1", "NVDA"), Holding("T1", "U2", "NVDA"))},
            Reason.FILTERED,
            "not about anything the portfolio holds",
            id="somebody else holds it",
        ),
        pytest.param(
            subscription(WatchTickers(("AMD",))), {}, Reason.FILTERED, "not about $AMD", id="not watched"
        ),
        pytest.param(
            subscription(rules=Rules(min_score=0.5)),
            {},
            Reason.FILTERED,
            "score +0.40 is under min:0.5",
            id="too weak",
        ),
        pytest.param(
            subscription(), {"parents": {HERE}}, Reason.SAME_STORY, "score +0.40", id="story is there already"
        ),
        pytest.param(
            subscription(),
            {"parents": {Place("T2", "C1"), Place("T1", "C2")}},
            Reason.POSTED,
            "score +0.40",
            id="story is elsewhere",
        ),
        pytest.param(
            subscription(),
            {"mutes": (mute(MuteKind.TICKER, "NVDA"),)},
            Reason.MUTED,
            "$NVDA is muted for good",
            id="muted",
        ),
        pytest.param(
            subscription(is_paused=True), {}, Reason.MUTED, "subscription 1 is paused", id="paused for good"
        ),
        pytest.param(
            subscription(is_paused=True, paused_until=NOW + HOUR),
            {},
            Reason.MUTED,
            "subscription 1 is paused until 2026-03-02 15:00 UTC",
            id="paused for a while",
        ),
        pytest.param(
            subscription(is_paused=True, paused_until=NOW),
            {},
            Reason.POSTED,
            "score +0.40",
            id="pause is over",
        ),
        pytest.param(
            subscription(),
            {"arrival": Backlog("it stood there")},
            Reason.BEFORE_SUBSCRIPTION,
            "it stood there",
            id="backlog",
        ),
        pytest.param(
            subscription(rules=Rules(min_score=0.5)),
            {"arrival": Backlog("it stood there")},
            Reason.BEFORE_SUBSCRIPTION,
            "it stood there",
            id="backlog that rules would refuse too",
        ),
        pytest.param(
            subscription(WatchTickers(("AMD",))),
            {"arrival": Backlog("it stood there")},
            Reason.FILTERED,
            "not about $AMD",
            id="backlog that nobody watches",
        ),
    ],
)
def test_verdict_is(wish, around, reason, detail):
    (verdict,) = routed(wish, **around).verdicts
    assert (verdict.reason, verdict.detail) == (reason, detail)


def test_stale_item_is_too_old_for_everybody_who_wants_it():
    stale = candidate(NVDA, item=item(published_at=NOW - 8 * DAY))
    answer = routed(subscription(id=1), subscription(id=2, channel="C2"), seen=stale)
    assert [verdict.reason for verdict in answer.verdicts] == [Reason.TOO_OLD] * 2
    assert answer.messages == ()


def test_new_story_is_posted_once_in_a_channel_with_two_subscriptions_that_match():
    answer = routed(subscription(id=1), subscription(WatchTickers(("NVDA",)), id=2))
    assert [verdict.reason for verdict in answer.verdicts] == [Reason.POSTED, Reason.POSTED]
    assert [(message.place, message.kind) for message in answer.messages] == [(HERE, MessageKind.POST)]


def test_later_copy_edits_the_story_and_joins_its_thread():
    answer = routed(subscription(), parents={HERE})
    assert [message.kind for message in answer.messages] == [MessageKind.EDIT, MessageKind.REPLY]


def test_story_is_new_to_one_channel_and_known_to_another():
    answer = routed(subscription(id=1), subscription(id=2, channel="C2"), parents={HERE})
    assert [(message.channel, message.kind) for message in answer.messages] == [
        ("C1", MessageKind.EDIT),
        ("C1", MessageKind.REPLY),
        ("C2", MessageKind.POST),
    ]


def test_same_channel_name_in_two_workspaces_is_two_places():
    answer = routed(subscription(id=1), subscription(id=2, workspace="T2"))
    assert [message.workspace for message in answer.messages] == ["T1", "T2"]


def test_what_nobody_watches_is_marked_so_that_it_need_not_be_kept():
    watched, unwatched = routed(
        subscription(rules=Rules(min_score=0.9), id=1), subscription(WatchTickers(("AMD",)), id=2)
    ).verdicts
    assert watched.is_wanted
    assert not unwatched.is_wanted


symbols = st.sampled_from(["NVDA", "AMD", "TSLA"])
places = st.builds(Place, st.sampled_from(["T1", "T2"]), st.sampled_from(["C1", "C2"]))
watches = st.one_of(
    st.just(WatchAll()),
    st.builds(WatchFeed, st.integers(1, 2), st.just("https://a.example")),
    st.builds(WatchTickers, st.lists(symbols, min_size=1, unique=True).map(tuple)),
    st.builds(WatchWords, st.lists(st.text(max_size=8), min_size=1, max_size=2).map(tuple)),
    st.just(WatchPortfolio("U1")),
)
rules = st.builds(Rules, min_score=st.floats(0, 1), min_relevance=st.floats(0, 1))
subscriptions = st.lists(
    st.builds(
        lambda place, **changes: subscription(workspace=place.workspace, channel=place.channel, **changes),
        places,
        watch=watches,
        rules=rules,
        created_at=st.integers(-20, 0).map(lambda days: NOW + timedelta(days=days)),
        is_paused=st.booleans(),
    ),
    max_size=8,
).map(lambda wishes: tuple(replace(wish, id=id) for id, wish in enumerate(wishes, start=1)))
rows = st.lists(symbols, unique=True).flatmap(
    lambda names: st.tuples(
        *(
            st.builds(
                lambda r, s, n=name: ticker(n, relevance=r, score=s), st.floats(0.01, 1), st.floats(-1, 1)
            )
            for name in names
        )
    )
)
candidates = st.builds(
    lambda rows, score, days, feed_id: candidate(
        item=item(published_at=None if days is None else NOW - timedelta(days=days)),
        analysis=analysis(*rows, score=score),
        feed_id=feed_id,
        story_id=7,
    ),
    rows,
    st.floats(-1, 1),
    st.none() | st.integers(-1, 30),
    st.integers(1, 2),
)
mutes = st.lists(
    st.builds(
        lambda place, kind, value: mute(kind, value, workspace=place.workspace, channel=place.channel),
        places,
        st.sampled_from(MuteKind),
        st.sampled_from(["NVDA", "1", "7"]),
    ),
    max_size=3,
).map(tuple)
arrivals = st.sampled_from([NEWS, Backlog("it stood there"), CountsAsNew(), Arrived(NOW - 40 * DAY)])


@given(subscriptions, candidates, mutes, arrivals, st.frozensets(places))
def test_every_subscription_gets_exactly_one_verdict_with_a_detail(wishes, seen, muted, arrival, parents):
    verdicts = routed(*wishes, seen=seen, mutes=muted, arrival=arrival, parents=parents).verdicts
    assert [verdict.subscription_id for verdict in verdicts] == [wish.id for wish in wishes]
    assert all(verdict.detail for verdict in verdicts)


@given(subscriptions, candidates, mutes, arrivals, st.frozensets(places))
def test_messages_go_where_a_verdict_says_and_nowhere_else(wishes, seen, muted, arrival, parents):
    answer = routed(*wishes, seen=seen, mutes=muted, arrival=arrival, parents=parents)
    sent = Counter((message.place, message.kind) for message in answer.messages)
    posted = {verdict.place for verdict in answer.verdicts if verdict.reason is Reason.POSTED}
    joined = {verdict.place for verdict in answer.verdicts if verdict.reason is Reason.SAME_STORY}
    assert sent == Counter(
        [(place, MessageKind.POST) for place in posted]
        + [(place, kind) for place in joined for kind in (MessageKind.EDIT, MessageKind.REPLY)]
    )
    assert posted.isdisjoint(parents)
    assert joined <= parents


NIGHT = QuietHours(time(22), time(7))
LATE = NOW.replace(hour=23)


class TestTiming:
    def only(self, **around):
        rules = around.pop("rules")
        return routed(subscription(rules=rules), **around)

    def test_what_comes_in_quiet_hours_waits_for_their_end(self):
        found = self.only(rules=Rules(quiet=NIGHT), now=LATE)
        [verdict] = found.verdicts
        assert (verdict.reason, verdict.hold) == (
            Reason.QUIET_HOURS,
            Hold(LATE.replace(hour=7) + DAY),
        )
        assert found.messages == ()

    def test_what_is_strong_breaks_through(self):
        found = self.only(rules=Rules(quiet=NIGHT, break_through=0.4), now=LATE)
        assert [message.kind for message in found.messages] == [MessageKind.POST]
        assert "breaks through" in found.verdicts[0].detail

    def test_the_score_of_the_ticker_asked_for_breaks_through_not_that_of_the_whole(self):
        wish = subscription(WatchTickers(("NVDA",)), Rules(quiet=NIGHT, break_through=0.4))
        seen = candidate(ticker("NVDA", score=0.2), score=0.9)
        [verdict] = routed(wish, seen=seen, now=LATE).verdicts
        assert (verdict.reason, verdict.hold.symbols) == (Reason.QUIET_HOURS, ("NVDA",))

    @pytest.mark.parametrize(("posted", "reason"), [(2, Reason.POSTED), (3, Reason.CAP)])
    def test_a_day_has_its_cap(self, posted, reason):
        found = self.only(rules=Rules(max_per_day=3), posted_today={1: posted})
        assert found.verdicts[0].reason is reason
        assert len(found.messages) == (reason is Reason.POSTED)

    @pytest.mark.parametrize(
        ("rules", "posted", "reason"),
        [
            pytest.param(Rules(), MOST_AN_HOUR - 1, Reason.POSTED, id="below"),
            pytest.param(Rules(), MOST_AN_HOUR, Reason.CAP, id="reached"),
            pytest.param(Rules(break_through=0.1), MOST_AN_HOUR, Reason.CAP, id="however_strong"),
            pytest.param(Rules(max_per_day=999), MOST_AN_HOUR, Reason.POSTED, id="a_cap_of_its_own_instead"),
        ],
    )
    def test_an_hour_has_its_cap_without_being_asked(self, rules, posted, reason):
        [verdict] = self.only(rules=rules, posted_this_hour={HERE: posted}).verdicts
        assert verdict.reason is reason
        assert verdict.hold == (Hold(NOW + HOUR) if reason is Reason.CAP else None)

    def test_a_digest_holds_everything(self):
        [verdict] = self.only(rules=Rules(digest=Digest(DigestKind.HOURLY))).verdicts
        assert (verdict.reason, verdict.hold) == (Reason.WAITING, Hold(NOW + HOUR))

    def test_nothing_waits_that_another_alert_of_the_channel_tells_at_once(self):
        digest = subscription(rules=Rules(digest=Digest(DigestKind.HOURLY)), id=2)
        found = routed(digest, subscription(id=3))
        assert [(it.reason, it.hold) for it in found.verdicts] == [
            (Reason.SAME_STORY, None),
            (Reason.POSTED, None),
        ]
        assert found.verdicts[0].detail == "alert 3 tells it at once"
        assert [message.kind for message in found.messages] == [MessageKind.POST]

    def test_a_story_that_a_digest_told_is_told_no_more(self):
        found = self.only(rules=Rules(), folded=frozenset({HERE}))
        assert (found.verdicts[0].reason, found.messages) == (Reason.SAME_STORY, ())

    def test_unless_it_has_become_strong_news(self):
        found = self.only(rules=Rules(break_through=0.4), folded=frozenset({HERE}))
        assert [message.kind for message in found.messages] == [MessageKind.POST]

    def test_a_copy_in_quiet_hours_edits_at_once_and_replies_in_the_morning(self):
        found = self.only(rules=Rules(quiet=NIGHT), parents={HERE}, now=LATE)
        assert [(it.kind, it.silence) for it in found.messages] == [
            (MessageKind.EDIT, None),
            (MessageKind.REPLY, Silence(LATE, LATE.replace(hour=7) + DAY)),
        ]

    def test_what_is_late_does_not_ring_in_the_night(self):
        [message] = self.only(rules=Rules(quiet=NIGHT)).messages
        assert message.silence == Silence(NOW.replace(hour=22), NOW.replace(hour=7) + DAY)

    def test_unless_another_alert_of_the_channel_knows_no_quiet(self):
        [message] = routed(subscription(rules=Rules(quiet=NIGHT)), subscription(id=2)).messages
        assert message.silence is None
