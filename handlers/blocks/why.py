"""Why an item was posted or was not."""

from collections.abc import Sequence

from feeds.queries.why import Account, Told
from feeds.types.decisions import Reason
from handlers.blocks.alert import headline
from handlers.blocks.badge import badge
from handlers.blocks.errors import code
from handlers.blocks.message import SlackMessage, compose
from handlers.blocks.mrkdwn import bold, escape, flatten, local_time
from handlers.blocks.parts import Block, divider, section
from handlers.blocks.phrases import plural
from handlers.blocks.subscriptions import say_wish

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
