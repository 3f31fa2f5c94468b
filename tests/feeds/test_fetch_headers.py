"""What response headers ask of us."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.fetch.headers import fresh_for_s, retry_after_s

NOW = datetime(2026, 2, 27, 12, tzinfo=UTC)
IN_AN_HOUR = "Fri, 27 Feb 2026 13:00:00 GMT"
AN_HOUR_AGO = "Fri, 27 Feb 2026 11:00:00 GMT"


@pytest.mark.parametrize(
    ("said", "wait_s"),
    [
        ("120", 120),
        (" 120 ", 120),
        ("0", 0),
        ("99999999999999", 86_400),
        (IN_AN_HOUR, 3_600),
        (AN_HOUR_AGO, None),
        ("Fri, 27 Feb 2099 13:00:00 GMT", 86_400),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("²", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_and_at_most_a_day(said, wait_s):
    assert retry_after_s({"Retry-After": said}, NOW) == wait_s


def test_a_date_is_measured_by_the_servers_own_clock():
    assert retry_after_s({"Retry-After": IN_AN_HOUR, "Date": "Fri, 27 Feb 2026 12:59:00 GMT"}, NOW) == 60


@pytest.mark.parametrize(
    ("headers", "wait_s"),
    [
        ({"Cache-Control": "max-age=600"}, 600),
        ({"Cache-Control": "public, MAX-AGE = 600 , must-revalidate"}, 600),
        ({"Cache-Control": "max-age=600", "Age": "200"}, 400),
        ({"Cache-Control": "max-age=600", "Age": "700"}, None),
        ({"Cache-Control": "s-maxage=600"}, None),
        ({"Cache-Control": "no-cache, max-age=600"}, None),
        ({"Cache-Control": "max-age=0", "Expires": IN_AN_HOUR}, None),
        ({"Expires": IN_AN_HOUR}, 3_600),
        ({"Expires": AN_HOUR_AGO}, None),
        ({"Expires": "0"}, None),
        ({"Expires": "-1"}, None),
        ({}, None),
    ],
)
def test_freshness_is_what_caching_headers_promise(headers, wait_s):
    assert fresh_for_s(headers, NOW) == wait_s


@given(
    st.dictionaries(st.sampled_from(["Retry-After", "Cache-Control", "Expires", "Date", "Age"]), st.text())
)
def test_no_header_is_an_error(headers):
    for wait_s in (retry_after_s(headers, NOW), fresh_for_s(headers, NOW)):
        assert wait_s is None or wait_s >= 0
