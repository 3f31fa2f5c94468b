"""Numbers as news tells them: sums of money, percentages, counts, and how exactly each is told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import floor, log10

_AMOUNT = re.compile(  # a digit first, what stands before it second: so it is found quicker
    r"(?P<number>\d(?<![\w.]\d)(?:\d{0,2}(?:,\d{3})+(?:\.\d+)?|\d*(?:\.\d+)?))"
    r"(?:[ -]?(?P<scale>trillion|billion|million|thousand|trln|bln|mln|tn|bn|mn|[TBMKtbmk](?![A-Za-z])))?"
    r"(?P<share> ?%| percent\b| per cent\b| pct\b)?(?P<basis> ?bps?\b| basis points?\b)?"
    r"(?P<after> dollars\b| cents\b| euros\b| pounds\b)?"
)
_MONEY = re.compile(r"(?:US\$|C\$|A\$|HK\$|[$€£¥₹]|\b(?:USD|EUR|GBP|JPY|INR|Rs\.?) ?)\Z")
_MONEY_CHARS = 5
_QUARTER_POINT = re.compile(r"\b(?:quarter|1/4)[- ](?:percentage[- ])?point\b", re.IGNORECASE)
_SCALES = {
    **dict.fromkeys(("trillion", "trln", "tn", "t"), 1e12),
    **dict.fromkeys(("billion", "bln", "bn", "b"), 1e9),
    **dict.fromkeys(("million", "mln", "mn", "m"), 1e6),
    **dict.fromkeys(("thousand", "k"), 1e3),
}
_CURRENCIES = {"US$": "$", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "Rs": "₹", "Rs.": "₹"}
_NAMED = {" dollars": "$", " cents": "$", " euros": "€", " pounds": "£"}
_LOOSE = 0.05  # how far two tellings of one number may lie apart when one is rounded
_SHARES = frozenset({"%", "bp"})
_NAME_DIGITS = 3
_EXACT_DIGITS = 4
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
        if apart > _LOOSE * max(self.value, other.value):
            return False
        step = max(self.step, other.step)
        is_near = apart <= step * 0.51 if self.unit in _SHARES else apart < step
        return (is_near or apart == 0) and self._may_be_of(other)

    def is_like(self, other: "Amount") -> bool:
        """True when both can be of one quantity: counts, or sums less than twice one another."""
        is_near = 0.5 < self.value / (other.value or 1.0) < 2
        return self.unit == other.unit and (is_near or not self.unit)

    @property
    def digits(self) -> int:
        """How many digits of it are told: the more, the less likely two tell it by chance."""
        return len(str(round(self.value / self.step)).rstrip("0")) if self.value else 1

    @property
    def is_exact(self) -> bool:
        """True for a number that two hardly tell by chance."""
        return self.digits >= _EXACT_DIGITS

    def _may_be_of(self, other: "Amount") -> bool:
        """True for like units; a bare number may be a sum, too: "rev 46.7B"."""
        units = {self.unit, other.unit}
        return len(units) == 1 or ("" in units and units.isdisjoint(_SHARES))

    @property
    def term(self) -> str:
        """Stand for the number in an index: its two leading digits."""
        if not self.value:
            return "#0"
        size = floor(log10(self.value))
        return f"#{round(self.value / 10 ** (size - 1))}e{size - 1}"


def read_amounts(text: str) -> tuple[Amount, ...]:
    """Read all numbers of a text but years and small counts."""
    found = [amount for match in _AMOUNT.finditer(text) if (amount := _to_amount(match)) is not None]
    if "point" in text and _QUARTER_POINT.search(text):
        found.append(Amount("bp", 25.0, 1.0))
    return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)


def shared(some: Iterable[Amount], others: Iterable[Amount]) -> list[Amount]:
    """List those of `some` that `others` tell too."""
    others = tuple(others)
    return [amount for amount in some if any(amount.is_about(other) for other in others)]


def _to_amount(match: re.Match[str]) -> Amount | None:
    written, scale_name, _share, _basis, after = match.groups()
    digits = written.replace(",", "")
    scale = 0.01 if after == " cents" else _SCALES.get(scale_name.lower(), 1.0) if scale_name else 1.0
    unit = _unit(match)
    value = float(digits) * scale
    is_bare = not unit and scale == 1.0
    if is_bare and (value < _SMALL or _is_year(digits, written) or _is_name(match)):
        return None
    return _shared(unit, value, scale * _last_digit(digits))


@lru_cache(maxsize=20_000)
def _shared(unit: str, value: float, step: float) -> Amount:
    """One of all equal amounts."""
    return Amount(unit, value, step)


def _last_digit(digits: str) -> float:
    """The worth of the last digit that is told; a number of full thousands is told in thousands."""
    whole, _point, decimals = digits.partition(".")
    if decimals or not whole.endswith("000"):
        return 10.0 ** -len(decimals)
    return 10.0 ** (len(whole) - len(whole.rstrip("0")))


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


def _is_name(match: re.Match[str]) -> bool:
    """True for a number that is part of a name: "S&P 500", "Boeing 737", "iPhone 17"."""
    before = match.string[: match.start()].rstrip()
    word = before[before.rfind(" ") + 1 :]
    return len(match["number"]) <= _NAME_DIGITS and any(letter.isupper() for letter in word)
