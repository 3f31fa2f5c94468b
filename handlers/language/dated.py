"""What is meant around dates: on one, since one, between two, so long before or after one.

The patterns stand on a text whose dates are marks. Each resolver takes a match and the moment, and gives the
span with its name, or None where it lies ahead or is none.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from feeds.types.reports import Window
from handlers.language.counts import COUNT, UNIT, days_of, read_count, say_count
from handlers.language.marks import ANY, FIRST_WEAK, STRONG, TAKEN, WEAK, Marked
from handlers.language.patterns import table
from handlers.language.periods import DAY, Span, say_day, start_of
from handlers.language.points import Kind, Point, find_ends

USUAL = timedelta(days=7)

_AGAINST = r"(?:vs\.?|versus|against|compared\s+(?:to|with))"

# Behind these a bare date is no span of time by itself.
_LEADS = frozenset((
    "this", "next", "coming", "every", "each", "by", "until", "till", "before", "after", "around",
    "through", "to", "from", "upcoming", "fiscal", "fy", "year", "early", "late", "mid", "end", "start",
    "beginning", "week", "rest", "over", "under", "above", "below", "on", "for", "are", "have", "a",
    "an", "in", "at", "against", "that", "which", "who",
))  # fmt: skip
# Behind these a short one is none: "how is Nov" asks about a company.
_FILLS = frozenset((
    "and", "or", "vs", "vs.", "versus", "with", "of", "is", "was", "were", "did", "do", "does", "how",
    "has", "had", "the", "about", "last", "than", "compare",
))  # fmt: skip
_SAME = {"prior to": "before", "ahead of": "before", "leading up to": "before", "following": "after"}


@dataclass(frozen=True, slots=True)
class Here:
    """The asker's local time, and the text with its dates marked."""

    now: datetime
    marked: Marked

    def point(self, match: re.Match[str], name: str) -> Point:
        """The date that a group of a match holds."""
        return self.marked.point(match[name])


Resolve = Callable[[re.Match[str], Here], Window | None]


def on_date(match: re.Match[str], here: Here) -> Window | None:
    """Read "on Thursday", "in October": of a weekday, and behind "last", the latest that is over."""
    point, how = here.point(match, "point"), (match["how"] or "").lower()
    if not point.may_follow(how, is_weak=match["point"] >= FIRST_WEAK):
        return None
    is_over = point.kind is Kind.WEEKDAY or (match["last"] is not None and not point.is_fixed)
    span = point.over(here.now) if is_over else point.begun(here.now)
    return _whole(span) if span else None


def bare_date(match: re.Match[str], here: Here) -> Window | None:
    """A date with nothing before it that makes it something else."""
    lead = _word_before(match)
    if lead in _LEADS and not _COMPARED_TO.search(match.string[: match.start()]):
        return None
    return _latest(here.point(match, "point"), here)


def last_words(match: re.Match[str], here: Here) -> Window | None:
    """A short name at the end, behind a word that may be a company: "nvda nov"."""
    point, lead = here.point(match, "point"), _word_before(match)
    if not lead or point.kind in {Kind.NUMBERED_DAY, Kind.DAY}:
        return None
    is_compared = _MARK_BEFORE.search(match.string[: match.start()]) is not None
    return _latest(point, here) if is_compared or lead not in _LEADS | _FILLS else None


def _latest(point: Point, here: Here) -> Window | None:
    """The latest, of a weekday the latest that is over."""
    span = point.over(here.now) if point.kind is Kind.WEEKDAY else point.begun(here.now)
    return _whole(span) if span else None


def this_date(match: re.Match[str], here: Here) -> Window | None:
    """Read "this Thursday", "this November": of this week or year, if it has begun."""
    point = here.point(match, "point")
    since = start_of("w" if point.kind is Kind.WEEKDAY else "y", here.now)
    span = next((span for span in point.spans if span.start >= since), None)
    if span is None or span.start >= here.now:
        return None
    is_today = point.kind is Kind.WEEKDAY and here.now < span.end
    return replace(_whole(span), called="today") if is_today else _whole(span)


def since_date(match: re.Match[str], here: Here) -> Window | None:
    """From a date on, with it; of a weekday the latest, today included."""
    point = here.point(match, "point")
    span = point.over(here.now) if match["last"] and not point.is_fixed else point.begun(here.now)
    if span is None:
        return None
    last = "last " if point.is_last or (match["last"] and point.kind is Kind.WEEKDAY) else ""
    name = span.name.removeprefix("early ")  # which begins where the whole does
    is_now = name == "today" or name.startswith("this ")
    return Window(span.start, here.now, name if is_now else f"since {last}{name}")


def from_date(match: re.Match[str], here: Here) -> Window | None:
    """Read "from 20 Nov": since then; "from October" is October."""
    point = here.point(match, "point")
    if point.kind in {Kind.DAY, Kind.NUMBERED_DAY, Kind.HOLIDAY} or match["on"]:
        return since_date(match, here)
    return on_date(match, here)


def after_date(match: re.Match[str], here: Here) -> Window | None:
    """From a date on, without it; "after Monday" is with it."""
    point = here.point(match, "point")
    if point.kind is Kind.WEEKDAY:
        return since_date(match, here)
    span = point.begun(here.now)
    return Window(span.end, here.now, f"after {span.name}") if span and span.end < here.now else None


def up_to_date(match: re.Match[str], here: Here) -> Window | None:
    """Seven days before a day, or up to it with it, and called so."""
    point, is_before = here.point(match, "point"), match["how"].lower() in {"before", "prior to"}
    if not is_before and point.spans and point.spans[0].name == "today":
        return Window(here.now.astimezone(UTC) - USUAL, here.now)
    if point.kind in {Kind.WEEKDAY, Kind.HOLIDAY} and not (point.is_last or point.is_fixed):
        return None  # as likely the next
    return _beside(point, here, days=USUAL.days, count="7 days", how="before" if is_before else "up to")


def so_long_beside(match: re.Match[str], here: Here) -> Window | None:
    """Read "3 days before 20 Nov", "the week after Thanksgiving"."""
    count, how = read_count(match["count"] or "1"), " ".join(match["how"].lower().split())
    days = days_of(count, match["unit"])
    if days is None:
        return None
    return _beside(
        here.point(match, "point"), here, days=days, count=say_count(days, "day"), how=_SAME.get(how, how)
    )


def _beside(point: Point, here: Here, *, days: int, count: str, how: str) -> Window | None:
    span, now = point.begun(here.now), here.now
    if span is None or (how == "up to" and (span.end > now or span.end - span.start > 2 * DAY)):
        return None
    length = timedelta(days=days)
    name = f"{'the day' if days == 1 else count} {how} {'last ' if point.is_last else ''}{span.name}"
    if how == "after":
        return Window(span.end, span.end + length, name) if span.end < now else None
    end = span.start if how == "before" else span.end
    return Window(end - length, end, name)


def week_of(match: re.Match[str], here: Here) -> Window | None:
    """The calendar's week that holds a day."""
    span = here.point(match, "point").begun(here.now)
    if span is None or span.end - span.start > 2 * DAY:
        return None
    start = start_of("w", span.start)
    return Window(start, start + 7 * DAY, f"week of {say_day(span.start)}")


def between_dates(match: re.Match[str], here: Here) -> Window | None:
    """From one date to another, both included; None where the first is later."""
    first, second = here.point(match, "first"), here.point(match, "second")
    begins, ends = find_ends(first, second, here.now) or (None, None)
    if begins is None or ends is None or begins.start >= here.now or begins.start >= ends.end:
        return None
    return Window(begins.start, ends.end, f"from {_dated(begins)} to {_dated(ends, is_end=True)}")


def joined_dates(match: re.Match[str], here: Here) -> Window | None:
    """Read "October and November" as one span where nothing is compared."""
    if _COMPARES.search(match.string):
        return None
    window = between_dates(match, here)
    first, second = here.point(match, "first"), here.point(match, "second")
    follows = any(one.end == other.start for one in first.spans for other in second.spans)
    return window if follows else None


_MARK_BEFORE = re.compile(rf"[{ANY[1:-1]}{TAKEN}]\s+{_AGAINST}\s+\Z", re.IGNORECASE)
_COMPARED_TO = re.compile(r"compared\s+to\s+\Z", re.IGNORECASE)
_COMPARES = re.compile(r"\b(?:compar\w*|vs|versus|against|differ\w*)\b", re.IGNORECASE)


def _whole(span: Span) -> Window:
    return Window(span.start, span.end, span.name)


def _dated(span: Span, *, is_end: bool = False) -> str:
    """A span's name, if it has a year, else its date."""
    is_dated = span.name[-4:].isdigit()
    return span.name if is_dated else say_day(span.end - DAY if is_end else span.start)


def _word_before(match: re.Match[str]) -> str:
    words = match.string[: match.start()].lower().replace(",", " ").split()
    return words[-1].strip(":;.?!()\"'") if words else ""


_ALL = "(?:(?:the|all|whole|entire|month|course|year|of) )*"
_TO = r"(?:\s*(?:-|\u2013|\u2014)\s*| (?:to|until|till?|through|thru) )(?:the )?"
_NOW = r"(?:now|present|date|this day)"
_POINT = rf"(?P<last>(?:last|past) )?(?P<point>{ANY})"
_BESIDE = "(?:before|prior to|ahead of|leading up to|up to|after|following)"
_THE = r"(?:(?:the|about|around|at least) )*"

# The first that is found counts, so the narrower stands before the wider.
DATED = table(
    (rf"(?:between|from|since|starting|beginning)?\s*{_THE}{_POINT}(?:{_TO}| and ){_NOW}", since_date),
    (
        rf"(?:between|from) {_THE}(?P<first>{ANY})(?:{_TO}| and (?:the )?)(?P<second>{ANY})",
        between_dates,
    ),
    (rf"(?:(?:in|during|for|over) )?(?P<first>{ANY}){_TO}(?P<second>{ANY})", between_dates),
    (rf"(?:(?:in|during|for|over|on) )?(?P<first>{ANY}) (?:and|&) (?P<second>{ANY})", joined_dates),
    (
        rf"(?:(?:in|during|over|for) )?(?:the )?(?:{COUNT} )?{UNIT} (?P<how>{_BESIDE}) {_THE}{_POINT}",
        so_long_beside,
    ),
    (rf"(?:(?:in|during|over|for) )?(?:the )?week of (?:the )?{_POINT}", week_of),
    (rf"since {_THE}{_POINT}", since_date),
    (
        rf"(?P<how>)(?:from|starting|beginning) (?:(?:on|in|the) )*{_POINT}(?P<on> (?:on|onwards?))?",
        from_date,
    ),
    (rf"{_POINT} (?:onwards?|forwards?)", since_date),
    (rf"after (?:the )?{_POINT}", after_date),
    (
        rf"(?P<how>before|prior to|up to|until|till?|through|by|(?<!compared\s)to) (?:the )?{_POINT}",
        up_to_date,
    ),
    (rf"this (?P<point>{ANY})", this_date),
    (
        rf"(?P<how>in|during|on|for|over|throughout|as of|of|at) {_ALL}{_POINT}",
        on_date,
    ),
    (rf"(?P<how>)(?P<last>last )(?P<point>{ANY})", on_date),
    (rf"(?P<point>{STRONG})", bare_date),
    (rf"(?P<point>{WEAK})(?=\s*(?:[?!.,|]|\Z)| {_AGAINST} [{ANY[1:-1]}{TAKEN}])", last_words),
)
