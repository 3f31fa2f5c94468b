"""Cuts a window into the steps of its trend. Pure."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from feeds.queries.measures import DAY
from feeds.types.reports import TrendPoint, Window
from feeds.types.tones import DayTone, Tone

SHORT = timedelta(days=2)  # up to this a step is a time of day
MOST_POINTS = 20

_HOUR = timedelta(hours=1)
_MOST_TIMES = 8  # whole steps of a short window; the first and the last may be cut besides
_TIMES = (_HOUR / 4, _HOUR / 2, _HOUR, 2 * _HOUR, 3 * _HOUR, 6 * _HOUR)


def trend_by_day(days: Sequence[DayTone], *, window: Window) -> tuple[TrendPoint, ...]:
    """Lay a trend over the days of a window, several days to a point when there are many.

    The first point begins where the window does.
    """
    starts = _spread(day_starts(window))
    dates = [start.date() for start in starts]
    tones = [Tone()] * len(starts)
    for day in days:
        place = bisect_right(dates, day.day) - 1
        tones[place] += day.tone
    return tuple(map(TrendPoint, starts, tones))


def day_starts(window: Window) -> Sequence[datetime]:
    """Where the days of a window begin: at the midnights of UTC, as tones are summed up by them.

    A window of seven days has seven: the shorter of its two cut ends goes to the day beside it, so that
    a week by the asker's clock has no eighth day. An hour more or less is a change of the clocks.
    """
    starts = [window.since, *_midnights(window, UTC)]
    wanted = max(1, -(-(window.length - _HOUR) // DAY))
    while len(starts) > wanted:
        is_first_shorter = starts[1] - window.since < window.until - starts[-1]
        starts.pop(1 if is_first_shorter else -1)
    return starts


def time_starts(window: Window, zone: tzinfo) -> Sequence[datetime]:
    """Where the steps of a short window begin: at full hours (or quarters) of a clock, but for the first."""
    step = next((size for size in _TIMES if window.length <= _MOST_TIMES * size), _TIMES[-1])
    begin = datetime.combine(window.since.astimezone(zone).date(), time(), zone).astimezone(UTC)
    ends = [*_midnights(window, zone), window.until]
    starts = [window.since]
    for end in ends:
        starts += [at for at in _every(step, begin, end) if at > window.since]
        begin = end
    return starts


def _midnights(window: Window, zone: tzinfo) -> list[datetime]:
    """The midnights of a zone within a window, its own start aside."""
    day, last = (moment.astimezone(zone).date() for moment in (window.since, window.until))
    found = (_midnight(day + number * DAY, zone) for number in range((last - day).days + 1))
    return [midnight for midnight in found if window.since < midnight < window.until]


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _every(step: timedelta, begin: datetime, end: datetime) -> list[datetime]:
    return [begin + number * step for number in range(-((begin - end) // step))]


def _spread(starts: Sequence[datetime]) -> Sequence[datetime]:
    """Leave out so many that what is left fits a chart.

    Where days don't come out even the first step is the shorter one: a short last one would look like a lull.
    """
    width = -(-len(starts) // MOST_POINTS)
    over = len(starts) % width
    return [*starts[:1], *starts[over or width :: width]]
