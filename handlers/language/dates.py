"""Dates in plain English: days, months, quarters and years by name, and what lies between two of them.

Without a year the latest one is meant that is not in the future.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
MONTH = rf"(?:{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"

_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_OF_YEAR = rf"(?:,?\s+(?:of\s+)?{_YEAR})"
_UNMISTAKABLE = (
    r"\d{4}-\d\d-\d\d",
    rf"{_DAY}\s+(?:of\s+)?{MONTH}{_OF_YEAR}?",
    rf"{MONTH}\s+(?:the\s+)?{_DAY}(?!\d){_OF_YEAR}?",
    rf"{MONTH}{_OF_YEAR}",
    rf"q[1-4]{_OF_YEAR}?",
    r"\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d",
    r"(?!24/7)(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])(?![/\d])",  # where only one part can be the month
    r"(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])(?![/\d])",
)
PLAIN_DATE = rf"(?:{'|'.join(_UNMISTAKABLE)})"
"""What is a date whatever stands before it."""
DATE = rf"(?:{PLAIN_DATE}|{MONTH}|q[1-4]|{_YEAR})"
"""What is a date behind "in", "since" or "between"."""

_PARTS = re.compile(
    rf"(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<numeric>\d{{1,2}}[/.]\d{{1,2}}(?:[/.]\d{{4}})?)|(?P<year>{_YEAR})|q(?P<quarter>[1-4])|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
    rf"|(?P<month>{MONTH})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """From the first moment of a date to the first moment behind it."""

    start: datetime
    end: datetime


def read_date(said: str, *, now: datetime) -> Span | None:
    """Read what DATE matches, in the time zone of `now`; None for a day there is none of."""
    parts = {name: part for match in _PARTS.finditer(said) for name, part in _named(match)}
    try:
        if "iso" in parts:
            day = datetime.fromisoformat(parts["iso"]).replace(tzinfo=now.tzinfo)
            return Span(day, day + timedelta(days=1))
        if "numeric" in parts:
            day = _numeric(parts["numeric"], now=now)
            return Span(day, day + timedelta(days=1))
        first, months = _months_of(parts)
        is_dated = "year" in parts
        span = _span(parts, first, months, year=int(parts.get("year", now.year)), now=now)
        if span.start > now and not is_dated:
            return _span(parts, first, months, year=now.year - 1, now=now)
    except ValueError:
        return None
    return span


def between(first: str, second: str, *, now: datetime) -> Span | None:
    """From the start of one date to the end of another; the first lies in the year before if it must."""
    start, end = read_date(first, now=now), read_date(second, now=now)
    if start is None or end is None:
        return None
    if start.start < end.end:
        return Span(start.start, end.end)
    earlier = start.start.replace(year=start.start.year - 1) if start.start.day < 29 else start.start
    return Span(earlier, end.end) if earlier < end.end else None


def day_of_month(number: int, *, now: datetime) -> Span | None:
    """The latest day with this number that is not in the future; None when there is none in two months."""
    for back in range(3):
        month = (now.year * 12 + now.month - 1 - back) % 12 + 1
        year = (now.year * 12 + now.month - 1 - back) // 12
        try:
            start = datetime(year, month, number, tzinfo=now.tzinfo)
        except ValueError:
            continue
        if start <= now:
            return Span(start, start + timedelta(days=1))
    return None


def _numeric(said: str, *, now: datetime) -> datetime:
    """Read "20/11/2026" and "20/11": the day first, unless there is no such month."""
    first, second, *years = map(int, re.split("[/.]", said))
    day, month = (first, second) if second <= 12 else (second, first)
    start = datetime(years[0] if years else now.year, month, day, tzinfo=now.tzinfo)
    return start if years or start <= now else start.replace(year=now.year - 1)


def _named(match: re.Match[str]) -> list[tuple[str, str]]:
    return [(name, part) for name, part in match.groupdict().items() if part is not None]


def _months_of(parts: dict[str, str]) -> tuple[int, int]:
    """The first month that is meant, and how many."""
    if "month" in parts:
        said = parts["month"].lower()[:3]
        return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(said)), 1
    if "quarter" in parts:
        return 3 * int(parts["quarter"]) - 2, 3
    return 1, 12


def _span(parts: dict[str, str], month: int, months: int, *, year: int, now: datetime) -> Span:
    start = datetime(year, month, int(parts.get("day", 1)), tzinfo=now.tzinfo)
    if "day" in parts:
        return Span(start, start + timedelta(days=1))
    behind = month + months - 1
    return Span(start, start.replace(year=year + behind // 12, month=behind % 12 + 1))
