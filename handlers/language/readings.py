"""Dates in numbers alone, of which the day or the month may stand first: "10/11", "03/02/2026 - 03/06/2026".

Of the two ways to read them, those count that are past, and begin before they end.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from feeds.types.reports import Window
from handlers.language.periods import say_day


class Found(Protocol):
    """A span found in a text."""

    @property
    def window(self) -> Window:
        """What it means."""

    @property
    def before(self) -> str:
        """The words before it."""

    @property
    def words(self) -> str:
        """Its own words."""

    @property
    def behind(self) -> str:
        """The words behind it."""


Find = Callable[[str, datetime], Found | None]

NUMERIC = r"(?<![\w$/.,])(?!24/7(?!/))\d{1,2}/\d{1,2}(?:/(?:20)?\d\d)?(?![\w/%]|\.\d|\s+of\b)"
_NUMERIC = re.compile(NUMERIC)


def settle(text: str, *, now: datetime, find: Find) -> str:
    """Write out the dates in numbers where one way alone can be meant; else leave the text as it is."""
    if _NUMERIC.search(text) is None:
        return text
    ways = _ways(text, now=now, find=find)
    return ways[0][0] if len(ways) == 1 else text


def find_readings(text: str, *, now: datetime, find: Find) -> tuple[str, ...]:
    """The text with dates that can't be mistaken, in each way it can be meant; nothing when that is one."""
    if _NUMERIC.search(text) is None:
        return ()
    ways = _ways(text, now=now, find=find)
    return tuple(said for _, said in ways) if len(ways) > 1 else ()


def _ways(text: str, *, now: datetime, find: Find) -> list[tuple[str, str]]:
    """Each way to read all dates that are past: written out, and with the span by its name.

    What lies ahead if it is of this year is of the last, where there is no other way.
    """
    past: dict[Window, tuple[str, str]] = {}
    ahead: dict[Window, tuple[str, str]] = {}
    for is_day_first in (True, False):
        dates = _dates(text, is_day_first=is_day_first, now=now)
        if dates is None:
            continue
        written = _written(text, dates)
        found = find(written, now)
        if found is not None:
            ways = ahead if any(date > now for date, _ in dates) else past
            ways[found.window] = written, f"{found.before}{found.window.called or found.words}{found.behind}"
    return list((past or ahead).values())


def _dates(text: str, *, is_day_first: bool, now: datetime) -> list[tuple[datetime, bool]] | None:
    """The dates of a text, and whether their year is said; None where one is none or surely ahead."""
    said = _NUMERIC.findall(text)
    try:
        dates = [_date(each, is_day_first=is_day_first, now=now) for each in said]
    except ValueError:
        return None
    return None if any(is_dated and date > now for date, is_dated in dates) else dates


def _date(said: str, *, is_day_first: bool, now: datetime) -> tuple[datetime, bool]:
    first, second, *years = map(int, said.split("/"))
    day, month = (first, second) if is_day_first else (second, first)
    year = (years[0] if years[0] > 99 else 2000 + years[0]) if years else now.year
    return datetime(year, month, day, tzinfo=now.tzinfo), bool(years)


def _written(text: str, dates: Sequence[tuple[datetime, bool]]) -> str:
    said = iter([say_day(date) if is_dated else say_day(date).rsplit(" ", 1)[0] for date, is_dated in dates])
    return _NUMERIC.sub(lambda _: next(said), text)
