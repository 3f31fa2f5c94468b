"""Two items close up: what speaks for their telling the same event, and how much it weighs."""

from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz import fuzz

from feeds.policy.stories.amounts import shared
from feeds.policy.stories.fingerprint import Fingerprint
from feeds.policy.stories.vetoes import amounts_differ, are_opposed

_AT_ONCE_H = 3.0
_TURNS = frozenset(
    {"appoint", "approve", "layoff", "probe", "recall", "reject", "resign", "settle", "strike", "sue"}
)

Weigh = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two items have in common; shares run from 0 to 1."""

    told: float  # the share of the one headline that the other item tells, the better of both ways
    told_back: float  # the worse of both ways
    body: float  # the share of the shorter item that the longer one tells
    wording: float  # how alike the headlines are, letter by letter
    has_subject: bool  # they are about the same symbol
    events: bool  # they are of the same class of event
    numbers: int  # how many numbers both tell
    is_key: bool  # about the same symbol, both headlines tell the same sum or count
    is_off: bool  # numbers in the headlines differ and none agrees
    is_contrary: bool  # one says up, the other down
    hours: float
    is_turn: bool  # one headline tells of an act, such as an appeal, that the other item does not know
    is_repeat: bool  # one feed tells it again, and not as an update


def gather(one: Fingerprint, other: Fingerprint, *, weigh: Weigh) -> Evidence:
    """Gather what speaks for the same event; `weigh` says how much a term tells."""
    forth, back = _coverage(one.head, other.all_terms, weigh), _coverage(other.head, one.all_terms, weigh)
    smaller, larger = sorted((one.all_terms, other.all_terms), key=len)
    agreed = shared(one.amounts, other.amounts)
    has_subject = not one.subjects.isdisjoint(other.subjects)
    key = shared(one.title_amounts, other.title_amounts)
    return Evidence(
        told=max(forth, back),
        told_back=min(forth, back),
        body=_coverage(smaller, larger, weigh),
        wording=fuzz.token_set_ratio(one.title, other.title) / 100,
        has_subject=has_subject,
        events=not one.events.isdisjoint(other.events),
        numbers=len(agreed),
        is_key=has_subject and any(amount.value >= 1000 for amount in key),
        is_off=not agreed and amounts_differ(one, other),
        is_contrary=are_opposed(one, other, "rise", "fall"),
        hours=abs(one.at - other.at).total_seconds() / 3600,
        is_turn=bool((_TURNS & one.head) - other.all_terms or (_TURNS & other.head) - one.all_terms),
        is_repeat=one.feed_id == other.feed_id and not (one.is_update or other.is_update),
    )


def likeness(evidence: Evidence) -> float:
    """Weigh the evidence: 0.5 and more means the same event."""
    return (
        0.30 * evidence.told
        + 0.25 * evidence.told_back
        + 0.20 * evidence.body
        + 0.10 * evidence.wording
        + 0.08 * evidence.has_subject
        + 0.05 * evidence.events
        + 0.10 * min(evidence.numbers, 3)
        + 0.12 * evidence.is_key
        + 0.05 * (evidence.has_subject and evidence.hours < _AT_ONCE_H)
        - 0.25 * evidence.is_off
        - 0.15 * evidence.is_contrary
        - 0.002 * evidence.hours
        - 0.25 * evidence.is_turn
        - 0.25 * evidence.is_repeat
    )


def _coverage(these: frozenset[str], those: frozenset[str], weigh: Weigh) -> float:
    whole = sum(map(weigh, these))
    return sum(map(weigh, these & those)) / whole if whole else 0.0
