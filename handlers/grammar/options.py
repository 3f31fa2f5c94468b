"""The options of `/alerts subscribe`: each key with what reads its value, collected into Rules."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from feeds.errors import UsageError
from feeds.policy import filters
from feeds.types.scores import Polarity
from feeds.types.subscriptions import Digest, DigestKind, QuietHours, Rules
from handlers.grammar.problems import nearest_word
from handlers.grammar.values import guess_time, read_number, read_time
from handlers.grammar.zones import find_zone, nearest_zone

MOST_PER_DAY = 1000

_ESCAPE = re.compile(r"\\[A-Za-z]")  # of a pattern, such as \b
_FILTER_WORD = re.compile(r"\w[\w'&-]*")
_DASHES = str.maketrans({"\u2013": "-", "\u2014": "-"})


@dataclass(frozen=True, slots=True)
class Wrong:
    """A value that can't be read: why, and the value that may have been meant, if any was."""

    why: str
    meant: str | None


@dataclass(frozen=True, slots=True)
class Setting:
    """One field of Rules and what to put there."""

    field: str
    value: Any

    def apply(self, rules: Rules) -> Rules:
        """Put it there."""
        return replace(rules, **{self.field: self.value})


def read_option(key: str, value: str) -> Setting | Wrong:
    """Read the value of one of OPTIONS."""
    return OPTIONS[key](value)


def _share(field: str, *, example: str) -> Callable[[str], Setting | Wrong]:
    """Read a number from 0 to 1."""

    def read(value: str) -> Setting | Wrong:
        number = read_number(value)
        if number is None:
            return Wrong(f"“{value}” is not a number", _guess_share(value) or example)
        if not 0 <= number <= 1:
            return Wrong(f"“{value}” is out of bounds: from 0 to 1", _guess_share(value) or "1")
        return Setting(field, number)

    return read


def _guess_share(value: str) -> str | None:
    """Find the share meant by "35%", "35", "0,35" or "-0.35"."""
    number = read_number(value.rstrip("%").replace(",", ".").lstrip("-"))
    if number is None:
        return None
    share = number / 100 if "%" in value or number > 10 else min(number, 1)
    return f"{share:g}" if share <= 1 else None


def _digest(value: str) -> Setting | Wrong:
    match value.casefold().split("@"):
        case ["hourly"]:
            return Setting("digest", Digest(DigestKind.HOURLY))
        case ["open"]:
            return Setting("digest", Digest(DigestKind.OPEN))
        case ["weekdays", at] if (moment := read_time(at)) is not None:
            return Setting("digest", Digest(DigestKind.WEEKDAYS, moment))
        case [at] if (moment := read_time(at)) is not None:
            return Setting("digest", Digest(DigestKind.DAILY, moment))
        case _:
            return Wrong(f"“{value}” is not one of hourly, 08:30, weekdays@08:30, open", _guess_digest(value))


def _guess_digest(value: str) -> str:
    word, _, at = value.casefold().partition("@")
    moment = guess_time(at or word)
    if nearest_word(word, ("weekdays", "workdays")):
        return f"weekdays@{moment or '08:30'}"
    if moment is not None:
        return moment
    return nearest_word(word, ("hourly", "open"), cutoff=0.5) or "08:30"


def _quiet(value: str) -> Setting | Wrong:
    start, _, end = value.translate(_DASHES).partition("-")
    read = (read_time(start), read_time(end))
    match read:
        case (time() as begins, time() as ends) if begins != ends:
            return Setting("quiet", QuietHours(begins, ends))
        case (time(), time()):
            return Wrong(f"“{value}” begins when it ends", "22:00-07:00")
        case _:
            guessed = (guess_time(start.strip()) or "22:00", guess_time(end.strip()) or "07:00")
            meant = "-".join(guessed) if guessed[0] != guessed[1] else "22:00-07:00"
            return Wrong(f"“{value}” is not a span of time like 22:00-07:00", meant)


def _max(value: str) -> Setting | Wrong:
    number = read_number(value)
    if number is None or number != int(number):
        return Wrong(f"“{value}” is not a whole number", "20")
    if not 1 <= number <= MOST_PER_DAY:
        return Wrong(
            f"“{value}” is out of bounds: from 1 to {MOST_PER_DAY}", "1" if number < 1 else str(MOST_PER_DAY)
        )
    return Setting("max_per_day", int(number))


def _zone(value: str) -> Setting | Wrong:
    zone = find_zone(value)
    if zone is None:
        meant = nearest_zone(value)
        example = "" if meant else "; one is named like Europe/Berlin or America/New_York"
        return Wrong(f"“{value}” is no time zone{example}", meant)
    return Setting("timezone", zone)


def _filter(field: str) -> Callable[[str], Setting | Wrong]:
    """Read an expression of words, which must be one that items can be filtered by."""

    def read(value: str) -> Setting | Wrong:
        try:
            filters.parse(value)
        except UsageError as error:
            return Wrong(str(error), guess_filter(value))
        return Setting(field, value)

    return read


def guess_filter(value: str) -> str | None:
    """Find the expression that may have been meant: parentheses closed, else the words alone."""
    closed = value + ")" * (value.count("(") - value.count(")"))
    if _is_filter(closed) and '"' not in closed:
        return f'"{closed}"'
    words = [
        word
        for word in _FILTER_WORD.findall(_ESCAPE.sub(" ", value))
        if word.upper() not in {"AND", "OR", "NOT"}
    ]
    joined = (" OR " if "|" in value else " AND ").join(words)
    return f'"{joined}"' if joined else None


def _is_filter(value: str) -> bool:
    try:
        filters.parse(value)
    except UsageError:
        return False
    return True


OPTIONS: Mapping[str, Callable[[str], Setting | Wrong]] = {
    "min": _share("min_score", example="0.35"),
    "relevance": _share("min_relevance", example="0.5"),
    "include": _filter("include"),
    "exclude": _filter("exclude"),
    "digest": _digest,
    "quiet": _quiet,
    "break": _share("break_through", example="0.6"),
    "max": _max,
    "tz": _zone,
}

DIRECTIONS: Mapping[str, Polarity] = {"positive": Polarity.POSITIVE, "negative": Polarity.NEGATIVE}
CONFIRM = "confirm"
