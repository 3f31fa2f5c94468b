"""What a date means before it is known what is said of it: its spans, one in each year or week."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from handlers.language.periods import Span

_LONGEST_TURN = timedelta(days=275)  # from one date to another without years; longer ones were swapped


class Kind(Enum):
    """What a date is by."""

    DAY = auto()
    NUMBERED_DAY = auto()
    WEEKDAY = auto()
    HOLIDAY = auto()
    RELATIVE = auto()
    LONGER = auto()  # a month, a part of one, a quarter, half a year, a year


@dataclass(frozen=True, slots=True)
class Point:
    """What a date can mean: its spans, the oldest first; none for a day there is none of."""

    kind: Kind
    spans: tuple[Span, ...]
    is_last: bool = False  # "last Thursday"
    is_fixed: bool = False  # one span alone, a year was said

    @property
    def is_year(self) -> bool:
        """True for a year by its number."""
        return self.is_fixed and any(span.name.isdigit() for span in self.spans)

    def may_follow(self, how: str, *, is_weak: bool) -> bool:
        """True unless a number or a short name is something else: "for the 5th", "at 10.12", "on Nov"."""
        match self.kind:
            case Kind.NUMBERED_DAY:
                return how in {"on", "of"}
            case Kind.DAY if is_weak:
                return how == "on"
            case Kind.LONGER if is_weak:
                return how != "on"
            case _:
                return True

    def begun(self, now: datetime) -> Span | None:
        """The latest that has begun; "last Thursday" is over."""
        return self.over(now) if self.is_last else _latest(self.spans, lambda span: span.start < now)

    def over(self, now: datetime) -> Span | None:
        """The latest that is over."""
        return _latest(self.spans, lambda span: span.end <= now)


def _latest(spans: Sequence[Span], is_meant: Callable[[Span], bool]) -> Span | None:
    return next((span for span in reversed(spans) if is_meant(span)), None)


def find_ends(first: Point, second: Point, now: datetime) -> tuple[Span, Span] | None:
    """The spans that two dates mean together: the latest that have begun."""
    if first.is_fixed and second.is_fixed:
        return (first.spans[0], second.spans[0]) if first.spans and second.spans else None
    if not second.is_fixed:
        found = _forward(first, second, now)
        if found is not None or first.is_fixed:
            return found
    ends = second.begun(now) if not second.is_fixed else next(iter(second.spans), None)
    if ends is None:
        return None
    begins = next((span for span in reversed(first.spans) if span.start <= ends.start), None)
    return (begins, ends) if begins and ends.end - begins.start <= _LONGEST_TURN else None


def _forward(first: Point, second: Point, now: datetime) -> tuple[Span, Span] | None:
    """The latest first that has begun, and the next second from there on."""
    for begins in reversed(first.spans):
        if begins.start >= now:
            continue
        ends = next((span for span in second.spans if _may_end(begins, span)), None)
        if ends is None or ends.end - begins.start > _LONGEST_TURN:
            return None
        is_just_begun = first.kind is Kind.WEEKDAY and begins.end > now
        if is_just_begun or (first.is_last and ends.end > now):
            continue
        return begins, ends
    return None


def _may_end(begins: Span, ends: Span) -> bool:
    is_same = begins.name == ends.name and begins.name.isalpha()  # Monday to Monday
    return ends.start > begins.start or (ends.start == begins.start and not is_same)
