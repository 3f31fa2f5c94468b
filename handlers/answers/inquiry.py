"""A question about companies on its way to an answer: told in a command, or in plain English. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from feeds.types.reports import Window
from feeds.types.scores import Polarity
from handlers.grammar.ticker import COMMAND
from handlers.grammar.values import say_duration
from handlers.language.questions import AskAbout
from handlers.language.saying import say_again


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Companies in somebody's words, over a window; `again` asks the same about other words.

    `without` are words for companies left out of those. `direction` is which news are wanted, from which end
    companies are compared, or what the asker takes their tone to be.
    """

    words: Sequence[str]
    window: Window
    again: Callable[[Sequence[str]], str]
    without: Sequence[str] = ()
    direction: Polarity | None = None

    def plainly(self, symbols: Sequence[str]) -> str:
        """The question about these companies, as it would be asked in a message."""
        return self.again([f"${symbol}" for symbol in symbols]).removeprefix(f"{COMMAND} ")


def from_command(words: Sequence[str], window: Window) -> Inquiry:
    """What `/ticker` asks."""
    length = say_duration(window.length)
    return Inquiry(words, window, lambda others: f"{COMMAND} {' '.join(others)} {length}")


def from_question(question: AskAbout) -> Inquiry:
    """What a sentence asks."""
    return Inquiry(
        (*question.names, *question.listed),
        question.window,
        lambda others: say_again(question, others),
        without=question.without,
        direction=question.direction,
    )
