"""Is a text English? The knowledge here is; of another language the scorer says that it does not know."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from config.resources import read_text
from feeds.scoring.text import tokens

_MIN_WORDS = 4
_MAX_FOREIGN_LETTERS = 0.3
_MAX_LOOKED_AT = 400
_OTHER_SCRIPT = re.compile(r"[^\x00-\u024f]")


@cache
def _small_words() -> Mapping[str, tuple[str, ...]]:
    """The languages of each small word."""
    found: dict[str, list[str]] = {}
    for line in read_text("languages.txt").splitlines():
        name, _, words = line.partition(": ")
        for word in words.split(", ") if not line.startswith("#") else ():
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


@cache
def _foreign_words() -> frozenset[str]:
    return frozenset(word for word, names in _small_words().items() if "english" not in names)


def is_small_word(word: str) -> bool:
    """True for the words of English that carry no news: "the", "by", "has"."""
    return "english" in _small_words().get(word.lower(), ())


def is_foreign_word(word: str) -> bool:
    """True for a small word of other languages that English has not."""
    return word.lower() in _foreign_words()


def is_english(text: str) -> bool:
    """False for a text in another script or with more small words of another language than of English."""
    words = set(map(str.lower, tokens(text)[:_MAX_LOOKED_AT]))
    if _is_other_script(words):
        return False
    small = _small_words()
    counts = Counter(name for word in words & small.keys() for name in small[word])
    english = counts.pop("english", 0)
    most = max(counts.values(), default=0)
    return most <= max(1, english) or sum(word[0].isalpha() for word in words) < _MIN_WORDS


def _is_other_script(words: Iterable[str]) -> bool:
    letters = "".join(word for word in words if word[0].isalpha())
    return len(_OTHER_SCRIPT.findall(letters)) > _MAX_FOREIGN_LETTERS * len(letters)
