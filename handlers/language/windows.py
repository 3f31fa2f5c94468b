"""Spans of time in plain English, resolved in the asker's own time zone.

`now` is the asker's local time. A span that has begun ends now; one that is over ends at its end. Each is
called by a name that means the same span when it is read again.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from feeds.types.reports import Window
from handlers.language.dated import DATED, Here
from handlers.language.hours import HOURS
from handlers.language.marks import mark_dates
from handlers.language.periods import DAY, midnight, say_day
from handlers.language.readings import settle
from handlers.language.spans import HOUR, LONGEST, MOST, SPANS
from handlers.language.wording import write_out

_LEAP_YEAR = timedelta(days=366)
_SHORTEST, _AN_HOUR = timedelta(minutes=15), timedelta(hours=1)  # of less an hour is told
_OVER = timedelta(minutes=1)  # so long before now an end is no longer now

# No text without any of these holds a span of time.
_HINT = re.compile(
    r"\d|day|we?e?ke?|yest|month|mth|mnth|mot|quarter|qtr|y(?:ea)?r|hour|hr|min|night|morn|noon|evening|time|late|recent"
    r"|ever|half|decade|session|now|td\b|to.date|daily|(?:this|last|past)\s|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec|\b(?:mon|tue|wed|thu|fri|sat|sun)|christmas|xmas|easter|thanks|hallow|valentine",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A span found in a text: the window it means, and the words before it, of it and behind it."""

    window: Window
    before: str
    words: str
    behind: str

    @property
    def rest(self) -> str:
        """The text without the span."""
        return f"{self.before} | {self.behind}"


def find_window(text: str, *, now: datetime) -> Spoken | None:
    """Find the first span of time in a text; None when there is none, or it can mean two."""
    if _HINT.search(text) is None:
        return None
    return search(settle(write_out(text), now=now, find=search), now)


def search(text: str, now: datetime) -> Spoken | None:
    """Find the first span of time in a text without dates that can be read in two ways."""
    marked = mark_dates(text, now=now)
    here = Here(now, marked)
    for match, window in _meanings(marked.text, here):
        if window is not None:
            before, behind = marked.text[: match.start()], marked.text[match.end() :]
            return Spoken(window, marked.said(before), marked.said(match.group()), marked.said(behind))
    return None


def _meanings(text: str, here: Here) -> Iterator[tuple[re.Match[str], Window | None]]:
    """What each pattern finds, the narrower first; None for what no calendar reaches back to."""
    for pattern, resolve in HOURS + DATED:
        for match in pattern.finditer(text):
            yield match, _within_calendar(partial(resolve, match, here), now=here.now)
    for counted, count in SPANS:
        for match in counted.finditer(text):
            yield match, _within_calendar(partial(count, match, here.now), now=here.now)


def _within_calendar(resolve: Callable[[], Window | None], *, now: datetime) -> Window | None:
    try:
        meant = resolve()
        return None if meant is None else _bounded(meant, now=now)
    except OverflowError:
        return None


def _bounded(window: Window, *, now: datetime) -> Window | None:
    """At least a quarter of an hour, at most a year, not in the future; in UTC, where hours have no gaps."""
    until, called = min(window.until, now), window.called
    since, is_over = window.since, now - until > _OVER
    if since >= until:
        return None
    if until.astimezone(UTC) - since.astimezone(UTC) > _LEAP_YEAR:
        since, called = _cut(until, is_over=is_over)
    if until.astimezone(UTC) - since.astimezone(UTC) < _SHORTEST:
        since, called = until.astimezone(UTC) - _AN_HOUR, called if is_over else HOUR
    return Window(since.astimezone(UTC), until.astimezone(UTC), called, is_over)


def _cut(until: datetime, *, is_over: bool) -> tuple[datetime, str]:
    """The last year of a longer span."""
    if not is_over:
        return until.astimezone(UTC) - LONGEST, MOST
    since = midnight(until) - LONGEST
    return since, f"from {say_day(since)} to {say_day(until - DAY)} (the most I cover)"
