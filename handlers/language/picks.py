"""Reads an answer to a question of ours that offers buttons: "yes", "the second one", "10 Nov". Pure."""

import re
from collections.abc import Sequence

_SHORTEST = 2  # letters or digits that begin a label

_YES = re.compile(
    r"(?:yes|yep|yeah|yup|sure|ok(?:ay)?|correct|right|that(?: one)?)(?:,? (?:please|i do|that one))?",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:the\s+|number\s+|no\.?\s*|option\s+|#)?(?P<place>[1-5]|first|second|third|fourth|fifth|last)"
    r"(?:st|nd|rd|th)?(?:\s+one)?(?:\s+please)?",
    re.IGNORECASE,
)
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4}


def read_pick(text: str, *, labels: Sequence[str]) -> int | None:
    """Which of the labels is meant, by its place or how it begins; None for anything else."""
    said = text.strip(" .,!?\t\n")
    if len(labels) == 1 and _YES.fullmatch(said):
        return 0
    begun = [at for at, label in enumerate(labels) if _begins(label, said)]
    if len(begun) == 1:
        return begun[0]
    found = _PLACE.fullmatch(said)
    return _place(found["place"].lower(), len(labels)) if found else None


def _begins(label: str, said: str) -> bool:
    return len(said) >= _SHORTEST and re.match(rf"{re.escape(said)}(?!\w)", label, re.IGNORECASE) is not None


def _place(word: str, count: int) -> int | None:
    place = count - 1 if word == "last" else _PLACES.get(word, int(word) - 1 if word.isdigit() else count)
    return place if place < count else None
