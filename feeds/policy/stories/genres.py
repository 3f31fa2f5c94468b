"""What form an item has. Items of unlike forms never tell one story: a preview is not the result.

The forms that come out again and again from one mould (filings, halts, conference appearances) need more
in common than their words before two of them are one story.
"""

import re
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
    return next((genre for genre, pattern in _genres() if pattern.search(lower)), Genre.NEWS)


@cache
def _genres() -> tuple[tuple[Genre, re.Pattern[str]], ...]:
    found: dict[Genre, list[str]] = {}
    phrases: list[str] = []
    for line in read_text("story_genres.txt").splitlines():
        if line.startswith("["):
            phrases = found.setdefault(Genre(line.strip("[]")), [])
        elif line and not line.startswith("#"):
            phrases.append(line)
    return tuple((genre, re.compile("|".join(some))) for genre, some in found.items())
