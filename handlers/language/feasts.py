"""Holidays people tell time by, as the United States keep them: fixed days, and those that are computed."""

import re
from collections.abc import Callable
from datetime import date, timedelta

Find = Callable[[int], date]


def _on(month: int, day: int) -> Find:
    return lambda year: date(year, month, day)


def _nth(month: int, weekday: int, number: int) -> Find:
    """The nth such day of the week of a month; the last for 5."""

    def find(year: int) -> date:
        first = date(year, month, 1)
        found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
        return found if found.month == month else found - timedelta(days=7)

    return find


def _after(find: Find, days: int) -> Find:
    return lambda year: find(year) + timedelta(days=days)


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian calendar: the Sunday behind the first full moon of spring."""
    golden, century = year % 19, year // 100
    leaps = century - century // 4 - (8 * century + 13) // 25
    epact = (leaps + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (epact // 28) * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    days = epact - weekday
    month = 3 + (days + 40) // 44
    return date(year, month, days + 28 - 31 * (month // 4))


_THANKSGIVING = _nth(11, 3, 4)
_HOLIDAYS: tuple[tuple[str, str, Find], ...] = (
    ("Black Friday", r"black\s+friday", _after(_THANKSGIVING, 1)),
    ("Cyber Monday", r"cyber\s+monday", _after(_THANKSGIVING, 4)),
    ("Thanksgiving", r"thanksgiving(?:\s+day)?", _THANKSGIVING),
    ("Christmas Eve", r"(?:christmas|xmas)\s+eve", _on(12, 24)),
    ("Christmas", r"(?:christmas|xmas)(?:\s+day)?", _on(12, 25)),
    ("Boxing Day", r"boxing\s+day", _on(12, 26)),
    ("New Year's Eve", r"new\s+year'?s\s+eve|nye", _on(12, 31)),
    ("New Year", r"new\s+year(?:'?s)?(?:\s+day)?", _on(1, 1)),
    ("Good Friday", r"good\s+friday", _after(easter, -2)),
    ("Easter Monday", r"easter\s+monday", _after(easter, 1)),
    ("Easter", r"easter(?:\s+sunday)?", easter),
    ("Halloween", r"hallowe'?en", _on(10, 31)),
    ("Valentine's Day", r"valentine'?s(?:\s+day)?", _on(2, 14)),
    ("Independence Day", r"independence\s+day", _on(7, 4)),
    ("Labor Day", r"labou?r\s+day", _nth(9, 0, 1)),
    ("Memorial Day", r"memorial\s+day", _nth(5, 0, 5)),
    ("Juneteenth", r"juneteenth", _on(6, 19)),
)
HOLIDAY = rf"(?:{'|'.join(pattern for _, pattern, _ in _HOLIDAYS)})"
_READ = tuple((name, re.compile(pattern, re.IGNORECASE), find) for name, pattern, find in _HOLIDAYS)


def find_holiday(said: str) -> tuple[str, Find]:
    """The name of a holiday that HOLIDAY matches, and its day in any year."""
    return next((name, find) for name, pattern, find in _READ if pattern.match(said))
