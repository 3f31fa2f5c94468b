"""Is a text English? The knowledge here is; of another language the scorer says that it does not know."""

from collections.abc import Iterable, Mapping
from functools import cache

from config.resources import read_text

_MIN_WORDS = 4
_MAX_FOREIGN_LETTERS = 0.3
_MAX_LOOKED_AT = 400


@cache
def _small_words() -> Mapping[str, frozenset[str]]:
    lines = (
        line.partition(": ") for line in read_text("languages.txt").splitlines() if line[:1] not in {"", "#"}
    )
    return {name: frozenset(words.split(", ")) for name, _, words in lines}


def is_english(tokens: Iterable[str]) -> bool:
    """False for a text in another script or with more small words of another language than of English."""
    words = [token.lower() for token in tokens if token[0].isalpha()][:_MAX_LOOKED_AT]
    letters = "".join(words)
    if letters and sum(letter > "\u024f" for letter in letters) > _MAX_FOREIGN_LETTERS * len(letters):
        return False
    if len(words) < _MIN_WORDS:
        return True
    small = _small_words()
    english = sum(word in small["english"] for word in words)
    return not any(
        count >= 2 and count > english
        for name in small
        if name != "english" and (count := sum(word in small[name] for word in words))
    )
