"""The table of listed companies: symbols, names, and which of them a person's words mean."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from config.resources import read_learnt, read_text
from feeds.scoring.names import name_key, name_words
from feeds.scoring.spelling import FEWEST, nearest
from feeds.scoring.symbols import read_symbols
from feeds.scoring.vocabulary import private_companies
from feeds.types.companies import Ambiguous, Company, Found, Resolution, Unknown
from feeds.types.subscriptions import Lesson, LessonKind

TABLE = "tickers.tsv"
NOW = "now "  # in place of an exchange: who carries on a company that is no longer listed by itself
GONE = "gone"  # in place of an exchange: nobody does
_MAX_CANDIDATES = 5
_LONGEST_SYMBOL = 5  # letters
_SPELT_SYMBOLS = 3000  # the largest companies' symbols are looked through for a slip of the pen
_CLASS = re.compile(r"\s+class\s+[a-c]\Z", re.IGNORECASE)
_MARKUP = re.compile(r"[<>]|https?:|\A:.*:\Z")


@dataclass(frozen=True, slots=True)
class Listing:
    """One row of the table; `rank` is its place by size, 0 the largest."""

    symbol: str
    exchange: str
    name: str
    rank: int

    @property
    def present(self) -> str:
        """The symbol under which the company is listed now."""
        return self.exchange.removeprefix(NOW) if self.exchange.startswith(NOW) else self.symbol

    @property
    def is_listed(self) -> bool:
        """False for a company that is no longer listed under this symbol."""
        return self.exchange != GONE and self.present == self.symbol


@dataclass(frozen=True, slots=True)
class Companies:
    """All listed companies. `names` maps a key (lower-case words) to a symbol; `weak`: common words too."""

    listings: Mapping[str, Listing]
    names: Mapping[str, str]
    weak: frozenset[str]
    first_words: Mapping[
        str, tuple[int, ...]
    ]  # of each name, and how many words such names have, longest first
    former: frozenset[str] = frozenset()  # names of companies that others carry on
    spoken: frozenset[str] = frozenset()  # names written by hand: those that people use

    def name_of(self, symbol: str) -> str | None:
        """The name people know the symbol by; None for a symbol that is not listed."""
        listing = self.listings.get(symbol.upper())
        return listing.name if listing else None

    def symbol_of(self, tag: str) -> str | None:
        """The listed symbol behind a tag: "NASDAQ:ACMR", "$nvda", "BRK.B", "NVDA.O", an ISIN."""
        found = next((symbol for symbol in read_symbols(tag) if symbol in self.listings), None)
        return self.listings[found].present if found else None

    def named(self, words: str) -> str | None:
        """The symbol of the company whose name these words are, with or without its legal form."""
        return self.names.get(" ".join(name_words(words))) or self.names.get(name_key(words))

    def knows(self, words: str) -> bool:
        """True for words that are exactly a company's name or a symbol, however written."""
        return self.named(words) is not None or self.symbol_of(words) is not None

    def resolve(self, words: str, *, lessons: tuple[Lesson, ...] = ()) -> Resolution:
        """Which company a person means. What the workspace has taught comes first."""
        key = name_key(words)
        taught = _taught(key, lessons)
        if taught:
            return self._found(taught)
        tagged, named = self.symbol_of(words), self.named(words)
        if not key or (key in private_companies() and named is None and not (tagged and words.isupper())):
            return Unknown()
        if tagged and named and self._is_torn(words, tagged, named):
            return Ambiguous(self._companies((named, tagged)))
        is_symbol = tagged and _is_written_as_symbol(words, tagged, named=named)
        if symbol := (tagged if is_symbol else named or tagged):
            return self._found(symbol)
        if _MARKUP.search(words):
            return Unknown()
        return self._like(key, is_symbol=words.isupper() and len(key) <= _LONGEST_SYMBOL)

    def main_line(self, symbol: str) -> str:
        """The symbol under which news of a company is found, whose other share line this may be.

        GOOG is Alphabet's, and so is GOOGL: its name means the latter.
        """
        name = _CLASS.sub("", self.name_of(symbol) or "")
        main = self.named(name) or symbol
        is_line = "." in symbol or "-" in symbol or symbol.startswith(main) or main.startswith(symbol)
        is_abroad = len(symbol) == _LONGEST_SYMBOL and symbol[-1] in "FY"  # a foreign share traded in dollars
        return main if is_line or is_abroad else symbol

    def _is_torn(self, words: str, tagged: str, named: str) -> bool:
        """True for a symbol in capitals that is as well what people call another company: BYD, HP."""
        is_bare = words.strip().isalnum() and words.strip().isupper()
        is_other = named not in {tagged, self.main_line(tagged)}
        return is_bare and is_other and name_key(words) in self.spoken and self.listings[named].is_listed

    def gone(self, words: str) -> Company | None:
        """The company that these words mean and that is no longer listed."""
        symbol = self.named(words) or self.symbol_of(words)
        listing = self.listings.get(symbol) if symbol else None
        return Company(listing.symbol, listing.name) if listing and listing.exchange == GONE else None

    def _found(self, symbol: str) -> Found | Unknown:
        is_gone = symbol in self.listings and self.listings[symbol].exchange == GONE
        return Unknown() if is_gone else Found(symbol, self.name_of(symbol) or symbol)

    def _like(self, key: str, *, is_symbol: bool) -> Ambiguous | Found | Unknown:
        """Names that begin with the words, else those spelt most alike."""
        starting = sorted(self._begun_by(key), key=self._rank)
        if len(starting) == 1:
            return self._found(starting[0])
        if starting and len(key) >= FEWEST:
            return Ambiguous(self._companies(starting))
        symbols = islice(self.listings, _SPELT_SYMBOLS) if is_symbol else ()
        spelt = {symbol.lower(): symbol for symbol in symbols} | dict(self.names)
        near = nearest(key, spelt, rank=lambda name: self._rank(spelt[name]))
        return Unknown(self._companies(spelt[name] for name in near if self.listings[spelt[name]].is_listed))

    def _begun_by(self, key: str) -> set[str]:
        """The companies whose names go on from these words."""
        if key.partition(" ")[0] not in self.first_words:
            return set()
        begun = f"{key} "
        return {
            symbol for name, symbol in self.names.items() if name.startswith(begun) and self._is_own(name)
        }

    def _is_own(self, name: str) -> bool:
        """True for a name that a listed company goes by now."""
        return name not in self.former and self.listings[self.names[name]].is_listed

    def _rank(self, symbol: str) -> int:
        listing = self.listings.get(symbol)
        return listing.rank if listing else len(self.listings)

    def _companies(self, symbols: Iterable[str]) -> tuple[Company, ...]:
        unique = list(dict.fromkeys(symbols))[:_MAX_CANDIDATES]
        return tuple(Company(symbol, self.name_of(symbol) or symbol) for symbol in unique)


def _taught(key: str, lessons: tuple[Lesson, ...]) -> str | None:
    taught = (
        lesson for lesson in lessons if lesson.kind is LessonKind.ALIAS and name_key(lesson.words) == key
    )
    return next((lesson.value.upper() for lesson in taught), None)


def _is_written_as_symbol(words: str, symbol: str, *, named: str | None) -> bool:
    """Tell "$apple"-like marks and "NVDA" from "ford" or "gap", which are rather names."""
    bare = words.strip()
    return named in {None, symbol} or bare.startswith("$") or ":" in bare or bare.isupper()


def load_companies() -> Companies:
    """Read the table shipped with the project, what a refresh has added, and the hand-written aliases."""
    return read_companies(table=read_text(TABLE) + read_learnt(TABLE), aliases=read_text("aliases.tsv"))


def read_companies(*, table: str, aliases: str) -> Companies:
    """Join the table and the aliases; a later row beats an earlier one, an alias every registered name."""
    listings: dict[str, Listing] = {}
    names: dict[str, str] = {}
    weak: set[str] = set()
    spoken: set[str] = set()
    for line in table.splitlines():
        symbol, exchange, name, key = line.split("\t")
        old = listings.get(symbol)
        listings[symbol] = Listing(symbol, exchange, name, old.rank if old else len(listings))
        for one in filter(None, key.split("|")):
            _add_key(one, symbol, names=names, weak=weak)
    for line in aliases.splitlines():
        if not line or line.startswith("#"):
            continue
        symbol, name, keys = line.split("\t")
        old = listings.get(symbol)
        listings[symbol] = Listing(
            symbol, old.exchange if old else "US", name, old.rank if old else len(listings)
        )
        for key in filter(None, keys.split("|")):
            _add_key(key, symbol, names=names, weak=weak)
            spoken.add(name_key(key.removeprefix("~")))
    former = {name for name, symbol in names.items() if listings[symbol].present != symbol}
    for name in former:
        names[name] = listings[names[name]].present
    return Companies(
        listings=listings,
        names=names,
        weak=frozenset(weak),
        first_words=_first_words(names),
        former=frozenset(former),
        spoken=frozenset(spoken),
    )


def _first_words(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for name in (*names, *private_companies()):
        found.setdefault(name.partition(" ")[0], set()).add(name.count(" ") + 1)
    sizes = {frozenset(some): tuple(sorted(some, reverse=True)) for some in found.values()}
    return {first: sizes[frozenset(some)] for first, some in found.items()}


def _add_key(key: str, symbol: str, *, names: dict[str, str], weak: set[str]) -> None:
    bare = " ".join(name_words(key))
    (weak.add if key.startswith("~") else weak.discard)(bare)
    names[bare] = symbol
