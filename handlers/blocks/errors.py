"""What people are told when something was not understood, can't be done, or broke."""

from handlers.blocks.message import SlackMessage, compose, sentence
from handlers.blocks.mrkdwn import escape, flatten
from handlers.blocks.parts import section
from handlers.grammar import UsageProblem

_SENTENCE_LENGTH = 1_500
_COMMAND_LENGTH = 1_000


def render_problem(problem: UsageProblem) -> SlackMessage:
    """Say what was not understood, and how it may have been meant."""
    what = escape(flatten(problem.what), limit=_SENTENCE_LENGTH)
    if problem.nearest is None:
        return sentence(what)
    right = code(problem.nearest)
    return compose(f"{what} Try {right}", [section(what, f"Try {right}")])


def render_refusal(what: str) -> SlackMessage:
    """Say that something can't be done as asked."""
    return sentence(escape(flatten(what), limit=_SENTENCE_LENGTH))


def render_failure(what: str, *, reference: str) -> SlackMessage:
    """Say that something broke, with the reference it is logged under."""
    return sentence(f"{escape(flatten(what), limit=_SENTENCE_LENGTH)} Reference: `{reference}`")


def render_patience() -> SlackMessage:
    """Say that the answer takes a moment."""
    return sentence("That takes a moment; the answer is on its way.")


def code(command: str) -> str:
    """Show a command to be copied."""
    return f"`{escape(flatten(command).replace('`', chr(39)), limit=_COMMAND_LENGTH)}`"
