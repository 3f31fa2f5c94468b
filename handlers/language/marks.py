"""Puts one character in place of each date in a text, so that what stands around dates is a short pattern.

The characters are of Unicode's private use: nobody's text holds them but by mistake, and that is blanked.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from handlers.language.dates import FORMS, WEAK_FORMS, read_point
from handlers.language.points import Point

STRONG = "[\ue000-\ue3ff]"
"""A date whatever stands beside it."""
WEAK = "[\ue400-\ue7ff]"
"""A date only behind "in", "since" and the like, or at the end."""
TAKEN = "\uf000\uf001"
"""What stands in a text for the first span that was read from it, and for the second."""
FIRST_WEAK = "\ue400"
ANY = "[\ue000-\ue7ff]"

_STRONG_FROM, _WEAK_FROM, _MOST = 0xE000, 0xE400, 0x400
_MARK = re.compile(ANY)
_ANY_FORM = "|".join(f"(?P<{name}>{form})" for name, form in FORMS.items())
_POINT = re.compile(rf"(?<![\w$/])(?<!\d[.,])(?:{_ANY_FORM})(?:'s)?(?!\w|\.\w)", re.IGNORECASE)
_SYMBOLS = frozenset({"NOV", "DEC", "JAN", "MAR", "SAT", "SUN", "MAY"})  # in capitals they are companies'
_DATED = re.compile(
    r"(?:in|since|during|until|till|before|after|between|from|of|last|this)\s+\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with marks for its dates, what they mean, and the words they stand for."""

    text: str
    points: tuple[Point, ...]
    words: tuple[str, ...]

    def point(self, mark: str) -> Point:
        """What a mark stands for."""
        return self.points[self._place(mark)]

    def said(self, text: str) -> str:
        """A piece of the text with its own words again."""
        return _MARK.sub(lambda mark: self.words[self._place(mark.group())], text)

    @staticmethod
    def _place(mark: str) -> int:
        return (ord(mark) - _STRONG_FROM) % _MOST


def mark_dates(text: str, *, now: datetime) -> Marked:
    """Mark the dates of a text, resolved at `now`."""
    points: list[Point] = []
    words: list[str] = []

    def put(match: re.Match[str]) -> str:
        form, said = str(match.lastgroup), match.group()
        if len(points) == _MOST or _is_symbol(match):
            return said
        points.append(read_point(form, match[form], now=now))
        words.append(said)
        return chr((_WEAK_FROM if form in WEAK_FORMS else _STRONG_FROM) + len(points) - 1)

    return Marked(_POINT.sub(put, _MARK.sub(" ", text)), tuple(points), tuple(words))


def _is_symbol(match: re.Match[str]) -> bool:
    """True for "NOV" where nothing speaks for a month."""
    return match.group() in _SYMBOLS and _DATED.search(match.string[: match.start()]) is None
