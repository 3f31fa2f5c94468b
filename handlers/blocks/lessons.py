"""What a workspace has muted and taught: said back, listed, undoable."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from feeds.types.decisions import StoredItem
from feeds.types.subscriptions import Lesson, LessonKind, Mute, MuteKind, shift_in
from handlers.blocks.message import SlackMessage, compose, sentence
from handlers.blocks.mrkdwn import channel_link, escape, flatten, link, local_time
from handlers.blocks.parts import Block, actions, button, header, section
from handlers.blocks.phrases import plural

UNMUTE = "unmute"
UNLEARN = "unlearn"
ALL_LESSONS = "all_lessons"

MOST_ON_PAGE = 45

NO_ITEMS: Mapping[int, StoredItem] = MappingProxyType({})

_WORDS_LENGTH = 120
_TITLE_LENGTH = 80


def render_muted(mute: Mute, *, name: str) -> SlackMessage:
    """Confirm a mute, with the way to undo it."""
    text = f"{say_muted(mute, name=name)} Undo it with the button, or later in `/alerts list`."
    return compose(text, [section(text), actions(button("Undo", UNMUTE, value=str(mute.id)))])


def say_muted(mute: Mute, *, name: str = "", story: StoredItem | None = None, where: str = "here") -> str:
    """What is muted, where, and until when; `name` is that of a muted source, `story` tells a muted one."""
    told = f"“{_headline(story)}” and its updates" if story else "This alert and its updates"
    what = {
        MuteKind.TICKER: f"${escape(mute.value, limit=20)}",
        MuteKind.SOURCE: f"The source {escape(flatten(name), limit=_WORDS_LENGTH)}".strip(),
        MuteKind.STORY: told,
    }[mute.kind]
    be = "are" if mute.kind is MuteKind.STORY else "is"
    return f"{what} {be} muted {where} {say_until(mute.until)}."


def muted_story(mute: Mute, stories: Mapping[str, StoredItem]) -> StoredItem | None:
    """The first item of the story that a mute silences, if it is one of these."""
    return stories.get(mute.value) if mute.kind is MuteKind.STORY else None


def say_until(until: datetime | None) -> str:
    """When a silence ends."""
    return "for good" if until is None else f"until {local_time(until)}"


def mute_block(
    mute: Mute, *, name: str = "", story: StoredItem | None = None, names_channel: bool = False
) -> Block:
    """A mute in a list, with its button; outside its channel the channel is named."""
    where = f"in {channel_link(mute.channel)}" if names_channel else "here"
    undo = button("Undo", UNMUTE, value=str(mute.id))
    return section(say_muted(mute, name=name, story=story, where=where), accessory=undo)


def render_learnt(
    lessons: tuple[Lesson, ...], *, items: Mapping[int, StoredItem] = NO_ITEMS, now_reads: str
) -> SlackMessage:
    """Confirm what was taught, say how the item reads now, and offer to take it back."""
    said = [say_lesson(lesson, items) for lesson in lessons]
    blocks = [lesson_block(lesson, items) for lesson in lessons]
    return compose(
        f"Remembered: {' '.join(said)} {now_reads}",
        [section("*Remembered for this workspace*"), *blocks, section(now_reads)],
    )


def render_lessons(lessons: Sequence[Lesson], *, items: Mapping[int, StoredItem] = NO_ITEMS) -> SlackMessage:
    """List what was taught, the newest first, each with its button."""
    newest = lessons[::-1][:MOST_ON_PAGE]
    said = (say_lesson(lesson, items) for lesson in newest)
    return compose(
        f"{plural(len(lessons), 'lesson')}: {' '.join(said)}",
        [header(plural(len(lessons), "lesson")), *(lesson_block(lesson, items) for lesson in newest)],
    )


def render_forgotten(lesson: Lesson, *, changed: int, edited: int) -> SlackMessage:
    """Say that a lesson is forgotten, and what became of the `changed` alerts that showed it."""
    match lesson.kind:
        case LessonKind.LABEL:
            what = "Forgotten: the vote counts no longer."
        case _:
            words = escape(flatten(lesson.words), limit=_WORDS_LENGTH)
            what = f"Forgotten: “{words}” is read as before in what comes."
    if edited:
        posted = f"{plural(edited, 'posted alert')} {'shows' if edited == 1 else 'show'} it again as before."
    elif changed:
        posted = "Slack did not let me edit the alert that it had changed; it stays as it is."
    else:
        posted = "I found no posted alert that it had changed."
    return sentence(f"{what} {posted}")


def say_lesson(lesson: Lesson, items: Mapping[int, StoredItem] = NO_ITEMS) -> str:
    """A lesson in one sentence; `items` are those voted on, as far as they are there."""
    words = escape(flatten(lesson.words), limit=_WORDS_LENGTH)
    value = escape(lesson.value, limit=_WORDS_LENGTH)
    match lesson.kind:
        case LessonKind.ALIAS:
            return f"“{words}” means ${value}."
        case LessonKind.BLOCK:
            return f"“{words}” does not mean ${value}."
        case LessonKind.LABEL:
            return _say_vote(lesson, items)
        case LessonKind.WORD:
            shift = escape(shift_in(lesson.value), limit=_WORDS_LENGTH)
            return f"“{words}” counts {shift} beside its own weight."


def _say_vote(lesson: Lesson, items: Mapping[int, StoredItem]) -> str:
    ballot, label = lesson.ballot, escape(lesson.value, limit=_WORDS_LENGTH)
    item = items.get(ballot.item_id) if ballot else None
    what = f"“{_headline(item)}” is {label}" if item else f"One item's label is {label}"
    about = f" for ${escape(ballot.symbol, limit=20)}" if ballot and ballot.symbol else ""
    return f"{what}{about}."


def _headline(item: StoredItem) -> str:
    return link(item.item.url, flatten(item.item.title) or "Untitled item", limit=_TITLE_LENGTH)


def lesson_block(lesson: Lesson, items: Mapping[int, StoredItem] = NO_ITEMS) -> Block:
    """A lesson in a list, with its button."""
    by = f"taught by <@{escape(lesson.taught_by)}> {local_time(lesson.taught_at)}"
    remove = button("Remove", UNLEARN, value=str(lesson.id))
    return section(say_lesson(lesson, items), by, accessory=remove)
