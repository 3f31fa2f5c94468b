"""Answers to the buttons of an alert: mute something, or say what is wrong."""

from dataclasses import dataclass
from datetime import timedelta

from feeds.errors import UsageError
from feeds.queries.taught import words_for
from feeds.scoring.corrections import corrections_of, says
from feeds.store import Unit, WorkspaceUnit
from feeds.types.companies import Found
from feeds.types.decisions import StoredItem
from feeds.types.scores import Label
from feeds.types.subscriptions import Lesson, LessonKind, Mute, MuteKind
from handlers.answers.items import read_as_taught, read_item
from handlers.asker import Asker
from handlers.blocks.badge import badge
from handlers.blocks.lessons import render_learnt, render_lessons, render_muted
from handlers.blocks.message import SlackMessage, sentence
from handlers.deps import Deps
from handlers.naming import may_name

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody says is wrong with an item; each part may be left out."""

    label: str = ""
    not_ticker: str = ""
    words: str = ""
    ticker: str = ""


async def answer_mute(
    deps: Deps, asker: Asker, *, kind: MuteKind, value: str, is_for_good: bool
) -> SlackMessage:
    """Mute something in the asker's channel."""
    until = None if is_for_good else deps.clock() + DAY

    def mute(unit: Unit) -> tuple[Mute, str]:
        workspace = unit.workspace(asker.workspace)
        added = workspace.mutes.add(
            channel=asker.channel, kind=kind, value=value, until=until, created_by=asker.user
        )
        return added, name_of_source(workspace, added)

    added, name = await deps.db.run(mute)
    return render_muted(added, name=name)


async def answer_unmute(deps: Deps, asker: Asker, mute_id: int) -> SlackMessage:
    """End a mute. Raises NotFound."""
    await deps.db.run(lambda unit: unit.workspace(asker.workspace).mutes.remove(mute_id))
    return sentence("Unmuted: it is heard here again.")


async def answer_wrong(deps: Deps, asker: Asker, item_id: int, correction: Correction) -> SlackMessage:
    """Learn what was wrong with an item, and say how it reads now. Raises UsageError."""
    item = await read_item(deps, asker, item_id)
    taught = _lessons_of(deps, item, correction)
    now = deps.clock()

    def learn(unit: Unit) -> tuple[tuple[Lesson, ...], StoredItem]:
        workspace = unit.workspace(asker.workspace)
        lessons = tuple(
            workspace.lessons.add(kind=kind, words=words, value=value, taught_by=asker.user, now=now)
            for kind, words, value in taught
        )
        return lessons, read_as_taught(deps, workspace, item_id)

    lessons, again = await deps.db.run(learn)
    tickers = ", ".join(f"${row.symbol}" for row in again.analysis.tickers) or "no ticker"
    return render_learnt(
        lessons, now_reads=f"The item now reads {badge(again.analysis.sentiment)}, on {tickers}."
    )


async def answer_unlearn(deps: Deps, asker: Asker, lesson_id: int) -> SlackMessage:
    """Forget a lesson. Raises NotFound."""
    await deps.db.run(lambda unit: unit.workspace(asker.workspace).lessons.remove(lesson_id))
    return sentence("Forgotten: it is read as before.")


async def answer_lessons(deps: Deps, asker: Asker) -> SlackMessage:
    """List what the workspace has taught."""
    return render_lessons(await deps.db.read(lambda unit: unit.workspace(asker.workspace).lessons.all()))


def name_of_source(workspace: WorkspaceUnit, mute: Mute) -> str:
    """The title of the feed that a mute silences; nothing for other mutes."""
    if mute.kind is not MuteKind.SOURCE:
        return ""
    return next((feed.title for feed in workspace.feeds.all() if str(feed.id) == mute.value), "")


def _lessons_of(deps: Deps, item: StoredItem, correction: Correction) -> list[tuple[LessonKind, str, str]]:
    lessons: list[tuple[LessonKind, str, str]] = []
    if correction.label:
        lessons.append((LessonKind.LABEL, str(item.id), correction.label))
        lessons += [
            (LessonKind.WORD, words, f"{shift:+g}")
            for words, shift in corrections_of(item.analysis, voted=Label(correction.label))
        ]
    if correction.not_ticker:
        blocked = words_for(item, correction.not_ticker, scorer=deps.scorer)
        if not blocked:
            raise UsageError(
                f"No words of this item name ${correction.not_ticker}; its publisher tagged it so. "
                "Mute the ticker here instead."
            )
        lessons += [(LessonKind.BLOCK, words, correction.not_ticker) for words in blocked]
    if correction.words and correction.ticker:
        _check_name(item, correction.words)
        lessons.append((LessonKind.ALIAS, correction.words, _symbol(deps, correction.ticker)))
    if not lessons:
        raise UsageError("Nothing was said to be wrong, so nothing was changed.")
    return lessons


def _check_name(item: StoredItem, words: str) -> None:
    """Raise UsageError for words that can't be what names a company in this item."""
    if not may_name(words):
        raise UsageError(f"“{words}” is too common a word to mean one company. Use the words of its name.")
    if not says(f"{item.item.title}\n{item.item.text}", words):
        raise UsageError(f"“{words}” does not stand in this item. Use the words as they stand in it.")


def _symbol(deps: Deps, words: str) -> str:
    match deps.scorer.companies.resolve(words):
        case Found(symbol=symbol):
            return symbol
        case _:
            raise UsageError(f"No listed company has the ticker “{words}”.")
