"""Findings: what hand-written financial knowledge reads in one sentence, each with a sign and a reason.

Direction x metric ("loss narrows" is good, "costs jump" is bad), comparison of numbers ("to 13.1 mn from
8.7 mn"), plain good and bad news, negation. Each finding has a role: the main clause says more than the
cause behind "as", and more than what stands behind "despite". How much a finding weighs, the model learns.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from feeds.scoring.comparisons import BELOW_ZERO, comparisons
from feeds.scoring.lines import Line
from feeds.scoring.signs import DIRECTIONS, METRICS, PLAIN

_LEFT_REACH = 8  # lexemes between a metric and the direction behind it
_RIGHT_REACH = 5
_NEAR = 2
_NEGATION_REACH = 3
_NEGATED = -0.6
_UNDONE = frozenset({"win", "deal"})  # what can be called off
_UNDOING_REACH = 7
_BARE = 0.8  # a direction of nothing in particular
_TELLING = frozenset({*DIRECTIONS, *PLAIN, "from", "compared", "than", "despite"})
_ASIDES = {"as": "cause", "despite": "despite"}
_TURNS = frozenset({*_ASIDES, "stop", "but", "comma"})
_BORDERS = frozenset({"stop", "but", "despite", "query"})
_STOPS_BEFORE = _BORDERS | {"as"}
_STOPS_BEHIND = _BORDERS | {"as", "comma", "from", "num"}


@dataclass(frozen=True, slots=True)
class Finding:
    """Lexemes `start` to `end` say something good (sign > 0) or bad; `rule` names why, `role` where."""

    start: int
    end: int
    sign: float
    rule: str
    role: str = "main"

    @property
    def claim(self) -> tuple[float, str]:
        """What it says and where, whatever the reason."""
        return self.sign, self.role


def read(line: Line) -> list[Finding]:
    """All findings of one sentence, in order."""
    kinds = line.kinds
    told = [(n, kind) for n, kind in enumerate(kinds) if kind]
    telling = [(n, kind) for n, kind in told if kind in _TELLING]
    if not telling and kinds.count("num") < 2:
        return []
    compared = comparisons(line.items, kinds)
    taken = {n for one in compared for n in range(one.start, one.end) if line.stems[n] in BELOW_ZERO}
    found = [
        *(Finding(one.start, one.end, one.sign, one.rule) for one in compared),
        *_moves(telling, kinds, taken=taken),
    ]
    found += [Finding(n, n + 1, PLAIN[kind], kind) for n, kind in telling if kind in PLAIN and n not in taken]
    found.sort(key=attrgetter("start"))
    turns = _turns(told) if found else []
    return [_placed(one, kinds, turns) for one in found]


def _moves(telling: list[tuple[int, str]], kinds: list[str], *, taken: set[int]) -> Iterator[Finding]:
    for n, kind in telling:
        if kind not in DIRECTIONS:
            continue
        metric = _metric_of(kinds, n)
        if metric is None:
            yield Finding(n, n + 1, _BARE * DIRECTIONS[kind], f"bare {kind}")
            continue
        moved = kinds[metric]
        if moved in PLAIN:
            taken.add(metric)
        yield Finding(
            min(n, metric), max(n, metric) + 1, DIRECTIONS[kind] * METRICS[moved], f"{kind} {moved}"
        )


def _metric_of(kinds: list[str], place: int) -> int | None:
    """The metric a direction moves: right behind it ("cuts costs"), else before it, else farther behind."""
    near, end = min(len(kinds), place + _NEAR + 1), min(len(kinds), place + _RIGHT_REACH + 1)
    start = max(-1, place - _LEFT_REACH - 1)
    found = _metric_at(kinds, range(place + 1, near), stops=_STOPS_BEHIND)
    if found is None:
        found = _metric_at(kinds, range(place - 1, start, -1), stops=_STOPS_BEFORE)
    return _metric_at(kinds, range(near, end), stops=_STOPS_BEHIND) if found is None else found


def _metric_at(kinds: list[str], places: range, *, stops: frozenset[str]) -> int | None:
    """The first metric in these places that no stop stands before."""
    for n in places:
        kind = kinds[n]
        if kind in METRICS:
            return n
        if kind in stops:
            break
    return None


def _turns(told: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Where the main clause, a cause or a concession begins, and which; the last one first."""
    role, began = "main", 0
    turns = [(0, role)]
    for n, kind in told:
        if kind not in _TURNS:
            continue
        if kind in _ASIDES:
            role, began = _ASIDES[kind], n
        elif kind != "comma" or (role != "main" and began <= 1):
            role = "main"
        turns.append((n, role))
    return turns[::-1]


def _placed(found: Finding, kinds: list[str], turns: list[tuple[int, str]]) -> Finding:
    role = next(role for n, role in turns if n <= found.start)
    window = kinds[max(0, found.start - _NEGATION_REACH) : found.end]
    is_negated = ("not" in window and "stop" not in window) or _is_undone(found, kinds)
    if is_negated:
        return Finding(found.start, found.end, found.sign * _NEGATED, f"not {found.rule}", role)
    return found if role == found.role else Finding(found.start, found.end, found.sign, found.rule, role)


def _is_undone(found: Finding, kinds: list[str]) -> bool:
    """True for "supply agreement worth 20 mn is terminated" and "cancels supply agreement"."""
    if found.rule not in _UNDONE or "halt" not in kinds:
        return False
    for kind in kinds[found.end : found.end + _UNDOING_REACH]:
        if kind in _BORDERS or kind in {"comma", "as"}:
            break
        if kind == "halt":
            return True
    return "halt" in kinds[max(0, found.start - _NEGATION_REACH) : found.start]
