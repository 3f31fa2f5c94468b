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
_TWIN_TERMS = 3
_CALLED = 3  # letters by which a longer name may be called
_TWIN_SHARE = 0.6  # of the other words alike: the first word makes the difference
_SUBSTANCE = 8  # terms of a lead that says something
_NO_DIGITS = str.maketrans("", "", "0123456789")
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
        or _rule_out_brokers(one, other)
        or _rule_out_opposites(one, other)
        or _rule_out_mould(one, other)
        or _rule_out_series(one, other)
        or _rule_out_count(one, other)
        or _rule_out_sums(one, other)
        or _rule_out_sequel(one, other)
    )


def amounts_differ(one: Fingerprint, other: Fingerprint) -> bool:
    """True when the headlines tell a number of one unit and size differently, and none of either agrees."""
    is_off = any(mine.is_like(theirs) for mine in one.title_amounts for theirs in other.title_amounts)
    return is_off and not (
        shared(one.title_amounts, other.amounts) or shared(other.title_amounts, one.amounts)
    )


def are_headed_apart(one: Fingerprint, other: Fingerprint) -> bool:
    """True when each begins with a name that the other never tells, a company's with no symbol among them."""
    if not (one.names and other.names):
        return False
    return not (_tells(one, other.names[0]) or _tells(other, one.names[0]))


def _are_opposed(one: Fingerprint, other: Fingerprint, this: str, that: str) -> bool:
    """True when one headline says this and the other that, and neither says both."""
    return (_says(one, this, that) and _says(other, that, this)) or (
        _says(one, that, this) and _says(other, this, that)
    )


def _rule_out_subjects(one: Fingerprint, other: Fingerprint) -> str | None:
    if not (one.subjects and other.subjects):
        return _rule_out_places(one, other) or _rule_out_names(one, other)
    common = len(one.subjects & other.subjects)
    if common and common * _ROUNDUP >= max(len(one.subjects), len(other.subjects)):
        return None
    if not (one.subjects.isdisjoint(other.symbols) or other.subjects.isdisjoint(one.symbols)):
        return None  # each is about what the other mentions
    return f"{_listed(one.subjects)} is not {_listed(other.subjects)}"


def _rule_out_places(one: Fingerprint, other: Fingerprint) -> str | None:
    """Prices, jobs and rates of two countries are two stories."""
    if one.places and other.places and one.places.isdisjoint(other.places):
        return f"{_listed(one.places)} is not {_listed(other.places)}"
    return None


def _rule_out_names(one: Fingerprint, other: Fingerprint) -> str | None:
    """Without a common symbol: each begins with a name that the other never tells, the rest alike."""
    if not are_headed_apart(one, other):
        return None
    rest, other_rest = _beside_name(one), _beside_name(other)
    common, shorter = len(rest & other_rest), min(len(rest), len(other_rest))
    is_twin = shorter >= _TWIN_TERMS and common >= _TWIN_SHARE * shorter
    is_echo = 0 < common >= _TWIN_SHARE * len(rest | other_rest)  # of a few words
    return f"{one.names[0]} is not {other.names[0]}" if is_twin or is_echo else None


def _rule_out_quarters(one: Fingerprint, other: Fingerprint) -> str | None:
    """Each names a quarter, or each a half: of unlike kinds, one may be the other's longer span."""
    if not (one.quarters and other.quarters):
        return None
    for kind in "qh":
        ours, theirs = _of_kind(one.quarters, kind), _of_kind(other.quarters, kind)
        if ours and theirs and ours.isdisjoint(theirs):
            return f"{_listed(ours)} is not {_listed(theirs)}"
    return None


def _rule_out_opposites(one: Fingerprint, other: Fingerprint) -> str | None:
    if one.acts == other.acts:
        return None
    for this, that in _OPPOSITES:
        if _are_opposed(one, other, this, that):
            return f"{this} is not {that}"
    return _rule_out_answer(one, other) or _rule_out_answer(other, one)


def _rule_out_brokers(one: Fingerprint, other: Fingerprint) -> str | None:
    if one.brokers and other.brokers and one.brokers.isdisjoint(other.brokers):
        return f"{_listed(one.brokers)} is not {_listed(other.brokers)}"
    return None


def _rule_out_answer(one: Fingerprint, other: Fingerprint) -> str | None:
    """An answer is another event than what it answers: a bid and its rejection are two stories."""
    if "reject" in one.acts and other.acts and "reject" not in other.all_terms:
        return "a rejection answers it"
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
    is_mould = one.title.translate(_NO_DIGITS) == other.title.translate(_NO_DIGITS)
    return "one headline with other numbers" if is_mould else None


def _rule_out_sums(one: Fingerprint, other: Fingerprint) -> str | None:
    """Each headline names a first sum or count of its own, and the other item knows nothing of it."""
    if one.is_update or other.is_update or not (one.title_amounts and other.title_amounts):
        return None
    for unit in ("", "$"):
        ours = next((amount for amount in one.title_amounts if amount.unit == unit), None)
        theirs = next((amount for amount in other.title_amounts if amount.unit == unit), None)
        if ours and theirs and not (shared([ours], other.amounts) or shared([theirs], one.amounts)):
            return f"{ours.value:,g} is not {theirs.value:,g}"
    return None


def _rule_out_sequel(one: Fingerprint, other: Fingerprint) -> str | None:
    """One headline tells what came later of the event, and the other item knows nothing of that."""
    if one.acts == other.acts:
        return None
    later = (_SEQUELS & one.acts) - other.all_terms | (_SEQUELS & other.acts) - one.all_terms
    return f"only one tells of: {_listed(later)}" if later else None


def _says(item: Fingerprint, this: str, that: str) -> bool:
    """True when the headline says this and not that."""
    return this in item.head and that not in item.head


def _tells(item: Fingerprint, name: str) -> bool:
    """True when an item tells a name, or calls it by more or fewer of its letters: SOL is Solana."""
    return (
        name in item.all_terms
        or name.upper() in item.symbols
        or any(_begins(name, other) or _begins(other, name) for other in item.names)
    )


def _beside_name(item: Fingerprint) -> frozenset[str]:
    """The words of a headline but for the name it begins with."""
    return frozenset(term for term in item.head if term != item.names[0] and not term.startswith("$"))


def _begins(short: str, long: str) -> bool:
    return len(short) >= _CALLED and long.startswith(short)


def _of_kind(quarters: frozenset[str], kind: str) -> frozenset[str]:
    return frozenset(quarter for quarter in quarters if quarter.startswith(kind))


def _listed(things: frozenset[str]) -> str:
    return "/".join(sorted(things))
