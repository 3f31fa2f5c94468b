"""Spans of time in plain English, resolved in the asker's own time zone.

`now` is the asker's local time. A span that has begun ends now; one that is over ends at its end.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from feeds.types.reports import Window
from handlers.language.dates import DATE, MONTH, MONTHS, PLAIN_DATE, between, day_of_month, read_date

DEFAULT = timedelta(days=7)
LONGEST = timedelta(days=365)

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905 - a table
    )
} | {"a": 1, "an": 1, "couple": 2, "few": 3}
_UNITS = {"h": 1, "d": 24, "w": 168, "m": 720, "q": 2160, "y": 8760}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_COUNT = rf"(?P<count>\d{{1,4}}|{'|'.join(_NUMBERS)})"
_UNIT = r"(?P<unit>h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|months?|mths?|quarters?|yrs?|years?)"
_DAY = rf"(?P<day>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _WEEKDAYS)}|tues|thurs|thur)"

Resolve = Callable[[re.Match[str], datetime], Window | None]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A span found in a text: the window it means, and the text without it."""

    window: Window
    rest: str


def find_window(text: str, *, now: datetime) -> Spoken | None:
    """Find the first span of time in a text; None when there is none."""
    for pattern, resolve in _TABLE:
        match = pattern.search(text)
        meant = resolve(match, now) if match is not None else None
        if match is not None and meant is not None:
            window = _bounded(meant, now=now)
            if resolve not in _COUNTED and window.since == meant.since:
                window = replace(window, called=_say(match.group()))
            return Spoken(window, f"{text[: match.start()]} | {text[match.end() :]}")
    return None


def find_unread(text: str) -> str:
    """Find words that speak of a time where `find_window` reads none; nothing when there are none."""
    match = _UNREAD.search(text)
    return " ".join(match.group().split()) if match else ""


def last(length: timedelta, *, now: datetime) -> Window:
    """The window of this length that ends now."""
    until = now.astimezone(UTC)
    return Window(until - min(length, LONGEST), until)


def _bounded(window: Window, *, now: datetime) -> Window:
    """At least an hour, at most a year, never in the future; in UTC, where hours have no gaps."""
    until = min(window.until, now).astimezone(UTC)
    since = window.since.astimezone(UTC)
    return Window(min(max(since, until - LONGEST), until - timedelta(hours=1)), until)


def _count_back(match: re.Match[str], now: datetime) -> Window:
    said = match["count"].lower()
    count = int(said) if said.isdigit() else _NUMBERS[said]
    return last(timedelta(hours=count * _UNITS[match["unit"][0].lower()]), now=now)


def _one_back(match: re.Match[str], now: datetime) -> Window:
    return last(timedelta(hours=_UNITS[match["unit"][0].lower()]), now=now)


_COUNTED = frozenset({_count_back, _one_back})  # "last 3 days" is said by its length
_DAY_NAMES = tuple(form for name in (*_WEEKDAYS, *MONTHS) for form in (name, name[:3]))
_NAMED_DAY = re.compile(rf"\b(?:{'|'.join(_DAY_NAMES)}|q[1-4])\b", re.IGNORECASE)


def _say(matched: str) -> str:
    """Write what the asker called a span as we would: "since Monday", "this week"."""
    words = " ".join(matched.lower().removesuffix("'s").split())
    return _NAMED_DAY.sub(lambda name: name.group().capitalize(), words)


def _today(_match: re.Match[str], now: datetime) -> Window:
    return Window(_midnight(now), now)


def _yesterday(_match: re.Match[str], now: datetime) -> Window:
    return Window(_midnight(now) - timedelta(days=1), _midnight(now))


def _since_yesterday(_match: re.Match[str], now: datetime) -> Window:
    return Window(_midnight(now) - timedelta(days=1), now)


def _this(match: re.Match[str], now: datetime) -> Window:
    return Window(_start_of(match["unit"][0].lower(), now), now)


def _previous(match: re.Match[str], now: datetime) -> Window:
    unit = match["unit"][0].lower()
    end = _start_of(unit, now)
    return Window(_start_of(unit, end - timedelta(days=1)), end)


def _since_day(match: re.Match[str], now: datetime) -> Window:
    back = (now.weekday() - _weekday(match["day"])) % 7
    return Window(_midnight(now) - timedelta(days=back), now)


def _on_day(match: re.Match[str], now: datetime) -> Window:
    back = (now.weekday() - _weekday(match["day"])) % 7 or 7
    start = _midnight(now) - timedelta(days=back)
    return Window(start, start + timedelta(days=1))


def _on_date(match: re.Match[str], now: datetime) -> Window | None:
    span = read_date(match["date"], now=now)
    return Window(span.start, span.end) if span and span.start < now else None


def _since_date(match: re.Match[str], now: datetime) -> Window | None:
    span = read_date(match["date"], now=now)
    return Window(span.start, now) if span and span.start < now else None


def _between_dates(match: re.Match[str], now: datetime) -> Window | None:
    span = between(match["first"], match["second"], now=now)
    return Window(span.start, span.end) if span and span.start < now else None


def _between_days(match: re.Match[str], now: datetime) -> Window:
    """From one day of the week to another, both included: the latest such span that has begun."""
    begins, ends = _weekday(match["day"]), _weekday(match["second"])
    start = _midnight(now) - timedelta(days=(now.weekday() - begins) % 7)
    return Window(start, start + timedelta(days=(ends - begins) % 7 + 1))


def _weekend(match: re.Match[str], now: datetime) -> Window:
    """Saturday and Sunday: those of now, else the latest."""
    back = (now.weekday() - 5) % 7
    is_before = "last" in match["which"].lower() and back < 2
    start = _midnight(now) - timedelta(days=back + 7 * is_before)
    return Window(start, start + timedelta(days=2))


def _fortnight(_match: re.Match[str], now: datetime) -> Window:
    return last(timedelta(days=14), now=now)


def _day_of_month(match: re.Match[str], now: datetime) -> Window | None:
    span = day_of_month(int(match["number"]), now=now)
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
    return next(number for number, name in enumerate(_WEEKDAYS) if name.startswith(said.lower()[:3]))


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _row(pattern: str, resolve: Resolve) -> tuple[re.Pattern[str], Resolve]:
    return re.compile(rf"(?<![\w$]){pattern}(?!\w)", re.IGNORECASE), resolve


_UNREAD = re.compile(
    rf"(?<![\w$.,])(?:tomorrow|next\s+(?:few\s+)?(?:days?|weeks?|weekend|months?|quarters?|years?)|coming\s+(?:days?|weeks?|months?)"
    rf"|since\s+(?:(?:its|their|the|our|his|her)\s+(?:last\s+)?\w+|earnings|results)|(?:in|during)\s+20\d\d"
    rf"|(?:on|in|for|from|until|by)?\s*(?:the\s+)?\d{{1,2}}\s+(?:of\s+)?{MONTH}"
    rf"|{MONTH}\s+\d{{1,2}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|\d{{1,2}}/\d{{1,2}}(?:\s*(?:-|to)\s*\d{{1,2}}/\d{{1,2}})?"
    rf"|on\s+the\s+\d{{1,2}}(?:st|nd|rd|th))(?!\w)",
    re.IGNORECASE,
)
_CALENDAR = r"(?P<unit>day|week|wk|month|mo|quarter|qtr|year|yr)"

# The first that is found counts, so the narrower stands before the wider.
_TABLE: tuple[tuple[re.Pattern[str], Resolve], ...] = (
    _row(
        rf"(?:between|from)\s+(?P<first>{DATE})\s+(?:and|to|until|till|through)\s+(?P<second>{DATE})",
        _between_dates,
    ),
    _row(rf"(?P<first>{PLAIN_DATE})\s*(?:-|\u2013|to|until)\s*(?P<second>{PLAIN_DATE})", _between_dates),
    _row(rf"since\s+(?:last\s+|the\s+)?(?P<date>{DATE})", _since_date),
    _row(rf"(?:in|during|on|for|over|last|throughout)\s+(?:the\s+)?(?P<date>{DATE})", _on_date),
    _row(rf"(?P<date>{PLAIN_DATE})", _on_date),
    _row(
        rf"(?:(?:in|over|for|during|within|of|from)\s+)?(?:the\s+)?(?:last|past|previous|prior|trailing)\s+{_COUNT}"
        rf"\s*(?:of\s+)?{_UNIT}",
        _count_back,
    ),
    _row(rf"(?:the\s+)?{_COUNT}\s+{_UNIT}\s+(?:back|ago)", _count_back),
    _row(r"since\s+yesterday(?:'s)?", _since_yesterday),
    _row(r"(?:from\s+|for\s+)?yesterday(?:'s)?", _yesterday),
    _row(r"(?:so\s+far\s+)?(?:today(?:'s)?|this\s+(?:morning|afternoon|evening)|tonight)", _today),
    _row(r"(?:right\s+)?now\s*adays", _today),
    _row(
        rf"(?:so\s+far\s+)?(?:(?:for|in|during|over)\s+)?(?:this|the\s+current)\s+{_CALENDAR}(?:\s+so\s+far)?",
        _this,
    ),
    _row(r"(?P<unit>y)(?:td|ear\s+to\s+date)", _this),
    _row(r"(?P<unit>m)(?:td|onth\s+to\s+date)", _this),
    _row(r"(?P<unit>q)(?:td|uarter\s+to\s+date)", _this),
    _row(rf"(?:(?:in|over|for|during)\s+)?the\s+(?:last|past)\s+{_UNIT}", _one_back),
    _row(
        rf"(?:(?:in|over|for|during|since)\s+)?(?:last|previous|past|prior)\s+{_CALENDAR}(?:'s)?", _previous
    ),
    _row(
        rf"(?:from|between)\s+{_DAY}\s+(?:to|and|until|till|through)\s+{_DAY.replace('day>', 'second>')}",
        _between_days,
    ),
    _row(rf"since\s+(?:last\s+)?{_DAY}", _since_day),
    _row(rf"(?:on|last|this\s+past)\s+{_DAY}", _on_day),
    _row(
        r"(?:over|for|in|during)\s+(?:the\s+)?(?:last\s+)?(?P<count>\d{1,4})\s*(?P<unit>h|d|w)", _count_back
    ),
    _row(rf"(?:over|for|in|during)\s+{_COUNT}\s*{_UNIT}", _count_back),
    _row(rf"(?P<count>\d{{1,4}})[\s-]*{_UNIT}", _count_back),
    _row(r"(?P<unit>week|month|quarter|year|dai)ly", _one_back),
    _row(
        r"(?:(?:over|on|at|during|for|in)\s+)?(?P<which>the|last|this\s+past|this|past)\s+weekend", _weekend
    ),
    _row(r"(?:(?:in|over|for)\s+)?(?:(?:the\s+)?(?:last|past)\s+|a\s+)fortnight", _fortnight),
    _row(r"(?P<how>on|since|from)\s+the\s+(?P<number>\d{1,2})(?:st|nd|rd|th)", _day_of_month),
    _row(r"(?:lately|recently|these\s+days|of\s+late)", lambda _match, now: last(DEFAULT, now=now)),
)
