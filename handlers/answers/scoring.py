"""Answers to "what does this mean?": any text, scored."""

import asyncio

from handlers.blocks.analysis import render_analysis
from handlers.blocks.message import SlackMessage
from handlers.deps import Deps

TITLE_LENGTH = 300


async def answer_score(deps: Deps, text: str) -> SlackMessage:
    """Score a text; its first line is taken for the headline when there are more."""
    first, _, rest = text.strip().partition("\n")
    title, body = (first, rest) if rest and len(first) <= TITLE_LENGTH else ("", text)
    analysis = await asyncio.to_thread(deps.scorer.score, title=title or body, text=body if title else "")
    return render_analysis(analysis, text=text)
