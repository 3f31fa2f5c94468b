"""Catalysts, risks and events: what may move the story next, and its kind. Only the item's own words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from config.resources import read_text
from feeds.scoring.language import stem
from feeds.scoring.reading import Reading
from feeds.types.scores import Event, Outlook

_EVENTS = tuple(Event)
_MAX_EACH = 3
_MAX_EVENTS = 3
_MAX_CHARS = 320
_TITLE_WEIGHT = 3
_MODAL_REACH = 3  # words behind "could" that it speaks of
_BEHIND_MODAL = {"helps": "catalyst", "hurts": "risk"}
_GRIM = -0.15  # a sentence below this tone is no catalyst


def read_cues(text: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Parse the lists: the names of each cue, by its last stem and the one before ("" when it has none).

    A cue of two words may also be read as one, when it is a phrase.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        name, _, cues = line.partition(": ")
        for cue in cues.split(", "):
            roots = " ".join(stem(word) for word in cue.split())
            before, _, last = roots.rpartition(" ")
            found.setdefault(last, {}).setdefault(before, []).append(name)
            if before:
                found.setdefault(roots, {}).setdefault("", []).append(name)
    return {last: {before: tuple(names) for before, names in some.items()} for last, some in found.items()}


@cache
def _cues() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    return read_cues(read_text("cues.txt"))


def cues_in(stems: Sequence[str]) -> list[str]:
    """The names of all cues among the stems of one sentence, as often as they occur."""
    cues = _cues()
    found: list[str] = []
    modal = -_MODAL_REACH - 1
    for n in [n for n, root in enumerate(stems) if root in cues]:
        known = cues[stems[n]]
        names = known.get("", ())
        if n and stems[n - 1] in known:
            names += known[stems[n - 1]]
        found += names
        if n - modal <= _MODAL_REACH:
            found += [_BEHIND_MODAL[name] for name in names if name in _BEHIND_MODAL]
        if "modal" in names:
            modal = n
    return found


def events(found: list[tuple[Reading, list[str]]]) -> tuple[Event, ...]:
    """What kinds of news the item is, likeliest first; `other` when nothing tells."""
    counts: Counter[str] = Counter()
    for reading, cues in found:
        for name in cues:
            counts[name] += _TITLE_WEIGHT if reading.sentence.is_title else 1
    kinds = [event for event in _EVENTS if event in counts]
    return tuple(sorted(kinds, key=lambda event: -counts[event])[:_MAX_EVENTS]) or (Event.OTHER,)


def outlook(found: Iterable[tuple[Reading, list[str]]]) -> Outlook:
    """Sentences that look ahead: those that may help, and those that may hurt. None is both."""
    catalysts: list[str] = []
    risks: list[str] = []
    for reading, cues in found:
        ahead, danger = cues.count("catalyst"), cues.count("risk")
        if danger and (danger > ahead or reading.tone < _GRIM):
            risks.append(reading.sentence.text[:_MAX_CHARS])
        elif ahead and reading.tone > _GRIM:
            catalysts.append(reading.sentence.text[:_MAX_CHARS])
    return Outlook(tuple(catalysts[:_MAX_EACH]), tuple(risks[:_MAX_EACH]))
