"""When a feed is asked again, and what a poll does to its row."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.policy.cadence import (
    MOVES_REMEMBERED_AFTER,
    SLEEPS_AFTER,
    Bounds,
    after_poll,
    health_change,
    request_for,
)
from feeds.types.news import (
    Entry,
    Feed,
    Fetched,
    FetchFailed,
    FetchOutcome,
    HealthChange,
    NewsItem,
    NotModified,
    ParsedFeed,
    ParseFailed,
    ParseOutcome,
    PollResult,
)

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)  # a Wednesday
BOUNDS = Bounds(min_s=300, max_s=86_400)
FEED = Feed(id=1, url="https://news.example/feed", interval_s=900)
UNCHANGED = NotModified(final_url=FEED.url)
BODY = Fetched(final_url=FEED.url, body=b"", etag='"2"', body_hash="hash")
DOWN = FetchFailed(PollResult.SERVER_ERROR, "news.example answered with an error of its own (HTTP 500).")


def polled(
    feed: Feed = FEED,
    outcome: FetchOutcome = UNCHANGED,
    parsed: ParseOutcome | None = None,
    new_items: tuple[NewsItem, ...] = (),
    now: datetime = NOW,
    bounds: Bounds = BOUNDS,
) -> Feed:
    return after_poll(
        feed, outcome=outcome, parsed=parsed, new_items=new_items, now=now, jitter=0.0, bounds=bounds
    )


def document(*ages_s: float, **wishes: object) -> ParsedFeed:
    """A document whose entries are this old."""
    entries = tuple(Entry(title=f"{age}", published_at=NOW - timedelta(seconds=age)) for age in ages_s)
    return ParsedFeed(title="News", entries=entries, **wishes)  # type: ignore[arg-type]


def wait_s(feed: Feed) -> float:
    assert feed.next_poll_at is not None
    return (feed.next_poll_at - NOW).total_seconds()


class TestRhythm:
    def test_a_busy_feed_is_asked_at_twice_its_pace(self):
        feed = polled(outcome=BODY, parsed=document(*range(60, 40_000, 2_000)))
        assert wait_s(feed) == pytest.approx(1_000, rel=0.11)

    def test_a_silent_feed_is_asked_less_and_less(self):
        asleep_for = [timedelta(hours=hours) for hours in (1, 12, 48)]
        waits = [wait_s(polled(replace(FEED, last_item_at=NOW - silence))) for silence in asleep_for]
        assert waits == sorted(waits)
        assert waits[-1] == pytest.approx(3_600, rel=0.11)

    def test_the_most_silent_feed_is_still_asked_every_four_hours(self):
        feed = polled(replace(FEED, last_item_at=NOW - timedelta(days=900)))
        assert wait_s(feed) == pytest.approx(4 * 3_600, rel=0.11)

    def test_a_feed_of_rare_news_is_asked_every_hour_after_it(self):
        feed = polled(outcome=BODY, parsed=document(60, 86_400, 2 * 86_400, 3 * 86_400))
        assert wait_s(feed) == pytest.approx(3_600, rel=0.11)

    def test_a_quiet_feed_that_bursts_is_awake_at_once(self):
        quiet = replace(FEED, interval_s=40_000, last_item_at=NOW - timedelta(days=20))
        burst = polled(quiet, BODY, document(10, 200, 400, 700, 20 * 86_400))
        assert wait_s(burst) <= 330

    def test_without_dates_the_pace_is_what_was_seen(self):
        feed = replace(FEED, last_item_at=NOW - timedelta(hours=4))
        news = (NewsItem(key="a", title="A"), NewsItem(key="b", title="B"))
        undated = ParsedFeed(title="News", entries=(Entry(title="A"), Entry(title="B")))
        assert wait_s(polled(feed, BODY, undated, news)) == pytest.approx(3_600, rel=0.11)

    def test_a_date_in_the_future_says_nothing(self):
        feed = polled(outcome=BODY, parsed=document(-90_000_000, 3_600))
        assert feed.last_item_at == NOW - timedelta(hours=1)

    def test_equal_feeds_do_not_march_in_step(self):
        waits = {wait_s(polled(replace(FEED, url=f"https://news.example/{n}"))) for n in range(50)}
        assert len(waits) > 30

    def test_the_spread_of_a_feed_is_always_the_same(self):
        assert polled() == polled()


class TestPublishersWishes:
    @pytest.mark.parametrize(
        ("outcome", "parsed"),
        [
            pytest.param(replace(UNCHANGED, wait_s=7_200), None, id="caching headers"),
            pytest.param(BODY, document(60, 120, 180, ttl_s=7_200), id="ttl"),
        ],
    )
    def test_feed_is_polled_later_when(self, outcome, parsed):
        assert wait_s(polled(outcome=outcome, parsed=parsed)) == 7_200

    def test_a_ttl_outlives_the_polls_that_do_not_repeat_it(self):
        first = polled(outcome=BODY, parsed=document(60, 120, 180, ttl_s=7_200))
        assert wait_s(replace(polled(first), next_poll_at=polled(first).next_poll_at)) == 7_200

    def test_no_wish_exceeds_the_longest_wait(self):
        assert wait_s(polled(outcome=replace(UNCHANGED, wait_s=10**9))) == BOUNDS.max_s

    def test_skipped_hours_are_slept_through(self):
        feed = polled(replace(FEED, skip_hours=frozenset({12, 13, 14})))
        assert feed.next_poll_at.hour == 15

    def test_skipped_days_are_slept_through_up_to_the_longest_wait(self):
        feed = polled(replace(FEED, skip_days=frozenset({3, 4, 5})))
        assert wait_s(feed) == BOUNDS.max_s

    def test_retry_after_is_waited_for_and_remembered(self):
        limited = FetchFailed(PollResult.RATE_LIMITED, "Slow down.", retry_after_s=5_000)
        feed = polled(outcome=limited)
        assert wait_s(feed) == 5_000
        assert feed.wait_until == feed.next_poll_at

    def test_waiting_for_a_host_is_no_failure_of_the_feed(self):
        feed = polled(outcome=FetchFailed(PollResult.WAITING, "Not asked.", retry_after_s=600))
        assert (feed.failures, feed.last_result, wait_s(feed)) == (0, PollResult.WAITING, 600)


class TestFailure:
    def test_back_off_doubles_up_to_four_hours(self):
        waits = [wait_s(polled(replace(FEED, failures=failures), DOWN)) for failures in (0, 1, 2, 3, 30)]
        assert waits == [300, 600, 1_200, 2_400, 14_400]

    def test_a_document_that_is_no_feed_is_a_failure(self):
        feed = polled(outcome=BODY, parsed=ParseFailed(PollResult.NOT_A_FEED, "It is a web page."))
        assert (feed.last_result, feed.failures, feed.last_error) == (
            PollResult.NOT_A_FEED,
            1,
            "It is a web page.",
        )

    def test_validators_of_the_last_good_body_are_kept(self):
        feed = polled(
            replace(FEED, etag='"1"', body_hash="old"), BODY, ParseFailed(PollResult.UNPARSABLE, "Broken.")
        )
        assert (feed.etag, feed.body_hash) == ('"1"', "old")

    def test_success_wipes_the_slate(self):
        feed = polled(polled(outcome=DOWN))
        assert (feed.failures, feed.failing_since, feed.last_error) == (0, None, None)

    def test_after_six_days_the_feed_sleeps_but_is_still_asked_once_a_day(self):
        feed = polled(replace(FEED, failures=9, failing_since=NOW - SLEEPS_AFTER), DOWN)
        assert feed.is_asleep
        assert wait_s(feed) == BOUNDS.max_s

    def test_falling_asleep_and_waking_are_told_once_each(self):
        failing = replace(FEED, failures=9, failing_since=NOW - SLEEPS_AFTER)
        asleep = polled(failing, DOWN)
        awake = polled(asleep)
        turns = [(failing, asleep), (asleep, polled(asleep, DOWN)), (asleep, awake), (awake, polled(awake))]
        assert [health_change(*turn) for turn in turns] == [
            HealthChange.ASLEEP,
            None,
            HealthChange.RECOVERED,
            None,
        ]

    def test_a_feed_that_is_gone_ends_at_once(self):
        gone = polled(outcome=FetchFailed(PollResult.GONE, "It has ended."))
        assert health_change(FEED, gone) is HealthChange.GONE


class TestMoves:
    MOVED = replace(UNCHANGED, moved_to="https://new.example/feed")

    def test_a_permanent_redirect_is_remembered_when_it_repeats(self):
        feed = FEED
        for _ in range(MOVES_REMEMBERED_AFTER - 1):
            feed = polled(feed, self.MOVED)
            assert request_for(feed).url == FEED.url
        assert request_for(polled(feed, self.MOVED)).url == "https://new.example/feed"

    def test_a_redirect_that_changes_its_mind_is_not(self):
        feed = polled(polled(FEED, self.MOVED), replace(UNCHANGED, moved_to="https://other.example/"))
        assert (feed.moved_count, feed.final_url) == (1, None)

    def test_a_remembered_address_that_fails_is_forgotten(self):
        feed = polled(replace(FEED, final_url="https://new.example/feed"), DOWN)
        assert request_for(feed).url == FEED.url

    def test_gone_at_a_remembered_address_is_asked_again_at_the_first(self):
        feed = polled(
            replace(FEED, final_url="https://new.example/feed"), FetchFailed(PollResult.GONE, "Ended.")
        )
        assert not feed.is_asleep


moments = st.datetimes(
    datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2030-01-01"), timezones=st.just(UTC)
)
seconds = st.integers(0, 10**7)
feeds = st.builds(
    Feed,
    id=st.just(1),
    url=st.text(max_size=20),
    interval_s=st.integers(1, 10**6),
    failures=st.integers(0, 10**6),
    failing_since=st.none() | moments,
    last_item_at=st.none() | moments,
    ttl_s=st.none() | seconds,
    skip_hours=st.frozensets(st.integers(0, 23)),
    skip_days=st.frozensets(st.integers(1, 7)),
    is_asleep=st.booleans(),
)
documents = st.builds(
    ParsedFeed,
    title=st.just("News"),
    entries=st.lists(st.builds(Entry, title=st.just("A"), published_at=st.none() | moments), max_size=6).map(
        tuple
    ),
    ttl_s=st.none() | seconds,
)
outcomes = st.one_of(
    st.builds(NotModified, final_url=st.just("x"), wait_s=st.none() | seconds),
    st.builds(Fetched, final_url=st.just("x"), body=st.just(b""), wait_s=st.none() | seconds),
    st.builds(FetchFailed, st.sampled_from(PollResult), st.just("why"), retry_after_s=st.none() | seconds),
)


@given(
    feed=feeds,
    outcome=outcomes,
    parsed=st.none() | documents,
    now=moments,
    jitter=st.floats(0, 1, exclude_max=True),
    low=st.integers(1, 1_000),
    more=st.integers(0, 10**5),
)
def test_every_wait_is_within_the_bounds(feed, outcome, parsed, now, jitter, low, more):
    bounds = Bounds(low, low + more)
    after = after_poll(
        feed, outcome=outcome, parsed=parsed, new_items=(), now=now, jitter=jitter, bounds=bounds
    )
    assert after.next_poll_at is not None
    assert bounds.min_s <= (after.next_poll_at - now).total_seconds() <= bounds.max_s
