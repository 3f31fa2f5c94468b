"""Says a question again about other words, in words that are read as the same question. Pure."""

from collections.abc import Sequence

from feeds.types.reports import Window
from handlers.grammar.values import say_duration
from handlers.language.questions import AskAbout, AskWhatMoves, Topic

_FORMS = {Topic.REPORT: "{}", Topic.REASONS: "why {}", Topic.NEWS: "{} news", Topic.BEYOND: "{}"}


def say_again(question: AskAbout, names: Sequence[str]) -> str:
    """The same about these names: "why negative $TSLA last week"."""
    asked = _FORMS[question.topic].format(question.direction.value if question.direction else "")
    return " ".join((*asked.split(), *names, _say(question.window)))


def say_movers_again(question: AskWhatMoves) -> str:
    """The same about what moves: "movers last week"."""
    direction = f"most {question.direction.value} names" if question.direction else "movers"
    return f"{direction} {_say(question.window)}"


def _say(window: Window) -> str:
    span = window.called or say_duration(window.length)
    return f"{span} vs {_say(window.against)}" if window.against else span
