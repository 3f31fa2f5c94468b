"""The badge of a score: a glyph, a word and a number, each saying it without the others or a colour."""

from feeds.types.scores import Label, Sentiment

_GLYPHS = {
    Label.STRONGLY_POSITIVE: "▲▲▲",
    Label.MODERATELY_POSITIVE: "▲▲",
    Label.MILDLY_POSITIVE: "▲",
    Label.NEUTRAL: "■",
    Label.MILDLY_NEGATIVE: "▼",
    Label.MODERATELY_NEGATIVE: "▼▼",
    Label.STRONGLY_NEGATIVE: "▼▼▼",
}

DISAGREEMENT = "◆"


def glyph(label: Label) -> str:
    """The shape of a label: it points up or down, and is longer the stronger it is."""
    return _GLYPHS[label]


def badge(sentiment: Sentiment) -> str:
    """Glyph, label and signed number, e.g. "▲ mildly positive +0.15"."""
    return f"{glyph(sentiment.label)} {sentiment.label.value} {sentiment.signed}"


def percent(share: float) -> str:
    """A share of one as people read it, e.g. "62%"."""
    return f"{round(share * 100)}%"


def signed(change: float) -> str:
    """A change of score with its sign, e.g. "+0.12"; none is "0.00"."""
    rounded = round(change, 2) + 0.0
    return f"{rounded:+.2f}" if rounded else "0.00"
