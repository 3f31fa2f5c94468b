"""Sentiment about one company: the text with that company and the others masked, seen from its place.

What stands in its own clause and on which side of it says more than the rest: in "Ford beats as Tesla
recalls 2 million cars" only the first half is about Ford.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from feeds.scoring.features import END, features, mark_of
from feeds.scoring.lines import Line, lexemes, line_of
from feeds.scoring.model import Pull, Weights, added
from feeds.scoring.reading import pull_of
from feeds.scoring.rules import Finding, read
from feeds.scoring.sights import Sight, sight_names
from feeds.scoring.text import split

ME, THEM = " tgtco ", " othco "
_BORDERS = frozenset({"stop", "but", "despite", "as"})
_COMPANIES = frozenset({"me", "them"})
JOINTS = frozenset({",", "and", "&", "or", "/"})
_WINDOW = 6
_MAX_NET = 3.0
_MAX_NAMES = 40
_MAX_PLACES = 3
_CODES = re.compile(r"\s?<[^<>\s]{1,12}>")  # of Reuters: "<AAPL.O>"


def mask(text: str, *, target: tuple[str, ...], others: tuple[str, ...]) -> str:
    """The text with every name of the target and of the others replaced; longer names first."""
    text = _CODES.sub("", text)
    mine = {name.lower() for name in target}
    names = sorted({*mine, *(name.lower() for name in others)} - {""}, key=lambda name: (-len(name), name))
    spans = _spans(text, names[:_MAX_NAMES])
    masked, end = [], 0
    for start, stop, name in sorted(spans):
        masked += [text[end:start], ME if name in mine else THEM]
        end = stop
    return "".join([*masked, text[end:]])


def _spans(text: str, names: list[str]) -> list[tuple[int, int, str]]:
    """Where each name stands as a word of its own, a possessive with it; no two overlap."""
    lowered = text.lower()
    if len(lowered) != len(text):  # some capitals have a longer small form
        lowered = text
    taken = bytearray(len(text))
    found: list[tuple[int, int, str]] = []
    for name in names:
        start = lowered.find(name)
        while start >= 0:
            end = start + len(name)
            end += 2 * lowered.startswith("'s", end)
            if not (_is_inside_word(lowered, start, end) or any(taken[start:end])):
                taken[start:end] = b"\1" * (end - start)
                found.append((start, end, name))
            start = lowered.find(name, end)
    return found


def _is_inside_word(text: str, start: int, end: int) -> bool:
    return (start > 0 and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum())


def about(text: str) -> str:
    """The sentences of a masked text that name the target; all of it when none does."""
    parts = split(text)
    return " ".join(part for part in parts if ME in f" {part} ") or text if len(parts) > 1 else text


def collapsed(line: Line) -> Line:
    """Lists of companies as one: "tgtco, othco and othco fall" is about the target."""
    companies = [n for n, kind in enumerate(line.kinds) if kind in _COMPANIES]
    items, removed = list(line.items), 0
    for one, other in pairwise(companies):
        if all(item.text.lower() in JOINTS for item in line.items[one + 1 : other]):
            first, second = one - removed, other - removed
            items[first : second + 1] = [items[second if line.kinds[other] == "me" else first]]
            removed += second - first
    return line_of(items) if removed else line


@dataclass(frozen=True, slots=True)
class View:
    """A masked text, read: what any sentence holds, and what is seen from the target's places."""

    line: Line
    findings: list[Finding]
    sights: list[Sight]
    nets: list[tuple[str, float]]  # what the findings in the target's clauses come to, and those outside


def look(masked: str) -> View:
    """Read a masked text from the place of its target."""
    line = collapsed(lexemes(masked))
    findings = read(line)
    sights: list[Sight] = []
    nets: list[tuple[str, float]] = []
    for place in [n for n, kind in enumerate(line.kinds) if kind == "me"][:_MAX_PLACES]:
        clause = clause_around(place, line.kinds)
        inside = [found for found in findings if clause.start <= found.start < clause.stop]
        sights += _words_beside(place, line, clause)
        sights += _findings_beside(place, inside)
        sights.append(("t:at", "start" if place == 0 else "first" if clause.start == 0 else "later", ""))
        nets += _nets(inside, findings)
    return View(line, findings, sights or [("me:absent", "", "")], nets)


def target_features(masked: str) -> dict[str, float]:
    """All that is looked at for one company in one masked text, by name."""
    view = look(masked)
    found = features(view.line, view.findings)
    named = ((name, 1.0) for sight in view.sights for name in sight_names(sight))
    for name, value in chain(named, view.nets):
        found[name] = found.get(name, 0.0) + value
    return found


def target_pull(masked: str, *, weights: Weights) -> Pull:
    """What the weights of one style add up for the target of a masked text."""
    view = look(masked)
    seen = added(map(weights.sights.__getitem__, view.sights))
    return pull_of(view.line, view.findings, weights=weights) + seen + weights.weighed(view.nets)


def clause_around(place: int, kinds: list[str]) -> range:
    """The places of the clause with this one; a comma ends it if another company is beyond."""
    start, end = place, place + 1
    while start > 0 and not _begins_behind(start - 1, kinds):
        start -= 1
    while end < len(kinds) and not _ends_before(end, kinds):
        end += 1
    return range(start, end)


def _begins_behind(place: int, kinds: list[str]) -> bool:
    kind = kinds[place]
    return kind in _BORDERS or (kind == "comma" and "them" in kinds[max(0, place - 8) : place])


def _ends_before(place: int, kinds: list[str]) -> bool:
    kind = kinds[place]
    return kind in _BORDERS or (kind == "comma" and "them" in kinds[place + 1 : place + 5])


def _words_beside(place: int, line: Line, clause: range) -> Iterator[Sight]:
    for n in clause:
        kind = line.kinds[n]
        is_near = abs(n - place) <= _WINDOW
        if n != place and (is_near or kind):
            yield "L" if n < place else "R", line.stems[n] if is_near else "", kind
    before = [END, END, *line.stems[max(0, place - 2) : place]]
    behind = [*line.stems[place + 1 : place + 3], END, END]
    yield "L12", before[-1], before[-2]
    yield "R12", behind[0], behind[1]


def _findings_beside(place: int, inside: list[Finding]) -> Iterator[Sight]:
    for found in inside:
        yield "fL" if found.start < place else "fR", found.rule, mark_of(found.sign)
    if inside:
        nearest = min(inside, key=lambda found: abs(found.start - place))
        yield "near", nearest.rule, mark_of(nearest.sign)
    else:
        yield "t:none", "", ""


def _nets(inside: list[Finding], findings: list[Finding]) -> Iterator[tuple[str, float]]:
    within = sum(found.sign for found in inside)
    outside = sum(found.sign for found in findings) - within
    yield "t:net in", max(-_MAX_NET, min(_MAX_NET, within))
    yield "t:net out", max(-_MAX_NET, min(_MAX_NET, outside))
