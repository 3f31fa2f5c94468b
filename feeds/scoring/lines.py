"""The lexemes of a sentence in a row, phrases joined into one: "short of expectations" is one lexeme."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from feeds.scoring.knowledge import knowledge
from feeds.scoring.lexemes import Lexeme
from feeds.scoring.pieces import Piece, pieces_in


@dataclass(frozen=True, slots=True)
class Line:
    """The lexemes of one sentence, and beside them their stems and their kinds."""

    items: list[Lexeme]
    stems: list[str]
    kinds: list[str]


def line_of(items: list[Lexeme]) -> Line:
    """Lexemes that stand in a row."""
    return Line(items, [item.stem for item in items], [item.kind for item in items])


def lexemes(text: str) -> Line:
    """Read a text from the start."""
    return joined(pieces_in(text))


def joined(pieces: list[Piece]) -> Line:
    """The lexemes of all pieces, phrases as one."""
    line = line_of(list(chain.from_iterable([piece.lexemes for piece in pieces])))
    phrases = knowledge().phrases
    starts = [n for n, pair in enumerate(pairwise(line.stems)) if pair in phrases]
    return _with_phrases(line, starts) if starts else line


def _with_phrases(line: Line, starts: list[int]) -> Line:
    joined: list[Lexeme] = []
    position = 0
    for start in starts:
        phrase = _phrase_at(line, start) if start >= position else None
        if phrase:
            joined += line.items[position:start]
            joined.append(phrase[0])
            position = start + phrase[1]
    return line_of(joined + line.items[position:]) if position else line


def _phrase_at(line: Line, position: int) -> tuple[Lexeme, int] | None:
    for words, kind in knowledge().phrases[line.stems[position], line.stems[position + 1]]:
        size = len(words)
        if tuple(line.stems[position : position + size]) == words:
            text = " ".join(item.text for item in line.items[position : position + size])
            return _phrase(text, " ".join(words), kind), size
    return None


@lru_cache(maxsize=1 << 13)
def _phrase(text: str, stems: str, kind: str) -> Lexeme:
    return Lexeme(text, stems, kind)
