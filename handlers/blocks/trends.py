"""How a report went over its window: one chart of the tone, one of the stories, over the same steps. Pure.

Slack's charts have no gaps: every label needs a value, and labels stand evenly however far apart their days
are. A line over the days with stories would draw the days without as if they lay on it, and a zero or the
last tone known would be a value that nobody told. So the tone is drawn as bars; both charts hold just the
steps that have stories, each named in full, and say so below.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from statistics import median_low

from feeds.types.reports import TickerReport, Window
from feeds.types.tones import Tone
from handlers.blocks.clock import name_of
from handlers.blocks.parts import Block, Point, bar_chart
from handlers.blocks.phrases import plural

SHORT = timedelta(days=2)  # up to this a step is a time of day
FEWEST = 2  # steps that make a trend

_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
_NOON = time(12)


@dataclass(frozen=True, slots=True)
class _Step:
    """From one moment to another, and what was told between them."""

    since: datetime
    until: datetime
    tone: Tone

    @property
    def length(self) -> timedelta:
        return self.until - self.since


def trend_charts(report: TickerReport, *, zone: tzinfo) -> tuple[Block, ...]:
    """The tone and the stories over time, named by the asker's clock; nothing where there is no trend."""
    steps, window, symbol = _steps_of(report), report.window, report.company.symbol
    told = [step for step in steps if step.tone.stories]
    is_short = window.length <= SHORT
    names = _name_times(told, window, zone) if is_short else _name_days(told, window, zone)
    named = dict(zip(names, told, strict=True))
    if len(named) < FEWEST:
        return ()
    clock = name_of(zone, at=window.until) if is_short else "UTC"
    below = f"{_say_width(steps)}{' with stories' if len(told) < len(steps) else ''}, {clock}"
    tones = [Point(name, tone.score) for name, step in named.items() if (tone := step.tone.sentiment)]
    counts = [Point(name, step.tone.stories) for name, step in named.items()]
    return (
        bar_chart(f"Tone of {symbol} (-1 to +1)", name=symbol, points=tones, steps=below),
        bar_chart(f"Stories about {symbol}", name=symbol, points=counts, steps=below),
    )


def _steps_of(report: TickerReport) -> Sequence[_Step]:
    points = report.trend
    ends = [*(point.since for point in points), report.window.until][1:]
    return [_Step(point.since, end, point.tone) for point, end in zip(points, ends, strict=True)]


def _say_width(steps: Sequence[_Step]) -> str:
    """What a step is that nothing cut: "Days", "Steps of 5 days", "Steps of 3 hours"."""
    width = median_low(step.length for step in steps)
    unit, noun = next(
        (each for each in ((_DAY, "day"), (_HOUR, "hour")) if width > each[0] * 0.5), (_MINUTE, "minute")
    )
    count = max(1, round(width / unit))
    return f"{noun.capitalize()}s" if count == 1 else f"Steps of {plural(count, noun)}"


def _name_days(steps: Iterable[_Step], window: Window, zone: tzinfo) -> list[str]:
    """Name steps by the dates of their UTC days at noon, by the asker's clock and within the span asked for.

    So the first hours of a UTC day behind a week by the asker's clock are said of the week's last day.
    """
    first, last = (
        moment.astimezone(zone).date() for moment in (window.since, window.until - timedelta.resolution)
    )
    named = []
    for step in steps:
        days = (moment.date() for moment in (step.since, step.until - timedelta.resolution))
        begin, end = (min(max(_at_noon(day, zone), first), last) for day in days)
        named.append(_say_dates(begin, end))
    return named


def _at_noon(day: date, zone: tzinfo) -> date:
    return datetime.combine(day, _NOON, UTC).astimezone(zone).date()


def _say_dates(first: date, last: date) -> str:
    """Say a date, or two and what lies between: "29 Nov", "29-30 Nov", "29 Nov-3 Dec" with an en dash."""
    if first == last:
        return f"{first.day} {first:%b}"
    month = "" if (first.year, first.month) == (last.year, last.month) else f" {first:%b}"
    return f"{first.day}{month}\u2013{last.day} {last:%b}"


def _name_times(steps: Iterable[_Step], window: Window, zone: tzinfo) -> list[str]:
    """Name steps by when they begin, with the weekday where it changes; everywhere when times come twice."""
    named: list[str] = []
    day = None
    for step in steps:
        local = step.since.astimezone(zone)
        is_same = local.date() == day and window.length <= _DAY
        again = f" {name_of(zone, at=local)}" if local.fold else ""  # the hour when clocks are put back
        named.append(f"{local:%H:%M}{again}" if is_same else f"{local:%a %H:%M}{again}")
        day = local.date()
    return named
