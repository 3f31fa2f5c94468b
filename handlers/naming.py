"""Finds the companies that a person's words name. Pure: what a word means is asked of `resolve`."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from feeds.types.companies import Ambiguous, Company, Found, Resolution, Unknown
from handlers.grammar.problems import nearest_word
from handlers.grammar.queries import SEPARATORS
from handlers.language.vocabulary import FIRM_WORDS, NO_NAMES, STOP_WORDS

LONGEST_NAME = 6  # words
_SHORTEST = 3  # letters of a word that can name a company by itself
_ALIKE = 0.75  # of 1: one letter wrong in a name of four
_LONGEST_SYMBOL = 5  # letters; more, written apart, are a name: Mc Donalds
_AROUND = ".,;!?+()[]{}\"'“”…*_~`"  # what stands around a name without being part of it
_BETWEEN = re.compile(r"(?<=\w)[/+|](?=\$?\w)|\s+")

Resolve = Callable[[str], Resolution]
IsName = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Named:
    """Every word was understood; each company once, in the order named."""

    companies: tuple[Company, ...]


@dataclass(frozen=True, slots=True)
class Unsure:
    """`words` fit several companies: somebody has to choose."""

    words: str
    candidates: tuple[Company, ...]


@dataclass(frozen=True, slots=True)
class Unheard:
    """No company is called `words`; `nearest` are those spelt most alike."""

    words: str
    nearest: tuple[Company, ...]


@dataclass(frozen=True, slots=True)
class SeveralUnheard:
    """No company is called any of `words`, and none is like the only one.

    `right` is what was said without them, or with the company nearest to each.
    """

    words: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unmarked:
    """Every word was understood, but not all are marked with a $ where nothing else counts."""

    companies: tuple[Company, ...]


Naming = Named | Unsure | Unheard | SeveralUnheard | Unmarked


def find_companies(words: Sequence[str], *, resolve: Resolve, is_name: IsName) -> Naming:
    """Read words as one company's name, or as several companies with or without "and" between them.

    `is_name` says quickly whether several words are exactly one company's name.
    """
    words = [part for word in words for part in _parts(word, is_name=is_name)] or words
    whole = " ".join(words)
    if 1 < len(words) <= LONGEST_NAME and is_name(whole):
        return _single(whole, resolve(whole))
    phrases = _phrases(words, is_name=is_name)
    singles = [_single(phrase, resolve(phrase)) for phrase in phrases]
    known = tuple(dict.fromkeys(each.companies[0] for each in singles if isinstance(each, Named)))
    problem = _problem(phrases, singles)
    return Named(known) if problem is None else _as_one_name(words, problem, known=known, resolve=resolve)


def is_near(unheard: Unheard) -> bool:
    """True where the words are so much like a company's that it may have been meant."""
    names = (name for each in unheard.nearest for name in (each.name, each.name.split()[0], each.symbol))
    return nearest_word(unheard.words, names, cutoff=_ALIKE) is not None


def may_name(words: str) -> bool:
    """True for words that can be taught as a company's name: one at least is no everyday word."""
    return any(
        len(word) >= (2 if word.isupper() else _SHORTEST) and word.casefold() not in STOP_WORDS
        for word in re.findall(r"[^\W_]+", words)
    )


def demand_marks(naming: Naming, words: Sequence[str]) -> Naming:
    """Take none but cashtags (and symbols with their exchange) for companies."""
    names = (word for word in words if word.casefold() not in SEPARATORS)
    if not isinstance(naming, Named) or all(word.startswith("$") or ":" in word for word in names):
        return naming
    return Unmarked(naming.companies)


def _parts(word: str, *, is_name: IsName) -> Iterator[str]:
    """A word without the marks around it, and parted at those within where it is no name as a whole."""
    bare = word.strip(_AROUND)
    inner = bare.strip("<>")
    whole = next((each for each in (word, bare, inner) if is_name(each)), None)
    parts = [] if whole or NO_NAMES.fullmatch(bare) else list(filter(None, _BETWEEN.split(bare)))
    is_list = " " not in bare or all(is_name(part) or part.casefold() in SEPARATORS for part in parts)
    if len(parts) > 1 and is_list:
        yield from parts
    elif whole or bare:
        yield whole or bare


def _problem(phrases: Sequence[str], singles: Sequence[Naming]) -> Naming | None:
    """What stands in the way: names that are not known, all of them, before those that fit several."""
    unheard = [each for each in singles if isinstance(each, Unheard)]
    if not unheard:
        return next((each for each in singles if isinstance(each, Unsure)), None)
    if len(unheard) == 1 and (unheard[0].nearest or len(singles) == 1):
        return unheard[0]
    right = (
        phrase if not isinstance(each, Unheard) else f"${each.nearest[0].symbol}" if is_near(each) else ""
        for phrase, each in zip(phrases, singles, strict=True)
    )
    names = dict.fromkeys(each.words for each in unheard)
    return SeveralUnheard(tuple(names), tuple(filter(None, dict.fromkeys(right))))


def _phrases(words: Sequence[str], *, is_name: IsName) -> list[str]:
    """Cut words into names, the longest known name first."""
    phrases: list[str] = []
    at = 0
    while at < len(words):
        if words[at].casefold() in SEPARATORS and phrases:
            at += 1
            continue
        size = next(
            (
                size
                for size in range(min(LONGEST_NAME, len(words) - at), 1, -1)
                if is_name(" ".join(words[at : at + size]))
            ),
            1,
        )
        size += _goes_on(words, at + size, phrase=" ".join(words[at : at + size]), is_name=is_name)
        phrases.append(" ".join(words[at : at + size]))
        at += size
    return phrases


def _goes_on(words: Sequence[str], following: int, *, phrase: str, is_name: IsName) -> bool:
    """True where a name is only the beginning of another company's: Meta, but Meta Materials."""
    is_firm = following < len(words) and words[following].casefold() in FIRM_WORDS
    return is_firm and not phrase.startswith("$") and is_name(f"{phrase} Inc")


def _single(phrase: str, resolution: Resolution) -> Naming:
    match resolution:
        case Found(symbol=symbol, name=name):
            return Named((Company(symbol, name),))
        case Ambiguous(candidates=candidates):
            return Unsure(phrase, candidates)
        case Unknown(nearest=nearest):
            return Unheard(phrase, nearest)


def _as_one_name(
    words: Sequence[str], problem: Naming, *, known: Sequence[Company], resolve: Resolve
) -> Naming:
    """Several words of which one means nothing may be one misspelt name: when the others mean no other."""
    if len(words) == 1 or len(words) > LONGEST_NAME:
        return problem
    whole = _single(" ".join(words), resolve(" ".join(words)))
    joined = resolve("".join(words)) if all(map(str.isalpha, words)) else Unknown()
    if isinstance(joined, Found) and isinstance(whole, Unheard) and len("".join(words)) > _LONGEST_SYMBOL:
        return Unheard(whole.words, (Company(joined.symbol, joined.name),))
    match whole:
        case Unheard(nearest=nearest):
            return whole if nearest and set(known) <= {nearest[0]} else problem
        case _:
            return whole
