"""Answers to "what does this mean?": any text, scored as the workspace has taught."""

import asyncio
from collections.abc import Sequence

from feeds.errors import UsageError
from feeds.scoring.score import Scorer
from feeds.store import Unit
from feeds.types.scores import Analysis
from feeds.types.subscriptions import Lesson
from handlers.asker import Asker
from handlers.blocks.analysis import render_analysis
from handlers.blocks.message import SlackMessage
from handlers.deps import Deps

TITLE_LENGTH = 300


async def answer_score(deps: Deps, asker: Asker, text: str) -> SlackMessage:
    """Score a text. Raises UsageError when there is none."""
    if not text.strip():
        raise UsageError("There is no text in that message to score.")

    def read(unit: Unit) -> tuple[tuple[Lesson, ...], bool]:
        workspace = unit.workspace(asker.workspace)
        return workspace.lessons.all(), workspace.preferences.is_cashtag_only

    lessons, is_cashtag_only = await deps.db.read(read)
    analysis = await asyncio.to_thread(score_text, deps.scorer, text, lessons)
    return render_analysis(analysis.marked() if is_cashtag_only else analysis, text=text)


def score_text(scorer: Scorer, text: str, lessons: Sequence[Lesson] = ()) -> Analysis:
    """Score a text; its first line is taken for the headline when there are more and it is short."""
    first, _, rest = text.strip().partition("\n")
    title, body = (first, rest) if rest and len(first) <= TITLE_LENGTH else (text, "")
    return scorer.score(title=title, text=body, lessons=tuple(lessons))
