"""What rules out that two items tell the same event, however alike their words are.

"Q2 results" are not "Q3 results", two companies' appearances at one conference are two stories, and so
are two days' market wraps, two halts, two filings.
"""

from datetime import timedelta

from feeds.policy.stories.amounts import shared
from feeds.policy.stories.fingerprint import Fingerprint
from feeds.policy.stories.genres import Genre

APART = timedelta(hours=48)
_WRAP_APART = timedelta(hours=10)
_HALT_APART = timedelta(minutes=30)
_ROUNDUP = 3  # one subject in so many that both have is no common subject
_TWIN_SHARE = 0.6  # of the other words alike: the first word makes the difference
_SUBSTANCE = 8  # terms of a lead that says something
_SEQUELS = frozenset({"appeal", "complete", "review", "withdraw"})
_OPPOSITES = (("upgrade", "downgrade"), ("approve", "reject"), ("raise", "reduce"))


def rule_out(one: Fingerprint, other: Fingerprint) -> str | None:
    """Say why two items can't tell the same event, whatever their words; None when they can."""
    if abs(one.at - other.at) > APART:
        return "too far apart in time"
    if one.genre is not other.genre:
        return f"{one.genre} is not {other.genre}"
    return (
        _rule_out_subjects(one, other)
        or one.periods.conflict(other.periods)
        or _rule_out_quarters(one, other)
        or _rule_out_opposites(one, other)
        or _rule_out_mould(one, other)
        or _rule_out_series(one, other)
        or _rule_out_count(one, other)
        or _rule_out_sums(one, other)
        or _rule_out_sequel(one, other)
    )


def amounts_differ(one: Fingerprint, other: Fingerprint) -> bool:
    """True when the headlines name numbers of the same unit, and none of either is told by the other."""
    units = {amount.unit for amount in one.title_amounts} & {amount.unit for amount in other.title_amounts}
    return bool(units) and not (
        shared(one.title_amounts, other.amounts) or shared(other.title_amounts, one.amounts)
    )


def are_opposed(one: Fingerprint, other: Fingerprint, this: str, that: str) -> bool:
    """True when one headline says this and the other that, and neither says both."""
    return (_says(one, this, that) and _says(other, that, this)) or (
        _says(one, that, this) and _says(other, this, that)
    )


def _rule_out_subjects(one: Fingerprint, other: Fingerprint) -> str | None:
    if not (one.subjects and other.subjects):
        return _rule_out_names(one, other)
    common = len(one.subjects & other.subjects)
    has_others = one.subjects - other.symbols and other.subjects - one.symbols
    if has_others and not shared(one.title_amounts, other.amounts):
        return f"{_listed(one.subjects)} is not {_listed(other.subjects)}"
    if common and common * _ROUNDUP >= max(len(one.subjects), len(other.subjects)):
        return None
    return f"{_listed(one.subjects)} is not {_listed(other.subjects)}"


def _rule_out_names(one: Fingerprint, other: Fingerprint) -> str | None:
    """Without a common symbol: neither tells of the other's first name, or only the first words differ."""
    first, second = one.opening, other.opening
    if not first or not second or first in other.all_terms or second in one.all_terms:
        return None
    rest, other_rest = one.head - {first}, other.head - {second}
    is_twin = len(rest & other_rest) >= _TWIN_SHARE * min(len(rest), len(other_rest))
    if is_twin or (one.names and other.names):
        return f"{first} is not {second}"
    return None


def _rule_out_quarters(one: Fingerprint, other: Fingerprint) -> str | None:
    if one.quarters and other.quarters and one.quarters.isdisjoint(other.quarters):
        return f"{_listed(one.quarters)} is not {_listed(other.quarters)}"
    return None


def _rule_out_opposites(one: Fingerprint, other: Fingerprint) -> str | None:
    for this, that in _OPPOSITES:
        if are_opposed(one, other, this, that):
            return f"{this} is not {that}"
    return None


def _rule_out_mould(one: Fingerprint, other: Fingerprint) -> str | None:
    """Items from one mould are one story only when all that they tell agrees."""
    apart = abs(one.at - other.at)
    if one.genre is Genre.WRAP and apart > _WRAP_APART:
        return "another session"
    if not one.genre.is_moulded:
        return None
    if one.feed_id == other.feed_id:
        return f"two {one.genre}s of one feed"
    if one.genre is Genre.HALT and apart > _HALT_APART:
        return "another halt"
    return "other numbers" if amounts_differ(one, other) else None


def _rule_out_series(one: Fingerprint, other: Fingerprint) -> str | None:
    """One feed uses one headline for many items, such as filings: then all they say must agree."""
    is_update = one.is_update or other.is_update
    if one.feed_id != other.feed_id or one.title != other.title or is_update:
        return None
    has_text = len(one.all_terms) - len(one.head) >= _SUBSTANCE
    is_same_text = one.all_terms == other.all_terms and one.amounts == other.amounts
    return None if has_text and is_same_text else "one headline of one feed, used again"


def _rule_out_count(one: Fingerprint, other: Fingerprint) -> str | None:
    """Headlines that differ in their digits alone are two of a series, unless one is an update."""
    if one.title == other.title or one.is_update or other.is_update:
        return None
    return "one headline with other numbers" if one.mould == other.mould else None


def _rule_out_sums(one: Fingerprint, other: Fingerprint) -> str | None:
    """Each headline names a first sum or count of its own, and the other item knows nothing of it."""
    if one.is_update or other.is_update:
        return None
    for unit in ("", "$"):
        ours = next((amount for amount in one.title_amounts if amount.unit == unit), None)
        theirs = next((amount for amount in other.title_amounts if amount.unit == unit), None)
        if ours and theirs and not (shared([ours], other.amounts) or shared([theirs], one.amounts)):
            return f"{ours.value:,g} is not {theirs.value:,g}"
    return None


def _rule_out_sequel(one: Fingerprint, other: Fingerprint) -> str | None:
    """One headline tells what came later of the event, and the other item knows nothing of that."""
    later = (_SEQUELS & one.head) - other.all_terms | (_SEQUELS & other.head) - one.all_terms
    return f"only one tells of: {_listed(later)}" if later else None


def _says(item: Fingerprint, this: str, that: str) -> bool:
    """True when the headline says this and not that."""
    return this in item.head and that not in item.head


def _listed(things: frozenset[str]) -> str:
    return "/".join(sorted(things))
