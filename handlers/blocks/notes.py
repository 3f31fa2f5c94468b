"""Notes before an answer: what of the question it leaves out, can't keep, or takes for something else."""

from collections.abc import Sequence

from handlers.blocks.errors import code
from handlers.blocks.help import searched
from handlers.blocks.message import SlackMessage, compose, noted
from handlers.blocks.mrkdwn import channel_link, escape
from handlers.blocks.parts import context

_WORD_LENGTH = 60


def render_without(answered: SlackMessage, words: str) -> SlackMessage:
    """An answer about companies, for somebody who named beside them what is none."""
    note = f"I follow listed companies, so this leaves out “{escape(searched(words))}”."
    return noted(note, answered)


def render_half_read(answered: SlackMessage, words: Sequence[str]) -> SlackMessage:
    """An answer to a short question of which not every word was understood."""
    named = ", ".join(f"“{escape(word, limit=_WORD_LENGTH)}”" for word in words)
    note = f"I could not read {named}, so the answer takes no notice of it."
    return noted(note, answered)


def render_beside(explained: SlackMessage, *, command: str) -> SlackMessage:
    """What one of several names is, and the command that asks about the others."""
    rest = f"Without it: {code(command)}"
    return compose(f"{explained.text} {rest}", [*explained.blocks, context(rest)])


def render_beyond(report: SlackMessage) -> SlackMessage:
    """A report in answer to what the news can't tell."""
    note = "I only read the news: no prices, dates or company data, and no advice. This is what it says."
    return noted(note, report)


def render_by_news(dry_run: SlackMessage) -> SlackMessage:
    """A dry run for somebody who asked for a price."""
    note = "Alerts go by the news, not by prices: this one tells of news about it."
    return noted(note, dry_run)


def render_of_all(dry_run: SlackMessage, *, words: Sequence[str]) -> SlackMessage:
    """A dry run for somebody who may have meant a part of the news."""
    option = 'include:"' + " OR ".join(words) + '"'
    note = f"This tells of all news on it; for a part add {code(option)} to `/alerts subscribe`."
    return noted(note, dry_run)


def render_as_it_comes(dry_run: SlackMessage, *, moment: str) -> SlackMessage:
    """A dry run for somebody who named a time at which to be told."""
    note = (
        f"I tell of news as it comes and keep no time like “{escape(moment)}”; a digest comes at one: add "
        f"{code('digest:08:30')} to `/alerts subscribe`, or say “daily at 8:30”."
    )
    return noted(note, dry_run)


def render_for_here(dry_run: SlackMessage, *, wanted: str) -> SlackMessage:
    """A dry run for somebody who named another channel."""
    where = channel_link(wanted)
    note = f"This would come here. For {where} ask me there, or choose it in the form of `/alerts`."
    return noted(note, dry_run)


def render_own_alerts(listed: SlackMessage) -> SlackMessage:
    """The list, for somebody who wants to see, stop or change something, or to know why it was silent."""
    why = f"{code('/alerts why WORDS')} says why something came or did not."
    note = f"Each can be changed, paused or ended here; Home lists yours in all channels. {why}"
    return noted(note, listed)
