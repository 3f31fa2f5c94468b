"""Spans of time counted from now: "last 3 days", "this week", "the month before last", "a week ago".

Each resolver takes the match of its pattern and the moment, and gives the span with its name, or None where
it lies ahead or is none. A span without a name is called by its length.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from feeds.types.reports import Window
from handlers.language.counts import COUNT, LONG_UNIT, SOME, UNIT, length_of, read_count, say_count, unit_of
from handlers.language.patterns import table
from handlers.language.periods import DAY, UNIT_NAMES, end_of, midnight, start_before, start_of

DEFAULT = timedelta(days=7)
LONGEST = timedelta(days=365)
HOUR = "last hour"
MOST = "last 365 days (the most I look back)"

Resolve = Callable[[re.Match[str], datetime], Window | None]

# What stands before a count makes it something else than the last so many.
_LEADS = frozenset(
    {"next", "coming", "first", "every", "another", "to", "or", "than", "within", "after", "by", "in"}
)
_AHEAD = re.compile(r"in\s(?!.*(?:\dh|hrs?|hours?|mins?|minutes?|\d\s*[dwmqy])\Z)", re.IGNORECASE)


def last(length: timedelta, *, now: datetime) -> Window:
    """The window of this length that ends now."""
    until = now.astimezone(UTC)
    return Window(until - min(length, LONGEST), until)


def _counted(count: float, unit: str, now: datetime) -> Window | None:
    """So long, up to now; called by what was said where that is no whole number of days or of a few hours."""
    length = length_of(count, unit)
    if not length:
        return None
    if length > LONGEST:
        return Window(now.astimezone(UTC) - LONGEST, now, MOST)
    is_plain = not length % DAY or (length <= 2 * DAY and not length % timedelta(hours=1))
    noun = {**UNIT_NAMES, "h": "hour", "min": "minute"}.get(unit_of(unit), unit)
    said = f"half {noun}" if count == 0.5 else say_count(count, noun)
    if length == timedelta(hours=1):
        return Window(now.astimezone(UTC) - length, now, HOUR)
    return Window(now.astimezone(UTC) - length, now, None if is_plain else f"last {said}")


def count_back(match: re.Match[str], now: datetime) -> Window | None:
    """Read "the last 3 days": so long, up to now."""
    return _counted(read_count(match["count"]), match["unit"], now)


def bare_count(match: re.Match[str], now: datetime) -> Window | None:
    """Read "3 days" with nothing before it that makes it something else."""
    words = match.string[: match.start()].lower().split()
    is_ahead = _AHEAD.match(match.group()) is not None
    return None if is_ahead or (words and words[-1] in _LEADS) else count_back(match, now)


def one_back(match: re.Match[str], now: datetime) -> Window | None:
    """Read "the last hour", "the past month": one of it, up to now."""
    return _counted(1, match["unit"], now)


def few_months(match: re.Match[str], now: datetime) -> Window | None:
    """Read "6m"; "3M" is a company, and what is more than two years no span."""
    count = int(match["count"])
    if match["count"] + match["unit"] == "3M" or count > 24:
        return None
    return bare_count(match, now)


def trading_days(match: re.Match[str], now: datetime) -> Window | None:
    """So many days without Saturdays and Sundays, and today so far; one alone is the latest that is over."""
    count, day = int(read_count(match["count"] or "1")), midnight(now)
    if not count:
        return None
    for _ in range(min(count, 262)):
        day -= DAY * {0: 3, 6: 2}.get(day.weekday(), 1)
    if match["count"] is None:
        return Window(day, day + DAY, "last trading day")
    return Window(day, now, f"last {say_count(count, 'trading day')}")


def ago(match: re.Match[str], now: datetime) -> Window | None:
    """The day, week, month, quarter or year that lies so far back; up to now if it is "since" then."""
    count, unit = read_count(match["count"]), unit_of(match["unit"])
    if unit not in UNIT_NAMES:
        return _counted(count, match["unit"], now)
    begun = now - length_of(count, match["unit"])
    said = f"a {UNIT_NAMES[unit]} ago" if count == 1 else f"{say_count(count, UNIT_NAMES[unit])} ago"
    if match["since"]:
        return Window(midnight(begun), now, f"since {said}")
    start = start_of(unit, begun)
    return Window(start, end_of(unit, start), said) if start < start_of("d", now) else None


def this(match: re.Match[str], now: datetime) -> Window:
    """Read "this week": the calendar's, as far as it has come."""
    unit = unit_of(match["unit"])
    return Window(start_of(unit, now), now, "today" if unit == "d" else f"this {UNIT_NAMES[unit]}")


def own(match: re.Match[str], now: datetime) -> Window | None:
    """Read "Tesla's day", "Tesla's week"; whose quarter begins when is not known here."""
    match unit_of(match["unit"]):
        case "q":
            return None
        case "w" | "m":
            return one_back(match, now)
        case _:
            return this(match, now)


def to_date(match: re.Match[str], now: datetime) -> Window:
    """Read "year to date": the calendar's, as far as it has come."""
    unit = unit_of(match["unit"])
    return Window(start_of(unit, now), now, f"{UNIT_NAMES[unit]} to date")


def previous(match: re.Match[str], now: datetime) -> Window:
    """Read "last month": the calendar's before this, whole; up to now if it is "since" then."""
    unit = unit_of(match["unit"])
    end = start_of(unit, now)
    start, name = start_before(unit, end), "yesterday" if unit == "d" else f"last {UNIT_NAMES[unit]}"
    if match["since"]:
        return Window(start, now, f"since {name}")
    return Window(start, end, name)


def before_last(match: re.Match[str], now: datetime) -> Window:
    """Read "the week before last": the calendar's before the last, whole."""
    unit = unit_of(match["unit"])
    end = start_before(unit, start_of(unit, now))
    return Window(start_before(unit, end), end, f"the {UNIT_NAMES[unit]} before last")


def weekend(match: re.Match[str], now: datetime) -> Window | None:
    """Saturday and Sunday: those of now, else the latest; "this weekend" is not over before Monday is."""
    which, back = " ".join((match["which"] or "the").lower().split()), (now.weekday() - 5) % 7
    if which == "this" and back > 2:
        return None
    is_before = which == "last" and back < 2
    start = midnight(now) - timedelta(days=back + 7 * is_before)
    name = "last weekend" if which == "last" else "this weekend" if back < 2 else "the weekend"
    if match["since"]:
        return Window(start, now, f"since {name}")
    return Window(start, start + 2 * DAY, name)


def fortnight(_match: re.Match[str], now: datetime) -> Window:
    """Fourteen days, up to now."""
    return last(timedelta(days=14), now=now)


def lately(_match: re.Match[str], now: datetime) -> Window:
    """As long as is usual, up to now."""
    return last(DEFAULT, now=now)


def nowadays(_match: re.Match[str], now: datetime) -> Window:
    """Today."""
    return Window(midnight(now), now, "today")


def all_time(_match: re.Match[str], now: datetime) -> Window:
    """As far back as an answer goes."""
    return Window(now.astimezone(UTC) - LONGEST, now, MOST)


_CALENDAR = r"(?P<unit>day|week|wk|month|mth|mo|quarter|qtr|year|yr)(?:'s)?"
_LENGTH = r"(?P<unit>min|minute|h|hr|hour|day|week|wk|month|mth|mo|quarter|qtr|year|yr|decade)"
_TO_DATE = r"(?:[\s-]+to[\s-]+date)"
_OVER = r"(?:(?:in|over|for|during|within|of|from|since) )?"
_LAST = r"(?:last|past|previous|prior|trailing|latest|most recent)"
_TRADING = r"(?:trading|business|working|market) "
_NEWS = r"(?:news|stor(?:y|ies)|headlines?|movers?|winners?|losers?|gainers?|decliners?)"
_RATHER = (  # behind "3 days"
    r"(?! (?:later|earlier|before|prior|after|old|from|ahead|out|left|high|low|notes?|bonds?|yields?)\b)"
)
_NO_SUM = r"(?! (?:shares|users|deal|order|dollars|euros|revenue|in)\b)"
_FAR = "(?:so far |earlier )?"
_SINCE = "(?:(?P<since>since) |(?:over|on|at|during|for|in|from|of) )?"
_MORE = r"(?! and a\b| (?:before|after)\b)"

# The first that is found counts, so the narrower stands before the wider.
SPANS = table(
    (r"(?:in the )?last 365 days \(the most i look back\)", all_time),
    (r"(?:(?:over|in|for|of|since) )?all[\s-]+time|since (?:for)?ever|ever since", all_time),
    (rf"(?:on )?{_OVER}(?:the )?{_LAST} (?:{COUNT} )?(?:{_TRADING}days?|sessions?)", trading_days),
    (rf"(?P<count>\d{{1,3}}) (?:{_TRADING}days?|sessions)", trading_days),
    (
        rf"(?P<since>since |from )?(?:about |the )?{COUNT}[\s-]+(?:of )?{UNIT} (?:back|ago)",
        ago,
    ),
    (
        rf"{_OVER}(?:the )?{_LAST}[\s-]+(?:about )?{COUNT}[\s-]*(?:of )?(?:full |whole )?{UNIT}{_MORE}",
        count_back,
    ),
    (
        r"(?:in |for |over )?(?:the )?(?P<unit>week|month|quarter|year) before (?:the )?last",
        before_last,
    ),
    (r"(?:right )?now\s*adays|all day(?: long)?", nowadays),
    (r"(?P<unit>day|week|month|quarter|year)[\s-]*(?:over|on)[\s-]*(?P=unit)", one_back),
    (r"(?P<unit>[qy])o(?P=unit)", one_back),
    (
        rf"{_FAR}(?:(?:for|in|during|over|since) )?(?:this|the current) {_CALENDAR}(?: so far)?",
        this,
    ),
    (rf"(?:(?:for|on|in|over|during) the|{_NEWS} of the) {_CALENDAR}(?: so far)?{_MORE}", this),
    (re.compile(r"(?<=\w)'s (?P<unit>day|week|month|quarter|year)(?!\w)", re.IGNORECASE), own),
    (rf"(?P<unit>[wmqy])(?:[\s-]*td|{_TO_DATE})", to_date),
    (rf"(?P<unit>week|month|quarter|year){_TO_DATE}", to_date),
    (rf"{_OVER}(?:the (?:last|past)|past) {_LENGTH}{_MORE}", one_back),
    (rf"{_OVER}(?:last|latest) (?P<unit>min|minute|hour|hr|day|decade)", one_back),
    (
        rf"{_SINCE}(?:the )?(?:last|previous|prior) {_CALENDAR}{_MORE}",
        previous,
    ),
    (rf"(?:over|for|in|during|since) {COUNT}[\s-]*{UNIT}{_RATHER}", bare_count),
    (rf"(?<![.,/-])(?P<count>\d{{1,4}}(?:\.\d{{1,2}})?)[\s-]*{UNIT}{_RATHER}", bare_count),
    (rf"(?<![.,/-])(?P<count>\d{{1,2}})(?P<unit>[mM]){_NO_SUM}", few_months),
    (rf"(?:the )?{SOME}[\s-]+{LONG_UNIT}{_RATHER}", bare_count),
    (r"one[\s-]+(?P<unit>hour|week|month|quarter|year)", one_back),
    (r"(?P<unit>week|month|quarter|year|dai)ly", one_back),
    (
        rf"{_SINCE}(?:(?P<which>the last|the|last|this past|this|past) )?weekend(?:'s)?",
        weekend,
    ),
    (rf"{_OVER}(?:(?:the )?(?:last|past) |a )fortnight", fortnight),
    (
        r"(?:lately|recently|these days|(?:in )?recent days|of late|(?:until|till?|up to) now)",
        lately,
    ),
)
