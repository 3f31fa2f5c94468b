"""Numbers set against numbers: "EUR 13.1 mn, compared with EUR 8.7 mn", "from 4.2 % to 3.9 %"."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from feeds.scoring.language import stem
from feeds.scoring.lexemes import SCALES, Lexeme
from feeds.scoring.signs import METRICS

_COMPARING = frozenset({"from", "compared", "than"})
_SETTING_OFF = frozenset({"while", "wherea", "("})
_PERCENT = frozenset({"%", "percent", "pct", "pc"})
_REACH = 10  # lexemes between the number and the word that compares
_METRIC_REACH = 16
BELOW_ZERO = frozenset({stem("negative"), "minus", "in the red"})
_SIGNS = frozenset("$\u20ac\u00a3")
_BASIS = frozenset({stem("percentage"), "percent", "pct", "pc", "bps", "basis point", "percentage point"})
_SAME = 1e-9
_MOVE = 1.3


@dataclass(frozen=True, slots=True)
class Comparison:
    """A number now against a number before, of one metric; sign 0 when they are equal."""

    start: int
    end: int
    sign: float
    rule: str


@dataclass(frozen=True, slots=True)
class _Amount:
    place: int
    value: float
    is_percent: bool
    scale: float
    currency: str = ""  # as written beside it; "" when none is


def comparisons(sentence: list[Lexeme], kinds: list[str]) -> list[Comparison]:
    """All comparisons of one sentence."""
    if kinds.count("num") + kinds.count("plus") + kinds.count("minus") < 2:
        return []
    places = [n for n, item in enumerate(sentence) if item.kind in _COMPARING or item.stem in _SETTING_OFF]
    if not places:
        return []
    amounts = _without_conversions(list(_amounts(sentence)), sentence)
    found = (
        _bracketed(n, sentence, kinds, amounts) if sentence[n].text == "(" else _compared(n, kinds, amounts)
        for n in places
    )
    return [one for one in found if one]


def _amounts(sentence: list[Lexeme]) -> Iterator[_Amount]:
    for n, item in enumerate(sentence):
        if item.value is None or _is_date(item):
            continue
        after = sentence[n + 1] if n + 1 < len(sentence) else None
        scale = SCALES.get(after.stem if after else "", 1.0) * item.scale
        sign = -1.0 if _is_below_zero(sentence, n) else 1.0
        yield _Amount(
            n,
            sign * item.value * scale,
            item.stem.endswith("%") or bool(after and after.stem in _PERCENT),
            scale,
            _currency(sentence, n),
        )


def _currency(sentence: list[Lexeme], place: int) -> str:
    """The currency in front of a number, or behind it and its scale."""
    around = (*sentence[max(0, place - 1) : place], *sentence[place + 1 : place + 3])
    return next((item.stem for item in around if _is_currency(item)), "")


def _is_currency(item: Lexeme) -> bool:
    return item.text in _SIGNS or (item.kind == "unit" and item.stem not in _BASIS)


def _without_conversions(amounts: list[_Amount], sentence: list[Lexeme]) -> list[_Amount]:
    """Leave out what only says the amount before it in another currency: "EUR 1.2 mn (USD 1.7 mn)"."""
    found = amounts[:1]
    for amount in amounts[1:]:
        opening = any(item.text == "(" for item in sentence[max(0, amount.place - 2) : amount.place])
        if not (opening and amount.currency and amount.currency != found[-1].currency):
            found.append(amount)
    return found


def _is_below_zero(sentence: list[Lexeme], place: int) -> bool:
    """True beside "a negative EUR 6.1 mn" and "EUR 6.1 mn in the red"."""
    around = sentence[max(0, place - 2) : place + 3]
    return any(item.stem in BELOW_ZERO for item in around)


def _is_date(item: Lexeme) -> bool:
    return item.value is not None and 1985 <= item.value <= 2035 and len(item.text) == 4


def _compared(place: int, kinds: list[str], amounts: list[_Amount]) -> Comparison | None:
    before = next((a for a in amounts if place < a.place <= place + _REACH), None)
    now = next((a for a in reversed(amounts) if place - _REACH <= a.place < place), None)
    if before and kinds[place] == "from":  # "from 8 % to 9 %"
        later = next((a for a in amounts if before.place < a.place <= before.place + 5), None)
        if later and _is_to(kinds, before.place, later.place):
            now = later
    if not (before and now) or now.is_percent != before.is_percent:
        return None
    return _judged(place, now=now, before=before, kinds=kinds)


def _bracketed(
    place: int, sentence: list[Lexeme], kinds: list[str], amounts: list[_Amount]
) -> Comparison | None:
    """A figure before in brackets behind the figure now: "EUR 12.4 mn (9.9)"."""
    before = next((a for a in amounts if place < a.place <= place + 2), None)
    now = next((a for a in reversed(amounts) if place - 2 <= a.place < place), None)
    if not (before and now) or now.is_percent != before.is_percent:
        return None
    if all(item.text != ")" for item in sentence[before.place + 1 : before.place + 3]):
        return None
    if before.scale == 1.0:
        before = replace(before, value=before.value * now.scale)
    return _judged(place, now=now, before=before, kinds=kinds)


def _is_to(kinds: list[str], start: int, end: int) -> bool:
    return "will" in kinds[start:end] and "comma" not in kinds[start:end]


def _judged(place: int, *, now: _Amount, before: _Amount, kinds: list[str]) -> Comparison | None:
    edge = min(now.place, place)
    metric = _metric(kinds, range(edge - 1, max(-1, edge - _METRIC_REACH), -1))
    if metric is None:
        return None
    start, end = min(metric, edge), max(now.place, before.place) + 1
    other = _metric(kinds, range(place, before.place))
    if other is not None and METRICS[kinds[other]] * METRICS[kinds[metric]] < 0:
        return Comparison(start, end, _MOVE * METRICS[kinds[metric]], "swing of sign")
    difference = now.value - before.value
    if abs(difference) <= _SAME:
        return Comparison(start, end, 0.0, "same")
    sign = METRICS[kinds[metric]] * (1 if difference > 0 else -1)
    return Comparison(start, end, sign, f"compared {kinds[metric]}")


def _metric(kinds: list[str], places: range) -> int | None:
    return next((n for n in places if 0 <= n < len(kinds) and kinds[n] in METRICS), None)
