"""Notices: what people are told once besides news, queued in the transaction that sees the cause."""

from collections.abc import Iterable
from datetime import datetime

from feeds.policy.schedule import next_silence, shared_silence
from feeds.store import Unit
from feeds.types.news import Feed, HealthChange
from feeds.types.notices import ChannelLost, FeedTurned
from feeds.types.subscriptions import Place, Subscription, WatchAll, WatchFeed
from feeds.types.timing import Silence


def lose_channel(unit: Unit, place: Place, why: str, *, topic: str, now: datetime) -> None:
    """Pause what speaks in a channel that takes no messages, and tell who subscribed it, each once.

    What else waits for the channel is given up, and counted beside the message refused. Where nothing
    speaks any more nobody is told again.
    """
    given_up = 1 + unit.outbox.give_up(place, why)
    subscriptions = unit.workspace(place.workspace).subscriptions
    speaking = [wish for wish in subscriptions.all(place.channel) if not wish.is_paused_at(now)]
    for wish in speaking:
        subscriptions.pause(wish.id)
    for user in dict.fromkeys(wish.created_by for wish in speaking):
        ids = tuple(wish.id for wish in speaking if wish.created_by == user)
        lost = ChannelLost(place.channel, why, ids, given_up)
        unit.outbox.notify(Place(place.workspace, user), lost, topic=topic, now=now)


def tell_health(unit: Unit, feed: Feed, change: HealthChange, *, now: datetime) -> None:
    """Tell those who follow a feed that it sleeps, or is well again; who paused for a while hears it then.

    Where in a workspace nobody follows the feed itself, those who follow everything are told.
    """
    turned = FeedTurned(feed.id, feed.url, feed.title or "", change, feed.last_error or "")
    topic = f"feed {feed.id} {change.value} {now:%Y-%m-%dT%H:%M:%S}"
    for place, wishes in _audience(unit.routes_for(feed.id).subscriptions).items():
        silence = shared_silence(_silence(wish, now=now) for wish in wishes)
        unit.outbox.notify(place, turned, topic=topic, silence=silence, now=now)


def _silence(wish: Subscription, *, now: datetime) -> Silence | None:
    """The pause of a subscription, else its quiet hours."""
    if wish.paused_until is not None and wish.is_paused_at(now):
        return Silence(now, wish.paused_until)
    return next_silence(wish.rules, now=now)


def _audience(subscriptions: Iterable[Subscription]) -> dict[Place, list[Subscription]]:
    speaking = [wish for wish in subscriptions if wish.paused_until or not wish.is_paused]
    close = {wish.workspace for wish in speaking if isinstance(wish.watch, WatchFeed)}
    found: dict[Place, list[Subscription]] = {}
    for wish in speaking:
        if isinstance(wish.watch, WatchFeed if wish.workspace in close else WatchAll):
            found.setdefault(wish.place, []).append(wish)
    return found
