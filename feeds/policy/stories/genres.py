"""What form an item has. Items of unlike forms never tell one story: a preview is not the result.

The forms that come out again and again from one mould (filings, halts, conference appearances) need more
in common than their words before two of them are one story.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from config.resources import read_text


class Genre(StrEnum):
    """The form of an item; most are plain news."""

    NEWS = "news"
    FILING = "filing"
    APPEARANCE = "appearance"
    HALT = "halt"
    RATING = "rating"
    PREVIEW = "preview"
    TRANSCRIPT = "transcript"
    ROUNDUP = "roundup"
    WRAP = "wrap"
    CLAIM = "claim"  # law firms looking for plaintiffs

    @property
    def is_moulded(self) -> bool:
        """True when two items of this form look alike whatever they tell."""
        return self not in {Genre.NEWS, Genre.RATING, Genre.WRAP, Genre.PREVIEW}


def read_genre(title: str) -> Genre:
    """Tell the form of an item by its headline."""
    lower = title.lower()  # quicker than a search that heeds no case
    if _of_any_genre().search(lower) is None:
        return Genre.NEWS
    return next((genre for genre, pattern in _genres() if pattern.search(lower)), Genre.NEWS)


@cache
def _of_any_genre() -> re.Pattern[str]:
    """Find a phrase of whatever form: most headlines have none, and one search tells."""
    return _starting_a_word(phrase for phrases in _phrases().values() for phrase in phrases)


@cache
def _genres() -> tuple[tuple[Genre, re.Pattern[str]], ...]:
    return tuple((genre, _starting_a_word(phrases)) for genre, phrases in _phrases().items())


def _starting_a_word(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})")


@cache
def _phrases() -> dict[Genre, list[str]]:
    found: dict[Genre, list[str]] = {}
    phrases: list[str] = []
    for line in read_text("story_genres.txt").splitlines():
        if line.startswith("["):
            phrases = found.setdefault(Genre(line.strip("[]")), [])
        elif line and not line.startswith("#"):
            phrases.append(line)
    return found
