"""Cuts a window of time into what daily rollups can answer and what they can't. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

PIECES = 2  # a window has at most so many besides its whole days


@dataclass(frozen=True, slots=True)
class Window:
    """A window cut at midnights: whole days from `first` to before `last`, and pieces within one day."""

    first: date
    last: date
    pieces: tuple[tuple[datetime, datetime], ...]


def cut(since: datetime, until: datetime) -> Window:
    """Cut a window (from `since` on, before `until`) at the midnights of UTC."""
    first, last = _midnight_from(since), _midnight_before(until)
    if first > last:  # both within one day
        return Window(first.date(), first.date(), ((since, until),) if since < until else ())
    pieces = ((since, first), (last, until))
    return Window(first.date(), last.date(), tuple(piece for piece in pieces if piece[0] < piece[1]))


def _midnight_before(moment: datetime) -> datetime:
    return datetime.combine(moment.astimezone(UTC).date(), time(), UTC)


def _midnight_from(moment: datetime) -> datetime:
    before = _midnight_before(moment)
    return before if before == moment else before + timedelta(days=1)
