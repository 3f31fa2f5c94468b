"""Spans of time: what each is called, what it means when it is read again, and what is not passed over."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.blocks.phrases import before, say_window, widened, within
from handlers.language.feasts import easter
from handlers.language.slips import put_right
from handlers.language.times import read_times
from handlers.language.windows import find_window

TABLE = Path(__file__).with_name("phrasings.tsv")
SAID = [
    line.partition("\t")[0] for line in TABLE.read_text().splitlines() if line and not line.startswith("#")
]
NOW = datetime(2026, 3, 4, 15, 0, tzinfo=ZoneInfo("America/New_York"))  # a Wednesday


@pytest.mark.parametrize(
    ("said", "name", "inside", "compared"),
    [
        ("this week", "this week", "this week", "the same span before"),
        ("since monday", "since Monday", "since Monday", "the same span before"),
        ("in october", "October 2025", "in October 2025", "the same span before"),
        ("for last month", "last month", "last month", "the same span before"),
        ("27 feb", "27 Feb 2026", "on 27 Feb 2026", "the same span before"),
        ("mtd", "month to date", "month to date", "the same span before"),
        ("lately", "last 7 days", "in the last 7 days", "the 7 days before"),
        ("over the weekend", "the weekend", "over the weekend", "the same span before"),
        ("early november", "early November 2025", "in early November 2025", "the same span before"),
        (
            "before 20 feb",
            "7 days before 20 Feb 2026",
            "in the 7 days before 20 Feb 2026",
            "the same span before",
        ),
        ("in the past hour", "last hour", "in the last hour", "the same span before"),
        ("last 90 minutes", "last 90 minutes", "in the last 90 minutes", "the same span before"),
        ("the week of 9 feb", "week of 9 Feb 2026", "in the week of 9 Feb 2026", "the same span before"),
        ("on monday night", "Monday night", "on Monday night", "the same span before"),
        ("yesterday's", "yesterday", "yesterday", "the same span before"),
        ("in the past 3 days", "last 3 days", "in the last 3 days", "the 3 days before"),
        ("24h", "last 24 hours", "in the last 24 hours", "the 24 hours before"),
    ],
)
def test_a_window_is_called_as_people_call_it(said, name, inside, compared):
    spoken = find_window(f"how is Nvidia doing {said}?", now=NOW)
    assert spoken is not None
    assert say_window(spoken.window) == name
    assert within(spoken.window) == inside
    assert before(spoken.window) == compared


@pytest.mark.parametrize(
    ("said", "wider"),
    [
        ("today", "last 24 hours"),
        ("so far this week", "last 7 days"),
        ("in the current month", "last 30 days"),
        ("this quarter", "last 90 days"),
        ("this year", "last 365 days"),
        ("wtd", "last 7 days"),
        ("last week", ""),
        ("since monday", ""),
        ("24h", ""),
    ],
)
def test_a_span_that_has_begun_has_a_longer_one_to_ask_for(said, wider):
    spoken = find_window(f"how is Nvidia doing {said}?", now=NOW)
    assert spoken is not None
    assert widened(spoken.window) == wider
    assert not wider or find_window(f"how is Nvidia doing in the {wider}?", now=NOW) is not None


@pytest.mark.parametrize("said", ["on 31 february", "2026-13-01", "in 2030", "since 5 may 2027", "in q9"])
def test_a_date_there_is_none_of_or_that_is_to_come_is_no_window(said):
    assert find_window(f"Nvidia {said}", now=NOW) is None


def test_a_span_of_more_than_a_year_is_called_by_its_length():
    spoken = find_window("Nvidia since 2019", now=NOW)
    assert spoken is not None
    assert say_window(spoken.window) == "last 365 days (the most I look back)"


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        ("between 20 december and 3 january", "2025-12-20", "2026-01-04"),
        ("from november to february", "2025-11-01", "2026-03-01"),
        ("in q4", "2025-10-01", "2026-01-01"),
        ("on 29 feb 2024", "2024-02-29", "2024-03-01"),
    ],
)
def test_dates_without_a_year_are_the_latest(said, since, until):
    spoken = find_window(f"Nvidia {said}", now=NOW)
    assert spoken is not None
    here = [datetime.fromisoformat(each).replace(tzinfo=NOW.tzinfo) for each in (since, until)]
    assert [spoken.window.since, spoken.window.until] == here


MOMENTS = [
    pytest.param(datetime(2026, 3, 11, 15, 30, tzinfo=ZoneInfo("America/New_York")), id="a Wednesday"),
    pytest.param(datetime(2026, 11, 30, 8, 0, tzinfo=ZoneInfo("America/New_York")), id="a Monday morning"),
    pytest.param(datetime(2026, 1, 1, 0, 10, tzinfo=ZoneInfo("Asia/Kolkata")), id="the new year"),
    pytest.param(datetime(2026, 11, 1, 18, 0, tzinfo=ZoneInfo("America/New_York")), id="clocks went back"),
    pytest.param(datetime(2028, 2, 29, 23, 59, tzinfo=ZoneInfo("Pacific/Auckland")), id="a leap day"),
]


def knows_nobody(_words):
    return False


@pytest.mark.parametrize("now", MOMENTS)
def test_a_window_means_the_same_when_its_name_is_read_again(now):
    for text in SAID:
        for window in read_times(text, knows=knows_nobody, now=now).windows:
            for name in (say_window(window), within(window)):
                again = find_window(f"$NVDA {name}", now=now)
                assert again is not None, (text, name)
                assert again.rest.split() == ["$NVDA", "|"], (text, name)
                ends = (again.window.since - window.since, again.window.until - window.until)
                assert max(map(abs, ends)) < timedelta(minutes=1), (text, name)
                assert again.window.is_over is window.is_over, (text, name)


WORDS = [
    *(
        "last",
        "this",
        "past",
        "next",
        "since",
        "from",
        "to",
        "until",
        "before",
        "after",
        "between",
        "and",
        "of",
    ),
    *(
        "the",
        "on",
        "in",
        "a",
        "2",
        "20",
        "9am",
        "noon",
        "7d",
        "3",
        "10/11",
        "1/2/2026",
        "week",
        "weeks",
        "month",
    ),
    *(
        "year",
        "day",
        "days",
        "hours",
        "nov",
        "november",
        "20th",
        "friday",
        "mon",
        "weekend",
        "q3",
        "h1",
        "first",
    ),
    *(
        "half",
        "early",
        "late",
        "yesterday",
        "today",
        "morning",
        "night",
        "thanksgiving",
        "2025",
        "ago",
        "-",
        "vs",
    ),
    *("may", "march"),
]


@given(
    st.lists(st.sampled_from(WORDS), max_size=7),
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001 - the zone is given below
    st.sampled_from(["UTC", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "Africa/Cairo"]),
)
def test_no_window_is_empty_too_long_or_in_the_future(words, moment, zone):
    now = moment.replace(tzinfo=ZoneInfo(zone))
    times = read_times(f"Nvidia {' '.join(words)}", knows=knows_nobody, now=now)
    for window in times.windows:
        assert window.since < window.until <= now.astimezone(UTC)
        assert window.length <= timedelta(days=366)


@given(st.text(max_size=80))
def test_any_text_is_searched_without_an_error(text):
    read_times(text, knows=knows_nobody, now=NOW)


@pytest.mark.parametrize(
    ("said", "is_over"),
    [("last week", True), ("on monday", True), ("this week", False), ("since monday", False), ("7d", False)],
)
def test_a_window_says_whether_it_is_over(said, is_over):
    spoken = find_window(f"Nvidia {said}", now=NOW)
    assert spoken is not None
    assert spoken.window.is_over is is_over


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("this week vs last week", ["this week", "last week"]),
        ("last week against this week", ["last week", "this week"]),
        ("7d vs 30d", ["last 7 days", "last 30 days"]),
        ("october compared to november", ["October 2025", "November 2025"]),
        ("compare october and november", ["October 2025", "November 2025"]),
        ("october and november", ["from October 2025 to November 2025"]),
        ("Nvidia", []),
    ],
)
def test_all_spans_are_found_in_the_order_said(text, names):
    times = read_times(text, knows=knows_nobody, now=NOW)
    assert [say_window(window) for window in times.windows] == names
    assert not times.unread


@pytest.mark.parametrize(
    ("said", "unread"),
    [
        ("the first 3 weeks of february", "the first 3 weeks"),
        ("this week, last week and the week before", "the week before"),
        ("since the crash", "since the crash"),
        ("monday last week tuesday", "monday last week tuesday"),
        ("from nov 27 to nov 20", "from nov 27 to nov 20"),
        ("on 31 february", "on 31 february"),
        ("by friday", "by friday"),
        ("last 2-3 weeks", "2-3 weeks"),
        ("this evening", "this evening"),
        ("last 0 days", "last 0 days"),
    ],
)
def test_what_is_not_read_is_said_back_in_the_askers_words(said, unread):
    assert read_times(f"Nvidia {said}", knows=knows_nobody, now=NOW).unread == unread


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("$NVDA on 2/3", ("$NVDA 2 Mar 2026", "$NVDA 3 Feb 2026")),
        (
            "$NVDA 2/1 to 2/3?",
            ("$NVDA from 2 Jan 2026 to 2 Mar 2026?", "$NVDA from 1 Feb 2026 to 3 Feb 2026?"),
        ),
        ("$NVDA since 1/2", ("$NVDA since 1 Feb 2026", "$NVDA since 2 Jan 2026")),
        ("$NVDA 01/02/2026 - 03/02/2026", None),
        ("$NVDA on 3/3", ()),
        ("$NVDA on 1/4", ()),
        ("$NVDA 31/31", ()),
    ],
)
def test_dates_that_can_mean_two_things_come_with_both(text, readings):
    times = read_times(text, knows=knows_nobody, now=NOW)
    if readings is None:
        readings = ("$NVDA from 1 Feb 2026 to 3 Feb 2026", "$NVDA from 2 Jan 2026 to 2 Mar 2026")
    assert times.readings == tuple(readings)
    for reading in readings:
        assert len(read_times(reading, knows=knows_nobody, now=NOW).windows) == 1


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("thsi week", "this week"),
        ("lsat mnth", "last month"),
        ("3 dyas", "3 days"),
        ("yestreday", "yesterday"),
        ("in Septmber", "in september"),
        ("this weak", "this weak"),
        ("5 moths", "5 moths"),
        ("this tear", "this tear"),
        ("Monday", "Monday"),
    ],
)
def test_a_slip_of_the_pen_is_put_right_where_nothing_else_is_meant(said, meant):
    assert put_right(said) == meant


@pytest.mark.parametrize(
    ("year", "day"), [(2024, "03-31"), (2025, "04-20"), (2026, "04-05"), (2038, "04-25")]
)
def test_easter_is_computed(year, day):
    assert f"{easter(year):%m-%d}" == day
