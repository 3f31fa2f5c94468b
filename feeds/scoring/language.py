"""The one door to nltk and textblob: word stems, and how much opinion rather than fact a word carries.

Both work here without any downloaded data. Stems are memoised, because stemming a word costs more than
all else that is done with it.
"""

from functools import cache, lru_cache

from nltk.stem.snowball import EnglishStemmer
from textblob.en import sentiment as _pattern

_MEMO = 1 << 13
_STEMMER = EnglishStemmer()


@lru_cache(maxsize=_MEMO)
def stem(word: str) -> str:
    """The stem of a lower-case word: "narrowed", "narrowing" -> "narrow". Others come back as they are."""
    return str(_STEMMER.stem(word)) if word.isascii() and word.isalpha() else word


@cache
def _opinions() -> dict[str, tuple[float, float]]:
    """Textblob's own word list: kindness from -1 to 1, subjectivity from 0 (fact) to 1 (opinion)."""
    _pattern.load()
    return {
        word: (float(senses[None][0]), float(senses[None][1]))
        for word, senses in _pattern.items()
        if None in senses
    }


def opinion(word: str) -> tuple[float, float]:
    """The kindness and subjectivity of a lower-case word; both 0 for a word that tells nothing."""
    return _opinions().get(word, (0.0, 0.0))
