"""What a workspace has muted and taught: said back, listed, undoable."""

from collections.abc import Sequence
from datetime import datetime

from feeds.types.subscriptions import Lesson, LessonKind, Mute, MuteKind
from handlers.blocks.message import SlackMessage, compose
from handlers.blocks.mrkdwn import channel_link, escape, flatten, local_time
from handlers.blocks.parts import Block, actions, button, header, section
from handlers.blocks.phrases import plural

UNMUTE = "unmute"
UNLEARN = "unlearn"
ALL_LESSONS = "all_lessons"

MOST_ON_PAGE = 45

_WORDS_LENGTH = 120


def render_muted(mute: Mute, *, name: str) -> SlackMessage:
    """Confirm a mute, with the way to undo it."""
    text = f"{say_muted(mute, name=name)} Undo it with the button, or later in `/alerts list`."
    return compose(text, [section(text), actions(button("Undo", UNMUTE, value=str(mute.id)))])


def say_muted(mute: Mute, *, name: str = "") -> str:
    """What is muted here, and until when."""
    what = {
        MuteKind.TICKER: f"${escape(mute.value, limit=20)}",
        MuteKind.SOURCE: f"The source {escape(flatten(name), limit=_WORDS_LENGTH)}".strip(),
        MuteKind.STORY: "This alert",
    }[mute.kind]
    return f"{what} is muted here {say_until(mute.until)}."


def say_until(until: datetime | None) -> str:
    """When a silence ends."""
    return "for good" if until is None else f"until {local_time(until)}"


def mute_block(mute: Mute, *, name: str = "", names_channel: bool = False) -> Block:
    """A mute in a list, with its button; outside its channel the channel is named."""
    where = f" ({channel_link(mute.channel)})" if names_channel else ""
    undo = button("Undo", UNMUTE, value=str(mute.id))
    return section(say_muted(mute, name=name) + where, accessory=undo)


def render_learnt(lessons: tuple[Lesson, ...], *, now_reads: str) -> SlackMessage:
    """Confirm what was taught, say how the item reads now, and offer to take it back."""
    said = [say_lesson(lesson) for lesson in lessons]
    blocks = [lesson_block(lesson) for lesson in lessons]
    return compose(
        f"Remembered: {' '.join(said)} {now_reads}",
        [section("*Remembered for this workspace*"), *blocks, section(now_reads)],
    )


def render_lessons(lessons: Sequence[Lesson]) -> SlackMessage:
    """List what was taught, the newest first, each with its button."""
    newest = lessons[::-1][:MOST_ON_PAGE]
    return compose(
        f"{plural(len(lessons), 'lesson')}: {' '.join(map(say_lesson, newest))}",
        [header(plural(len(lessons), "lesson")), *map(lesson_block, newest)],
    )


def say_lesson(lesson: Lesson) -> str:
    """A lesson in one sentence."""
    words = escape(flatten(lesson.words), limit=_WORDS_LENGTH)
    value = escape(lesson.value, limit=_WORDS_LENGTH)
    match lesson.kind:
        case LessonKind.ALIAS:
            return f"“{words}” means ${value}."
        case LessonKind.BLOCK:
            return f"“{words}” does not mean ${value}."
        case LessonKind.LABEL:
            return f"One item's label is {value}."
        case LessonKind.WORD:
            return f"“{words}” counts {value} to the score."


def lesson_block(lesson: Lesson) -> Block:
    """A lesson in a list, with its button."""
    by = f"taught by <@{escape(lesson.taught_by)}> {local_time(lesson.taught_at)}"
    remove = button("Remove", UNLEARN, value=str(lesson.id))
    return section(say_lesson(lesson), by, accessory=remove)
