"""Counted lengths of time: "3 weeks", "a couple of days", "90 min", "1.5 weeks"."""

from datetime import timedelta

NUMBERS = {
    word: float(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905 - a table
    )
} | {"a": 1.0, "an": 1.0, "couple": 2.0, "few": 3.0, "half": 0.5}
_WORDS = "|".join(word for word in NUMBERS if word not in {"a", "an", "half", "couple", "few"})
_FEW = r"half\s+an?|half|(?:a\s+)?couple(?:\s+of)?|(?:a\s+)?few"
COUNT = rf"(?P<count>\d{{1,4}}(?:\.\d{{1,2}})?|{_FEW}|{_WORDS}|an?)"
SOME = rf"(?P<count>{_FEW}|{_WORDS.replace('zero|one|', '')})"
UNIT = (
    r"(?P<unit>min(?:ute)?s?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mos?|months?|mths?|q|qtrs?|quarters?|y|yrs?|years?"
    r"|decades?)"
)
LONG_UNIT = (
    r"(?P<unit>min(?:ute)?s?|hrs?|hours?|days?|wks?|weeks?|months?|mths?|quarters?|yrs?|years?|decades?)"
)

_HOURS = {"min": 1 / 60, "h": 1, "d": 24, "w": 168, "m": 720, "q": 2160, "y": 8760, "dec": 87600}


def read_count(said: str) -> float:
    """Read what COUNT matches."""
    words = said.lower().split()
    if words[0] == "a" and len(words) > 1:
        words = words[1:]
    return NUMBERS[words[0]] if words[0] in NUMBERS else float(words[0])


def unit_of(said: str) -> str:
    """The sort of unit that UNIT matches: "h", "d", "w", "m" (month), "q", "y", "min" or "dec"."""
    lower = said.lower()
    return next(unit for unit in ("min", "dec", lower[0]) if lower.startswith(unit))


def length_of(count: float, unit: str) -> timedelta:
    """So many of a unit; a month is 30 days, a quarter 90, a year 365, and so are twelve months."""
    sort = unit_of(unit)
    if sort == "m" and count % 12 == 0:
        sort, count = "y", count / 12
    return timedelta(hours=count * _HOURS[sort])


def days_of(count: float, unit: str) -> int | None:
    """So many of a unit in whole days; None for less or none."""
    length = length_of(count, unit)
    return length.days if length and not length % timedelta(days=1) else None


def say_count(count: float, noun: str) -> str:
    """A count with its noun: "1 day", "1.5 weeks"."""
    return f"{count:g} {noun}{'' if count == 1 else 's'}"
