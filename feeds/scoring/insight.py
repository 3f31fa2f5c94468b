"""Catalysts, risks and events: what may move the story next, and its kind. Only the item's own words."""

import re
from collections.abc import Mapping
from functools import cache

from config.resources import read_text
from feeds.scoring.text import Sentence
from feeds.types.scores import Event

_MAX_EACH = 3
_MAX_EVENTS = 3
_MAX_CHARS = 300
_TITLE_WEIGHT = 3


def read_cues(text: str) -> Mapping[str, re.Pattern[str]]:
    """Parse the lists of cues: one pattern a name."""
    lines = (line.partition(": ") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: _pattern(cues.split(", ")) for name, _, cues in lines}


def _pattern(cues: list[str]) -> re.Pattern[str]:
    words = "|".join(re.escape(cue).replace(r"\*", r"\w*") for cue in cues)
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@cache
def _cues() -> Mapping[str, re.Pattern[str]]:
    return read_cues(read_text("cues.txt"))


def events(found: list[Sentence]) -> tuple[Event, ...]:
    """What kinds of news the item is, likeliest first; `other` when nothing tells."""
    cues = _cues()
    counts = {
        event: sum(
            len(cues[event].findall(one.text)) * (_TITLE_WEIGHT if one.is_title else 1) for one in found
        )
        for event in Event
        if event in cues
    }
    ordered = sorted((event for event in counts if counts[event]), key=lambda event: -counts[event])
    return tuple(ordered[:_MAX_EVENTS]) or (Event.OTHER,)


def catalysts_and_risks(found: list[tuple[Sentence, float]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Sentences that look ahead: those that may help, and those that may hurt. None is both."""
    catalysts: list[str] = []
    risks: list[str] = []
    for sentence, tone in found:
        is_risk = bool(_cues()["risk"].search(sentence.text))
        is_catalyst = bool(_cues()["catalyst"].search(sentence.text))
        if is_risk and (tone <= 0 or not is_catalyst or "risk" in sentence.text.lower()):
            risks.append(sentence.text[:_MAX_CHARS])
        elif is_catalyst and tone > -0.15:
            catalysts.append(sentence.text[:_MAX_CHARS])
    return tuple(catalysts[:_MAX_EACH]), tuple(risks[:_MAX_EACH])
