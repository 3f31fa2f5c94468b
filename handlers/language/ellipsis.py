"""Tells sentences that leave out whom they are about from those that speak of something else. Pure."""

import re

from config.resources import read_text

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_WORDS = frozenset(read_text("follow_up_words.txt").split())


def is_elliptical(text: str) -> bool:
    """True for a sentence made of nothing but small words, that of itself is about nothing: "and why?"."""
    is_loud = text.isupper()
    words = [word.replace("\u2019", "'").removesuffix("'s") for word in _WORD.findall(text)]
    return all(
        word.casefold().replace("'", "") in _WORDS and (is_loud or len(word) == 1 or not word.isupper())
        for word in words
    )
