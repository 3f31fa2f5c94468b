"""App Home: the first steps, the names followed, alerts, feeds with their health, settings, what was taught.

Slack takes a hundred blocks: each list has its share, and says how many more there are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from feeds.policy.pauses import pauses_of
from feeds.queries.followed import Followed
from feeds.types.companies import Company
from feeds.types.decisions import StoredItem
from feeds.types.digests import Waiting
from feeds.types.news import Feed
from feeds.types.preferences import Preferences
from feeds.types.reports import TickerReport
from feeds.types.subscriptions import Lesson, Mute, Subscription
from handlers.blocks import limits
from handlers.blocks.badge import signed
from handlers.blocks.choices import choice_block
from handlers.blocks.errors import code
from handlers.blocks.feeds import brief_feed_block, is_failing
from handlers.blocks.forms import View
from handlers.blocks.help import examples
from handlers.blocks.lessons import ALL_LESSONS, lesson_block, mute_block, muted_story
from handlers.blocks.message import SlackMessage, total_text
from handlers.blocks.modals import ADD_ALERT
from handlers.blocks.pages import view_blocks
from handlers.blocks.parts import Block, actions, button, context, divider, header, section
from handlers.blocks.phrases import before, escaped_title, plural, say_tone, say_window, usual_of
from handlers.blocks.settings import settings_block
from handlers.blocks.subscriptions import subscription_blocks
from handlers.grammar.values import say_duration

OPEN = "open"
CONNECT = "connect"
PUT_AWAY = "put_away"

MOST_NAMES = 8
MOST_OWN = 10
MOST_OTHERS = 8
MOST_FEEDS = 6
MOST_MUTES = 5
MOST_LESSONS = 8
MOST_CHOICES = 8


@dataclass(frozen=True, slots=True)
class HomeContent:
    """All that App Home shows one person. `zone` is the time zone that counts for them.

    `pauses` tells until when hosts want to be left alone, `choices` which company was chosen for which words.
    `voted` holds by id the items that lessons are votes on, `muted_stories` the first item of each muted
    story, by what its mute names.
    """

    user: str
    subscriptions: Sequence[Subscription]
    waiting: Mapping[int, Waiting]
    followed: Followed
    feeds: Sequence[Feed]
    pauses: Mapping[str, datetime]
    mutes: Sequence[Mute]
    lessons: Sequence[Lesson]
    choices: Sequence[tuple[str, Company]]
    preferences: Preferences
    zone: str
    now: datetime
    voted: Mapping[int, StoredItem] = field(default_factory=dict)
    muted_stories: Mapping[str, StoredItem] = field(default_factory=dict)

    @property
    def own(self) -> list[Subscription]:
        """The alerts this person added."""
        return [each for each in self.subscriptions if each.created_by == self.user]

    @property
    def others(self) -> list[Subscription]:
        """The alerts of everybody else in the workspace."""
        return [each for each in self.subscriptions if each.created_by != self.user]


def render_home(content: HomeContent, *, notice: SlackMessage | None = None, channel: str = "") -> View:
    """Draw Home; `notice` says above it what a button in it just did, perhaps for a channel."""
    blocks = [
        *([*view_blocks(notice, channel=channel), divider()] if notice else []),
        *([] if content.preferences.knows_the_way or content.own else _first_steps(content)),
        *_followed(content.followed),
        *_alerts(content),
        *_feeds(content.feeds, pauses=content.pauses),
        divider(),
        header("Settings"),
        settings_block(content.preferences, zone=content.zone),
        *_mutes(content),
        *_lessons(content),
        *_choices(content.choices),
    ]
    return {"type": "home", "blocks": _fitting(blocks)}


def render_bare_home(notice: SlackMessage) -> View:
    """Home while nothing can be read: only what went wrong."""
    return {"type": "home", "blocks": [section(notice.text)]}


def _first_steps(content: HomeContent) -> list[Block]:
    is_cashtag_only = content.preferences.is_cashtag_only
    example = examples(is_cashtag_only=is_cashtag_only)[0]
    command = "/ticker $NVDA" if is_cashtag_only else "/ticker NVDA"
    return [
        header("Welcome to Tickertone"),
        section("Market news, scored and delivered where your team talks. Three steps:"),
        section(
            "*1. Follow something*",
            "Tickers, a feed or words. You see first what it would have posted.",
            accessory=button("Add an alert", ADD_ALERT, style="primary"),
        ),
        section(
            "*2. Ask*",
            f"{code(command)} in any channel, or in a message to me: “{example}”",
            accessory=button("Ask an example", f"{OPEN}:example", value=example),
        ),
        section(
            "*3. Bring your team*",
            "Invite me to channels, mention me in threads, score any message.",
            accessory=button("How to connect", CONNECT),
        ),
        actions(button("Put these steps away", PUT_AWAY)),
    ]


def _followed(followed: Followed) -> list[Block]:
    reports = followed.comparison.reports
    if not reports:
        return []
    window = followed.comparison.window
    return [
        header(f"Names you follow · {say_window(window)}"),
        *(_name_block(report) for report in reports),
        context(f"Change: against {before(window)}"),
        *_more(followed.others, "those that changed less"),
        divider(),
    ]


def _name_block(report: TickerReport) -> Block:
    """One name: tone now, change, count; its button opens the report."""
    symbol, window = report.company.symbol, report.window
    question = f"/ticker ${symbol} {say_duration(window.length)}"
    change = "too few stories" if report.change is None else signed(report.change)
    number = usual_of(report.count)
    usual = f", usually {number}" if number else ""
    return section(
        f"*{escaped_title(report.company)}*  {say_tone(report.tone)}",
        f"Change: {change} · {plural(report.count.now, 'story')}{usual}" if report.tone.items else "",
        accessory=button("Report", f"{OPEN}:{symbol}", value=question),
    )


def _alerts(content: HomeContent) -> list[Block]:
    own, others = content.own, content.others
    add = actions(button("Add an alert", ADD_ALERT, style="primary" if own else None))
    hint = f"{code('/alerts list')} in a channel shows all of its own"
    return [
        *([header("Your alerts"), *_listed(own[:MOST_OWN], content)] if own else []),
        *_more(len(own) - MOST_OWN, hint),
        *([add] if own or content.preferences.knows_the_way else []),
        *([divider(), header("Other alerts of this workspace")] if others else []),
        *_listed(others[:MOST_OTHERS], content),
        *_more(len(others) - MOST_OTHERS, hint),
    ]


def _listed(subscriptions: Iterable[Subscription], content: HomeContent) -> list[Block]:
    return [
        block
        for each in subscriptions
        for block in subscription_blocks(
            each,
            waiting=content.waiting.get(each.id),
            now=content.now,
            names_channel=True,
            is_others=each.created_by != content.user,
        )
    ]


def _feeds(feeds: Sequence[Feed], *, pauses: Mapping[str, datetime]) -> list[Block]:
    """Those that fail come first; of many that are well a few stand for all."""
    if not feeds:
        return []
    failing = [feed for feed in feeds if is_failing(feed)]
    shown = [*failing, *(feed for feed in feeds if not is_failing(feed))][:MOST_FEEDS]
    waiting = pauses_of(feeds, asked=pauses)
    state = f"{len(failing)} failing" if failing else "all well"
    hidden = sum(map(is_failing, feeds)) - sum(map(is_failing, shown))
    health = f"{hidden} of them failing" if hidden else "all well"
    return [
        divider(),
        header(f"{plural(len(feeds), 'feed')}, {state}"),
        *(brief_feed_block(feed, pause=waiting.get(feed.id)) for feed in shown),
        *_more(len(feeds) - len(shown), f"{health}; {code('/alerts feeds')} shows more"),
    ]


def _mutes(content: HomeContent) -> list[Block]:
    if not content.mutes:
        return []
    names = {str(feed.id): feed.title for feed in content.feeds}
    return [
        divider(),
        header("Muted"),
        *(
            mute_block(
                mute,
                name=names.get(mute.value, ""),
                story=muted_story(mute, content.muted_stories),
                names_channel=True,
            )
            for mute in content.mutes[:MOST_MUTES]
        ),
        *_more(len(content.mutes) - MOST_MUTES, f"{code('/alerts list')} in a channel shows them"),
    ]


def _lessons(content: HomeContent) -> list[Block]:
    lessons = content.lessons
    if not lessons:
        return []
    newest = lessons[::-1][:MOST_LESSONS]
    return [
        divider(),
        header("What this workspace has taught"),
        *(lesson_block(lesson, content.voted) for lesson in newest),
        *([actions(button(f"Show all {len(lessons)}", ALL_LESSONS))] if len(lessons) > len(newest) else []),
    ]


def _choices(choices: Sequence[tuple[str, Company]]) -> list[Block]:
    if not choices:
        return []
    return [
        divider(),
        header("Which company was meant"),
        *(choice_block(words, company) for words, company in choices[:MOST_CHOICES]),
        *_more(len(choices) - MOST_CHOICES, "each shows here when one above is removed"),
    ]


def _more(count: int, hint: str) -> list[Block]:
    return [context(f"and {count} more: {hint}")] if count > 0 else []


def _fitting(blocks: Sequence[Block]) -> list[Block]:
    """As many blocks, from the top, as a view takes."""
    kept: list[Block] = []
    for block in blocks[: limits.VIEW_BLOCKS]:
        if total_text([*kept, block]) > limits.VIEW_TEXT:
            break
        kept.append(block)
    return kept
