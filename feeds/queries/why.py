"""Why an item reached a subscription, or did not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from feeds.policy.candidate import of_stored
from feeds.policy.newness import CountsAsNew
from feeds.policy.routing import judge
from feeds.queries.taught import as_taught
from feeds.scoring.score import Scorer
from feeds.store import WorkspaceUnit
from feeds.types.decisions import MessageKind, Reason, StoredItem, Verdict
from feeds.types.outbox import DeliveryState, Message
from feeds.types.subscriptions import Holding, Routes, Subscription, WatchPortfolio

MOST_ITEMS = 3
REACH = timedelta(days=30)
IN_A_DIGEST = "in a digest"
BY_ITS_ALERT = "by the story's alert"

_TOLD_AT_ONCE = frozenset({Reason.POSTED, Reason.SAME_STORY})
_TOLD = _TOLD_AT_ONCE | {Reason.WAITING, Reason.QUIET_HOURS, Reason.CAP}


@dataclass(frozen=True, slots=True)
class Told:
    """What one subscription made of an item, and the rule or the number behind it."""

    subscription: Subscription
    reason: Reason
    detail: str = ""
    at: datetime | None = None  # when it was posted
    is_watched: bool = True  # False: the item is not what the subscription watches


@dataclass(frozen=True, slots=True)
class Account:
    """One item: what all subscriptions of the place asked from made of it."""

    item: StoredItem
    told: tuple[Told, ...]


def read_accounts(
    workspace: WorkspaceUnit, words: str, *, channel: str, scorer: Scorer, now: datetime
) -> tuple[Account, ...]:
    """Find the newest items with this address, cashtag or words, and account for each in the channel."""
    lessons = workspace.lessons.all()
    items = _find_items(workspace, words, symbol_of=scorer.companies.symbol_of, since=now - REACH)
    subscriptions = workspace.subscriptions.all(channel)
    routes = Routes(
        mutes=tuple(workspace.mutes.all(now=now, channel=channel)),
        holdings=_holdings(workspace, subscriptions),
        cashtag_only=workspace.cashtag_only,
    )
    return tuple(
        Account(item, read_told(workspace, item, subscriptions, routes=routes, now=now))
        for item in (as_taught(it, scorer=scorer, lessons=lessons) for it in items[:MOST_ITEMS])
    )


def _find_items(
    workspace: WorkspaceUnit, words: str, *, symbol_of: Callable[[str], str | None], since: datetime
) -> tuple[StoredItem, ...]:
    symbol = symbol_of(words) if words.startswith("$") else None
    if symbol is not None:
        return workspace.items.about(symbol, since=since, limit=MOST_ITEMS)
    return workspace.items.by_url(words) or workspace.items.search(words, since=since, limit=MOST_ITEMS)


def read_told(
    workspace: WorkspaceUnit,
    item: StoredItem,
    subscriptions: Sequence[Subscription],
    *,
    routes: Routes,
    now: datetime,
) -> tuple[Told, ...]:
    """Account for each subscription. What left no verdict is judged anew by the code that routes."""
    verdicts = {verdict.subscription_id: verdict for verdict in workspace.verdicts.of_item(item.id)}
    posts = workspace.messages.posts(item.story_id)
    digests = workspace.messages.digests(item.id)
    return tuple(
        _of_verdict(subscription, verdict, digests.get(subscription.id) or posts.get(subscription.channel))
        if (verdict := verdicts.get(subscription.id))
        else _judge_anew(item, subscription, routes=routes, now=now)
        for subscription in subscriptions
    )


def _judge_anew(item: StoredItem, subscription: Subscription, *, routes: Routes, now: datetime) -> Told:
    judged = judge(of_stored(item), subscription, routes=routes, arrival=CountsAsNew(), now=now)
    if judged.is_wanted and item.seen_at < subscription.created_at:
        detail = f"seen {_moment(item.seen_at)}, subscribed {_moment(subscription.created_at)}"
        return Told(subscription, Reason.BEFORE_SUBSCRIPTION, detail)
    return Told(subscription, judged.reason, judged.detail, is_watched=judged.is_wanted)


def _of_verdict(subscription: Subscription, verdict: Verdict, message: Message | None) -> Told:
    """What was decided, and what has become of the message that tells it: the story's post, or a digest."""
    told = Told(subscription, verdict.reason, verdict.detail)
    if message is None or verdict.reason not in _TOLD:
        return told
    match message.state:
        case DeliveryState.POSTED if verdict.reason is Reason.WAITING:
            how = IN_A_DIGEST if message.kind is MessageKind.DIGEST else BY_ITS_ALERT
            return replace(
                told, reason=Reason.POSTED, detail=f"{how}: {verdict.detail}", at=message.posted_at
            )
        case DeliveryState.POSTED:
            return replace(told, at=message.posted_at)
        case DeliveryState.WAITING if verdict.reason in _TOLD_AT_ONCE:
            return replace(told, reason=Reason.WAITING, detail=message.why or "it is on its way")
        case DeliveryState.WAITING:
            return told
        case DeliveryState.UNDELIVERED | DeliveryState.DROPPED:
            return replace(told, reason=Reason.UNDELIVERED, detail=message.why)


def _holdings(workspace: WorkspaceUnit, subscriptions: Sequence[Subscription]) -> tuple[Holding, ...]:
    users = {each.watch.user for each in subscriptions if isinstance(each.watch, WatchPortfolio)}
    return tuple(
        Holding(workspace.id, user, symbol)
        for user in sorted(users)
        for symbol in workspace.holdings.of(user)
    )


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
