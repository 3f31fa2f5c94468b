"""Reads single values: durations, times of day, numbers, ids. None means: not one of those."""

import re
from datetime import time, timedelta

LONGEST = timedelta(days=365)

_DURATION = re.compile(r"(\d{1,6})([hdw])")
_LOOSE_DURATION = re.compile(
    r"(\d{1,6})(?:h(?:(?:ou)?rs?)?|d(?:ays?)?|w(?:(?:ee)?ks?)?|mo(?:nths?)?|y(?:(?:ea)?rs?)?)"
)
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_LOOSE_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(am|pm|h)?")
_NUMBER = re.compile(r"[+-]?(?:\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})")
_ID = re.compile(r"#?(\d{1,15})")
_HOURS = {"h": 1, "d": 24, "w": 168, "m": 720, "y": 8760}


def read_duration(text: str) -> timedelta | None:
    """Read `24h`, `7d` or `2w`, whatever its length."""
    found = _DURATION.fullmatch(text.casefold())
    return None if found is None else timedelta(hours=int(found[1]) * _HOURS[found[2]])


def guess_duration(text: str) -> str | None:
    """Say what a duration in somebody's own words may have meant, e.g. `7d` for "7days"."""
    found = _LOOSE_DURATION.fullmatch(text.casefold())
    if found is None:
        return None
    unit = found[0].removeprefix(found[1])[0]
    return say_duration(timedelta(hours=int(found[1]) * _HOURS[unit]))


def say_duration(duration: timedelta) -> str:
    """Write a duration the way the grammar reads it, bounded to what it takes."""
    hours = max(1, round(min(duration, LONGEST) / timedelta(hours=1)))
    if hours % 24 or hours == 24:
        return f"{hours}h"
    return f"{hours // 24}d"


def read_time(text: str) -> time | None:
    """Read a time of day, `08:30`."""
    found = _TIME.fullmatch(text)
    return None if found is None else time(int(found[1]), int(found[2]))


def guess_time(text: str) -> str | None:
    """Say what a time in somebody's own words may have meant, e.g. `20:00` for "8pm"."""
    found = _LOOSE_TIME.fullmatch(text.casefold())
    if found is None:
        return None
    hour = int(found[1]) % 12 + 12 * (found[3] == "pm") if found[3] in {"am", "pm"} else int(found[1])
    minute = int(found[2] or 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def read_number(text: str) -> float | None:
    """Read a plain number with a decimal point."""
    return float(text) if _NUMBER.fullmatch(text) else None


def read_id(text: str) -> int | None:
    """Read the number of a subscription, `3` or `#3`."""
    found = _ID.fullmatch(text)
    return None if found is None else int(found[1])
