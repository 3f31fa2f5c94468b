"""What each way of saying a span of time means at a moment, in the zone of that moment.

Each takes the match of a pattern of `windows` and the asker's local time, and gives the span, or None where
there is no such day or it lies ahead.
"""

import re
from datetime import UTC, datetime, timedelta

from feeds.types.reports import Window
from handlers.language.dates import between, read_date
from handlers.language.dates import day_of_month as find_day

DEFAULT = timedelta(days=7)
LONGEST = timedelta(days=365)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905 - a table
    )
} | {"a": 1, "an": 1, "couple": 2, "few": 3}
_UNITS = {"h": 1, "d": 24, "w": 168, "m": 720, "q": 2160, "y": 8760}
_LONGER_THAN = {
    unit: timedelta(days=days) for unit, days in {"d": 1, "w": 7, "m": 31, "q": 92, "y": 366}.items()
}


def last(length: timedelta, *, now: datetime) -> Window:
    """The window of this length that ends now."""
    until = now.astimezone(UTC)
    return Window(until - min(length, LONGEST), until)


def _length(match: re.Match[str]) -> timedelta:
    said = match["count"].lower()
    count = int(said) if said.isdigit() else NUMBERS[said]
    return timedelta(hours=count * _UNITS[match["unit"][0].lower()])


def count_back(match: re.Match[str], now: datetime) -> Window:
    """Read "the last 3 days": so long, up to now."""
    return last(_length(match), now=now)


def one_back(match: re.Match[str], now: datetime) -> Window:
    """Read "the last hour": one of it, up to now."""
    return last(timedelta(hours=_UNITS[match["unit"][0].lower()]), now=now)


def ago(match: re.Match[str], now: datetime) -> Window:
    """The day, week, month, quarter or year that lies so far back; up to now if it is "since" then."""
    unit = match["unit"][0].lower()
    begun = now - _length(match)
    if unit == "h":
        return Window(begun, now)
    if match["since"]:
        return Window(_midnight(begun), now)
    start = _start_of(unit, begun)
    return Window(start, _start_of(unit, start + _LONGER_THAN[unit]))


def today(_match: re.Match[str], now: datetime) -> Window:
    """From midnight on."""
    return Window(_midnight(now), now)


def yesterday(_match: re.Match[str], now: datetime) -> Window:
    """The day before, whole."""
    return Window(_midnight(now) - timedelta(days=1), _midnight(now))


def since_yesterday(_match: re.Match[str], now: datetime) -> Window:
    """From the midnight before the last."""
    return Window(_midnight(now) - timedelta(days=1), now)


def this(match: re.Match[str], now: datetime) -> Window:
    """Read "this week": the calendar's, as far as it has come."""
    return Window(_start_of(match["unit"][0].lower(), now), now)


def previous(match: re.Match[str], now: datetime) -> Window:
    """Read "last month": the calendar's before this, whole."""
    unit = match["unit"][0].lower()
    end = _start_of(unit, now)
    return Window(_start_of(unit, end - timedelta(days=1)), end)


def since_day(match: re.Match[str], now: datetime) -> Window:
    """Read "since Monday": the latest, today included."""
    back = (now.weekday() - _weekday(match["day"])) % 7
    return Window(_midnight(now) - timedelta(days=back), now)


def on_day(match: re.Match[str], now: datetime) -> Window:
    """Read "on Monday": the latest that is over, whole."""
    back = (now.weekday() - _weekday(match["day"])) % 7 or 7
    start = _midnight(now) - timedelta(days=back)
    return Window(start, start + timedelta(days=1))


def on_date(match: re.Match[str], now: datetime) -> Window | None:
    """A date, whole."""
    span = read_date(match["date"], now=now)
    return Window(span.start, span.end) if span and span.start < now else None


def since_date(match: re.Match[str], now: datetime) -> Window | None:
    """From a date on, with it."""
    span = read_date(match["date"], now=now)
    return Window(span.start, now) if span and span.start < now else None


def after_date(match: re.Match[str], now: datetime) -> Window | None:
    """From a date on, without it."""
    span = read_date(match["date"], now=now)
    return Window(span.end, now) if span and span.end < now else None


def up_to_date(match: re.Match[str], now: datetime) -> Window | None:
    """As long as is usual, and up to a date: before it, or with it."""
    span = read_date(match["date"], now=now)
    if span is None or span.end > now:
        return None
    end = span.start if match["how"].lower() == "before" else span.end
    return Window(end - DEFAULT, end)


def between_dates(match: re.Match[str], now: datetime) -> Window | None:
    """From one date to another, both included."""
    span = between(match["first"], match["second"], now=now)
    return Window(span.start, span.end) if span and span.start < now else None


def between_days(match: re.Match[str], now: datetime) -> Window:
    """From one day of the week to another, both included: the latest such span that has begun."""
    begins, ends = _weekday(match["day"]), _weekday(match["second"])
    start = _midnight(now) - timedelta(days=(now.weekday() - begins) % 7)
    return Window(start, start + timedelta(days=(ends - begins) % 7 + 1))


def weekend(match: re.Match[str], now: datetime) -> Window:
    """Saturday and Sunday: those of now, else the latest."""
    back = (now.weekday() - 5) % 7
    is_before = "last" in match["which"].lower() and back < 2
    start = _midnight(now) - timedelta(days=back + 7 * is_before)
    return Window(start, start + timedelta(days=2))


def fortnight(_match: re.Match[str], now: datetime) -> Window:
    """Fourteen days, up to now."""
    return last(timedelta(days=14), now=now)


def lately(_match: re.Match[str], now: datetime) -> Window:
    """As long as is usual, up to now."""
    return last(DEFAULT, now=now)


def day_of_month(match: re.Match[str], now: datetime) -> Window | None:
    """Read "on the 5th", or since then: the latest."""
    span = find_day(int(match["number"]), now=now)
    if span is None:
        return None
    return Window(span.start, span.end if match["how"].lower() == "on" else now)


def _start_of(unit: str, moment: datetime) -> datetime:
    """The start of the day, week, month, quarter or year that holds the moment."""
    day = _midnight(moment)
    match unit:
        case "w":
            return day - timedelta(days=day.weekday())
        case "m":
            return day.replace(day=1)
        case "q":
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case "y":
            return day.replace(month=1, day=1)
        case _:
            return day


def _weekday(said: str) -> int:
    return next(number for number, name in enumerate(WEEKDAYS) if name.startswith(said.lower()[:3]))


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
