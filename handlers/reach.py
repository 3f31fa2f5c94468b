"""Whose alerts a person may see and change: their own, their channel's, and in Home those of any channel.

What stands in somebody else's direct conversation is nobody's business.
"""

from feeds.errors import NotFound, UsageError
from feeds.types.subscriptions import Mute, Subscription
from handlers.asker import Asker


def is_direct(channel: str) -> bool:
    """True for a direct conversation, by its id."""
    return channel.startswith("D")


def may_see(asker: Asker, subscription: Subscription) -> bool:
    """True for all but what stands in other people's direct conversations."""
    return not is_direct(subscription.channel) or _is_theirs(asker, subscription)


def may_see_mute(asker: Asker, mute: Mute) -> bool:
    """True for all but what is muted in other people's direct conversations."""
    return not is_direct(mute.channel) or mute.channel == asker.channel or mute.created_by == asker.user


def demand_reach(asker: Asker, subscription: Subscription) -> None:
    """Raise NotFound for what a person may not see, UsageError for what is another channel's to change."""
    if not may_see(asker, subscription):
        raise NotFound(f"There is no alert {subscription.id} in sight.")
    if asker.channel and not _is_theirs(asker, subscription):
        raise UsageError(
            f"Alert {subscription.id} is of another channel, by somebody else. Change it there or in Home."
        )


def _is_theirs(asker: Asker, subscription: Subscription) -> bool:
    return subscription.channel == asker.channel or subscription.created_by == asker.user
