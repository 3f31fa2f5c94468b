"""Which listed companies a text names, and where.

In this order of trust: qualified symbols, cashtags, names and aliases (longest match), bare symbols. A name
that is also a common word needs support from the words beside it; a bank that rates others is a source.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from feeds.scoring.companies import Companies
from feeds.scoring.names import WORD, word_key
from feeds.scoring.pieces import BARE_SYMBOL, Piece, may_open_name, pieces_in
from feeds.scoring.vocabulary import private_companies, words_of
from feeds.types.subscriptions import Lesson, LessonKind

_EXCHANGE = r"\(?\b(?:NASDAQ|NYSE|AMEX|NYSE American|NYSEAMERICAN|OTC[A-Z]{0,4}|CBOE|BATS|ARCA)"
_SYMBOL = r"([A-Z][A-Z0-9.-]{0,6})\b"
_QUALIFIED = re.compile(rf"{_EXCHANGE}\s?:\s?{_SYMBOL}", re.IGNORECASE)
_DASHED = re.compile(rf"{_EXCHANGE}\s-\s{_SYMBOL}", re.IGNORECASE)
_REUTERS = re.compile(r"<([A-Z][A-Za-z]{0,5})\.(?:N|O|OQ|K|A)>")
_CASHTAG = re.compile(r"(?<![\w$])\$([A-Za-z]{1,6}(?:[.-][A-Za-z])?)(?!\w)")
_SENTENCE_CASE = 0.6  # share of capital words from which a text is in title case
_SHORT = 3
_NEXT_WORD = 14  # characters behind a symbol that hold the next word
_TRADE = frozenset({"shares", "stock", "calls", "puts", "earnings", "call", "put", "shareholders"})
_TAUGHT_SIZE = 4  # words that a taught name may have
_MARKED = ((":", _QUALIFIED), (" - ", _DASHED), ("<", _REUTERS), ("$", _CASHTAG))  # each asks for its mark
_LARGE = 4000  # rank up to which a bare symbol may be meant


@dataclass(frozen=True, slots=True)
class Mention:
    """A symbol named at characters `start` to `end` of the text.

    `is_marked` is True for words that say themselves that they are a symbol, and for taught ones.
    """

    symbol: str
    start: int
    end: int
    words: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class _Taught:
    """Lessons by the key of their words."""

    aliases: dict[str, str]
    blocked: frozenset[str]

    def blocks(self, mention: Mention) -> bool:
        """True for words that were taught not to mean a ticker."""
        return bool(self.blocked) and not self.blocked.isdisjoint(
            (mention.symbol.lower(), _key_of(mention.words))
        )


_NOTHING = _Taught({}, frozenset())


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one text, with their keys."""

    text: str
    spans: list[tuple[int, int]]
    keys: list[str]

    @property
    def is_title_case(self) -> bool:
        """True for a text that is written Like This."""
        long = [self.text[start] for start, end in self.spans if end - start > _SHORT]
        capitals = sum(letter.isupper() for letter in long)
        return len(long) > _SHORT and capitals > _SENTENCE_CASE * len(long)

    def after(self, position: int) -> str:
        """The key of a word, "" past the end."""
        return self.keys[position] if position < len(self.keys) else ""


_NO_WORDS = _Words("", [], [])


def mentions(text: str, *, companies: Companies, lessons: tuple[Lesson, ...] = ()) -> list[Mention]:
    """Every mention of a listed company, in order; a span belongs to one company only."""
    return mentions_in(pieces_in(text), text, companies=companies, lessons=lessons)


def mentions_in(
    pieces: list[Piece], text: str, *, companies: Companies, lessons: tuple[Lesson, ...]
) -> list[Mention]:
    """The same, of a text whose pieces are at hand."""
    taught = _taught(lessons) if lessons else _NOTHING
    found = list(_marked(text, companies))
    sure = {mention.symbol for mention in found}
    found += _named(text, pieces, companies=companies, taught=taught, sure=sure)
    symbols = chain.from_iterable([piece.symbols for piece in pieces if piece.symbols])
    if not companies.listings.keys().isdisjoint(symbols):
        found += list(_bare(text, companies, known={mention.symbol for mention in found}))
    return _settled(found, text, taught=taught) if found else found


def _settled(found: list[Mention], text: str, *, taught: _Taught) -> list[Mention]:
    taken: list[Mention] = []
    for mention in sorted(found, key=lambda one: (one.start, -one.end)):
        if not taken or mention.start >= taken[-1].end:
            taken.append(mention)
    taken = [mention for mention in taken if not taught.blocks(mention)]
    return _without_sources(taken, text) if len({mention.symbol for mention in taken}) > 1 else taken


def _taught(lessons: tuple[Lesson, ...]) -> _Taught:
    return _Taught(
        aliases={_key_of(one.words): one.value.upper() for one in lessons if one.kind is LessonKind.ALIAS},
        blocked=frozenset(_key_of(one.words) for one in lessons if one.kind is LessonKind.BLOCK),
    )


def _key_of(words: str) -> str:
    return " ".join(map(word_key, words.split()))


def _marked(text: str, companies: Companies) -> Iterator[Mention]:
    for mark, pattern in _MARKED:
        for match in pattern.finditer(text) if mark in text else ():
            if symbol := companies.symbol_of(match[1]):
                yield Mention(symbol, match.start(), match.end(), match[0].lstrip("("), is_marked=True)


def _named(
    text: str, pieces: list[Piece], *, companies: Companies, taught: _Taught, sure: set[str]
) -> Iterator[Mention]:
    begun = chain.from_iterable([piece.openings for piece in pieces if piece.openings])
    openings = companies.first_words.keys() & begun
    if not openings and not taught.aliases:
        return
    keys = list(chain.from_iterable([piece.keys for piece in pieces]))
    places = [n for n, key in enumerate(keys) if key in openings or taught.aliases]
    names = list(_names(keys, places, companies=companies, taught=taught))
    words = _words(text, keys) if names else _NO_WORDS
    for position, size, symbol in names:
        key = " ".join(keys[position : position + size])
        is_taught = key in taught.aliases
        if key not in taught.blocked and (
            is_taught
            or _is_meant(words, position, size, is_weak=key in companies.weak and symbol not in sure)
        ):
            start, end = words.spans[position][0], words.spans[position + size - 1][1]
            yield Mention(symbol, start, end, text[start:end], is_marked=is_taught)


def _names(
    keys: list[str], places: list[int], *, companies: Companies, taught: _Taught
) -> Iterator[tuple[int, int, str]]:
    """The longest name at each of the places: where, how many words, and its symbol."""
    beyond = 0
    for place in places:
        if place < beyond:
            continue
        sizes = companies.first_words.get(keys[place], ())
        if taught.aliases:
            sizes = tuple(range(max((*sizes, _TAUGHT_SIZE)), 0, -1))
        size, symbol = _longest(keys, place, sizes=sizes, companies=companies, taught=taught)
        beyond = place + size
        if symbol:
            yield place, size, symbol


def _words(text: str, keys: list[str]) -> _Words:
    return _Words(text, [match.span() for match in WORD.finditer(text)], keys)


def _longest(
    keys: list[str], position: int, *, sizes: tuple[int, ...], companies: Companies, taught: _Taught
) -> tuple[int, str]:
    """The longest name that starts here: how many words, and its symbol ("" for a private company)."""
    left = len(keys) - position
    for size in sizes:
        if size > left:
            continue
        key = " ".join(keys[position : position + size]) if size > 1 else keys[position]
        if key in taught.aliases:
            return size, taught.aliases[key]
        if key in private_companies():
            return size, ""
        if symbol := companies.names.get(key):
            return size, symbol
    return 1, ""


def _is_meant(words: _Words, position: int, size: int, *, is_weak: bool) -> bool:
    """Tell the company from the word: a capital, no person's name, and support if it is common."""
    if not may_open_name(words.text[slice(*words.spans[position])]):
        return False
    before = words.keys[position - 1] if position else ""
    if before in words_of("given") or (before == "the" and is_weak):
        return False
    if words.keys[position] in words_of("surname") and size == 1:
        return words.after(position + 1) in words_of("listed")
    return not is_weak or _is_supported(words, position, size)


def _is_supported(words: _Words, position: int, size: int) -> bool:
    """A common word with a capital is a company in the middle of a sentence, or before what companies do."""
    end = words.spans[position + size - 1][1]
    following = words.after(position + size)
    is_alone = following not in words_of("company") and not words.text.startswith("'s", end - 2)
    if words.is_title_case or position == 0 or words.text[max(0, words.spans[position][0] - 2)] in ".!?:":
        return not is_alone
    next_start = words.spans[position + size][0] if position + size < len(words.spans) else -1
    is_part_of_name = (
        next_start == end + 1 and words.text[next_start].isupper() and following not in words_of("company")
    )
    before_start, before_end = words.spans[position - 1]
    follows_name = words.text[before_start].isupper() and before_end + 1 == words.spans[position][0]
    return not is_part_of_name and (not follows_name or not is_alone)


def _bare(text: str, companies: Companies, *, known: set[str]) -> Iterator[Mention]:
    """Capitals that are a symbol: in brackets, named elsewhere, or before a word of trade.

    Four letters are one before what companies do, too: "TSLA plunges".
    """
    if text.isupper():
        return
    for match in BARE_SYMBOL.finditer(text):
        listing = companies.listings.get(match[2])
        if listing is None or match[2].lower() in words_of("acronym") or listing.rank > _LARGE:
            continue
        is_bracketed = bool(match[1] and match[3])
        if is_bracketed or match[2] in known or _is_before_its_words(text, match):
            yield Mention(match[2], match.start(2), match.end(2), match[2])


def _is_before_its_words(text: str, match: re.Match[str]) -> bool:
    """True before a word of trade; of four letters and more also before what companies do."""
    size, behind = len(match[2]), text[match.end() : match.end() + _NEXT_WORD].lower().split()
    if size < _SHORT or not behind:
        return False
    is_traded = behind[0].strip(".,") in _TRADE
    return is_traded or (size > _SHORT and behind[0].strip(".,:") in words_of("company"))


def _without_sources(found: list[Mention], text: str) -> list[Mention]:
    """Leave out banks that only rate the others."""
    subjects = [mention for mention in found if not _is_source(mention, text)]
    return subjects or found


def _is_source(mention: Mention, text: str) -> bool:
    if mention.symbol.lower() not in words_of("broker"):
        return False
    before = text[max(0, mention.start - 24) : mention.start].lower()
    behind = text[mention.end : mention.end + 40].lower().removeprefix("'s").split()
    last = before.replace(":", " : ").split()[-1:] or [""]
    if last[0] in words_of("source") or (last[0] in {":", "-"} and len(behind) < 2):
        return True
    return bool(behind) and behind[0].strip(".,:") in words_of("rating")
