"""Which quarter, year, month or day a headline speaks of: "Q2 results" are not "Q3 results"."""

import re
from dataclasses import dataclass

_QUARTER = re.compile(
    r"(?<!\w)(?:(?:q(?P<q>[1-4])|(?P<nq>[1-4])q|(?P<word>first|second|third|fourth|1st|2nd|3rd|4th)[- ]"
    r"(?:fiscal[- ])?(?P<span>quarter|half))(?:\d\d)?|h(?P<half>[12])"
    r"|(?P<year>full[- ]year|fiscal year|annual results))\b"
)
_NO_QUARTERS: frozenset[str] = frozenset()
_ORDER = {
    "first": "1",
    "1st": "1",
    "second": "2",
    "2nd": "2",
    "third": "3",
    "3rd": "3",
    "fourth": "4",
    "4th": "4",
}
_YEAR = re.compile(r"\b(?:FY ?'?(\d\d)|(?:FY ?)?(20[0-4]\d))\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SHORT = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_DAY = re.compile(
    rf"\b(?P<month>{_SHORT})[a-z]*\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?! ?%)"
    rf"|\b(?P<before>\d{{1,2}})(?:st|nd|rd|th)? (?P<after>{_SHORT})[a-z]*\b"
    r"|\b20\d\d-(?P<m>\d\d)-(?P<d>\d\d)\b"
)
_MONTH = re.compile(
    r"\b(January|February|March|April|June|July|August|September|October|November|December"
    r"|(?<=in )May|(?<=for )May|May(?= sales| deliver| job| CPI| inflation| payroll| report))\b(?! \d\d?\b)"
)
_A_MONTH = re.compile(_SHORT)
_MAY_NAME_A_QUARTER = (
    "quarter",
    "half",
    "year",
    "annual",
    "1q",
    "2q",
    "3q",
    "4q",
    "q1",
    "q2",
    "q3",
    "q4",
    "h1",
    "h2",
)
_WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


@dataclass(frozen=True, slots=True)
class Periods:
    """The spans of time a text names, each kind apart, since a kind that is not named tells nothing."""

    years: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    weekdays: frozenset[str] = frozenset()

    def conflict(self, other: "Periods") -> str | None:
        """Name the kind of span in which the two can't mean the same; None when they can."""
        if self is _NONE or other is _NONE:
            return None
        for kind in ("years", "months", "days", "weekdays"):
            ours, theirs = getattr(self, kind), getattr(other, kind)
            if ours and theirs and ours.isdisjoint(theirs):
                return f"{'/'.join(sorted(ours))} is not {'/'.join(sorted(theirs))}"
        return None


_NONE = Periods()


def read_periods(text: str) -> Periods:
    """Read the spans of time a headline names."""
    names_year, names_month, names_day = "20" in text or "FY" in text, _A_MONTH.search(text), "day" in text
    if not (names_year or names_month or names_day):
        return _NONE  # as most: a glance tells, and one value does for all
    return Periods(
        years=frozenset(short or long[2:] for short, long in _YEAR.findall(text)),
        months=frozenset(month[:3].lower() for month in _MONTH.findall(text)),
        days=frozenset(_day(match) for match in _DAY.finditer(text)),
        weekdays=frozenset(_WEEKDAY.findall(text)),
    )


def read_quarters(text: str) -> frozenset[str]:
    """Read quarters, halves and whole years: {"q2"}, {"h1"}, {"year"}."""
    lower = text.lower()
    if not any(map(lower.__contains__, _MAY_NAME_A_QUARTER)):
        return _NO_QUARTERS
    return frozenset(_quarter(match) for match in _QUARTER.finditer(lower))


def _quarter(match: re.Match[str]) -> str:
    if match["year"]:
        return "year"
    if match["half"]:
        return f"h{match['half']}"
    number = match["q"] or match["nq"] or _ORDER[match["word"]]
    return f"{'h' if match['span'] == 'half' else 'q'}{number}"


def _day(match: re.Match[str]) -> str:
    if match["m"]:
        return f"{int(match['m'])}-{int(match['d'])}"
    month = _MONTHS.index((match["month"] or match["after"]).lower()) + 1
    return f"{month}-{int(match['day'] or match['before'])}"
