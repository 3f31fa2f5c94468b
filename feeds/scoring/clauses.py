"""Whose words are whose, in a sentence that names several companies.

What stands behind a name, up to the next one, is that company's; so is what stands before the first name of
a clause. Companies in a list share what is said of the list.
"""

from collections.abc import Mapping, Sequence

from feeds.scoring.lines import Line, lexemes
from feeds.scoring.linking import Mention
from feeds.scoring.targets import clause_around, collapsed, mask


def own_words(text: str, found: Sequence[Mention]) -> Mapping[str, str]:
    """The part of one sentence that is about each company it names: all of it for one named alone."""
    names: dict[str, tuple[str, ...]] = {}
    for mention in found:
        names[mention.symbol] = (*names.get(mention.symbol, ()), mention.words)
    if len(names) < 2:
        return dict.fromkeys(names, text)
    return {symbol: _part(text, symbol, names=names) for symbol in names}


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
