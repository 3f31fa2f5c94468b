"""Tellings of invented events, grouped by event and by family of events that are easily confused.

`tuned` was looked at while matching was made; `kept` was not, and says how it does on what it has not seen.
Pairs follow from the groups: two tellings of one event are the same story, two of a family's events are
not, or are twins when one of them comes from the other's mould.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from pathlib import Path

PARTS = ("tuned", "kept")


class Relation(StrEnum):
    """What two tellings of one family are to each other."""

    SAME = "same"
    DIFFERENT = "different"
    TWIN = "twin"


@dataclass(frozen=True, slots=True)
class Telling:
    """One item: whose style it is in, minutes after the start, and what it says."""

    part: str
    family: str
    event: int
    is_twin: bool
    style: str
    minutes: int
    title: str
    text: str


def read_tellings(part: str) -> list[Telling]:
    """Read a part, in the order it was written."""
    found: list[Telling] = []
    family, event, is_twin = "", 0, False
    for line in (Path(__file__).parent / f"{part}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            family = line[3:]
        elif line in ("-- event", "-- twin"):
            event, is_twin = event + 1, line == "-- twin"
        elif line and not line.startswith("#"):
            head, title, text = (cell.strip() for cell in line.split(" | ", 2))
            style, minutes = head.split()
            found.append(Telling(part, family, event, is_twin, style, int(minutes), title, text))
    return found


def relations(tellings: list[Telling]) -> Iterator[tuple[int, int, Relation]]:
    """Name what each pair of a family is, by the places of its two tellings."""
    for (one, first), (other, second) in combinations(enumerate(tellings), 2):
        if first.family == second.family:
            yield one, other, _relation(first, second)


def count_relations(tellings: list[Telling]) -> Counter[Relation]:
    """Count the pairs of each kind."""
    return Counter(relation for _one, _other, relation in relations(tellings))


def _relation(one: Telling, other: Telling) -> Relation:
    if one.event == other.event:
        return Relation.SAME
    return Relation.TWIN if one.is_twin or other.is_twin else Relation.DIFFERENT
