"""Dates as publishers write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.parse.dates import parse_date

NOON = datetime(2026, 2, 27, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "Fri, 27 Feb 2026 12:00:00 GMT",
        "Fri, 27 Feb 2026 12:00 GMT",
        "Fri, 27 Feb 2026 12:00:00",
        "27 Feb 26 12:00:00 +0000",
        "Fri,27 Feb 2026 12:00:00 Z",
        "Friday, 27-Feb-26 12:00:00 UTC",
        "Fri, 27 February 2026 07:00:00 EST",
        "Fri, 27 Feb 2026 13:00:00 +01:00",
        "Fri, 27 Feb 2026 13:00:00 GMT+0100",
        "Fri, 27 Feb 2026 13:00:00 CET",
        "Fri, 27 Feb 2026 13:00:00 +1",
        "Fr, 27. Februar 2026 13:00 MEZ",
        "vie, 27 feb 2026 12:00:00 +0000",
        "ven. 27 févr. 2026 12:00:00 +0000",
        "Fri Feb 27 12:00:00 2026",
        "Fri Feb 27 12:00:00 GMT 2026",
        "Feb 27, 2026 12:00 PM",
        "February 27th, 2026 at 7:00 am EST",
        "2026-02-27T12:00:00Z",
        "2026-02-27T12:00:00.000Z",
        "2026-02-27T12:00:00.1234567+00:00"[:19] + "Z",
        "2026-02-27T13:00:00+0100",
        "2026-02-27 12:00:00",
        "2026-02-27T12:00Z",
        "2026/02/27 12:00:00",
        "2026/2/27 12:00",
        "02/27/2026 12:00:00",
        "20260227120000",
        "20260227T120000Z",
        "1772193600",
        "1772193600000",
        "  2026-02-27T12:00:00Z\n",
    ],
)
def test_noon_is_noon_however_it_is_written(written):
    assert parse_date(written) == NOON


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-02-27", datetime(2026, 2, 27, tzinfo=UTC)),
        ("27 Feb 2026", datetime(2026, 2, 27, tzinfo=UTC)),
        ("2026-02", datetime(2026, 2, 1, tzinfo=UTC)),
        ("2026", datetime(2026, 1, 1, tzinfo=UTC)),
        ("Fri, 27 Feb 2026 24:00:00 GMT", datetime(2026, 2, 28, tzinfo=UTC)),
        ("Fri, 27 Feb 2026 23:59:60 GMT", datetime(2026, 2, 28, tzinfo=UTC)),
        ("Fri, 27 Feb 2026 12:00:00 XYZ", NOON),
        ("Fri, 27 Feb 2026 12:00:00 +9900", NOON),
        ("31 Dec 98 12:00:00 GMT", datetime(1998, 12, 31, 12, tzinfo=UTC)),
    ],
)
def test_what_is_missing_or_odd_is_read_kindly(written, moment):
    assert parse_date(written) == moment


@pytest.mark.parametrize(
    "written",
    [
        "",
        "yesterday",
        "Mon, 01 Jan 0001 00:00:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "2126-02-27T12:00:00Z",
        "9999-12-31T23:59:59-14:00",
        "2026-13-45T99:99:99Z",
        "31 Feb 2026 12:00:00 GMT",
        "27 Foo 2026 12:00:00 GMT",
        "Fri, 27 Feb 2026 25:00:00 GMT",
        "99999999999999999999",
    ],
)
def test_what_is_no_date_or_absurd_is_none(written):
    assert parse_date(written) is None


@given(st.datetimes(datetime.fromisoformat("1990-01-02"), datetime.fromisoformat("2100-12-30")))
def test_both_standard_spellings_come_back(naive):
    moment = naive.replace(tzinfo=UTC, microsecond=0)
    assert parse_date(moment.isoformat()) == moment
    assert parse_date(moment.strftime("%a, %d %b %Y %H:%M:%S +0000")) == moment


@given(st.text(max_size=60) | st.text("0123456789:/-+ TZJanFeb,.", max_size=60))
def test_never_raises_and_is_always_utc(text):
    moment = parse_date(text)
    assert moment is None or moment.tzinfo is UTC
