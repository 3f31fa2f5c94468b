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
from handlers.grammar import UsageProblem, parse_alerts, parse_options
from handlers.grammar.options import Wrong, read_option
from handlers.grammar.queries import Subscribe
from handlers.grammar.values import read_number
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
    """What is wrong in the alert modal, at each input, in the words of that input alone."""
    found = _errors(parse_alerts(wanted_text(values)), at=WHAT) | rules_errors(values)
    if found or not isinstance(parse_alerts(alert_text(values)), UsageProblem):
        return found
    return {WHAT: "The options in it contradict the inputs below; give each in one place."}


def rules_errors(values: Values) -> Errors:
    """What is wrong in the rules of the alert or edit modal, at each input."""
    found = _minimum_errors(value_of(values, MIN))
    found |= _errors(parse_options(value_of(values, OPTIONS)), at=OPTIONS)
    return found or _contradictions(values)


def _minimum_errors(minimum: str) -> Errors:
    read = read_option("min", minimum) if minimum else None
    if not isinstance(read, Wrong):
        return {}
    is_number = read_number(minimum) is not None
    like = read.meant if read.meant not in {None, "0", "1"} else "0.35"
    wrong = (
        f"{minimum} is out of bounds: give a number" if is_number else f"“{minimum}” is no number: give one"
    )
    return {MIN: f"{wrong} from 0 to 1, like {like}."}


def _contradictions(values: Values) -> Errors:
    """Further options that say otherwise than an input of their own."""
    minimum, direction, when = _input_words(values)
    options = value_of(values, OPTIONS)
    for label, word in (("Minimum score", minimum), ("Direction", direction), ("When", when)):
        if word and isinstance(parse_options(f"{word} {options}"), UsageProblem):
            return {OPTIONS: f"This contradicts “{label}” above; give it in one place."}
    return {}


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
    return [word for word in (*_input_words(values), value_of(values, OPTIONS)) if word]


def _input_words(values: Values) -> tuple[str, str, str]:
    """What the inputs for score, direction and time say, as options; "" for what is as usual."""
    minimum, direction, when = (value_of(values, at) for at in (MIN, DIRECTION, WHEN))
    return (
        f"min:{minimum}" if minimum else "",
        "" if direction == BOTH else direction,
        "" if when == AT_ONCE else when,
    )


def _errors(read: object, *, at: str) -> Errors:
    if not isinstance(read, UsageProblem):
        return {}
    nearest = (read.nearest or "").removeprefix("/alerts subscribe").strip()
    return {at: f"{read.what} Try: {nearest}" if nearest else read.what}
