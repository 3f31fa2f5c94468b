"""Dates as publishers write them. Pure; what can't be read, or can't be true, is None.

Without a zone a date counts as UTC, without a time as midnight.
"""

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

_EARLIEST_YEAR, _LATEST_YEAR = 1990, 2100
# A line a month: English, then what Western European publishers write instead.
_MONTH_NAMES = (
    "jan ene gen",
    "feb fev fév",
    "mar mär mrz mrt",
    "apr abr avr",
    "may mai mei maj mag",
    "jun juin giu",
    "jul juil lug",
    "aug aou aoû ago",
    "sep set",
    "oct okt ott out",
    "nov",
    "dec dez des dic déc",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_ZONE_HOURS = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9,
    "AKDT": -8, "HST": -10, "ET": -5, "CT": -6, "PT": -8, "AST": -4, "ADT": -3, "BST": 1, "WET": 0, "WEST": 1,
    "CET": 1, "CEST": 2, "MET": 1, "MEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3, "SGT": 8,
    "HKT": 8, "AWST": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
_TIME = (
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{1,2})(?:[:.](?P<second>\d{1,2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?"
)
_ZONE = r"(?P<zone>Z\b|(?:GMT|UTC?)?\s*[+-]\d{1,2}:?\d{0,2}(?::?\d\d)?|[A-Z]{1,5}\b)?"
_WORDS = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?[\s-]+(?P<month>[^\W\d_]{3,})\.?,?[\s-]+(?:de\s+)?(?P<year>\d{4}|\d\d)\b"
    rf"(?:,?\s+(?:at\s+)?{_TIME}\s*{_ZONE})?",
    re.IGNORECASE,
)
_WORDS_US = re.compile(
    r"(?P<month>[^\W\d_]{3,})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?"
    rf"(?:\s+(?P<early>\d{{1,2}}:\d\d:\d\d)(?:\s+(?P<earlyzone>[A-Z]{{2,5}}))?)?\s+(?P<year>\d{{4}})\b"
    rf"(?:,?\s+(?:at\s+)?{_TIME}\s*{_ZONE})?",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    rf"(?P<year>\d{{4}})[-/.:]?(?P<month>\d\d?)[-/.:]?(?P<day>\d\d?)(?:(?:[T_]|,?\s+)?{_TIME}\s*{_ZONE})?",
    re.IGNORECASE,
)
_NUMBERS_US = re.compile(
    rf"(?P<month>\d\d?)/(?P<day>\d\d?)/(?P<year>\d{{4}})(?:,?\s+{_TIME}\s*{_ZONE})?", re.IGNORECASE
)
_DIGITS = re.compile(
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)"
)
_MONTH_ONLY = re.compile(r"^(?P<year>\d{4})(?:-(?P<month>\d\d))?$")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_SHAPES = (_DIGITS, _MONTH_ONLY, _WORDS, _WORDS_US, _NUMBERS_US, _NUMBERS)
_MILLISECONDS_FROM = 1e11
_LONGEST = 100


@lru_cache(maxsize=4096)
def parse_date(written: str) -> datetime | None:
    """The moment a publisher means, in UTC."""
    written = written.strip()[:_LONGEST]
    if not written:
        return None
    moment = _iso(written) or _spelled(written)
    return moment if moment and _EARLIEST_YEAR <= moment.year <= _LATEST_YEAR else None


def _iso(written: str) -> datetime | None:
    """The common modern spelling, by the standard library."""
    if written[10:11] not in ("T", " ") and written[8:9] != "T":
        return None
    try:
        moment = datetime.fromisoformat(written)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _spelled(written: str) -> datetime | None:
    """Any other spelling: the first shape in it that makes a date."""
    if _EPOCH.fullmatch(written):
        seconds = float(written)
        return datetime.fromtimestamp(seconds if seconds < _MILLISECONDS_FROM else seconds / 1000, UTC)
    for shape in _SHAPES:
        if found := shape.search(written):
            with suppress(ValueError, OverflowError):
                return _moment(found.groupdict())
    return None


def _moment(parts: dict[str, str | None]) -> datetime:
    hour, minute, second = _clock(parts)
    zone = _zone(parts.get("zone") or parts.get("earlyzone") or "")
    day = datetime(
        _year(parts["year"] or ""), _month(parts.get("month")), int(parts.get("day") or 1), tzinfo=zone
    )
    return (day + timedelta(hours=hour, minutes=minute, seconds=second)).astimezone(UTC)


def _clock(parts: dict[str, str | None]) -> tuple[int, int, int]:
    """Hours, minutes and seconds; 24:00 is the next midnight, a leap second the next minute."""
    if early := parts.get("early"):
        hour, minute, second = (int(each) for each in early.split(":"))
    else:
        hour, minute, second = (int(parts.get(each) or 0) for each in ("hour", "minute", "second"))
    if half := (parts.get("half") or "").lower()[:1]:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59 or second > 60:
        raise ValueError("no such time of day")
    return hour, minute, second


def _year(written: str) -> int:
    year = int(written)
    if len(written) > 2:
        return year
    return 2000 + year if year < 70 else 1900 + year


def _month(written: str | None) -> int:
    if written is None:
        return 1
    if written.isdigit():
        return int(written)
    name = written.lower()
    number = _MONTHS.get(name[:4]) or _MONTHS.get(name[:3])
    if number is None:
        raise ValueError("no such month")
    return number


def _zone(written: str) -> timezone:
    name = written.strip().upper()
    offset = name.removeprefix("GMT").removeprefix("UTC").removeprefix("UT").strip()
    if offset[:1] in ("+", "-"):
        digits = offset[1:].replace(":", "")
        hours, minutes = (
            (int(digits[:2]), int(digits[2:4] or 0)) if len(digits) > 1 else (int(digits or 0), 0)
        )
        if hours > 14 or minutes > 59:
            return UTC
        shift = timedelta(hours=hours, minutes=minutes)
        return timezone(shift if offset[0] == "+" else -shift)
    return timezone(timedelta(hours=_ZONE_HOURS.get(name, 0)))
