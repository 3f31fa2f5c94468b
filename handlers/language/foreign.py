"""Is a question in English? Told by its small words, and by those of questions elsewhere. Pure."""

import re
from functools import cache

from config.resources import read_text
from feeds.scoring.languages import is_foreign_word, is_small_word

_WORD = re.compile(r"[^\W\d_]{2,}(?:['\u2019-][^\W\d_]+)*")
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
_MOST_OTHER = 0.3  # of the letters
_SURE = 2  # so many words of another language tell it, also beside some of English


def is_foreign(text: str) -> bool:
    """True for a question in another language or script; a word that English has too tells nothing."""
    letters = [sign for sign in text if sign.isalpha()]
    if len(_OTHER_SCRIPT.findall(text)) > _MOST_OTHER * len(letters):
        return True
    words = [word for word in _WORD.findall(text) if not word.isupper()]
    asking = sum(word.casefold() in _asking() for word in words)
    small = sum(is_foreign_word(word) and word.casefold() not in _asking() for word in words)
    is_mixed = any(map(is_small_word, words))
    return asking + small >= _SURE if is_mixed or not asking else True


@cache
def _asking() -> frozenset[str]:
    """The words questions in other languages are made of."""
    lines = (line.partition(": ")[2] for line in read_text("foreign_questions.txt").splitlines())
    return frozenset(word for line in lines for word in line.split(", ") if word)
