"""Why an item was posted or was not, and why a text has the score it has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from feeds.policy.sources import latest_by_source
from feeds.queries.why import Account, Told
from feeds.types.decisions import Reason, StoredItem
from feeds.types.reports import Spread
from feeds.types.scores import Analysis, Driver
from feeds.types.subscriptions import Lesson, shift_in
from handlers.blocks.alert import headline, merge_rows, spread_badge
from handlers.blocks.badge import badge, percent, signed
from handlers.blocks.errors import code
from handlers.blocks.message import SlackMessage, compose
from handlers.blocks.mrkdwn import bold, escape, flatten, local_time
from handlers.blocks.parts import Block, context, divider, section
from handlers.blocks.phrases import plural
from handlers.blocks.subscriptions import say_wish

MOST_DRIVERS = 6
MOST_TOLD = 10

_WORDS_LENGTH = 200
_DETAIL_LENGTH = 300


def render_accounts(accounts: Sequence[Account], *, words: str) -> SlackMessage:
    """Say for each item what this channel's alerts made of it."""
    said = escape(flatten(words), limit=_WORDS_LENGTH)
    if not accounts:
        text = (
            f"Nothing of the last 30 days that I have seen matches “{said}”. Either no feed followed here "
            f"carried it, or it was worded otherwise; {code('/alerts feeds')} shows when each was fetched."
        )
        return compose(text, [section(text)])
    blocks = [block for account in accounts for block in _account_blocks(account)]
    return compose(_account_line(accounts[0]), blocks[:-1])


@dataclass(frozen=True, slots=True)
class WhyScore:
    """Why an item has its score: as the workspace reads it, by its words alone, and what is known of both.

    `story` is all that tells the item's story, oldest first: the alert shows them together. `votes` are
    those on the item, `taught` the corrections of words that stand in it.
    """

    item: StoredItem
    by_words: Analysis
    story: tuple[StoredItem, ...] = ()
    votes: tuple[Lesson, ...] = ()
    taught: tuple[Lesson, ...] = ()


def render_why_score(why: WhyScore) -> SlackMessage:
    """Show what decided: somebody's vote, and the words and sentences, for the item and each ticker."""
    item, analysis = why.item, why.by_words
    shown, several = _shown_by_alert(why)
    voted = [_say_vote(vote) for vote in why.votes]
    return compose(
        f"{shown}: {' '.join((*voted, drivers_in_line(analysis.drivers)))}",
        [
            section(f"*Why {shown}?*", headline(item), several, *voted),
            *_driver_blocks(why),
            _taught_block(why.taught),
            context(f"Confidence {percent(analysis.confidence)} · scores run from -1 to +1"),
        ],
    )


def _shown_by_alert(why: WhyScore) -> tuple[str, str]:
    """The badge that the alert shows, and where several sources tell the story how the item differs."""
    own = why.item.analysis.sentiment
    told = latest_by_source(why.story or (why.item,))
    spread = Spread.of(item.analysis.sentiment for item in told)
    if len(told) == 1:
        updated = f"The alert shows {spread.mean.signed}, told last; this item: {own.signed}."
        return badge(spread.mean), updated if spread.mean != own else ""
    how = f"{spread.mean.signed}, the mean of {len(told)} sources"
    if spread.disagrees:
        how = f"that {len(told)} sources disagree"
    return spread_badge(spread), f"The alert shows {how}; this item: {own.signed}."


def _say_vote(vote: Lesson) -> str:
    symbol = vote.ballot.symbol if vote.ballot else ""
    about = f" for ${escape(symbol, limit=20)}" if symbol else ""
    label = escape(vote.value, limit=_WORDS_LENGTH)
    return f"Somebody in this workspace said so: {label}{about}. Home lists the vote."


def _taught_block(taught: Sequence[Lesson]) -> Block | None:
    """What the workspace has said of the item's words, which counts already in what they say together."""
    lines = [
        f"• “{escape(flatten(lesson.words), limit=_WORDS_LENGTH)}” {escape(shift_in(lesson.value), limit=20)}"
        for lesson in taught[:MOST_DRIVERS]
    ]
    return section("*Taught in this workspace, and counted already*", *lines) if lines else None


def _account_blocks(account: Account) -> list[Block]:
    item = account.item
    lines = [f"• {line}" for line in _told_lines(account, most=MOST_TOLD)]
    return [
        section(headline(item), f"Fetched {local_time(item.seen_at)} · {badge(item.analysis.sentiment)}"),
        section(*(lines or ["Nothing is followed in this channel."])),
        divider(),
    ]


def _account_line(account: Account) -> str:
    title = escape(flatten(account.item.item.title), limit=_WORDS_LENGTH)
    reasons = "; ".join(_told_lines(account, most=3))
    return f"{title}: {reasons or 'nothing is followed in this channel'}"


def _told_lines(account: Account, *, most: int) -> list[str]:
    """One line for each alert that watches such items, what the rules refused last; the rest are counted."""
    watching = sorted(
        (told for told in account.told if told.is_watched), key=lambda told: told.reason is Reason.FILTERED
    )
    lines = [_told_line(told) for told in watching[:most]]
    more = len(watching) - most
    return [*lines, *([f"and {plural(more, 'alert')} more"] if more > 0 else []), *_elsewhere(account)]


def _elsewhere(account: Account) -> list[str]:
    """What watches something else: the only one with what it watches, several as a count."""
    match [told for told in account.told if not told.is_watched]:
        case []:
            return []
        case [only]:
            return [_told_line(only)]
        case several:
            return [f"{plural(len(several), 'alert')} of this channel follow something else"]


def _told_line(told: Told) -> str:
    at = f" {local_time(told.at)}" if told.at else ""
    detail = f": {escape(flatten(told.detail), limit=_DETAIL_LENGTH)}" if told.detail else ""
    wish = say_wish(told.subscription.watch, told.subscription.rules)
    return f"{bold(told.reason.value)}{at}{detail} (alert {told.subscription.id}, {wish})"


def _driver_blocks(why: WhyScore) -> list[Block]:
    analysis, item = why.by_words, why.item
    whole = [driver for driver in analysis.drivers if driver.symbol is None]
    lead = f"*By its words it would read {badge(analysis.sentiment)}*" if why.votes else ""
    title = lead or "*The text as a whole*"
    blocks = [section(title, *map(driver_line, whole[:MOST_DRIVERS]))] if whole or lead else []
    together = {row.symbol: row.spread for row in merge_rows(why.story or (item,))}
    for row in item.analysis.tickers[:5]:
        own = [driver for driver in analysis.drivers if driver.symbol == row.symbol][:MOST_DRIVERS]
        spread = together.get(row.symbol) or Spread.of([row.sentiment])
        here = "" if spread.mean == row.sentiment else f" · this item: {row.sentiment.signed}"
        relevance = f"relevance {row.relevance:.2f}"
        title = f"{bold(escape(row.symbol, limit=20))} {spread_badge(spread)}{here} · {relevance}"
        blocks.append(section(title, *map(driver_line, own)))
    if not analysis.drivers:
        blocks.append(section(_nothing_weighs(why)))
    return blocks


def _nothing_weighs(why: WhyScore) -> str:
    """Why no words are shown."""
    if why.taught:
        return "Beside what was taught no word in it weighs either way."
    if why.votes:
        return "No word in it weighs either way: the vote alone decides."
    return "No word in it weighs either way, so it is neutral."


def driver_line(driver: Driver) -> str:
    """One word, phrase or sentence that decided, with its weight."""
    return f"• “{escape(flatten(driver.text), limit=_WORDS_LENGTH)}” {signed(driver.weight)}"


def drivers_in_line(drivers: Iterable[Driver]) -> str:
    """What decided, in one line."""
    said = [f"“{escape(flatten(driver.text), limit=60)}” {signed(driver.weight)}" for driver in drivers]
    return ", ".join(said[:MOST_DRIVERS]) or "no word in it weighs either way"
