"""A poll is told in one word, one sentence and two counts."""

import pytest

from feeds.policy.poll_report import report_poll, report_waiting
from feeds.types.news import Fetched, FetchFailed, NotModified, PollResult
from tests.policy.samples import NOW, feed

URL = "https://news.example/rss"
BODY = Fetched(final_url=URL, body=b"<rss/>")


@pytest.mark.parametrize(
    ("result", "outcome", "counts", "why"),
    [
        pytest.param(PollResult.OK, BODY, (12, 3), "12 items, 3 new.", id="news"),
        pytest.param(PollResult.OK, BODY, (1, 0), "1 item, none new.", id="no news"),
        pytest.param(PollResult.OK, BODY, (0, 0), "It is a feed, and it holds no items.", id="empty"),
        pytest.param(PollResult.NOT_MODIFIED, NotModified(URL), (0, 0), "Nothing has changed.", id="304"),
        pytest.param(
            PollResult.MOVED,
            Fetched(final_url="https://new.example/rss", body=b""),
            (2, 2),
            "2 items, 2 new. It has moved to https://new.example/rss.",
            id="moved",
        ),
        pytest.param(
            PollResult.TIMEOUT,
            FetchFailed(PollResult.TIMEOUT, "news.example took too long."),
            (0, 0),
            "news.example took too long.",
            id="failed",
        ),
    ],
)
def test_poll_is_told_as(result, outcome, counts, why):
    items, new = counts
    error = None if result.is_success else why
    report = report_poll(feed(last_result=result, last_error=error), outcome, items=items, new=new)
    assert (report.result, report.why, report.items, report.new) == (result, why, items, new)


def test_same_body_as_before_is_no_change():
    known = feed(last_result=PollResult.OK, last_item_at=NOW)
    assert report_poll(known, BODY, items=0, new=0).why == "Nothing has changed."


def test_report_names_the_address_as_given_and_where_it_ended():
    report = report_poll(
        feed(last_result=PollResult.OK), Fetched(final_url="https://cdn.example/x", body=b""), items=1, new=1
    )
    assert (report.url, report.final_url) == (URL, "https://cdn.example/x")


def test_a_poll_that_was_not_made_is_waiting():
    report = report_waiting(feed(), "The publisher asked to wait.")
    assert (report.result, report.items, report.new) == (PollResult.WAITING, 0, 0)


def test_report_shows_no_credentials():
    secret = feed(url="https://me:hush@news.example/rss", last_result=PollResult.MOVED)
    moved = Fetched(final_url="https://me:hush@new.example/rss", body=b"")
    report = report_poll(secret, moved, items=1, new=0)
    assert "hush" not in repr(report) + repr(report_waiting(secret, "Wait."))
