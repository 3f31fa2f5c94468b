"""Writes out what people cut short or misspell in spans of time, so that there are fewer ways to read.

"20-27 Nov" becomes "20 Nov to 27 Nov", "thsi week" "this week".
"""

import re

from handlers.language.dates import MONTH, NUMBERED, OF_YEAR
from handlers.language.slips import put_right

_TO = r"\s*(?:-|\u2013|\u2014|\bto\b|\buntil\b|\btill?\b|\bthrough\b|\bthru\b)\s*(?:the\s+)?"
_MONTH_LAST = re.compile(
    rf"(?<![\w$/.,-])(?:(?P<between>between\s+(?:the\s+)?)(?P<one>{NUMBERED})\s+and\s+(?:the\s+)?(?P<two>{NUMBERED})"
    rf"|(?P<first>{NUMBERED}){_TO}(?P<second>{NUMBERED}))\s+(?:of\s+)?(?P<month>{MONTH})(?P<year>{OF_YEAR})?(?![\w-])",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?<![\w$/.,-])(?P<month>{MONTH})\s+(?:the\s+)?(?P<first>{NUMBERED})(?P<to>{_TO}|\s+and\s+(?:the\s+)?)"
    rf"(?P<second>{NUMBERED})(?!\w|[/.:%-]\d|\s+(?:of\s+)?{MONTH}\b)(?P<year>{OF_YEAR})?",
    re.IGNORECASE,
)
_ISO_RANGE = re.compile(r"(?<![\w-])(\d{4}-\d\d-\d\d)\s*(?:/|\.{2,3})\s*(?=\d{4}-\d\d-\d\d(?!\w))")
_WEEK_BEGUN = re.compile(
    r"\bsince\s+(?:the\s+)?(?:start|beginning)\s+of\s+(?:the|this)\s+week\b", re.IGNORECASE
)


def write_out(text: str) -> str:
    """Write out spans between two days of one month, and put slips right."""
    text = _WEEK_BEGUN.sub("this week", put_right(text))
    if not any(sign.isdigit() for sign in text):
        return text
    text = _ISO_RANGE.sub(r"\1 to ", text)
    text = _MONTH_LAST.sub(_month_last, text)
    return _MONTH_FIRST.sub(_month_first, text)


def _month_last(match: re.Match[str]) -> str:
    month = f"{match['month']}{match['year'] or ''}"
    if match["between"]:
        return f"from {match['one']} {month} to {match['two']} {month}"
    return f"{match['first']} {month} to {match['second']} {month}"


def _month_first(match: re.Match[str]) -> str:
    month, year = match["month"], match["year"] or ""
    is_between = re.search(r"between\s+\Z", match.string[: match.start()], re.IGNORECASE)
    if "and" in match["to"] and not is_between:
        return match.group()
    joint = "and" if is_between else "to"
    return f"{match['first']} {month}{year} {joint} {match['second']} {month}{year}"
