"""What tells a day, a month, a quarter or a year by name: "27 Nov", "Q3 2026", "Thursday", "Thanksgiving".

A name without a year means several spans, one in each year (or week); what stands beside it says which.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from handlers.language.feasts import HOLIDAY, find_holiday
from handlers.language.parts import PART, read_part
from handlers.language.periods import (
    DAY,
    MONTHS,
    WEEKDAYS,
    Span,
    day_span,
    midnight,
    month_of,
    months_span,
    say_month,
    start_of,
    weekday_of,
)
from handlers.language.points import Kind, Point

MONTH = rf"(?:{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
WEEKDAY = rf"(?:{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in WEEKDAYS)}|tues|thurs|thur)"
YEAR = r"(?:(?:19|20)\d\d|(?:last|this)\s+year)"
OF_YEAR = rf"(?:,?\s+(?:of\s+|in\s+)?{YEAR})"
NUMBERED = r"\d{1,2}(?:st|nd|rd|th)?"

_ORDINAL = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
_NO_UNIT = rf"(?![\w/.:%-]|\s*(?:{MONTH}|h|d|w|m|hrs?|hours?|days?|weeks?|months?)\b)"
_NEAR_YEAR = rf"(?:{OF_YEAR}|[\s-]*20\d\d|\s*'\d\d|\s*2\d{_NO_UNIT})"
_BESIDE = rf"(?:{WEEKDAY},?\s+(?:the\s+)?)?"
_SLASHED = r"(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])"

_LAST_YEARS = 5  # how many years back a date without a year is looked for


def read_point(form: str, said: str, *, now: datetime) -> Point:
    """Read what the row of FORMS with this name matches, in the time zone of `now`."""
    try:
        return _READERS[form](said.lower(), now)
    except (ValueError, OverflowError, LookupError):
        return Point(Kind.DAY, (), is_fixed=True)


def _read_iso(said: str, now: datetime) -> Point:
    digits = re.findall(r"\d+", said)
    year, month, day = digits if len(digits) == 3 else (said[:4], said[4:6], said[6:])
    start = datetime(int(year), int(month), int(day), tzinfo=now.tzinfo)
    return Point(Kind.DAY, (day_span(start),), is_fixed=True)


def _read_iso_month(said: str, now: datetime) -> Point:
    year, month = sorted(map(int, re.split("[-/]", said)), reverse=True)
    return Point(Kind.LONGER, (_month(year, month, now),), is_fixed=True)


def _read_numeric(said: str, now: datetime) -> Point:
    """Read "20/11/2026", "11/20" or "20.11.": where one part alone can be the month, and days before dots."""
    first, second, *years = map(int, re.findall(r"\d+", said))
    day, month = (first, second) if second <= 12 else (second, first)
    fixed = [year if year > 99 else 2000 + year for year in years]
    return _days(month, day, years=fixed or _years(now), now=now, is_fixed=bool(fixed))


def _read_day(said: str, now: datetime) -> Point:
    years, rest = split_year(said, now)
    day = int(re.findall(r"\d+", rest)[0])
    named = re.findall(rf"(?<![a-z]){MONTH}(?![a-z])", rest)
    point = _days(month_of(named[-1]), day, years=years or _years(now), now=now, is_fixed=bool(years))
    beside = re.match(rf"{WEEKDAY}\b", rest)
    latest = point.begun(now)
    if beside and latest and latest.start.weekday() != weekday_of(beside.group()):
        raise ValueError(said)
    return point


def _days(month: int, day: int, *, years: Sequence[int], now: datetime, is_fixed: bool) -> Point:
    """That day of the month in each of the years that has it."""
    return Point(Kind.DAY, tuple(_each_day(month, day, years=years, now=now)), is_fixed=is_fixed)


def _each_day(month: int, day: int, *, years: Sequence[int], now: datetime) -> Iterator[Span]:
    for year in years:
        try:
            yield day_span(datetime(year, month, day, tzinfo=now.tzinfo))
        except ValueError:
            continue


def _read_month(said: str, now: datetime) -> Point:
    years, rest = split_year(said, now)
    month = month_of(rest.strip(" ,"))
    spans = tuple(_month(year, month, now) for year in years or _years(now))
    return Point(Kind.LONGER, spans, is_fixed=bool(years))


def _month(year: int, month: int, now: datetime) -> Span:
    start = datetime(year, month, 1, tzinfo=now.tzinfo)
    return months_span(start, 1, say_month(start))


def _read_quarter(said: str, now: datetime) -> Point:
    return _read_share(said, now, letter="Q", months=3)


def _read_half(said: str, now: datetime) -> Point:
    return _read_share(said, now, letter="H", months=6)


def _read_share(said: str, now: datetime, *, letter: str, months: int) -> Point:
    """Read a numbered quarter or half of one year or of any."""
    number = _number_of(said)
    behind = re.sub(r"^(?:\w+\s+(?:quarter|half)|\w\d|\d\w)", "", said)
    years, rest = split_year(behind, now)
    short = re.findall(r"\d\d", rest)
    years = years or [2000 + int(each) for each in short]
    spans = tuple(
        months_span(
            datetime(year, months * number - months + 1, 1, tzinfo=now.tzinfo),
            months,
            f"{letter}{number} {year}",
        )
        for year in years or _years(now)
    )
    return Point(Kind.LONGER, spans, is_fixed=bool(years))


def _number_of(said: str) -> int:
    words = ("first", "second", "third", "fourth")
    first = said.partition(" ")[0]
    return words.index(first) + 1 if first in words else int(re.findall(r"[1-4]", said)[0])


def _read_year(said: str, now: datetime) -> Point:
    start = datetime(int(said), 1, 1, tzinfo=now.tzinfo)
    return Point(Kind.LONGER, (months_span(start, 12, said),), is_fixed=True)


def _read_weekday(said: str, now: datetime) -> Point:
    *before, name = said.split()
    number = weekday_of(name)
    week = start_of("w", now) + timedelta(days=number)
    name = WEEKDAYS[number].capitalize()
    spans = tuple(day_span(week + timedelta(days=7 * weeks), name) for weeks in range(-9, 2))
    return Point(Kind.WEEKDAY, spans, is_last=bool(before))


def _read_weekday_of_week(said: str, now: datetime) -> Point:
    """Read "last week Thursday" and "Thursday of last week"."""
    named = re.findall(rf"\b{WEEKDAY}\b", said)
    week = start_of("w", now) - timedelta(days=7 * ("last" in said))
    return Point(Kind.DAY, (day_span(week + timedelta(days=weekday_of(named[0]))),), is_fixed=True)


def _read_holiday(said: str, now: datetime) -> Point:
    years, rest = split_year(said, now)
    name, find = find_holiday(rest)
    spans = tuple(
        day_span(
            midnight(now).replace(year=day.year, month=day.month, day=day.day),
            f"{name} {day.year}" if years else name,
        )
        for day in map(find, years or _years(now))
    )
    return Point(Kind.HOLIDAY, spans, is_fixed=bool(years))


def _read_relative(said: str, now: datetime) -> Point:
    back = 0 if said.startswith("tod") else 2 if "before" in said else 1
    name = ("today", "yesterday", "the day before yesterday")[back]
    return Point(Kind.RELATIVE, (day_span(midnight(now) - back * DAY, name),), is_fixed=True)


def _read_numbered_day(said: str, now: datetime) -> Point:
    """Read "the 20th", in each of the last months."""
    day = int(re.findall(r"\d+", said)[0])
    months = (divmod(now.year * 12 + now.month - 1 - back, 12) for back in range(12, -2, -1))
    spans = (span for year, month in months for span in _each_day(month + 1, day, years=[year], now=now))
    return Point(Kind.NUMBERED_DAY, tuple(spans))


def _read_numbered_weekday(said: str, now: datetime) -> Point:
    """Read "Friday the 13th": where the two agree."""
    point, number = _read_numbered_day(said, now), weekday_of(said)
    return Point(Kind.DAY, tuple(span for span in point.spans if span.start.weekday() == number))


def _read_part(said: str, now: datetime) -> Point:
    years, rest = split_year(said, now) if re.search(rf"\b{MONTH}\b", said) else ([], said)
    spans = tuple(read_part(rest, now=now, years=years or _years(now)))
    return Point(Kind.LONGER, spans, is_fixed=len(spans) == 1)


def split_year(said: str, now: datetime) -> tuple[list[int], str]:
    """Take the year out of a date, if one is said."""
    match = re.search(rf"(?:,?\s+(?:of\s+|in\s+)?|-|\b)(?P<year>{YEAR})\s*\Z", said)
    if match is None:
        return [], said
    year = match["year"]
    number = int(year) if year.isdigit() else now.year - year.startswith("last")
    return [number], said[: match.start()]


def _years(now: datetime) -> range:
    return range(max(now.year - _LAST_YEARS, 1), now.year + 2)


_READERS: dict[str, Callable[[str, datetime], Point]] = {
    "iso": _read_iso,
    "iso_month": _read_iso_month,
    "part": _read_part,
    "day": _read_day,
    "quarter": _read_quarter,
    "half": _read_half,
    "dated_month": _read_month,
    "numeric": _read_numeric,
    "dotted": _read_numeric,
    "holiday": _read_holiday,
    "numbered_weekday": _read_numbered_weekday,
    "weekday_of_week": _read_weekday_of_week,
    "relative": _read_relative,
    "weekday": _read_weekday,
    "month": _read_month,
    "short_weekday": _read_weekday,
    "short_month": _read_month,
    "numbered_day": _read_numbered_day,
    "year": _read_year,
}
_LAST = r"(?:(?:last|past)\s+)?"
FORMS = {
    "iso": r"\d{4}-\d\d-\d\d(?!\d)|20\d\d/\d\d?/\d\d?(?![/\d])|20\d\d(?:0[1-9]|1[0-2])[0-3]\d(?!\d)",
    "iso_month": r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?![-\d])|(?:0?[1-9]|1[0-2])/20\d\d",
    "part": rf"{PART}(?:{MONTH}{OF_YEAR}?|(?:19|20)\d\d|(?:(?:the|this|last)\s+)?(?:month|quarter|year))",
    "day": (
        rf"{_BESIDE}(?:{NUMBERED}(?:\s+(?:of\s+)?|-|){MONTH}|{MONTH}(?:\s+(?:the\s+)?|-){NUMBERED}(?![\d/]|\s*%))"
        rf"(?:{OF_YEAR}|-20\d\d)?"
    ),
    "quarter": rf"q[1-4]{_NEAR_YEAR}?|[1-4]q(?:[\s']*20\d\d|'?\d\d)?|{_ORDINAL}\s+quarter{OF_YEAR}?",
    "half": (
        rf"h[12]{_NEAR_YEAR}?|[12]h(?:20)?2\d|(?:first|second|1st|2nd)\s+half"
        rf"(?:(?:\s+of)?\s+(?:the\s+year|{YEAR})|(?!\s+of\b))"
    ),
    "dated_month": rf"{MONTH}(?:{OF_YEAR}|-20\d\d|\s*'\d\d)",
    "numeric": (rf"(?:{_SLASHED})(?:/(?:20)?\d\d)?(?![/\d])|\d{{1,2}}\.\d{{1,2}}\.(?:(?:20)?\d\d)?(?!\d)"),
    "dotted": r"(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])(?![.\d]|\s*%)",
    "holiday": rf"{HOLIDAY}{OF_YEAR}?",
    "numbered_weekday": rf"{WEEKDAY},?\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)",
    "weekday_of_week": (
        rf"(?:last|this)\s+week(?:'s)?\s+(?:on\s+)?{WEEKDAY}|{WEEKDAY}\s+(?:of\s+)?(?:last|this)\s+week"
    ),
    "relative": r"(?:the\s+)?day\s+before\s+yesterday|(?:yesterday|yday|today)s?",
    "weekday": rf"{_LAST}(?:{'|'.join(WEEKDAYS)})",
    "month": rf"(?:{'|'.join(month for month in MONTHS if month not in {'march', 'may'})})",
    "short_weekday": rf"{_LAST}{WEEKDAY}",
    "short_month": MONTH,
    "numbered_day": r"\d{1,2}(?:st|nd|rd|th)",
    "year": r"(?:19|20)\d\d",
}
"""How each kind of date is written, the longer before what may be a part of it."""
WEAK_FORMS = frozenset({"dotted", "holiday", "short_weekday", "short_month", "numbered_day", "year"})
"""What is a date only behind "in", "since" and the like, or at the end."""
