"""The summary: an item's own best sentences, at most two, in their order, never longer than the item."""

from feeds.scoring.text import Sentence

_MAX_SENTENCES = 2
_MAX_CHARS = 420
_LEAD = 1.5
_NUMBER = 0.3


def summarise(found: list[Sentence]) -> str:
    """Choose by lead, overlap with the title and numbers. Without a body, the title sums it up."""
    title = next((sentence for sentence in found if sentence.is_title), None)
    body = [sentence for sentence in found if not sentence.is_title]
    if not body:
        return title.text[:_MAX_CHARS] if title else ""
    wanted = frozenset(token.lower() for token in title.tokens if len(token) > 3) if title else frozenset()
    ranked = sorted(range(len(body)), key=lambda n: -_worth(body[n], place=n, wanted=wanted))
    chosen = sorted(ranked[:_MAX_SENTENCES])
    return _cut(" ".join(body[n].text for n in chosen))


def _worth(sentence: Sentence, *, place: int, wanted: frozenset[str]) -> float:
    shared = sum(token.lower() in wanted for token in sentence.tokens)
    has_number = any(token[0].isdigit() for token in sentence.tokens)
    return _LEAD / (1 + place) + shared / (4 + len(wanted)) + _NUMBER * has_number


def _cut(text: str) -> str:
    if len(text) <= _MAX_CHARS:
        return text
    return text[: _MAX_CHARS - 3].rpartition(" ")[0].rstrip(",;:") + "..."
