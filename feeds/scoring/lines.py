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
    if starts:
        _join_phrases(line, starts)
    return line


def _join_phrases(line: Line, starts: list[int]) -> None:
    """Put each phrase in place of its words; the leftmost wins where two overlap."""
    phrases: list[tuple[int, int, Lexeme]] = []
    beyond = 0
    for start in starts:
        if start >= beyond and (phrase := _phrase_at(line, start)):
            beyond = start + phrase[1]
            phrases.append((start, beyond, phrase[0]))
    for start, end, item in reversed(phrases):
        line.items[start:end] = [item]
        line.stems[start:end] = [item.stem]
        line.kinds[start:end] = [item.kind]


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
