"""Spans of time in plain English, resolved in the asker's own time zone.

`now` is the asker's local time. A span that has begun ends now; one that is over ends at its end.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from feeds.types.reports import Window
from handlers.language import spans
from handlers.language.dates import DATE, MONTH, MONTHS, PLAIN_DATE

_LEAP_YEAR = timedelta(days=366)
_COUNT = rf"(?P<count>\d{{1,4}}|{'|'.join(spans.NUMBERS)})"
_UNIT = r"(?P<unit>h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|months?|mths?|quarters?|yrs?|years?)"
_DAY = rf"(?P<day>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in spans.WEEKDAYS)}|tues|thurs|thur)"

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


def _bounded(window: Window, *, now: datetime) -> Window:
    """At least an hour, at most a year, never in the future; in UTC, where hours have no gaps."""
    until = min(window.until, now).astimezone(UTC)
    since = window.since.astimezone(UTC)
    if until - since > _LEAP_YEAR:
        since = until - spans.LONGEST
    return Window(min(since, until - timedelta(hours=1)), until)


_COUNTED = frozenset({spans.count_back, spans.one_back})  # "last 3 days" is said by its length
_DAY_NAMES = tuple(form for name in (*spans.WEEKDAYS, *MONTHS) for form in (name, name[:3]))
_NAMED_DAY = re.compile(rf"\b(?:{'|'.join(_DAY_NAMES)}|q[1-4])\b", re.IGNORECASE)


def _say(matched: str) -> str:
    """Write what the asker called a span as we would: "since Monday", "this week"."""
    words = " ".join(matched.lower().removesuffix("'s").split())
    return _NAMED_DAY.sub(lambda name: name.group().capitalize(), words)


def _row(pattern: str, resolve: Resolve) -> tuple[re.Pattern[str], Resolve]:
    return re.compile(rf"(?<![\w$]){pattern}(?!\w)", re.IGNORECASE), resolve


_ENDS = (
    rf"(?:(?:the|its|their|last)\s+)*(?:{_DAY.replace('?P<day>', '?:')}|{DATE}|weekend|christmas|xmas|easter"
    r"|thanksgiving|new\s+year|earnings|results)"
)
_UNREAD = re.compile(
    rf"(?<![\w$.,])(?:tomorrow|next\s+(?:few\s+)?(?:days?|weeks?|weekend|months?|quarters?|years?)|coming\s+(?:days?|weeks?|months?)"
    rf"|since\s+(?:(?:its|their|the|our|his|her)\s+(?:last\s+)?\w+|earnings|results)|(?:in|during)\s+20\d\d"
    rf"|(?:on|in|for|from|until|by)?\s*(?:the\s+)?\d{{1,2}}\s+(?:of\s+)?{MONTH}"
    rf"|{MONTH}\s+\d{{1,2}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|(?!24/7)\d{{1,2}}/\d{{1,2}}(?:\s*(?:-|to)\s*\d{{1,2}}/\d{{1,2}})?"
    rf"|on\s+the\s+\d{{1,2}}(?:st|nd|rd|th)"
    rf"|(?:un)?til\s+(?:{_ENDS})|(?:before|by|after|around|ahead\s+of)\s+(?:{_ENDS}))(?!\w)",
    re.IGNORECASE,
)
_CALENDAR = r"(?P<unit>day|week|wk|month|mo|quarter|qtr|year|yr)"

# The first that is found counts, so the narrower stands before the wider.
_TABLE: tuple[tuple[re.Pattern[str], Resolve], ...] = (
    _row(
        rf"(?:between|from)\s+(?P<first>{DATE})\s+(?:and|to|until|till|through)\s+(?P<second>{DATE})",
        spans.between_dates,
    ),
    _row(rf"(?P<first>{PLAIN_DATE})\s*(?:-|\u2013|to|until)\s*(?P<second>{PLAIN_DATE})", spans.between_dates),
    _row(rf"since\s+(?:last\s+|the\s+)?(?P<date>{DATE})", spans.since_date),
    _row(rf"after\s+(?P<date>{DATE})", spans.after_date),
    _row(rf"(?P<how>before|until|till?|up\s+to|by)\s+(?P<date>{DATE})", spans.up_to_date),
    _row(rf"(?:in|during|on|for|over|last|throughout)\s+(?:the\s+)?(?P<date>{DATE})", spans.on_date),
    _row(rf"(?P<date>{PLAIN_DATE})", spans.on_date),
    _row(
        rf"(?:(?:in|over|for|during|within|of|from)\s+)?(?:the\s+)?(?:last|past|previous|prior|trailing)\s+{_COUNT}"
        rf"\s*(?:of\s+)?{_UNIT}",
        spans.count_back,
    ),
    _row(
        rf"(?P<since>since\s+|from\s+)?(?:about\s+|the\s+|a\s+(?=couple|few))?{_COUNT}\s+(?:of\s+)?{_UNIT}\s+(?:back|ago)",
        spans.ago,
    ),
    _row(r"since\s+yesterday(?:'s)?", spans.since_yesterday),
    _row(r"(?:from\s+|for\s+)?yesterday(?:'s)?", spans.yesterday),
    _row(r"(?:so\s+far\s+)?(?:today(?:'s)?|this\s+(?:morning|afternoon|evening)|tonight)", spans.today),
    _row(r"(?:right\s+)?now\s*adays", spans.today),
    _row(
        rf"(?:so\s+far\s+)?(?:(?:for|in|during|over)\s+)?(?:this|the\s+current)\s+{_CALENDAR}(?:\s+so\s+far)?",
        spans.this,
    ),
    _row(r"(?P<unit>y)(?:td|ear\s+to\s+date)", spans.this),
    _row(r"(?P<unit>m)(?:td|onth\s+to\s+date)", spans.this),
    _row(r"(?P<unit>q)(?:td|uarter\s+to\s+date)", spans.this),
    _row(rf"(?:(?:in|over|for|during)\s+)?the\s+(?:last|past)\s+{_UNIT}", spans.one_back),
    _row(
        rf"(?:(?:in|over|for|during|since)\s+)?(?:last|previous|past|prior)\s+{_CALENDAR}(?:'s)?",
        spans.previous,
    ),
    _row(
        rf"(?:from|between)\s+{_DAY}\s+(?:to|and|until|till|through)\s+{_DAY.replace('day>', 'second>')}",
        spans.between_days,
    ),
    _row(rf"(?:since|after)\s+(?:last\s+)?{_DAY}", spans.since_day),
    _row(rf"(?:on|last|this\s+past)\s+{_DAY}", spans.on_day),
    _row(
        r"(?:over|for|in|during)\s+(?:the\s+)?(?:last\s+)?(?P<count>\d{1,4})\s*(?P<unit>h|d|w)",
        spans.count_back,
    ),
    _row(rf"(?:over|for|in|during)\s+{_COUNT}\s*{_UNIT}", spans.count_back),
    _row(rf"(?P<count>\d{{1,4}})[\s-]*{_UNIT}", spans.count_back),
    _row(r"(?P<unit>week|month|quarter|year|dai)ly", spans.one_back),
    _row(
        r"(?:(?:over|on|at|during|for|in)\s+)?(?P<which>the|last|this\s+past|this|past)\s+weekend",
        spans.weekend,
    ),
    _row(r"(?:(?:in|over|for)\s+)?(?:(?:the\s+)?(?:last|past)\s+|a\s+)fortnight", spans.fortnight),
    _row(r"(?P<how>on|since|from)\s+the\s+(?P<number>\d{1,2})(?:st|nd|rd|th)", spans.day_of_month),
    _row(r"(?:lately|recently|these\s+days|of\s+late)", spans.lately),
)
