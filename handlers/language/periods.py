"""The calendar's days, weeks, months, quarters and years, and what they are called."""

from dataclasses import dataclass
from datetime import datetime, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
DAY = timedelta(days=1)
UNIT_NAMES = {"d": "day", "w": "week", "m": "month", "q": "quarter", "y": "year"}
_LONGER_THAN = {
    unit: timedelta(days=days) for unit, days in {"d": 1, "w": 7, "m": 31, "q": 92, "y": 366}.items()
}


@dataclass(frozen=True, slots=True)
class Span:
    """From the first moment of what a name means to the first moment behind it."""

    start: datetime
    end: datetime
    name: str


def midnight(moment: datetime) -> datetime:
    """The first moment of a day."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def start_of(unit: str, moment: datetime) -> datetime:
    """The first moment of the day, week, month, quarter or year ("d", "w", ...) that holds the moment."""
    day = midnight(moment)
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


def end_of(unit: str, start: datetime) -> datetime:
    """The first moment behind the day, week, month, quarter or year that begins so."""
    return start_of(unit, start + _LONGER_THAN[unit])


def start_before(unit: str, start: datetime) -> datetime:
    """The first moment of the one before that which begins so."""
    return start_of(unit, start - DAY)


def day_span(start: datetime, name: str = "") -> Span:
    """One day, called by its date or as it was."""
    return Span(start, start + DAY, name or say_day(start))


def months_span(start: datetime, months: int, name: str) -> Span:
    """So many months."""
    behind = start.month + months - 1
    return Span(start, start.replace(year=start.year + behind // 12, month=behind % 12 + 1), name)


def say_day(moment: datetime) -> str:
    """The date of a moment: "20 Nov 2026"."""
    return f"{moment.day} {MONTHS[moment.month - 1][:3].capitalize()} {moment.year}"


def say_month(moment: datetime) -> str:
    """The month of a moment: "November 2026"."""
    return f"{MONTHS[moment.month - 1].capitalize()} {moment.year}"


def month_of(said: str) -> int:
    """The number of a month by its name, whole or cut short."""
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(said.lower()[:3]))


def weekday_of(said: str) -> int:
    """The number of a day of the week by its name, whole or cut short; Monday is 0."""
    return next(number for number, name in enumerate(WEEKDAYS) if name.startswith(said.lower()[:3]))
