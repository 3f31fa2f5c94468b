"""The index of stories: what came in within a window of time, found by the rarest terms.

Items are added in the order of their ids and forgotten in that order, so every list of the index is a
queue. Items under way, not yet stored, are added last and taken back (see `assign`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import nlargest
from math import log

from feeds.policy.stories.fingerprint import Fingerprint
from feeds.policy.stories.likeness import gather, likeness
from feeds.policy.stories.vetoes import are_headed_apart, rule_out
from feeds.policy.stories.words import usual_share

WINDOW = timedelta(hours=72)
MAX_ITEMS = 40_000
SAME = 0.6
AKIN = 0.15  # and so much like the story's first item, so that a story does not drift
_PRIOR = 3_000  # headlines that the guess about a term's share counts for
_LOOKED_UP = 240  # entries of the index looked at for one item
_CLOSE_UP = 3  # candidates looked at closely
_MIN_SHARE = 0.12  # of the item's own weight that a candidate must share

StoryName = int | str  # the id of a story, or the key of the item that starts it


@dataclass(frozen=True, slots=True)
class Match:
    """The story an item belongs to, how sure that is (0.5 to 1), and by what."""

    story: StoryName
    likeness: float
    why: str


@dataclass(frozen=True, slots=True)
class _Entry:
    story: StoryName
    item: Fingerprint
    seen_at: datetime


@dataclass(slots=True)
class _Opening:
    """The first item of a story that is still remembered, and how many are."""

    item: Fingerprint
    members: int = 0


class _Places(list[int]):
    """The numbers of the entries with a term, oldest first, and for how many more a guess about it counts."""

    __slots__ = ("guessed",)

    def __init__(self, term: str) -> None:
        super().__init__()
        self.guessed = _guess(term)


class _Postings(dict[str, _Places]):
    """Where each term stands."""

    def __missing__(self, term: str) -> _Places:
        places = self[term] = _Places(term)
        return places


def _guess(term: str) -> float:
    return _PRIOR * usual_share(term) + 1


class StoryIndex:
    """What was told lately. Not thread-safe: use it where stories are locked."""

    def __init__(self, *, window: timedelta = WINDOW, max_items: int = MAX_ITEMS) -> None:
        self._window = window
        self._max_items = max_items
        self._entries: dict[int, _Entry] = {}  # by their numbers, given in the order they came
        self._oldest = 0
        self._next = 0
        self._places = _Postings()
        self._openings: dict[StoryName, _Opening] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, item: Fingerprint, *, story: StoryName, seen_at: datetime) -> None:
        """Remember an item and its story; what is older than the window, seen from here, is forgotten."""
        self._entries[self._next] = _Entry(story, item, seen_at)
        for term in item.index_terms:
            self._places[term].append(self._next)
        self._next += 1
        self._openings.setdefault(story, _Opening(item)).members += 1
        while len(self) > self._max_items or self._entries[self._oldest].seen_at < seen_at - self._window:
            self._forget(self._entries.pop(self._oldest), is_oldest=True)
            self._oldest += 1

    def take_back(self, count: int) -> None:
        """Forget the items added last, as if they had never come."""
        for _turn in range(count):
            self._next -= 1
            self._forget(self._entries.pop(self._next), is_oldest=False)

    def match(self, item: Fingerprint) -> Match | None:
        """Find the story that an item tells; None when it is a new one."""
        found: Match | None = None
        weights = _Weights(self._places, total=len(self._entries))
        for entry in self._candidates(item, weights):
            matched = self._compare(item, entry, weights)
            if matched is not None and (found is None or matched.likeness > found.likeness):
                found = matched
        return found

    def _compare(self, item: Fingerprint, entry: _Entry, weights: "_Weights") -> Match | None:
        if _is_same_page(item, entry.item):
            return Match(entry.story, 1.0, "the same page")
        points = _likeness(item, entry.item, weights)
        opening = self._openings[entry.story].item
        if points < SAME or (opening is not entry.item and _likeness(item, opening, weights) < AKIN):
            return None
        return Match(entry.story, points, "")

    def _candidates(self, item: Fingerprint, weights: "_Weights") -> list[_Entry]:
        """List the entries that share most of the item's weight, best first."""
        weight_of = weights.of(item.all_terms.union(item.index_terms))
        rarest_first = sorted([(-weight_of[term], term) for term in item.index_terms])
        floor = _MIN_SHARE * sum([weight * weight for weight, _term in rarest_first])
        looked_up = list(self._look_up(rarest_first))
        ahead = sum([square for square, _numbers in looked_up])
        points: dict[int, float] = {}
        for square, numbers in looked_up:
            # what is first seen where too little weight lies ahead can't reach the floor any more
            for number in numbers if ahead >= floor else points.keys() & numbers:
                points[number] = points.get(number, 0.0) + square
            ahead -= square
        likely = [(score, number) for number, score in points.items() if score >= floor]
        return [self._entries[number] for _score, number in nlargest(_CLOSE_UP, likely)]

    def _look_up(self, rarest_first: list[tuple[float, str]]) -> Iterator[tuple[float, list[int]]]:
        """Give the entries under each term with the square of its weight, until there is no more room."""
        room = _LOOKED_UP
        for weight, term in rarest_first:
            if (numbers := self._places.get(term)) is not None:
                room -= len(numbers)
                if room < 0:
                    return
                yield weight * weight, numbers

    def _forget(self, entry: _Entry, *, is_oldest: bool) -> None:
        for term in entry.item.index_terms:
            places = self._places[term]
            if is_oldest:
                del places[0]
            else:
                places.pop()
            if not places:
                del self._places[term]
        opening = self._openings[entry.story]
        opening.members -= 1
        if not opening.members:
            del self._openings[entry.story]


class _Weights:
    """How much each term tells at this moment: the rarer, the more. Reckoned in batches, which is quicker."""

    def __init__(self, places: Mapping[str, _Places], *, total: int) -> None:
        self._places = places
        self._total = total + _PRIOR
        self._known: dict[str, float] = {}

    def of(self, terms: frozenset[str]) -> dict[str, float]:
        """Give the weights of these terms, among others."""
        known, find, total = self._known, self._places.get, self._total
        for term in terms - known.keys():
            places = find(term)
            count = _guess(term) if places is None else len(places) + places.guessed
            known[term] = log(total / count)
        return known


def _likeness(item: Fingerprint, other: Fingerprint, weights: _Weights) -> float:
    if rule_out(item, other) is not None:
        return 0.0
    return likeness(gather(item, other, weigh=weights.of(other.all_terms).__getitem__))


def _is_same_page(item: Fingerprint, other: Fingerprint) -> bool:
    """True when both are one page; a page that is linked from many items tells nothing."""
    if item.url is None or item.url != other.url:
        return False
    if item.feed_id == other.feed_id:
        return item.is_article or item.title == other.title
    return item.is_article or (rule_out(item, other) is None and not are_headed_apart(item, other))
