"""The one door to nltk and textblob: word stems, and how much opinion rather than fact a word carries.

Both work here without any downloaded data. Stems are memoised, because stemming a word costs more than
all else that is done with it.
"""

from functools import cache, lru_cache

from nltk.stem.snowball import EnglishStemmer
from textblob.en import sentiment as _pattern

_MEMO = 1 << 15
_STEMMER = EnglishStemmer()


@lru_cache(maxsize=_MEMO)
def stem(word: str) -> str:
    """The stem of a lower-case word: "narrowed", "narrowing" -> "narrow". Others come back as they are."""
    return str(_STEMMER.stem(word)) if word.isascii() and word.isalpha() else word


@cache
def _subjectivities() -> dict[str, float]:
    """Textblob's own word list: 0 is fact, 1 is opinion."""
    _pattern.load()
    return {word: float(senses[None][1]) for word, senses in _pattern.items() if None in senses}


def subjectivity(word: str) -> float:
    """How much of an opinion a lower-case word is, in [0, 1]; 0 for a word that says nothing of it."""
    return _subjectivities().get(word, 0.0)
