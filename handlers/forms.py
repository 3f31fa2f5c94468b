"""What was filled into a modal, read with the slash grammar, and what is wrong at which input. Pure."""

from collections.abc import Callable, Mapping
from typing import Any

from feeds.errors import UsageError
from feeds.types.companies import Found, Resolution
from feeds.types.subscriptions import Rules
from handlers.answers.teaching import Correction
from handlers.blocks.forms import value_of
from handlers.blocks.modals import (
    ABOUT,
    AT_ONCE,
    BOTH,
    DIRECTION,
    LABEL,
    MIN,
    NOT_TICKER,
    OPTIONS,
    TICKER,
    WHAT,
    WHEN,
    WHOLE,
    WORDS,
)
from handlers.grammar import UsageProblem, parse_alerts
from handlers.grammar.queries import Subscribe
from handlers.naming import may_name

Values = Mapping[str, Any]
Errors = dict[str, str]
Resolve = Callable[[str], Resolution]


def alert_text(values: Values) -> str:
    """The alert modal as the words after `/alerts`."""
    return " ".join(("subscribe", value_of(values, WHAT), *_rule_words(values)))


def wanted_text(values: Values) -> str:
    """What the alert modal asks to follow, without its rules."""
    return f"subscribe {value_of(values, WHAT)}"


def alert_errors(values: Values) -> Errors:
    """What is wrong in the alert modal, at each input."""
    found = _errors(what=wanted_text(values), at=WHAT) | rules_errors(values)
    return found or _errors(what=alert_text(values), at=OPTIONS)


def rules_errors(values: Values) -> Errors:
    """What is wrong in the rules of the alert or edit modal, at each input."""
    minimum, options = value_of(values, MIN), value_of(values, OPTIONS)
    found = _errors(what=f"subscribe all min:{minimum}", at=MIN) if minimum else {}
    found |= _errors(what=f"subscribe all {options}", at=OPTIONS)
    return found or _errors(what=" ".join(("subscribe all", *_rule_words(values))), at=OPTIONS)


def rules_of(values: Values, *, zone: str) -> Rules:
    """The rules in a modal that has no errors; `zone` is that of whoever filled it in."""
    match parse_alerts(" ".join(("subscribe all", *_rule_words(values)))):
        case Subscribe() as query:
            return query.by_clock_of(zone).rules
        case _:
            raise UsageError("These options can't be read; nothing was changed.")


def correction_of(values: Values) -> Correction:
    """What the modal says is wrong with an item."""
    about = value_of(values, ABOUT)
    return Correction(
        label=value_of(values, LABEL),
        about="" if about == WHOLE else about,
        not_ticker=value_of(values, NOT_TICKER),
        words=value_of(values, WORDS),
        ticker=value_of(values, TICKER),
    )


def correction_errors(values: Values, *, resolve: Resolve) -> Errors:
    """What is wrong in the modal that says what is wrong."""
    correction = correction_of(values)
    if vote_errors := _vote_errors(values):
        return vote_errors
    if correction == Correction():
        return {LABEL: "Say what is wrong, here or below."}
    return _name_errors(correction, resolve=resolve)


def _vote_errors(values: Values) -> Errors:
    """What is wrong with a label; of an item about several companies it is meant for the whole or one."""
    label, about = value_of(values, LABEL), value_of(values, ABOUT)
    if label and ABOUT in values and not about:
        return {ABOUT: "Is the label meant for the whole, or for one of the companies?"}
    return {LABEL: "Which label is right?"} if about and not label else {}


def _name_errors(correction: Correction, *, resolve: Resolve) -> Errors:
    if correction.words and not correction.ticker:
        return {TICKER: "Which ticker do these words mean?"}
    if correction.ticker and not correction.words:
        return {WORDS: "Which words mean this ticker?"}
    if correction.words and not may_name(correction.words):
        return {WORDS: "Too common a word to mean one company."}
    if correction.ticker and not isinstance(resolve(correction.ticker), Found):
        return {TICKER: "No listed company has this ticker or exactly this name."}
    return {}


def _rule_words(values: Values) -> list[str]:
    minimum, direction, when = (value_of(values, at) for at in (MIN, DIRECTION, WHEN))
    words = (
        f"min:{minimum}" if minimum else "",
        "" if direction == BOTH else direction,
        "" if when == AT_ONCE else when,
        value_of(values, OPTIONS),
    )
    return [word for word in words if word]


def _errors(*, what: str, at: str) -> Errors:
    read = parse_alerts(what)
    if not isinstance(read, UsageProblem):
        return {}
    return {at: f"{read.what} Try: {_advice(read.nearest)}" if read.nearest else read.what}


def _advice(nearest: str) -> str:
    """The part of a right command that belongs into an input."""
    said = nearest.removeprefix("/alerts subscribe ").removeprefix("all ")
    return said.removeprefix("min:")
