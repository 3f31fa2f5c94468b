"""App Home: getting started the first time, then alerts, feeds with their health, and what was taught."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from feeds.types.news import Feed
from feeds.types.subscriptions import Lesson, Mute, Subscription
from handlers.blocks import limits
from handlers.blocks.errors import code
from handlers.blocks.feeds import feed_block, is_failing
from handlers.blocks.forms import View
from handlers.blocks.help import EXAMPLES
from handlers.blocks.lessons import lesson_block, mute_block
from handlers.blocks.message import SlackMessage, total_text
from handlers.blocks.modals import ADD_ALERT
from handlers.blocks.parts import Block, actions, button, context, divider, header, section
from handlers.blocks.phrases import plural
from handlers.blocks.subscriptions import subscription_blocks

MOST_SUBSCRIPTIONS = 15
MOST_FEEDS = 12
MOST_LESSONS = 10


@dataclass(frozen=True, slots=True)
class HomeContent:
    """All that App Home shows. `zone` is the reader's time zone."""

    subscriptions: Sequence[Subscription]
    feeds: Sequence[Feed]
    mutes: Sequence[Mute]
    lessons: Sequence[Lesson]
    zone: str
    now: datetime


def render_home(content: HomeContent, *, notice: SlackMessage | None = None) -> View:
    """Draw Home; `notice` says above it what a button in it just did."""
    blocks = [
        *([section(notice.text), divider()] if notice else []),
        *(_alerts(content) if content.subscriptions else _getting_started()),
        *_feeds(content.feeds),
        *_mutes(content.mutes),
        *_lessons(content.lessons),
        *_settings(content),
    ]
    return {"type": "home", "blocks": _fitting(blocks)}


def render_bare_home(notice: SlackMessage) -> View:
    """Home while nothing can be read: only what went wrong."""
    return {"type": "home", "blocks": [section(notice.text)]}


def _getting_started() -> list[Block]:
    return [
        header("Welcome to Tickertone"),
        section("Market news, scored and delivered where your team talks. Three steps:"),
        section(
            "*1. Follow something.* Press the button, or type "
            + code("/alerts subscribe $NVDA $AMD")
            + " in a channel. You see first what it would have posted."
        ),
        actions(button("Add an alert", ADD_ALERT, style="primary")),
        section(f"*2. Ask.* {code('/ticker NVDA')} anywhere, or write me a message: “{EXAMPLES[0]}”"),
        section("*3. Teach.* Press *Wrong?* under an alert that is; this workspace remembers."),
    ]


def _alerts(content: HomeContent) -> list[Block]:
    shown = content.subscriptions[:MOST_SUBSCRIPTIONS]
    more = len(content.subscriptions) - len(shown)
    return [
        header(f"{plural(len(content.subscriptions), 'alert')} in this workspace"),
        *(
            block
            for each in shown
            for block in subscription_blocks(each, now=content.now, names_channel=True)
        ),
        *(
            [context(f"and {more} more; {code('/alerts list')} in a channel shows all of its own")]
            if more
            else []
        ),
        actions(button("Add an alert", ADD_ALERT, style="primary")),
    ]


def _feeds(feeds: Sequence[Feed]) -> list[Block]:
    if not feeds:
        return []
    failing = [feed for feed in feeds if is_failing(feed)]
    shown = [*failing, *(feed for feed in feeds if not is_failing(feed))][:MOST_FEEDS]
    state = f"{len(failing)} failing" if failing else "all well"
    more = len(feeds) - len(shown)
    return [
        divider(),
        header(f"{plural(len(feeds), 'feed')}, {state}"),
        *map(feed_block, shown),
        *([context(f"and {more} more; {code('/alerts feeds')} shows them")] if more else []),
    ]


def _mutes(mutes: Sequence[Mute]) -> list[Block]:
    if not mutes:
        return []
    return [
        divider(),
        header("Muted"),
        *(mute_block(mute, names_channel=True) for mute in mutes[:MOST_LESSONS]),
    ]


def _lessons(lessons: Sequence[Lesson]) -> list[Block]:
    if not lessons:
        return []
    newest = lessons[::-1][:MOST_LESSONS]
    return [divider(), header("What this workspace has taught"), *map(lesson_block, newest)]


def _settings(content: HomeContent) -> list[Block]:
    return [divider(), context(f"Times are shown in your own time zone ({content.zone}).")]


def _fitting(blocks: Sequence[Block]) -> list[Block]:
    """As many blocks, from the top, as a view takes."""
    kept: list[Block] = []
    for block in blocks[: limits.VIEW_BLOCKS]:
        if total_text([*kept, block]) > limits.VIEW_TEXT:
            break
        kept.append(block)
    return kept
