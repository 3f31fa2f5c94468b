"""Slips of the pen in words of time, put right where nothing else can be meant: "thsi week", "last mnth"."""

import re

_WHICH = {
    "thsi": "this", "tihs": "this", "htis": "this", "thsis": "this", "ths": "this", "lsat": "last",
    "lst": "last", "alst": "last", "lats": "last", "lastt": "last", "pst": "past", "psat": "past",
    "apst": "past",
    "nxt": "next", "netx": "next", "enxt": "next",
}  # fmt: skip
_UNITS = (
    "week", "month", "quarter", "year", "weekend", "fortnight", "minute", "morning", "afternoon", "evening",
    "night",
)  # fmt: skip
_COUNTED = (
    "days", "weeks", "fortnights", "months", "quarters", "years", "hours", "minutes", "day", "week", "month",
    "hour", "year",
)  # fmt: skip
_ALONE = (
    "yesterday", "november", "september", "december", "february", "january", "october", "august",
    "thursday", "wednesday", "saturday", "tuesday",
)  # fmt: skip
_SHORT = {
    "todya": "today", "tody": "today", "tdoay": "today", "toady": "today", "2day": "today",
    "2morrow": "tomorrow", "tmrw": "tomorrow", "tomorow": "tomorrow", "tommorow": "tomorrow",
    "tommorrow": "tomorrow", "firday": "friday", "frday": "friday", "mondya": "monday", "munday": "monday",
    "sundya": "sunday", "teusday": "tuesday", "wensday": "wednesday",
}  # fmt: skip
_WORDS_OF_THEIR_OWN = frozenset(
    {"wee", "moth", "moths", "das", "dally", "nigh", "your", "yea", "even", "mint"}
)
_BEHIND = re.compile(
    rf"(?<![\w$])(?P<which>this|last|past|next|{'|'.join(_WHICH)}|\d{{1,3}})(?P<gap>\s+)(?P<word>[a-z]{{2,10}})"
    r"(?![\w.])",
    re.IGNORECASE,
)
_LONG = re.compile(r"(?<![\w$])[2a-z]{4,11}(?![\w.])", re.IGNORECASE)


def put_right(text: str) -> str:
    """Put words of time right."""
    return _LONG.sub(_alone, _BEHIND.sub(_behind, text))


def _behind(match: re.Match[str]) -> str:
    """A unit behind "this" or a number; "this" before a unit."""
    which, word = match["which"], match["word"].lower()
    meant = _meant(word, _COUNTED if which.isdigit() else _UNITS)
    if meant is None:
        return match.group()
    return f"{_WHICH.get(which.lower(), which)}{match['gap']}{match['word'] if meant == word else meant}"


def _meant(word: str, known: tuple[str, ...]) -> str | None:
    """The word itself, or the one of which it is a slip."""
    if word in known:
        return word
    if word in _WORDS_OF_THEIR_OWN or len(word) < 3:
        return None
    return next((one for one in known if is_slip(word, one)), None)


def _alone(match: re.Match[str]) -> str:
    word = match.group().lower()
    if word in _SHORT:
        return _SHORT[word]
    if word in _ALONE or not (word[0] in "ynsdfjoatw" and word[-1] in "yrte"):
        return match.group()
    return next((one for one in _ALONE if is_slip(word, one, most=2 if len(one) > 7 else 1)), match.group())


def is_slip(word: str, meant: str, *, most: int = 1) -> bool:
    """True when a letter is missing, doubled or has changed places, twice at most; the first is right."""
    if word[0] != meant[0] or abs(len(word) - len(meant)) > most:
        return False
    return _distance(word, meant) <= most


def _distance(word: str, meant: str) -> int:
    """How many letters to add, leave out or swap with the next; another letter counts double."""
    above: list[int] = []
    row = list(range(len(meant) + 1))
    for at, letter in enumerate(word, 1):
        before, above, row = above, row, [at]
        for to, other in enumerate(meant, 1):
            cost = min(above[to] + 1, row[to - 1] + 1, above[to - 1] + 2 * (letter != other))
            is_swapped = at > 1 < to and letter == meant[to - 2] and word[at - 2] == other
            row.append(min(cost, before[to - 2] + 1) if is_swapped else cost)
    return row[-1]
