"""Answers to "why": why an item was posted or not, and why it has the score it has."""

from feeds.queries.why import read_accounts
from feeds.types.subscriptions import LessonKind
from handlers.answers.items import read_item
from handlers.asker import Asker
from handlers.blocks.help import render_unknown_address
from handlers.blocks.message import SlackMessage
from handlers.blocks.why import render_accounts, render_why_score
from handlers.deps import Deps


async def answer_why(deps: Deps, asker: Asker, words: str) -> SlackMessage:
    """Account for the newest items with these words or this address, in the asker's channel."""
    now = deps.clock()
    accounts = await deps.db.read(
        lambda unit: read_accounts(
            unit.workspace(asker.workspace), words, channel=asker.channel, scorer=deps.scorer, now=now
        )
    )
    return render_accounts(accounts, words=words)


async def answer_address(deps: Deps, asker: Asker, url: str) -> SlackMessage:
    """Show what decided the score of the newest item with this address, if one is here."""
    found = await deps.db.read(lambda unit: unit.workspace(asker.workspace).items.by_url(url))
    return await answer_why_score(deps, asker, found[0].id) if found else render_unknown_address(url)


async def answer_why_score(deps: Deps, asker: Asker, item_id: int) -> SlackMessage:
    """Show what decided the score of one item. Raises NotFound."""
    lessons = await deps.db.read(
        lambda unit: unit.workspace(asker.workspace).lessons.all(kind=LessonKind.LABEL)
    )
    is_voted = any(lesson.words == str(item_id) for lesson in lessons)
    return render_why_score(await read_item(deps, asker, item_id), is_voted=is_voted)
