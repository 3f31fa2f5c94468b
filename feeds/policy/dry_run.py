"""What a subscription would have posted, found with the very code that routes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from feeds.policy.candidate import of_stored
from feeds.policy.newness import CountsAsNew
from feeds.policy.routing import route
from feeds.types.decisions import Reason, StoredItem
from feeds.types.subscriptions import Place, Routes, Rules, Subscription

DAYS = 7
EXAMPLES = 3
MIN_SCORES = (0.0, 0.15, 0.35, 0.6)  # the cuts of the seven labels


@dataclass(frozen=True, slots=True)
class DryRun:
    """How many of the items would have been posted; `examples` are the newest of those.

    `reasons` says what became of every item, so that its values add up to `of_items`.
    """

    would_post: int
    of_items: int
    examples: tuple[StoredItem, ...]
    reasons: tuple[tuple[Reason, int], ...]
    days: int = DAYS


def rehearse(
    subscription: Subscription, items: Iterable[StoredItem], *, routes: Routes, now: datetime
) -> DryRun:
    """Route stored items to one subscription as if each had just come in. Mutes and holdings count."""
    alone = replace(routes, subscriptions=(replace(subscription, is_paused=False),))
    told: dict[int, frozenset[Place]] = {}
    reasons: Counter[Reason] = Counter()
    posted: list[StoredItem] = []
    for item in sorted(items, key=_came):
        parents = told.get(item.story_id, frozenset())
        routed = route(of_stored(item), alone, arrival=CountsAsNew(), parents=parents, now=now)
        told[item.story_id] = parents | {message.place for message in routed.messages}
        reason = routed.verdicts[0].reason
        reasons[reason] += 1
        if reason is Reason.POSTED:
            posted.append(item)
    return DryRun(
        would_post=len(posted),
        of_items=reasons.total(),
        examples=tuple(reversed(posted[-EXAMPLES:])),
        reasons=tuple(reasons.most_common()),
    )


def tighten(rules: Rules) -> Rules | None:
    """Ask for the next stronger score; None when there is none."""
    stronger = [cut for cut in MIN_SCORES if cut > rules.min_score]
    return replace(rules, min_score=stronger[0]) if stronger else None


def loosen(rules: Rules) -> Rules | None:
    """Ask for the next weaker score; None when every score passes already."""
    weaker = [cut for cut in MIN_SCORES if cut < rules.min_score]
    return replace(rules, min_score=weaker[-1]) if weaker else None


def _came(item: StoredItem) -> tuple[datetime, int]:
    return item.item.published_at or item.seen_at, item.id
