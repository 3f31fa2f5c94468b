"""What is wanted, and what was told before: whether it is told at once, held for a digest, or no more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from feeds.policy.schedule import hold, is_strong, next_silence
from feeds.types.decisions import HoldUntil, Reason, SendNow, Verdict
from feeds.types.scores import Sentiment
from feeds.types.subscriptions import Place, Rules
from feeds.types.timing import Hold, Silence


@dataclass(frozen=True, slots=True)
class Standing:
    """What was told before the item came.

    `parents` are the places that have, or will have, a message of its story, `folded` those where a digest
    has told it. `posted_today` counts the posts of a subscription since its reader's day began,
    `posted_this_hour` those that a place got within an hour.
    """

    parents: frozenset[Place] = frozenset()
    folded: frozenset[Place] = frozenset()
    posted_today: Mapping[int, int] = field(default_factory=dict)
    posted_this_hour: Mapping[Place, int] = field(default_factory=dict)


def give_time(
    verdict: Verdict,
    rules: Rules,
    *,
    sentiment: Sentiment,
    symbols: tuple[str, ...],
    before: Standing,
    now: datetime,
) -> Verdict:
    """Decide when an item that passed all else is told; `sentiment` is the one the rules judged by."""
    if verdict.place in before.parents:
        return replace(verdict, reason=Reason.SAME_STORY)
    if verdict.place in before.folded and not is_strong(rules, sentiment):
        return replace(verdict, reason=Reason.SAME_STORY, detail="a digest has told this story")
    posted_today = before.posted_today.get(verdict.subscription_id, 0)
    posted_this_hour = before.posted_this_hour.get(verdict.place, 0)
    match hold(rules, sentiment, posted_today=posted_today, posted_this_hour=posted_this_hour, now=now):
        case SendNow(why=""):
            return verdict
        case SendNow(why=why):
            return replace(verdict, detail=why)
        case HoldUntil(when=when, reason=reason, why=why):
            return replace(verdict, reason=reason, detail=why, hold=Hold(when, symbols))


def silence_of(rules: Rules, sentiment: Sentiment, *, now: datetime) -> Silence | None:
    """When a message must not be sent that was let through now; never, where it breaks through."""
    return None if is_strong(rules, sentiment) else next_silence(rules, now=now)


def yield_to_posts(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Hold nothing for a digest that another subscription of the same place tells there at once."""
    given = tuple(verdicts)
    posting: dict[Place, int] = {}
    for verdict in given:
        if verdict.reason is Reason.POSTED:
            posting.setdefault(verdict.place, verdict.subscription_id)
    return tuple(_yield(verdict, posting.get(verdict.place)) for verdict in given)


def _yield(verdict: Verdict, posting: int | None) -> Verdict:
    if verdict.hold is None or posting is None:
        return verdict
    return replace(verdict, reason=Reason.SAME_STORY, detail=f"alert {posting} tells it at once", hold=None)
