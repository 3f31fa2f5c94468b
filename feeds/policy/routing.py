"""Routing: one item and everybody who may want it, to one verdict each and the messages that follow.

The poller, the dry run and `/alerts why` all call this, so they can't disagree. Order of the questions:
is it watched, is it news, is the subscription paused, do its rules let it through, is it muted, is the
story in the channel already.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from feeds.policy import rules
from feeds.policy.candidate import Candidate
from feeds.policy.mutes import find_mute
from feeds.policy.newness import Arrival, refuse_old
from feeds.policy.ruling import Ruling
from feeds.policy.watches import Hit, Miss, look
from feeds.types.decisions import MessageKind, OutgoingMessage, Reason, Verdict
from feeds.types.subscriptions import Place, Routes, Subscription, WatchPortfolio


@dataclass(frozen=True, slots=True)
class Routed:
    """One verdict for every subscription, and what is to be sent."""

    verdicts: tuple[Verdict, ...]
    messages: tuple[OutgoingMessage, ...]


def route(
    candidate: Candidate, routes: Routes, *, arrival: Arrival, parents: frozenset[Place], now: datetime
) -> Routed:
    """Route one item. `parents` are the places that have, or will have, its story's message already.

    Each place that wants the item gets one alert, however many of its subscriptions match: a post for a
    story new to it, else an edit of the story's message and a reply in its thread.
    """
    verdicts = tuple(
        _join_story(judge(candidate, subscription, routes=routes, arrival=arrival, now=now), parents)
        for subscription in routes.subscriptions
    )
    messages = tuple(
        OutgoingMessage(place.workspace, place.channel, kind, candidate.item.key)
        for place, reason in _told(verdicts)
        for kind in _KINDS[reason]
    )
    return Routed(verdicts, messages)


def judge(
    candidate: Candidate, subscription: Subscription, *, routes: Routes, arrival: Arrival, now: datetime
) -> Verdict:
    """Decide for one subscription, as if the item's story were new to its channel."""
    found = look(subscription.watch, candidate, held=_held(routes, subscription))
    if isinstance(found, Miss):
        missed = _verdict(candidate, subscription, Ruling(Reason.FILTERED, found.why))
        return replace(missed, is_wanted=False)
    refused = (
        refuse_old(
            arrival,
            published_at=candidate.item.published_at,
            subscribed_at=subscription.created_at,
            now=now,
        )
        or _refuse_paused(subscription, now=now)
        or _refuse_filtered(subscription, candidate, found)
        or _refuse_muted(routes, subscription, candidate, found, now=now)
    )
    passed = Ruling(Reason.POSTED, rules.describe(candidate, found.rows))
    return _verdict(candidate, subscription, refused or passed)


_KINDS = {
    Reason.POSTED: (MessageKind.POST,),
    Reason.SAME_STORY: (MessageKind.EDIT, MessageKind.REPLY),
}


def _told(verdicts: tuple[Verdict, ...]) -> tuple[tuple[Place, Reason], ...]:
    """List each place that is told something, once, in the order of its first subscription."""
    told = {verdict.place: verdict.reason for verdict in verdicts if verdict.reason in _KINDS}
    return tuple(told.items())


def _join_story(verdict: Verdict, parents: frozenset[Place]) -> Verdict:
    if verdict.reason is Reason.POSTED and verdict.place in parents:
        return replace(verdict, reason=Reason.SAME_STORY)
    return verdict


def _verdict(candidate: Candidate, subscription: Subscription, found: Ruling) -> Verdict:
    return Verdict(
        workspace=subscription.workspace,
        channel=subscription.channel,
        subscription_id=subscription.id,
        item_key=candidate.item.key,
        reason=found.reason,
        detail=found.detail,
    )


def _held(routes: Routes, subscription: Subscription) -> frozenset[str]:
    if not isinstance(subscription.watch, WatchPortfolio):
        return frozenset()
    user = subscription.watch.user
    return frozenset(
        holding.symbol
        for holding in routes.holdings
        if holding.workspace == subscription.workspace and holding.user == user
    )


def _refuse_paused(subscription: Subscription, *, now: datetime) -> Ruling | None:
    if not subscription.is_paused_at(now):
        return None
    until = subscription.paused_until
    return Ruling(
        Reason.MUTED,
        f"subscription {subscription.id} is paused"
        + ("" if until is None else f" until {until:%Y-%m-%d %H:%M} UTC"),
    )


def _refuse_filtered(subscription: Subscription, candidate: Candidate, found: Hit) -> Ruling | None:
    why = rules.refuse(subscription.rules, candidate, found.rows)
    return None if why is None else Ruling(Reason.FILTERED, why)


def _refuse_muted(
    routes: Routes, subscription: Subscription, candidate: Candidate, found: Hit, *, now: datetime
) -> Ruling | None:
    why = find_mute(routes.mutes, candidate=candidate, rows=found.rows, place=subscription.place, now=now)
    return None if why is None else Ruling(Reason.MUTED, why)
