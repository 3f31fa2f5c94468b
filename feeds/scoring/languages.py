"""Is a text English? The knowledge here is; of another language the scorer says that it does not know."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from config.resources import read_text
from feeds.scoring.memo import Memo
from feeds.scoring.text import tokens

_MIN_WORDS = 4
_MAX_FOREIGN_LETTERS = 0.3
_MAX_LOOKED_AT = 400
_MEMO = 1 << 14
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


def is_small_word(word: str) -> bool:
    """True for the words of English that carry no news: "the", "by", "has"."""
    return "english" in _small_words().get(word.lower(), ())


def is_english(text: str) -> bool:
    """False for a text in another script or with more small words of another language than of English."""
    if not (_OTHER_SCRIPT.search(text) or any(map(_IS_FOREIGN.__getitem__, text.split()))):
        return True
    return _has_english(set(map(str.lower, tokens(text)[:_MAX_LOOKED_AT])))


def _is_foreign(piece: str) -> bool:
    """True for a piece of text with a small word of other languages that English has not."""
    small = _small_words()
    languages = (small.get(token.lower(), ()) for token in tokens(piece))
    return any(names and "english" not in names for names in languages)


_IS_FOREIGN: Memo[str, bool] = Memo(_is_foreign, most=_MEMO)


def _has_english(words: set[str]) -> bool:
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
