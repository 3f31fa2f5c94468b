"""What any text means: the card of one analysis."""

from feeds.types.scores import Analysis
from handlers.blocks.badge import badge, percent
from handlers.blocks.message import SlackMessage, compose
from handlers.blocks.mrkdwn import bold, escape, flatten
from handlers.blocks.parts import context, section
from handlers.blocks.why_score import driver_line, drivers_in_line

_QUOTE_LENGTH = 200
_WORDS_LENGTH = 300


def render_analysis(analysis: Analysis, *, text: str) -> SlackMessage:
    """Render the score of a text, its tickers and what decided."""
    said = escape(flatten(text), limit=_QUOTE_LENGTH)
    tickers = [
        f"{bold(escape(row.symbol, limit=20))} {escape(flatten(row.name), limit=80)} · {badge(row.sentiment)}"
        for row in analysis.tickers[:5]
    ]
    insights = [
        f"*{name}:* {escape(flatten(found[0]), limit=_WORDS_LENGTH)}"
        for name, found in (("Catalyst", analysis.catalysts), ("Risk", analysis.risks))
        if found
    ]
    confidence = f"confidence {percent(analysis.confidence)}"
    return compose(
        f"{badge(analysis.sentiment)} · {confidence} · {drivers_in_line(analysis.drivers)}",
        [
            section(f"> {said}", f"{bold(badge(analysis.sentiment))} · {confidence}"),
            section(*tickers) if tickers else None,
            section(*insights) if insights else None,
            section("*What decided*", *map(driver_line, analysis.drivers[:5])) if analysis.drivers else None,
            context("Scores run from -1 to +1. Only what the text says is scored."),
        ],
    )
