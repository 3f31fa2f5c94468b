"""Settings as files: the form they come back through, and what is said of them."""

from collections.abc import Sequence

from feeds.types.archives import Restored
from handlers.blocks.errors import code
from handlers.blocks.forms import View, field, file_box, modal, text_box
from handlers.blocks.message import SlackMessage, compose
from handlers.blocks.mrkdwn import escape, flatten
from handlers.blocks.parts import context, section
from handlers.blocks.phrases import plural

IMPORT = "import_alerts"
FILE, PASTED = "file", "pasted"

MOST_NAMED = 10
_SENTENCE_LENGTH = 300


def import_modal(*, channel: str) -> View:
    """A file, or what is in it; its metadata is the channel that a list of feeds is for."""
    return modal(
        "Import alerts",
        IMPORT,
        [
            field(
                "File",
                FILE,
                file_box("json", "opml", "xml"),
                is_optional=True,
                hint="Settings exported from Tickertone, or a feed reader's OPML to follow here",
            ),
            field(
                "Or paste it",
                PASTED,
                text_box(placeholder='{"format": "tickertone/1", …}', is_multiline=True),
                is_optional=True,
            ),
            context("What stands already stays; the same file twice changes nothing. Nothing old is posted."),
        ],
        submit="Import",
        metadata=channel,
    )


def say_files(names: Sequence[str]) -> str:
    """What comes with the files."""
    return f"Your settings: {' and '.join(names)}."


def render_exported(*, alerts: int, feeds: int, left_out: Sequence[str]) -> SlackMessage:
    """Say where the files went, and what is not in them."""
    text = (
        f"I sent you {plural(alerts, 'alert')} with all settings as JSON, and {plural(feeds, 'feed')} as "
        f"OPML, in a direct message. {code('/alerts import')} brings either back."
    )
    note = f"No file holds a password; without theirs these feeds are not in the OPML: {_named(left_out)}"
    return compose(
        f"{text} {note}" if left_out else text, [section(text), context(note) if left_out else None]
    )


def render_restored(restored: Restored) -> SlackMessage:
    """Say what came of a file."""
    text = (
        f"Imported: {plural(restored.added, 'alert')} new, {restored.changed} with other options, "
        f"{restored.same} stood already. {code('/alerts list')} shows those of this channel."
    )
    notes = [escape(flatten(each), limit=_SENTENCE_LENGTH) for each in restored.left_out[:MOST_NAMED]]
    more = len(restored.left_out) - len(notes)
    listed = [*notes, *([f"and {more} more"] if more else [])]
    return compose(
        " ".join((text, *(["Left out:", *listed] if listed else []))),
        [section(text), section("*Left out*", *(f"• {each}" for each in listed)) if listed else None],
    )


def _named(urls: Sequence[str]) -> str:
    shown = [escape(flatten(url), limit=_SENTENCE_LENGTH) for url in urls[:MOST_NAMED]]
    more = len(urls) - len(shown)
    return ", ".join([*shown, *([f"and {more} more"] if more else [])])
