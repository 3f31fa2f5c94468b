"""Numbers as news tells them: sums of money, percentages, counts, and how exactly each is told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, log10

_AMOUNT = re.compile(
    r"(?<![\w.])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:[ -]?(?P<scale>trillion|billion|million|thousand|tn|bn|mln|mn|[TBMKtbmk](?![A-Za-z])))?"
    r"(?P<share> ?%| percent\b| per cent\b| pct\b)?(?P<basis> ?bps?\b| basis points?\b)?"
    r"(?P<after> dollars\b| cents\b| euros\b| pounds\b)?"
)
_MONEY = re.compile(r"(?:US\$|C\$|A\$|HK\$|[$€£¥₹]|\b(?:USD|EUR|GBP|JPY|INR|Rs\.?) ?)\Z")
_MONEY_CHARS = 5
_SCALES = {
    **dict.fromkeys(("trillion", "tn", "t"), 1e12),
    **dict.fromkeys(("billion", "bn", "b"), 1e9),
    **dict.fromkeys(("million", "mln", "mn", "m"), 1e6),
    **dict.fromkeys(("thousand", "k"), 1e3),
}
_CURRENCIES = {"US$": "$", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "Rs": "₹", "Rs.": "₹"}
_NAMED = {" dollars": "$", " cents": "$", " euros": "€", " pounds": "£"}
_LOOSE = 0.05  # how far two tellings of one number may lie apart when one is rounded
_SMALL = 13  # counts below it are too common to tell anything: "3 stocks", "iPhone 12"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit ("$", "%", "" for a count) and the size of its last digit told."""

    unit: str
    value: float
    step: float

    def is_about(self, other: "Amount") -> bool:
        """True when both can be tellings of one number."""
        apart = abs(self.value - other.value)
        return (
            self.unit == other.unit
            and apart <= max(self.step, other.step) * 0.51
            and apart <= _LOOSE * max(self.value, other.value)
        )

    @property
    def term(self) -> str:
        """Stand for the number in an index: its unit and two leading digits."""
        if not self.value:
            return f"#{self.unit}0"
        size = floor(log10(self.value))
        return f"#{self.unit}{round(self.value / 10 ** (size - 1))}e{size - 1}"


def read_amounts(text: str) -> tuple[Amount, ...]:
    """Read all numbers of a text but years and small counts."""
    found = (_to_amount(match) for match in _AMOUNT.finditer(text))
    return tuple(dict.fromkeys(amount for amount in found if amount is not None))


def shared(some: Iterable[Amount], others: Iterable[Amount]) -> list[Amount]:
    """List those of `some` that `others` tell too."""
    others = tuple(others)
    return [amount for amount in some if any(amount.is_about(other) for other in others)]


def _to_amount(match: re.Match[str]) -> Amount | None:
    digits = match["number"].replace(",", "")
    scale = 0.01 if match["after"] == " cents" else _SCALES.get((match["scale"] or "").lower(), 1.0)
    unit = _unit(match)
    value = float(digits) * scale
    if unit == "" and scale == 1.0 and (value < _SMALL or _is_year(digits, match["number"])):
        return None
    decimals = len(digits.partition(".")[2])
    return Amount(unit, value, scale * 10.0**-decimals)


def _unit(match: re.Match[str]) -> str:
    if match["share"]:
        return "%"
    if match["basis"]:
        return "bp"
    start = match.start()
    if money := _MONEY.search(match.string, max(0, start - _MONEY_CHARS), start):
        sign = money[0].strip()
        return _CURRENCIES.get(sign, sign)
    return _NAMED.get(match["after"] or "", "")


def _is_year(digits: str, written: str) -> bool:
    return len(digits) == 4 and digits == written and digits[:2] in {"19", "20"}
