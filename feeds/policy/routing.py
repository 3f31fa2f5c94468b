"""Routing: one item and everybody who may want it, to one verdict each and the messages that follow.

The poller, the dry run and `/alerts why` all call this, so they can't disagree. Order of the questions:
is it watched, is it news, is the subscription paused, do its rules let it through, is it muted, is the
story in the channel already, has its time come.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from feeds.policy import rules, schedule
from feeds.policy.candidate import Candidate
from feeds.policy.mutes import find_mute
from feeds.policy.newness import Arrival, refuse_old
from feeds.policy.ruling import Ruling
from feeds.policy.timing import Standing, give_time, silence_of, yield_to_posts
from feeds.policy.watches import Hit, Miss, look
from feeds.types.decisions import MessageKind, OutgoingMessage, Reason, Verdict
from feeds.types.scores import TickerSentiment
from feeds.types.subscriptions import Place, Routes, Subscription, WatchPortfolio
from feeds.types.timing import Silence


@dataclass(frozen=True, slots=True)
class Routed:
    """One verdict for every subscription, and what is to be sent."""

    verdicts: tuple[Verdict, ...]
    messages: tuple[OutgoingMessage, ...]


def route(
    candidate: Candidate, routes: Routes, *, arrival: Arrival, before: Standing, now: datetime
) -> Routed:
    """Route one item to every subscription.

    Each place that wants the item now gets one alert, however many of its subscriptions match: a post for
    a story new to it, else an edit of the story's message and a reply in its thread.
    """
    verdicts = yield_to_posts(
        _time(
            judge(candidate, subscription, routes=routes, arrival=arrival, now=now),
            _as_read(candidate, subscription, routes),
            subscription,
            routes=routes,
            before=before,
            now=now,
        )
        for subscription in routes.subscriptions
    )
    return Routed(verdicts, _messages(verdicts, candidate, routes, parents=before.parents, now=now))


def judge(
    candidate: Candidate, subscription: Subscription, *, routes: Routes, arrival: Arrival, now: datetime
) -> Verdict:
    """Decide for one subscription, as if the item's story were new to its channel."""
    candidate = _as_read(candidate, subscription, routes)
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


def _time(
    verdict: Verdict,
    candidate: Candidate,
    subscription: Subscription,
    *,
    routes: Routes,
    before: Standing,
    now: datetime,
) -> Verdict:
    if verdict.reason is not Reason.POSTED:
        return verdict
    rows = _rows(candidate, subscription, routes)
    return give_time(
        verdict,
        subscription.rules,
        sentiment=rules.decisive(candidate, rows),
        symbols=tuple(row.symbol for row in rows),
        before=before,
        now=now,
    )


def _messages(
    verdicts: tuple[Verdict, ...],
    candidate: Candidate,
    routes: Routes,
    *,
    parents: frozenset[Place],
    now: datetime,
) -> tuple[OutgoingMessage, ...]:
    """What each place is told, in the order of its first subscription.

    An edit rings nowhere, so it may be made in quiet hours.
    """
    silences: dict[Place, list[Silence | None]] = {}
    for verdict, subscription in zip(verdicts, routes.subscriptions, strict=True):
        joins = verdict.reason is Reason.SAME_STORY and verdict.place in parents
        if joins or verdict.reason is Reason.POSTED:
            read = _as_read(candidate, subscription, routes)
            strength = rules.decisive(read, _rows(candidate, subscription, routes))
            silence = silence_of(subscription.rules, strength, now=now)
            silences.setdefault(verdict.place, []).append(silence)
    return tuple(
        OutgoingMessage(
            place.workspace,
            place.channel,
            kind,
            candidate.item.key,
            silence=None if kind is MessageKind.EDIT else schedule.shared_silence(silences[place]),
        )
        for place in silences
        for kind in (_LATER if place in parents else _FIRST)
    )


_FIRST = (MessageKind.POST,)
_LATER = (MessageKind.EDIT, MessageKind.REPLY)


def _rows(candidate: Candidate, subscription: Subscription, routes: Routes) -> tuple[TickerSentiment, ...]:
    read = _as_read(candidate, subscription, routes)
    found = look(subscription.watch, read, held=_held(routes, subscription))
    return found.rows if isinstance(found, Hit) else ()


def _as_read(candidate: Candidate, subscription: Subscription, routes: Routes) -> Candidate:
    """The item as the subscription's workspace reads it."""
    read = candidate.as_read_in(subscription.workspace)
    return read.marked() if subscription.workspace in routes.cashtag_only else read


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
