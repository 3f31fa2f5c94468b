"""Whose words are whose, in a sentence that names several companies.

"Ford beats as Tesla recalls 2 million cars": what stands before "as" is said of Ford, the rest of Tesla.
`owners` tells whose clause each place stands in; `own_words` gives each company its part, which those told of
together share.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from feeds.scoring.lines import Line, lexemes
from feeds.scoring.linking import Mention
from feeds.scoring.targets import JOINTS, clause_around, collapsed, mask

_JOINTS = JOINTS | {"(", ")"}


@dataclass(frozen=True, slots=True)
class _Group:
    """Companies told of together, and their first and last place."""

    symbols: frozenset[str]
    first: int
    last: int


def owners(line: Line, names: Mapping[str, Iterable[str]]) -> list[str | None]:
    """The only company that each lexeme is said of; None where it is of several, or of none.

    `names` are the words that each symbol goes by in this sentence.
    """
    places = _places(line, names)
    owned: dict[int, str | None] = {}
    for group in _grouped(places, line):
        owner = next(iter(group.symbols)) if len(group.symbols) == 1 else None
        for place in _clause(line, group, companies=places):
            owned[place] = owner if owned.get(place, owner) == owner else None
    return list(_carried_on(owned, line))


def own_words(text: str, found: Sequence[Mention]) -> Mapping[str, str]:
    """The part of one sentence that is about each company it names: all of it for one named alone."""
    names: dict[str, tuple[str, ...]] = {}
    for mention in found:
        names[mention.symbol] = (*names.get(mention.symbol, ()), mention.words)
    if len(names) < 2:
        return dict.fromkeys(names, text)
    return {symbol: _part(text, symbol, names=names) for symbol in names}


def _carried_on(owned: Mapping[int, str | None], line: Line) -> Iterator[str | None]:
    """A clause without a company of its own goes on with the one before: "AMD jumps on AI deal"."""
    last: str | None = None
    for place, kind in enumerate(line.kinds):
        last = owned.get(place, None if kind == "stop" else last)
        yield last


def _places(line: Line, names: Mapping[str, Iterable[str]]) -> dict[int, frozenset[str]]:
    """Where companies stand, by the first word of their names."""
    meant: dict[str, set[str]] = {}
    for symbol, some in names.items():
        for name in some:
            meant.setdefault(_key_of(name), set()).add(symbol)
    keys = ((place, _key_of(item.text)) for place, item in enumerate(line.items))
    return {place: frozenset(meant[key]) for place, key in keys if key and key in meant}


def _key_of(name: str) -> str:
    first, *_ = [*name.lower().split(), ""]
    return first.lstrip("$(<").removesuffix("'s")


def _grouped(places: Mapping[int, frozenset[str]], line: Line) -> list[_Group]:
    """Companies with nothing but "and" or a comma between them are told of together."""
    groups: list[_Group] = []
    for place in sorted(places):
        before = groups[-1] if groups else None
        if before and all(item.text.lower() in _JOINTS for item in line.items[before.last + 1 : place]):
            groups[-1] = _Group(before.symbols | places[place], before.first, place)
        else:
            groups.append(_Group(places[place], place, place))
    return groups


def _clause(line: Line, group: _Group, *, companies: Iterable[int]) -> range:
    kinds = list(line.kinds)
    for place in companies:
        if not group.first <= place <= group.last:
            kinds[place] = "them"
    return range(clause_around(group.first, kinds).start, clause_around(group.last, kinds).stop)


def _part(text: str, symbol: str, *, names: Mapping[str, tuple[str, ...]]) -> str:
    others = tuple(name for other, some in names.items() if other != symbol for name in some)
    line = collapsed(lexemes(mask(text, target=names[symbol], others=others)))
    places = [n for n, kind in enumerate(line.kinds) if kind == "me"]
    told = sorted({n for place in places for n in _span(place, line)})
    return " ".join(line.items[n].text for n in told if line.kinds[n] != "me")


def _span(place: int, line: Line) -> range:
    """The places of the words about the company named at a place."""
    clause = clause_around(place, line.kinds)
    is_first = "them" not in line.kinds[clause.start : place]
    beyond = (n for n in range(place, clause.stop) if line.kinds[n] == "them")
    return range(clause.start if is_first else place, next(beyond, clause.stop))
