"""Two items close up: what speaks for their telling the same event, and how much it weighs."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log1p

from rapidfuzz import fuzz

from feeds.policy.stories.amounts import Amount, shared
from feeds.policy.stories.fingerprint import Fingerprint
from feeds.policy.stories.vetoes import amounts_differ, are_headed_apart

Weigh = Callable[[str], float]

_SMOOTH = 6.0  # about the weight of one rare term: a short headline alone can't be told in full
_MOST_NAMES = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two items have in common. Shares run from 0 to 1, claims are 0 or 1."""

    told: float  # the share of the one headline that the other item tells, the better of both ways
    told_back: float  # the worse of both ways
    body: float  # the share of the shorter item that the longer one tells
    shared_weight: float  # how much the terms tell that both use, squeezed
    wording: float  # how alike the headlines are, letter by letter
    numbers: float  # how little likely it is that they tell the same numbers by chance
    names: float  # the share of up to four names that both tell
    acts: float  # the share of what both headlines say happens that both items tell
    other_acts: float  # the share of it that one of them does not, when both say what happens
    other_subjects: float  # each is about a company that the other does not mention
    other_numbers: float  # the headlines' numbers differ, and none agrees
    other_figures: float  # both tell exact figures, and share none of them
    other_class: float  # the two are of different classes of event
    half_known: float  # one is about a company with a symbol, the other is not and does not name it
    same_thread: float  # both are updates of one live coverage
    is_repeat: float  # one feed tells it again, and not as an update
    days: float  # between them


def gather(one: Fingerprint, other: Fingerprint, *, weigh: Weigh) -> Evidence:
    """Gather what speaks for the same event, and against it; `weigh` says how much a term tells."""
    forth, back = _coverage(one.head, other.all_terms, weigh), _coverage(other.head, one.all_terms, weigh)
    smaller, larger = sorted((one.all_terms, other.all_terms), key=len)
    agreed = shared(one.amounts, other.amounts)
    names = (one.all_terms.intersection(other.names)) | (other.all_terms.intersection(one.names))
    acts = one.acts | other.acts
    told_acts = acts & one.all_terms & other.all_terms
    return Evidence(
        told=max(forth, back),
        told_back=min(forth, back),
        body=_coverage(smaller, larger, weigh),
        shared_weight=log1p(_sum(one.all_terms & other.all_terms, weigh)) / 4,
        wording=fuzz.token_set_ratio(one.title, other.title) / 100,
        numbers=_squeezed(sum(map(_exactness, agreed))),
        names=min(len(names) / _MOST_NAMES, 1.0),
        acts=len(told_acts) / max(len(acts), 1),
        other_acts=1 - len(told_acts) / len(acts) if one.acts and other.acts else 0.0,
        other_subjects=float(_are_of_other_subjects(one, other)),
        other_numbers=float(not agreed and amounts_differ(one, other)),
        other_figures=float(one.has_figures and other.has_figures and not any(it.is_exact for it in agreed)),
        other_class=float(bool(one.events and other.events and one.events.isdisjoint(other.events))),
        half_known=float(_is_half_known(one, other) or _is_half_known(other, one)),
        same_thread=float(one.thread is not None and one.thread == other.thread),
        is_repeat=float(one.feed_id == other.feed_id and not (one.is_update or other.is_update)),
        days=abs(one.at - other.at).total_seconds() / 86_400,
    )


def likeness(evidence: Evidence) -> float:
    """Weigh the evidence: from 0 to 1, one half where it is undecided.

    The weights are those of a logistic regression on labelled pairs, none of them the benchmark's, rounded;
    those of other numbers and figures, of live coverage, repeats and days are set by hand.
    """
    points = (
        -3.9
        + 1.3 * evidence.told
        + 1.5 * evidence.told_back
        + 2.6 * evidence.body
        + 1.5 * evidence.shared_weight
        + 0.6 * evidence.wording
        + 4.8 * evidence.numbers
        + 1.4 * evidence.names
        + 1.2 * evidence.acts
        - 0.8 * evidence.other_acts
        - 1.2 * evidence.other_subjects
        - 2.0 * evidence.other_numbers
        - 1.5 * evidence.other_figures
        - 1.3 * evidence.other_class
        - 2.0 * evidence.half_known
        + 3.0 * evidence.same_thread
        - 2.7 * evidence.is_repeat
        - 1.5 * evidence.days
    )
    return 1 / (1 + exp(-points))


def _are_of_other_subjects(one: Fingerprint, other: Fingerprint) -> bool:
    if one.subjects and other.subjects:
        return bool(one.subjects - other.symbols) and bool(other.subjects - one.symbols)
    return are_headed_apart(one, other)


def _is_half_known(one: Fingerprint, other: Fingerprint) -> bool:
    return bool(one.subjects) and not other.subjects and one.callings.isdisjoint(other.all_terms)


def _coverage(these: frozenset[str], those: frozenset[str], weigh: Weigh) -> float:
    return _sum(these & those, weigh) / (_sum(these, weigh) + _SMOOTH)


def _sum(these: frozenset[str], weigh: Weigh) -> float:
    return sum(map(weigh, these))


def _exactness(amount: Amount) -> float:
    """Say how little likely it is that two tell a number by chance, in digits."""
    exact = min(amount.digits - 0.5, 3.5)
    return exact / 2 if amount.unit in {"%", "bp"} else exact


def _squeezed(digits: float) -> float:
    return digits / (digits + 1.5)
