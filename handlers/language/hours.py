"""Parts of days and times of the clock: "this morning", "Monday night", "since 9am", "from 9am to noon"."""

import re
from datetime import datetime, timedelta

from feeds.types.reports import Window
from handlers.language.dated import Here
from handlers.language.marks import ANY
from handlers.language.patterns import table
from handlers.language.periods import DAY, Span, midnight
from handlers.language.points import Kind

_PARTS = {"morning": (0, 12), "afternoon": (12, 17), "evening": (17, 24), "night": (17, 30)}
_NAMED = {"midnight": 0, "noon": 12, "midday": 12}


def part_of_day(match: re.Match[str], here: Here) -> Window | None:
    """Read "this morning", "last night", "Monday evening"; up to now if it is "since" then."""
    part, which = match["part"].lower(), match["which"]
    found = _named_day(which, part, here) if which else None
    if found is None:
        return None
    day, name = found
    begins, ends = _PARTS[part]
    start = _at(day, begins)
    if start >= here.now:
        return None
    if match["since"]:
        return Window(start, here.now, f"since {name}")
    return Window(start, _at(day, ends), name)


def _named_day(which: str, part: str, here: Here) -> tuple[datetime, str] | None:
    """The day that is meant, and what its part is called."""
    today, said = midnight(here.now), which.lower().strip()
    if said == "this":
        return today, "tonight" if part == "night" else f"this {part}"
    if said == "last":
        return today - DAY, "last night" if part == "night" else f"yesterday {part}"
    if len(said) > 1:
        return None
    point = here.marked.point(said)
    is_weekday = point.kind is Kind.WEEKDAY
    begins = timedelta(hours=_PARTS[part][0])
    span = next((each for each in reversed(point.spans) if each.start + begins < here.now), None)
    if span is None or span.end - span.start > 2 * DAY:
        return None
    if is_weekday and point.is_last and span.end > here.now:
        span = point.over(here.now) or span
        return span.start, f"last {span.name} {part}"
    return span.start, f"{span.name} {part}"


def tonight(_match: re.Match[str], here: Here) -> Window | None:
    """From five in the evening on."""
    start = _at(midnight(here.now), 17)
    return Window(start, here.now, "tonight") if start < here.now else None


def overnight(_match: re.Match[str], here: Here) -> Window:
    """From five in the evening to nine in the morning, the latest that has begun before today."""
    day = midnight(here.now) - DAY
    return Window(_at(day, 17), _at(day + DAY, 9), "overnight")


def since_clock(match: re.Match[str], here: Here) -> Window | None:
    """Read "since 9am", "since Monday 9am": the latest."""
    hours = _read_clock(match["clock"])
    if hours is None:
        return None
    found = _day_of(match["before"] or match["behind"], hours, here)
    if found is None:
        return None
    day, name = found
    return Window(_at(day, hours), here.now, f"since {_say_clock(hours)}{name}")


def between_clocks(match: re.Match[str], here: Here) -> Window | None:
    """Read "from 9am to noon": of today, else of yesterday, or of a day that is said."""
    first, second = _read_clock(match["first"]), _read_clock(match["second"])
    if first is None or second is None or second - first < 1:
        return None
    found = _day_of(match["behind"], second, here)
    if found is None:
        return None
    day, name = found
    called = f"from {_say_clock(first)} to {_say_clock(second)}{name}"
    return Window(_at(day, first), _at(day, second), called)


def _day_of(mark: str | None, hours: float, here: Here) -> tuple[datetime, str] | None:
    """The day of a time, and how to say it: the latest at which the time is past."""
    today = midnight(here.now)
    if mark is None:
        return (today, "") if _at(today, hours) < here.now else (today - DAY, " yesterday")
    point = here.marked.point(mark)
    fits = (span for span in reversed(point.spans) if _at(span.start, hours) < here.now)
    span: Span | None = next(fits, None)
    if span is None or span.end - span.start > 2 * DAY:
        return None
    if span.start == today:
        return today, ""
    return span.start, f" {span.name}"


def _read_clock(said: str) -> float | None:
    """Read a time as hours behind midnight."""
    lower = said.lower()
    if lower in _NAMED:
        return _NAMED[lower]
    hour, *minutes = map(int, re.findall(r"\d+", lower))
    if re.search("[ap]", lower):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * ("p" in lower)
    minute = minutes[0] if minutes else 0
    return hour + minute / 60 if hour < 24 and minute < 60 else None


def _say_clock(hours: float) -> str:
    named = next((name for name, hour in _NAMED.items() if hour == hours), None)
    minutes = round(hours * 60)
    return named or f"{minutes // 60:02}:{minutes % 60:02}"


def _at(day: datetime, hours: float) -> datetime:
    """A time of a day by the clock, also where clocks change on it."""
    minutes = round(hours * 60)
    later = day + DAY * (minutes // 1440)
    return later.replace(hour=minutes // 60 % 24, minute=minutes % 60)


_CLOCK = (
    r"(?:\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm|a\.m\.|p\.m\.|o'?clock)|(?:[01]?\d|2[0-3]):[0-5]\d(?:h|\s*hrs)?"
    r"|noon|midday|midnight)"
)
_DAY = rf"(?: (?:on )?(?P<behind>{ANY}))?"
_TO = r"(?:\s*(?:-|\u2013)\s*| (?:to|until|till?|through|and) )"
_FAR = "(?:so far |earlier )?(?:(?P<since>since) |(?:on|for|from|during|over|in) )?"

HOURS = table(
    (rf"(?:between|from) (?P<first>{_CLOCK}){_TO}(?P<second>{_CLOCK}){_DAY}", between_clocks),
    (
        rf"(?:since|after|from) (?:about |around )?(?:(?P<before>{ANY}) (?:at )?)?(?P<clock>{_CLOCK}){_DAY}",
        since_clock,
    ),
    (
        rf"{_FAR}(?P<which>this|last|{ANY}) (?P<part>morning|afternoon|evening|night)(?:'s)?",
        part_of_day,
    ),
    (r"tonight(?:'s)?", tonight),
    (r"over\s*-?night", overnight),
)
