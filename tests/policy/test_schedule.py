"""When things are told: digests, caps and quiet hours on clocks that jump."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feeds.policy.exchanges import EXCHANGES, find_exchange
from feeds.policy.schedule import (
    MOST_AN_HOUR,
    day_start,
    hold,
    is_quiet,
    next_digest,
    next_silence,
    quiet_end,
    shared_silence,
)
from feeds.types.decisions import HoldUntil, Reason, SendNow
from feeds.types.scores import Sentiment
from feeds.types.subscriptions import Digest, DigestKind, QuietHours, Rules
from feeds.types.timing import Silence

NIGHT = QuietHours(time(22), time(7))
BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
MILD, STRONG = Sentiment(0.3), Sentiment(-0.7)
DAILY = Digest(DigestKind.DAILY, time(8, 30))


def at(moment: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("digest", "zone", "now", "told"),
    [
        pytest.param(Digest(DigestKind.HOURLY), BERLIN, "2026-03-02 09:12", "2026-03-02 10:00", id="hourly"),
        pytest.param(
            Digest(DigestKind.HOURLY), BERLIN, "2026-03-02 09:00", "2026-03-02 10:00", id="on_the_hour"
        ),
        pytest.param(
            Digest(DigestKind.HOURLY),
            "Asia/Kolkata",
            "2026-03-02 09:12",
            "2026-03-02 10:00",
            id="half_hour_zone",
        ),
        pytest.param(DAILY, BERLIN, "2026-03-02 08:29", "2026-03-02 08:30", id="later_today"),
        pytest.param(DAILY, BERLIN, "2026-03-02 08:30", "2026-03-03 08:30", id="tomorrow"),
        pytest.param(DAILY, BERLIN, "2026-03-28 12:00", "2026-03-29 08:30", id="clocks_go_forward"),
        pytest.param(DAILY, BERLIN, "2026-10-24 12:00", "2026-10-25 08:30", id="clocks_go_back"),
        pytest.param(
            Digest(DigestKind.DAILY, time(2, 30)),
            BERLIN,
            "2026-03-28 12:00",
            "2026-03-29 03:30",
            id="time_that_is_skipped",
        ),
        pytest.param(
            Digest(DigestKind.WEEKDAYS, time(8)),
            BERLIN,
            "2026-03-06 09:00",
            "2026-03-09 08:00",
            id="over_the_weekend",
        ),
        pytest.param(
            Digest(DigestKind.OPEN), NEW_YORK, "2026-03-02 08:00", "2026-03-02 09:00", id="before_the_open"
        ),
        pytest.param(
            Digest(DigestKind.OPEN),
            BERLIN,
            "2026-03-10 08:00",
            "2026-03-10 14:00",
            id="new_york_by_berlin's_clock",
        ),
        pytest.param(
            Digest(DigestKind.OPEN),
            NEW_YORK,
            "2026-07-02 12:00",
            "2026-07-06 09:00",
            id="holiday_and_weekend",
        ),
        pytest.param(
            Digest(DigestKind.OPEN, exchange="XETRA"),
            BERLIN,
            "2026-04-02 12:00",
            "2026-04-07 08:30",
            id="easter_in_frankfurt",
        ),
    ],
)
def test_digest_is_told(digest, zone, now, told):
    rules = Rules(digest=digest, timezone=zone)
    assert next_digest(rules, now=at(now, zone)) == at(told, zone)


@pytest.mark.parametrize(
    ("quiet", "clock", "is_it"),
    [
        (NIGHT, "21:59", False),
        (NIGHT, "22:00", True),
        (NIGHT, "03:00", True),
        (NIGHT, "06:59", True),
        (NIGHT, "07:00", False),
        (QuietHours(time(12), time(13)), "12:30", True),
        (QuietHours(time(12), time(13)), "13:00", False),
        (QuietHours(time(12), time(12)), "12:00", False),
    ],
)
def test_quiet_hours_may_cross_midnight(quiet, clock, is_it):
    rules = Rules(quiet=quiet, timezone=BERLIN)
    assert is_quiet(rules, at=at(f"2026-03-02 {clock}", BERLIN)) is is_it


@pytest.mark.parametrize(
    ("rules", "sentiment", "posted", "now", "held"),
    [
        pytest.param(Rules(), MILD, 99, "2026-03-02 12:00", None, id="nothing_holds_it"),
        pytest.param(
            Rules(digest=DAILY),
            MILD,
            0,
            "2026-03-02 12:00",
            (Reason.WAITING, "2026-03-03 08:30"),
            id="digest",
        ),
        pytest.param(
            Rules(digest=DAILY, break_through=0.6),
            STRONG,
            0,
            "2026-03-02 12:00",
            None,
            id="breaks_through_a_digest",
        ),
        pytest.param(
            Rules(quiet=NIGHT),
            STRONG,
            0,
            "2026-03-02 23:00",
            (Reason.QUIET_HOURS, "2026-03-03 07:00"),
            id="night",
        ),
        pytest.param(
            Rules(quiet=NIGHT),
            STRONG,
            0,
            "2026-03-02 06:00",
            (Reason.QUIET_HOURS, "2026-03-02 07:00"),
            id="morning",
        ),
        pytest.param(
            Rules(quiet=NIGHT, break_through=0.6),
            STRONG,
            0,
            "2026-03-02 23:00",
            None,
            id="breaks_through_the_night",
        ),
        pytest.param(
            Rules(quiet=NIGHT, break_through=0.6),
            MILD,
            0,
            "2026-03-02 23:00",
            (Reason.QUIET_HOURS, "2026-03-03 07:00"),
            id="too_weak_to_break",
        ),
        pytest.param(Rules(max_per_day=20), STRONG, 19, "2026-03-02 12:00", None, id="under_the_cap"),
        pytest.param(
            Rules(max_per_day=20), STRONG, 20, "2026-03-02 12:00", (Reason.CAP, "2026-03-03 08:00"), id="cap"
        ),
        pytest.param(
            Rules(max_per_day=20, break_through=0.6),
            STRONG,
            20,
            "2026-03-02 12:00",
            (Reason.CAP, "2026-03-03 08:00"),
            id="nothing_breaks_the_cap",
        ),
        pytest.param(
            Rules(digest=Digest(DigestKind.HOURLY), quiet=NIGHT),
            MILD,
            0,
            "2026-03-02 23:10",
            (Reason.WAITING, "2026-03-03 07:00"),
            id="no_digest_at_night",
        ),
    ],
)
def test_item_is_told_or_held(rules, sentiment, posted, now, held):
    match hold(rules, sentiment, posted_today=posted, now=at(now)):
        case SendNow():
            assert held is None
        case HoldUntil(when=when, reason=reason):
            assert (reason, when) == (held[0], at(held[1]))


def test_why_it_waits_names_the_rule_and_the_local_time():
    rules = Rules(quiet=NIGHT, timezone=BERLIN)
    held = hold(rules, MILD, posted_today=0, now=at("2026-03-02 23:00", BERLIN))
    assert held.why == "quiet:22:00-07:00; told in the digest of Tue 07:00 Europe/Berlin"


def test_the_cap_of_an_hour_says_how_to_ask_for_more():
    held = hold(Rules(), MILD, posted_today=0, posted_this_hour=MOST_AN_HOUR, now=at("2026-03-02 12:20"))
    assert held.why.startswith("60 alerts within an hour are the most without max:")
    assert held.when == at("2026-03-02 13:00")


@pytest.mark.parametrize(
    ("zone", "now", "began"),
    [
        (BERLIN, "2026-03-02 00:30", "2026-03-01 23:00"),
        (NEW_YORK, "2026-03-02 03:00", "2026-03-01 05:00"),
        ("Africa/Cairo", "2026-04-24 09:00", "2026-04-23 22:00"),  # midnight is skipped there that night
        ("No/Such", "2026-03-02 03:00", "2026-03-02 00:00"),
    ],
)
def test_a_day_begins_at_local_midnight(zone, now, began):
    assert day_start(Rules(timezone=zone), now=at(now)) == at(began)


@pytest.mark.parametrize(
    ("name", "day", "is_open"),
    [
        ("NYSE", date(2026, 7, 3), False),
        ("NYSE", date(2026, 7, 2), True),
        ("nyse", date(2026, 7, 4), False),
        ("LSE", date(2026, 7, 3), True),
        ("LSE", date(2026, 12, 28), False),
        ("TSE", date(2026, 1, 2), False),
        ("unheard of", date(2026, 11, 26), False),
    ],
)
def test_exchange_is_closed_on_its_holidays(name, day, is_open):
    assert find_exchange(name).is_open_on(day) is is_open


zones = st.sampled_from(
    [
        BERLIN,
        NEW_YORK,
        "UTC",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Africa/Cairo",
        "America/Santiago",
        "Pacific/Apia",
    ]
)
clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
moments = st.datetimes(
    datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2030-01-01"), timezones=st.just(UTC)
)
changes = st.sampled_from(
    [at(f"2026-{day}T00:00:00") for day in ("03-08", "03-29", "04-05", "04-24", "10-25", "11-01")]
)
near_changes = st.builds(
    lambda day, hours: day + hours, changes, st.timedeltas(timedelta(days=-1), timedelta(days=2))
)
digests = st.one_of(
    st.none(),
    st.just(Digest(DigestKind.HOURLY)),
    st.builds(Digest, st.sampled_from([DigestKind.DAILY, DigestKind.WEEKDAYS]), clocks),
    st.builds(Digest, st.just(DigestKind.OPEN), exchange=st.sampled_from(sorted(EXCHANGES))),
)
all_rules = st.builds(
    Rules,
    digest=digests,
    quiet=st.none() | st.builds(QuietHours, clocks, clocks),
    break_through=st.none() | st.floats(0.1, 1),
    max_per_day=st.none() | st.integers(1, 20),
    timezone=zones,
)


@given(all_rules, st.floats(-1, 1), st.integers(0, 25), moments | near_changes)
def test_what_is_held_waits_for_a_later_moment_that_is_not_quiet(rules, score, posted, now):
    match hold(rules, Sentiment(score), posted_today=posted, now=now):
        case HoldUntil(when=when, why=why):
            assert now < when <= now + timedelta(days=14)
            assert not is_quiet(rules, at=when)
            assert why
        case SendNow(why=why):
            assert why or not is_quiet(rules, at=now)
            assert rules.max_per_day is None or posted < rules.max_per_day


@given(zones, clocks, moments | near_changes)
def test_a_daily_digest_comes_within_a_day_and_shows_its_time_on_the_readers_clock(zone, clock, now):
    told = next_digest(Rules(digest=Digest(DigestKind.DAILY, clock), timezone=zone), now=now)
    shown = told.astimezone(ZoneInfo(zone)).time().replace(fold=0)
    assert now < told <= now + timedelta(hours=26)
    assert shown == clock or _was_skipped(clock, told, zone)


@given(zones, clocks, clocks, moments | near_changes)
def test_quiet_hours_end_at_their_end(zone, start, end, now):
    rules = Rules(quiet=QuietHours(start, end), timezone=zone)
    over = quiet_end(rules, after=now)
    assert not is_quiet(rules, at=over)
    if is_quiet(rules, at=now):
        assert now < over <= now + timedelta(hours=26)
    else:
        assert over == now


@given(zones, moments | near_changes)
def test_a_day_has_23_to_25_hours(zone, now):
    rules = Rules(timezone=zone)
    began = day_start(rules, now=now)
    assert began <= now < began + timedelta(hours=25)
    assert day_start(rules, now=began) == began


def _was_skipped(clock: time, told: datetime, zone: str) -> bool:
    """True when clocks jumped over the time on that day."""
    wished = datetime.combine(told.astimezone(ZoneInfo(zone)).date(), clock, ZoneInfo(zone))
    return wished.astimezone(UTC).astimezone(ZoneInfo(zone)).time() != clock


@given(zones, clocks, clocks, moments | near_changes, st.sampled_from([0.0, 0.3, 0.9]))
@example(NEW_YORK, time(0), time(2), at("2026-03-08T00:00"), 0.3)  # two o'clock is skipped that night
def test_a_silence_is_quiet_from_its_start_to_its_end_and_begins_no_later_than_quiet_hours_do(
    zone, start, end, now, share
):
    rules = Rules(quiet=QuietHours(start, end), timezone=zone)
    silence = next_silence(rules, now=now)
    within = silence.start + (silence.end - silence.start) * share
    assert start == end or is_quiet(rules, at=within) or silence.start == silence.end
    assert not is_quiet(rules, at=silence.end)
    before = now + (silence.start - now) * share
    assert before == silence.start or not is_quiet(rules, at=before)


SPANS = [
    Silence(at(f"2026-03-02T{start}"), at(f"2026-03-03T{end}")) for start, end in (("22", "07"), ("23", "06"))
]


@pytest.mark.parametrize(
    ("silences", "shared"),
    [
        pytest.param([SPANS[0]], SPANS[0], id="one"),
        pytest.param(SPANS, Silence(SPANS[1].start, SPANS[1].end), id="only_while_both_are_silent"),
        pytest.param([SPANS[0], None], None, id="one_is_never_silent"),
        pytest.param([], None, id="none"),
        pytest.param(
            [SPANS[0], Silence(SPANS[0].end, SPANS[0].end + timedelta(hours=1))], None, id="never_together"
        ),
    ],
)
def test_wishes_of_one_place_share_a_silence(silences, shared):
    assert shared_silence(silences) == shared
