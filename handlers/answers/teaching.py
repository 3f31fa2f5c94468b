"""Answers to "Wrong?": what a person says is wrong with an item is learnt, listed, and forgotten again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from feeds.errors import UsageError
from feeds.queries.taught import taught_by_vote, words_for
from feeds.scoring.corrections import says
from feeds.scoring.drivers import FAR
from feeds.store import Unit, WorkspaceUnit
from feeds.types.companies import Found
from feeds.types.decisions import StoredItem
from feeds.types.scores import Label
from feeds.types.subscriptions import Ballot, Lesson, LessonKind
from handlers.answers.items import read_all_as_taught, read_as_taught
from handlers.asker import Asker
from handlers.blocks.badge import badge
from handlers.blocks.lessons import render_learnt, render_lessons
from handlers.blocks.message import SlackMessage
from handlers.deps import Deps
from handlers.naming import may_name

REACH = timedelta(days=30)  # how far back alerts are looked for that a lesson changed
MOST_SEARCHED = 50

Taught = tuple[LessonKind, str, str]  # the kind, words and value of a lesson


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody says is wrong with an item; each part may be left out.

    `about` is the company that the label is about, "" for the whole.
    """

    label: str = ""
    about: str = ""
    not_ticker: str = ""
    words: str = ""
    ticker: str = ""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A lesson that counts no longer, and the stories that read otherwise without it."""

    lesson: Lesson
    stories: tuple[int, ...]


async def answer_wrong(deps: Deps, asker: Asker, item_id: int, correction: Correction) -> SlackMessage:
    """Learn what was wrong with an item, and say how it reads now. Raises UsageError."""
    now = deps.clock()

    def learn(unit: Unit) -> tuple[tuple[Lesson, ...], StoredItem]:
        workspace = unit.workspace(asker.workspace)
        if correction.label:
            _forget_vote(workspace, Ballot(item_id, correction.about), by=asker.user)
        item = read_as_taught(deps, workspace, item_id)
        lessons = tuple(
            workspace.lessons.add(kind=kind, words=words, value=value, taught_by=asker.user, now=now)
            for kind, words, value in _lessons_of(deps, item, correction, standing=workspace.lessons.all())
        )
        return lessons, read_as_taught(deps, workspace, item_id)

    lessons, again = await deps.db.run(learn)
    return render_learnt(lessons, items={again.id: again}, now_reads=_say_reading(again, correction))


async def unlearn(deps: Deps, asker: Asker, lesson_id: int) -> Forgotten:
    """Forget a lesson, and find what it had changed. Raises NotFound."""
    since = deps.clock() - REACH

    def forget(unit: Unit) -> tuple[Lesson, tuple[Lesson, ...]]:
        lessons = unit.workspace(asker.workspace).lessons
        before = lessons.all()
        return lessons.remove(lesson_id), before

    def find_changed(unit: Unit) -> list[int]:
        workspace = unit.workspace(asker.workspace)
        items = _told_by(workspace, lesson, since=since)
        with_it = read_all_as_taught(deps, workspace, items, lessons=before)
        without = read_all_as_taught(deps, workspace, items)
        return [now.story_id for now, was in zip(without, with_it, strict=True) if now != was]

    lesson, before = await deps.db.run(forget)
    return Forgotten(lesson, tuple(dict.fromkeys(await deps.db.read(find_changed))))


async def answer_lessons(deps: Deps, asker: Asker) -> SlackMessage:
    """List what the workspace has taught."""

    def read(unit: Unit) -> SlackMessage:
        workspace = unit.workspace(asker.workspace)
        lessons = workspace.lessons.all()
        return render_lessons(lessons, items=voted_items(workspace, lessons))

    return await deps.db.read(read)


def voted_items(workspace: WorkspaceUnit, lessons: Sequence[Lesson]) -> dict[int, StoredItem]:
    """Give the items that lessons are votes on, as far as they are there, by id."""
    ids = {each.ballot.item_id for each in lessons if each.kind is LessonKind.LABEL and each.ballot}
    return {item.id: item for item in workspace.items.many(ids)} if ids else {}


def _forget_vote(workspace: WorkspaceUnit, ballot: Ballot, *, by: str) -> None:
    """A person's later vote about the same takes the place of the earlier, and of all that it taught."""
    for lesson in workspace.lessons.all():
        if lesson.taught_by == by and lesson.ballot == ballot:
            workspace.lessons.remove(lesson.id)


def _told_by(workspace: WorkspaceUnit, lesson: Lesson, *, since: datetime) -> tuple[StoredItem, ...]:
    """The items that a lesson may have changed: the one voted on, and the newest with its words."""
    voted = workspace.items.many([lesson.ballot.item_id]) if lesson.ballot else ()
    if lesson.kind is LessonKind.LABEL:
        return voted
    pieces = (piece.replace('"', " ") for piece in lesson.words.split(FAR))
    words = " ".join(f'"{piece}"' for piece in pieces)
    found = workspace.items.search(words, since=since, limit=MOST_SEARCHED)
    return tuple({item.id: item for item in (*voted, *found)}.values())


def _lessons_of(
    deps: Deps, item: StoredItem, correction: Correction, *, standing: Sequence[Lesson]
) -> list[Taught]:
    lessons = [
        *_voted(deps, item, correction, standing=standing),
        *_blocked(deps, item, correction),
        *_named(deps, item, correction),
    ]
    if not lessons:
        raise UsageError("Nothing was said to be wrong, so nothing was changed.")
    return lessons


def _voted(
    deps: Deps, item: StoredItem, correction: Correction, *, standing: Sequence[Lesson]
) -> list[Taught]:
    if not correction.label:
        return []
    ballot, label = Ballot(item.id, correction.about), Label(correction.label)
    words = taught_by_vote(item, voted=label, symbol=correction.about, scorer=deps.scorer, lessons=standing)
    return [
        (LessonKind.LABEL, ballot.pack(), label.value),
        *((LessonKind.WORD, said, f"{shift:+g}@{ballot.pack()}") for said, shift in words),
    ]


def _blocked(deps: Deps, item: StoredItem, correction: Correction) -> list[Taught]:
    if not correction.not_ticker:
        return []
    blocked = words_for(item, correction.not_ticker, scorer=deps.scorer)
    if not blocked:
        raise UsageError(
            f"No words of this item name ${correction.not_ticker}; its publisher tagged it so. "
            "Mute the ticker here instead."
        )
    return [(LessonKind.BLOCK, words, correction.not_ticker) for words in blocked]


def _named(deps: Deps, item: StoredItem, correction: Correction) -> list[Taught]:
    if not (correction.words and correction.ticker):
        return []
    _check_name(item, correction.words)
    return [(LessonKind.ALIAS, correction.words, _symbol(deps, correction.ticker))]


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


def _say_reading(item: StoredItem, correction: Correction) -> str:
    """How an item reads now; the company that was voted on with its own label."""
    rows = item.analysis.tickers
    tickers = ", ".join(
        f"${row.symbol} ({badge(row.sentiment)})" if row.symbol == correction.about else f"${row.symbol}"
        for row in rows
    )
    return f"The item now reads {badge(item.analysis.sentiment)}, on {tickers or 'no ticker'}."
