"""Is a text English? The knowledge here is; of another language the scorer says that it does not know."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import islice

from config.resources import read_text

_MIN_WORDS = 4
_MAX_FOREIGN_LETTERS = 0.3
_MAX_LOOKED_AT = 400


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


def is_english(tokens: Iterable[str]) -> bool:
    """False for a text in another script or with more small words of another language than of English."""
    words = {token.lower() for token in islice(tokens, _MAX_LOOKED_AT) if token[0].isalpha()}
    letters = "".join(words)
    if not letters.isascii() and sum(letter > "\u024f" for letter in letters) > _MAX_FOREIGN_LETTERS * len(
        letters
    ):
        return False
    small = _small_words()
    counts = Counter(name for word in words & small.keys() for name in small[word])
    english = counts.pop("english", 0)
    return len(words) < _MIN_WORDS or max(counts.values(), default=0) <= max(1, english)
