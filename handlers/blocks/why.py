"""Why an item was posted or was not, and why a text has the score it has."""

from collections.abc import Iterable, Sequence

from feeds.queries.reasons import Reasons, reasons_for
from feeds.queries.why import Account, Told
from feeds.types.decisions import Reason, StoredItem
from feeds.types.scores import Analysis, Driver, TickerSentiment
from handlers.blocks.alert import headline
from handlers.blocks.badge import badge, percent, signed
from handlers.blocks.errors import code
from handlers.blocks.message import SlackMessage, compose
from handlers.blocks.mrkdwn import bold, escape, flatten, local_time
from handlers.blocks.parts import Block, context, divider, section
from handlers.blocks.phrases import plural
from handlers.blocks.subscriptions import say_wish

MOST_DRIVERS = 8  # all there are, so that they add up
MOST_TOLD = 10
MOST_ROWS = 5

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


def render_why_score(item: StoredItem, *, is_voted: bool = False) -> SlackMessage:
    """Show the words and sentences that decided, for the item and for each of its tickers.

    `is_voted`: somebody of the workspace has said what the item is; its words say what it would be else.
    """
    analysis = item.analysis
    certainty = f"Confidence {percent(analysis.confidence)}"
    if is_voted:
        certainty = "Somebody in this workspace said so; the words above are what it was read by before"
    return compose(
        f"{badge(analysis.sentiment)}: {drivers_in_line(analysis.drivers)}",
        [
            section(f"*Why {badge(analysis.sentiment)}?*", headline(item)),
            *_driver_blocks(analysis),
            context(f"{certainty} · scores run from -1 to +1"),
        ],
    )


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


def _driver_blocks(analysis: Analysis) -> list[Block]:
    """All that decided for the whole, which adds up to its score; of several companies each one's reasons."""
    if not analysis.drivers:
        return [*_rows(analysis), section("No word in it weighs either way, so it is neutral.")]
    if len(analysis.tickers) == 1:
        return [section(_row_title(analysis.tickers[0]), *_driver_lines(analysis.drivers))]
    return [section("*The text as a whole*", *_driver_lines(analysis.drivers)), *_rows(analysis)]


def _rows(analysis: Analysis) -> list[Block]:
    return [section(_row_title(row), *_reason_lines(analysis, row)) for row in analysis.tickers[:MOST_ROWS]]


def _row_title(row: TickerSentiment) -> str:
    return f"{bold(escape(row.symbol, limit=20))} {badge(row.sentiment)} · relevance {row.relevance:.2f}"


def _reason_lines(analysis: Analysis, row: TickerSentiment) -> list[str]:
    reasons = reasons_for(analysis, row.symbol, shown=row.sentiment, most=MOST_DRIVERS)
    against = [f"Against it: {_quoted(reasons.against)}"] if reasons.against else []
    return [*map(driver_line, reasons.agreeing), *against]


def _driver_lines(drivers: Sequence[Driver]) -> list[str]:
    return [driver_line(driver) for driver in drivers[:MOST_DRIVERS]]


def reasons_in_line(reasons: Reasons) -> str:
    """What spoke for a score and what against it, in one line; nothing where nothing spoke for it."""
    told = ", ".join(map(_quoted, reasons.agreeing))
    against = f" · against it: {_quoted(reasons.against)}" if reasons.against else ""
    return f"for {told}{against}" if told else ""


def _quoted(driver: Driver) -> str:
    return f"“{escape(flatten(driver.text), limit=_WORDS_LENGTH)}” {signed(driver.weight)}"


def driver_line(driver: Driver) -> str:
    """One word, phrase or sentence that decided, with its weight."""
    return f"• {_quoted(driver)}"


def drivers_in_line(drivers: Iterable[Driver]) -> str:
    """What decided, in one line."""
    said = [f"“{escape(flatten(driver.text), limit=60)}” {signed(driver.weight)}" for driver in drivers]
    return ", ".join(said[:MOST_DRIVERS]) or "no word in it weighs either way"
