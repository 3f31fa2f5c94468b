"""Parts of months, quarters and years: "early November", "the last week of October", "late last year"."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from handlers.language.periods import (
    DAY,
    UNIT_NAMES,
    Span,
    end_of,
    month_of,
    months_span,
    say_month,
    start_before,
    start_of,
)

_NUMBERS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_THIRDS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
_ORDINAL = rf"(?:{'|'.join(_NUMBERS)}|last)"

PART = (
    r"(?:(?:early|mid|late)(?:\s+|-)(?:in\s+)?|(?:the\s+)?(?:beginning|start|middle|end)\s+of\s+"
    rf"|(?:the\s+)?{_ORDINAL}\s+week\s+(?:of|in)\s+|(?:the\s+)?(?:first|second|1st|2nd)\s+half\s+of\s+)(?:the\s+)?"
)
"""What stands before the name of the whole."""


def read_part(said: str, *, now: datetime, years: Sequence[int]) -> Iterator[Span]:
    """Find the part of a month of each year, or of the month, quarter or year of now or before; no others."""
    for whole, name in _wholes(said, now=now, years=years):
        span = _take(said.removeprefix("the "), whole, name)
        if span is not None:
            yield span


def _wholes(said: str, *, now: datetime, years: Sequence[int]) -> Iterator[tuple[Span, str]]:
    """What it is a part of, with its name."""
    last = re.split(r"[\s-]", said)[-1]
    if last.isdigit():
        yield months_span(datetime(int(last), 1, 1, tzinfo=now.tzinfo), 12, ""), last
    elif last not in UNIT_NAMES.values():
        for year in years:
            start = datetime(year, month_of(last), 1, tzinfo=now.tzinfo)
            yield months_span(start, 1, ""), say_month(start)
    elif re.search(r"\blast \w+\Z", said):
        end = start_of(last[0], now)
        yield Span(start_before(last[0], end), end, ""), f"last {last}"
    else:
        start = start_of(last[0], now)
        yield Span(start, end_of(last[0], start), ""), f"this {last}"


def _take(said: str, whole: Span, name: str) -> Span | None:
    first = re.split(r"[\s-]", said)[0]
    if re.search(r"\bweek\b", said):
        return _week(first, whole, name)
    if re.search(r"\bhalf\b", said):
        return _half(first, whole, name)
    return _third(first, whole, name)


def _week(first: str, whole: Span, name: str) -> Span | None:
    """The first seven days of a month are its first week, its last seven its last."""
    if (whole.end - whole.start).days > 31:
        return None
    if first == "last":
        return Span(whole.end - 7 * DAY, whole.end, f"last week of {name}")
    number = _NUMBERS[first]
    start = whole.start + timedelta(days=7 * (number - 1))
    ordinal = next(word for word, meant in _NUMBERS.items() if meant == number)
    return Span(start, start + 7 * DAY, f"{ordinal} week of {name}")


def _half(first: str, whole: Span, name: str) -> Span | None:
    number = _NUMBERS[first]
    ordinal = "first" if number == 1 else "second"
    days = (whole.end - whole.start).days
    if days >= 365:
        middle = whole.start.replace(month=7)
    elif days <= 31:
        middle = whole.start.replace(day=16)
    else:
        return None
    called = f"{ordinal} half of {name}"
    return Span(whole.start, middle, called) if number == 1 else Span(middle, whole.end, called)


def _third(first: str, whole: Span, name: str) -> Span | None:
    """Ten days of a month, a month of a quarter, four months of a year."""
    number = _THIRDS[first]
    if number == 2 and name.startswith("this "):
        return None  # it lies ahead for most of the time
    days = (whole.end - whole.start).days
    if days <= 31:
        edges = [whole.start.replace(day=day) for day in (1, 11, 21)]
    else:
        months = 4 if days > 92 else 1
        edges = [whole.start.replace(month=whole.start.month + months * each) for each in range(3)]
    edges.append(whole.end)
    middle = "mid-" if name[0].isupper() or name.isdigit() else "the middle of "
    called = f"{('early ', middle, 'late ')[number]}{name}"
    return Span(edges[number], edges[number + 1], called)
