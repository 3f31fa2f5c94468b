"""Reads all that a sentence says of time: its spans, or the words that could not be read.

A time that is said is read right or said back; none is passed over in silence.
"""

from dataclasses import dataclass
from datetime import datetime

from feeds.types.reports import Window
from handlers.language.marks import TAKEN
from handlers.language.names import Knows
from handlers.language.readings import find_readings
from handlers.language.unread import find_astray, find_left
from handlers.language.veils import veil
from handlers.language.windows import Spoken, find_window, search

MOST_SPANS = 2


@dataclass(frozen=True, slots=True)
class Times:
    """The spans of a sentence in the order said, and the sentence without them.

    `unread` are words of time that could not be read; `readings` the whole sentence once for each meaning,
    where its dates have two.
    """

    windows: tuple[Window, ...]
    rest: str
    unread: str = ""
    readings: tuple[str, ...] = ()


def read_times(text: str, *, knows: Knows, now: datetime) -> Times:
    """Read the times of a sentence. `knows` says whether words are exactly a company's name or symbol."""
    veiled = veil(text, knows=knows)
    if astray := find_astray(veiled.text):
        return Times((), text, veiled.lift(astray))
    rest = veiled.text
    found: list[Spoken] = []
    while len(found) < MOST_SPANS and (spoken := find_window(rest, now=now)) is not None:
        rest = f"{spoken.before} {TAKEN[len(found)]} {spoken.behind}"
        found.append(spoken)
    unread = find_left(rest, now=now)
    readings = find_readings(veiled.text, now=now, find=search) if unread and not found else ()
    in_order = sorted(zip(TAKEN, found, strict=False), key=lambda each: rest.index(each[0]))
    return Times(
        tuple(spoken.window for _, spoken in in_order),
        veiled.lift(_replaced(rest, found, by="|")),
        veiled.lift(_replaced(unread, found)),
        tuple(map(veiled.lift, readings)),
    )


def _replaced(text: str, found: list[Spoken], *, by: str = "") -> str:
    """Put the words of each span, or a sign for it, where it was taken from."""
    for mark, spoken in zip(TAKEN, found, strict=False):
        text = text.replace(mark, by or spoken.words)
    return text
