"""The summary: an item's own best sentences, at most two, in their order, never longer than the item."""

from feeds.scoring.text import Sentence, tokens

_MAX_SENTENCES = 2
_MAX_CHARS = 420
_LEAD = 1.5
_NUMBER = 0.3
_SMALL = 3  # letters up to which a word of the title tells nothing


def summarise(found: list[Sentence]) -> str:
    """Choose by lead, overlap with the title and numbers. Without a body, the title sums it up."""
    title = next((sentence for sentence in found if sentence.is_title), None)
    body = [sentence for sentence in found if not sentence.is_title]
    if not body:
        return title.text[:_MAX_CHARS] if title else ""
    if len(body) > _MAX_SENTENCES:
        body = _best(body, title=title.text if title else "")
    return _cut(" ".join(sentence.text for sentence in body))


def _best(body: list[Sentence], *, title: str) -> list[Sentence]:
    wanted = frozenset(token.lower() for token in tokens(title) if len(token) > _SMALL)
    ranked = sorted(range(len(body)), key=lambda n: -_worth(tokens(body[n].text), place=n, wanted=wanted))
    return [body[n] for n in sorted(ranked[:_MAX_SENTENCES])]


def _worth(said: tuple[str, ...], *, place: int, wanted: frozenset[str]) -> float:
    shared = sum(token.lower() in wanted for token in said)
    has_number = any(token[0].isdigit() for token in said)
    return _LEAD / (1 + place) + shared / (4 + len(wanted)) + _NUMBER * has_number


def _cut(text: str) -> str:
    if len(text) <= _MAX_CHARS:
        return text
    return text[: _MAX_CHARS - 3].rpartition(" ")[0].rstrip(",;:") + "..."
