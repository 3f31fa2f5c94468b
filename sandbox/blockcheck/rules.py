"""The small language the tables are written in: each rule goes through a value and yields problems."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing Slack would not take, and where it stands."""

    message: str
    pointer: str

    def __str__(self) -> str:
        return f"{self.message} [json-pointer:{self.pointer}]"


Problems = Iterator[Problem]
Rule = Callable[[Any, str], Problems]

ANY_NUMBER = (-(10**15), 10**15)
_SCHEMES = frozenset({"http", "https", "mailto", "slack", "tel"})


def string(*, most: int | None = None, least: int = 1) -> Rule:
    """A string of `least` to `most` characters."""

    def rule(value: Any, at: str) -> Problems:
        if not isinstance(value, str):
            yield Problem("must provide a string", at)
        elif len(value) < least or (least and not value.strip()):
            yield Problem(f"must be more than {least - 1} characters", at)
        elif most is not None and len(value) > most:
            yield Problem(f"must be less than {most + 1} characters", at)

    return rule


def one_of(*allowed: str) -> Rule:
    """One of a few words."""

    def rule(value: Any, at: str) -> Problems:
        if value not in allowed:
            yield Problem("must be a valid enum value", at)

    return rule


def boolean(value: Any, at: str) -> Problems:
    """True or false."""
    if not isinstance(value, bool):
        yield Problem("must provide a boolean", at)


def number(low: float = ANY_NUMBER[0], high: float = ANY_NUMBER[1], *, is_whole: bool = True) -> Rule:
    """A number from `low` to `high`."""

    def rule(value: Any, at: str) -> Problems:
        kinds = int if is_whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds):
            yield Problem("must provide an integer" if is_whole else "must provide a number", at)
        elif not low <= value <= high:
            yield Problem(f"must be between {low:g} and {high:g}", at)

    return rule


def url(*, most: int = 3000) -> Rule:
    """An address with a scheme Slack follows."""
    length = string(most=most)

    def rule(value: Any, at: str) -> Problems:
        problems = list(length(value, at))
        yield from problems
        if not problems and not _is_url(value):
            yield Problem("must be a valid URL", at)

    return rule


def _is_url(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    has_place = bool(parts.netloc) or parts.scheme in ("mailto", "tel", "slack")
    return parts.scheme in _SCHEMES and has_place and not set(value) & set(" <>\n\t")


def items(of: Rule, *, most: int, least: int = 1) -> Rule:
    """A list of `least` to `most` things that each follow a rule."""

    def rule(value: Any, at: str) -> Problems:
        if not isinstance(value, list):
            yield Problem("must provide an array", at)
            return
        if len(value) < least:
            yield Problem(f"no fewer than {least} items allowed", at)
        if len(value) > most:
            yield Problem(f"no more than {most} items allowed", at)
        for position, item in enumerate(value):
            yield from of(item, f"{at}/{position}")

    return rule


def shape(
    required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None, *, also: tuple[Rule, ...] = ()
) -> Rule:
    """An object with exactly these properties; the `also` rules see it when all of them are right."""
    known = {**required, **(optional or {})}

    def rule(value: Any, at: str) -> Problems:
        if not isinstance(value, dict):
            yield Problem("must provide an object", at)
            return
        problems = [Problem(f"missing required field: {name}", at) for name in required if name not in value]
        for name, inner in value.items():
            if name in known:
                problems += known[name](inner, f"{at}/{name}")
            elif name != "type":
                problems.append(Problem(f"invalid additional property: {name}", at))
        yield from problems
        if not problems:
            for extra in also:
                yield from extra(value, at)

    return rule


def by_type(table: Mapping[str, Rule]) -> Rule:
    """An object whose `type` names the rule it follows."""

    def rule(value: Any, at: str) -> Problems:
        if not isinstance(value, dict):
            yield Problem("must provide an object", at)
        elif "type" not in value:
            yield Problem("missing required field: type", at)
        elif not isinstance(value["type"], str) or value["type"] not in table:
            yield Problem(f"unsupported type: {value['type']}", f"{at}/type")
        else:
            yield from table[value["type"]](value, at)

    return rule


def exactly_one(*names: str) -> Rule:
    """Exactly one of these properties."""

    def rule(value: Any, at: str) -> Problems:
        count = sum(name in value for name in names)
        if count == 0:
            yield Problem(f"missing required field: {names[0]}", at)
        elif count > 1:
            yield Problem(f"only one of {', '.join(names)} is allowed", at)

    return rule


def at_least_one(*names: str) -> Rule:
    """One of these properties at least."""

    def rule(value: Any, at: str) -> Problems:
        if not any(name in value for name in names):
            yield Problem(f"missing required field: {names[0]}", at)

    return rule


def unique(name: str, *, within: str) -> Rule:
    """No two objects of the list `within` share the value of `name`."""

    def rule(value: Any, at: str) -> Problems:
        seen = set()
        for position, item in enumerate(value[within]):
            key = item.get(name) if isinstance(item, dict) else None
            if key is not None and key in seen:
                yield Problem(f"`{name}` {key!r} already exists", f"{at}/{within}/{position}/{name}")
            seen.add(key)

    return rule
