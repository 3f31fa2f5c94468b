"""Answers to "why": why an item was posted or not, and why it has the score it has."""

from feeds.queries.taught import votes_on, words_taught
from feeds.queries.why import read_accounts
from feeds.store import Unit
from feeds.types.subscriptions import LessonKind
from handlers.answers.items import read_all_as_taught, read_as_taught
from handlers.asker import Asker
from handlers.blocks.help import render_unknown_address
from handlers.blocks.message import SlackMessage, sentence
from handlers.blocks.why import render_accounts
from handlers.blocks.why_score import WhyScore, render_why_score
from handlers.deps import Deps

NO_NEWS = (
    "That is an answer of mine and holds no news of its own. Score an alert, or what somebody else wrote."
)


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

    def read(unit: Unit) -> WhyScore:
        workspace = unit.workspace(asker.workspace)
        lessons = workspace.lessons.all()
        stored = workspace.items.get(item_id)
        unvoted = [lesson for lesson in lessons if lesson.kind is not LessonKind.LABEL]
        (by_words,) = read_all_as_taught(deps, workspace, [stored], lessons=unvoted)
        return WhyScore(
            item=read_as_taught(deps, workspace, item_id),
            by_words=by_words.analysis,
            story=read_all_as_taught(deps, workspace, workspace.items.story(stored.story_id)),
            votes=votes_on(stored, lessons),
            taught=words_taught(stored, lessons),
        )

    return render_why_score(await deps.db.read(read))


async def answer_why_ours(deps: Deps, asker: Asker, *, ts: str) -> SlackMessage:
    """Show what decided the score that a message of ours in the asker's channel tells. Raises NotFound."""
    message = await deps.db.read(lambda unit: unit.workspace(asker.workspace).messages.at(asker.channel, ts))
    if message is None or message.item_id is None:
        return sentence(NO_NEWS)
    return await answer_why_score(deps, asker, message.item_id)
