"""Who waits when one host asks for a pause: all its feeds, and no other."""

import pytest

from feeds.policy.pauses import Pause, next_try, pauses_of, why_waiting
from feeds.types.news import Feed, PollResult
from tests.policy.samples import HOUR, NOW

URL = "https://www.news.example/a"
ASKED = Feed(
    1, URL, last_result=PollResult.RATE_LIMITED, wait_until=NOW + HOUR, paused_by="www.news.example:443"
)
PAUSE = Pause("www.news.example:443", NOW + HOUR)


@pytest.mark.parametrize(
    ("feed", "waits"),
    [
        pytest.param(Feed(2, "https://WWW.news.example:443/b"), True, id="of the same host"),
        pytest.param(Feed(2, "https://other.example/", final_url=URL), True, id="moved there"),
        pytest.param(Feed(2, URL, final_url="https://other.example/"), False, id="moved away"),
        pytest.param(Feed(2, "https://news.example/b"), False, id="of a neighbour"),
        pytest.param(Feed(2, "https://www.news.example:8443/b"), False, id="at another port"),
        pytest.param(Feed(2, "http://[broken"), False, id="at no address"),
    ],
)
def test_a_feed_waits_for_the_host_that_serves_it(feed, waits):
    assert pauses_of([ASKED, feed], asked={PAUSE.peer: PAUSE.until}) == {1: PAUSE} | (
        {2: PAUSE} if waits else {}
    )


def test_a_pause_that_is_over_holds_nobody_up():
    assert pauses_of([ASKED, Feed(2, URL)], asked={}) == {}


@pytest.mark.parametrize(
    ("feed", "why"),
    [
        pytest.param(ASKED, "news.example asks for a pause until 2026-03-02 15:00 UTC", id="its host"),
        pytest.param(
            Feed(1, URL), "The publisher asked to wait until 2026-03-02 15:00 UTC.", id="its publisher"
        ),
        pytest.param(
            Feed(1, URL, last_result=PollResult.WAITING, last_error="Many are due."), "Many are due.", id="we"
        ),
    ],
)
def test_a_wait_is_told_with_who_asked_for_it(feed, why):
    assert why_waiting(feed, until=NOW + HOUR).startswith(why)


@pytest.mark.parametrize(
    ("due", "pause", "at"),
    [
        (NOW, PAUSE, PAUSE.until),
        (NOW + 2 * HOUR, PAUSE, NOW + 2 * HOUR),
        (NOW, None, NOW),
        (None, None, None),
    ],
    ids=["when the pause is over", "later still", "when it is due", "never"],
)
def test_a_feed_is_asked_again(due, pause, at):
    assert next_try(Feed(1, URL, next_poll_at=due), pause) == at
