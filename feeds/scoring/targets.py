"""Sentiment about one company: the text with that company and the others masked, seen from its place.

What stands in its own clause and on which side of it says more than the rest: in "Ford beats as Tesla
recalls 2 million cars" only the first half is about Ford.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from feeds.scoring.features import features, mark_of
from feeds.scoring.lexemes import Lexeme, lexemes
from feeds.scoring.model import Pull, Weights
from feeds.scoring.reading import pull_of
from feeds.scoring.rules import Finding, read
from feeds.scoring.text import split

ME, THEM = " tgtco ", " othco "
_BORDERS = frozenset({"stop", "but", "despite", "as"})
_JOINTS = frozenset({",", "and", "&", "or", "/"})
_WINDOW = 6
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


def collapsed(sentence: list[Lexeme]) -> list[Lexeme]:
    """Lists of companies as one: "tgtco, othco and othco fall" is about the target."""
    found: list[Lexeme] = []
    for item in sentence:
        if item.kind in {"me", "them"}:
            joints = len(found)
            while joints and found[joints - 1].text.lower() in _JOINTS:
                joints -= 1
            if joints and found[joints - 1].kind in {"me", "them"}:
                keeper = item if item.kind == "me" else found[joints - 1]
                found[joints - 1 :] = [keeper]
                continue
        found.append(item)
    return found


@dataclass(frozen=True, slots=True)
class Sight:
    """A masked text, read: what any sentence holds, and what is seen from the target's places."""

    sentence: list[Lexeme]
    findings: list[Finding]
    values: list[tuple[str, float]]


def look(masked: str) -> Sight:
    """Read a masked text from the place of its target."""
    sentence = collapsed(lexemes(masked))
    findings = read(sentence)
    places = [n for n, item in enumerate(sentence) if item.kind == "me"][:_MAX_PLACES]
    values = [value for place in places for value in _seen_from(place, sentence, findings)]
    return Sight(sentence, findings, values or [("me:absent", 1.0)])


def target_features(masked: str) -> dict[str, float]:
    """All that is looked at for one company in one masked text, by name."""
    sight = look(masked)
    found = features(sight.sentence, sight.findings)
    for name, value in sight.values:
        found[name] = found.get(name, 0.0) + value
    return found


def target_pull(masked: str, *, weights: Weights) -> Pull:
    """What the weights of one style add up for the target of a masked text."""
    sight = look(masked)
    return pull_of(sight.sentence, sight.findings, weights=weights) + weights.weighed(sight.values)


def clause_around(place: int, sentence: list[Lexeme]) -> tuple[int, int]:
    """Where the clause with this lexeme begins and ends; a comma ends it if another company is beyond."""
    start, end = place, place + 1
    while start > 0 and not _is_border(start - 1, sentence, step=-1):
        start -= 1
    while end < len(sentence) and not _is_border(end, sentence, step=1):
        end += 1
    return start, end


def _is_border(place: int, sentence: list[Lexeme], *, step: int) -> bool:
    kind = sentence[place].kind
    if kind in _BORDERS:
        return True
    if kind != "comma":
        return False
    beyond = sentence[place + 1 : place + 5] if step > 0 else sentence[max(0, place - 8) : place]
    return any(item.kind == "them" for item in beyond)


def _seen_from(place: int, sentence: list[Lexeme], findings: list[Finding]) -> Iterator[tuple[str, float]]:
    start, end = clause_around(place, sentence)
    for n in range(start, end):
        if n == place:
            continue
        item, side = sentence[n], "L" if n < place else "R"
        if abs(n - place) <= _WINDOW:
            yield f"t:{side} {item.stem}", 1.0
        if item.kind:
            yield f"t:{side}k {item.kind}", 1.0
    for step, side in ((-1, "L"), (1, "R")):
        near = [sentence[n].stem if 0 <= n < len(sentence) else "$" for n in (place + step, place + 2 * step)]
        yield f"t:{side}1 {near[0]}", 1.0
        yield f"t:{side}2 {near[0]} {near[1]}", 1.0
    yield from _findings_around(place, (start, end), findings)
    yield f"t:at {'start' if place == 0 else 'first' if start == 0 else 'later'}", 1.0


def _findings_around(
    place: int, clause: tuple[int, int], findings: list[Finding]
) -> Iterator[tuple[str, float]]:
    inside = [found for found in findings if clause[0] <= found.start < clause[1]]
    outside = sum(found.sign for found in findings) - sum(found.sign for found in inside)
    yield "t:net in", max(-3.0, min(3.0, sum(found.sign for found in inside)))
    yield "t:net out", max(-3.0, min(3.0, outside))
    for found in inside:
        side = "L" if found.start < place else "R"
        yield f"t:f{side} {mark_of(found.sign)}", 1.0
        yield f"t:f{side} {found.rule}{mark_of(found.sign)}", 1.0
    if inside:
        nearest = min(inside, key=lambda found: abs(found.start - place))
        yield f"t:near {mark_of(nearest.sign)}", 1.0
        yield f"t:near {nearest.rule}{mark_of(nearest.sign)}", 1.0
    else:
        yield "t:none", 1.0
