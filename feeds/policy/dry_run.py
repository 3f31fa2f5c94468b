"""What a subscription would have posted, found with the very code that routes."""

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from feeds.policy.candidate import of_stored
from feeds.policy.newness import CountsAsNew
from feeds.policy.routing import route
from feeds.policy.schedule import day_start
from feeds.policy.timing import Standing
from feeds.types.decisions import Reason, StoredItem, Verdict
from feeds.types.subscriptions import Routes, Rules, Subscription

DAYS = 7
_HOUR = timedelta(hours=1)
EXAMPLES = 3
MIN_SCORES = (0.0, 0.15, 0.35, 0.6)  # the cuts of the seven labels
MIN_RELEVANCES = (0.0, 0.5, 0.8)

_DROPPED: tuple[dict[str, Any], ...] = (  # by loosening, in this order; never the direction
    {"exclude": None},
    {"include": None},
    {"max_per_day": None},
)


@dataclass(frozen=True, slots=True)
class DryRun:
    """How many of the items would have been posted at once; `examples` are the newest of those.

    `would_fold` would have waited, and been told in `digests` digests; where nothing is told at once the
    examples are of these. `reasons` says what became of every item: its values add up to `of_items`.
    """

    would_post: int
    of_items: int
    examples: tuple[StoredItem, ...]
    reasons: tuple[tuple[Reason, int], ...]
    days: int = DAYS
    would_fold: int = 0
    digests: int = 0


def rehearse(
    subscription: Subscription, items: Iterable[StoredItem], *, routes: Routes, now: datetime
) -> DryRun:
    """Route stored items to one subscription as if each came at its own time. Mutes and holdings count."""
    wish = replace(subscription, is_paused=False)
    mutes = tuple(replace(mute, until=None) for mute in routes.mutes if mute.is_on_at(now))
    alone = replace(routes, subscriptions=(wish,), mutes=mutes)
    told = _Told(wish)
    decided: list[tuple[StoredItem, Verdict]] = []
    for item in sorted(items, key=_came):
        moment = _came(item)[0]
        before = told.standing(item.story_id, now=moment)
        routed = route(of_stored(item), alone, arrival=CountsAsNew(), before=before, now=moment)
        told.note(item.story_id, routed.verdicts[0], now=moment)
        decided.append((item, routed.verdicts[0]))
    return _sum_up(decided)


class _Told:
    """What one wish would have told so far: stories posted and folded, posts a day and an hour."""

    def __init__(self, wish: Subscription) -> None:
        self._wish = wish
        self._posted: set[int] = set()
        self._folded: dict[int, datetime] = {}  # when the story's digest goes out
        self._posts: Counter[datetime] = Counter()
        self._lately: deque[datetime] = deque()  # posts within the hour

    def standing(self, story_id: int, *, now: datetime) -> Standing:
        """How things stand for a story's next item."""
        here = frozenset({self._wish.place})
        while self._lately and self._lately[0] <= now - _HOUR:
            self._lately.popleft()
        is_folded = story_id in self._folded and self._folded[story_id] <= now
        return Standing(
            parents=here if story_id in self._posted else frozenset(),
            folded=here if is_folded else frozenset(),
            posted_today={self._wish.id: self._posts[day_start(self._wish.rules, now=now)]},
            posted_this_hour={self._wish.place: len(self._lately)},
        )

    def note(self, story_id: int, verdict: Verdict, *, now: datetime) -> None:
        """Take down what was decided of an item."""
        if verdict.reason is Reason.POSTED:
            self._posted.add(story_id)
            self._posts[day_start(self._wish.rules, now=now)] += 1
            self._lately.append(now)
        if verdict.hold is not None:
            self._folded.setdefault(story_id, verdict.hold.until)


def _sum_up(decided: Sequence[tuple[StoredItem, Verdict]]) -> DryRun:
    posted = [item for item, verdict in decided if verdict.reason is Reason.POSTED]
    held = [(item, verdict.hold.until) for item, verdict in decided if verdict.hold is not None]
    shown = posted or [item for item, _ in held]
    return DryRun(
        would_post=len(posted),
        of_items=len(decided),
        examples=tuple(reversed(shown[-EXAMPLES:])),
        reasons=tuple(Counter(verdict.reason for _, verdict in decided).most_common()),
        would_fold=len(held),
        digests=len({until for _, until in held}),
    )


def tighten(rules: Rules) -> Rules | None:
    """Ask for the next stronger score, then for more relevance; None when nothing is tighter."""
    score = _next_above(rules.min_score, MIN_SCORES)
    if score is not None:
        return replace(rules, min_score=score)
    relevance = _next_above(rules.min_relevance, MIN_RELEVANCES)
    return None if relevance is None else replace(rules, min_relevance=relevance)


def loosen(rules: Rules) -> Rules | None:
    """Ask for less relevance, then for a weaker score, then drop words and caps; None when nothing is left.

    A direction stays: good news is nothing that somebody who asked for bad news wants a little of.
    """
    relevance = _next_below(rules.min_relevance, MIN_RELEVANCES)
    if relevance is not None:
        return replace(rules, min_relevance=relevance)
    score = _next_below(rules.min_score, MIN_SCORES)
    if score is not None:
        return replace(rules, min_score=score)
    lighter = (replace(rules, **without) for without in _DROPPED)
    return next((each for each in lighter if each != rules), None)


def stepped(rules: Rules, steps: int) -> Rules | None:
    """Tighten rules so many times, or loosen them where `steps` is negative; None beyond the last.

    Counted from what the person wished, so that one step up undoes one down.
    """
    step, found = (tighten if steps > 0 else loosen), rules
    for _ in range(abs(steps)):
        further = step(found)
        if further is None:
            return None
        found = further
    return found


def _next_above(bound: float, steps: Sequence[float]) -> float | None:
    return next((step for step in steps if step > bound), None)


def _next_below(bound: float, steps: Sequence[float]) -> float | None:
    return next((step for step in reversed(steps) if step < bound), None)


def _came(item: StoredItem) -> tuple[datetime, int]:
    return item.told_at, item.id
