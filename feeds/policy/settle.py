"""What an answer from Slack means for a message: delivered, to be tried again, or given up.

The promise: a message is posted once. An HTTP error of any kind is an answer, so the message was not
posted and is retried. Only where a request was sent and no answer came back may there be a second
copy; that is retried once and no more.
"""

from datetime import datetime, timedelta

from feeds.policy.refusals import Remedy, remedy_for
from feeds.types.decisions import (
    ClaimedMessage,
    Dead,
    Delivered,
    DeliveryOutcome,
    MessageKind,
    Posted,
    RateLimited,
    Refused,
    RetryAt,
    Settlement,
    Uncertain,
    Unreachable,
)

FIRST_WAIT_S = 2
MAX_WAIT_S = 900
MAX_ATTEMPTS = 100  # with these waits a little over a day
MAX_ATTEMPTS_UNKNOWN = 5  # for errors of Slack's that have no name here
UNCERTAIN_WAIT_S = 5

NEVER_POSTED = "the alert it belongs to was never posted"
NOTHING_LEFT = "nothing is left to tell: the subscription ended, or its items are gone"
INTERRUPTED = "the process ended between sending it and noting Slack's answer"


def settle(message: ClaimedMessage, outcome: DeliveryOutcome, *, now: datetime, jitter: float) -> Settlement:
    """Decide what becomes of a message. `jitter` in [0, 1) spreads the retries."""
    match outcome:
        case Posted(ts=ts):
            return Delivered(ts)
        case RateLimited(retry_after_s=retry_after_s):
            wait = timedelta(seconds=max(1, retry_after_s))
            return RetryAt(now + wait, f"Slack asked to wait {retry_after_s} s")
        case Unreachable(why=why):
            return _try_again(message, why, limit=MAX_ATTEMPTS, now=now, jitter=jitter)
        case Uncertain(why=why):
            return _settle_uncertain(message, why, now=now, jitter=jitter)
        case Refused(code=code):
            return _settle_refused(message, code, now=now, jitter=jitter)


def settle_unsent(message: ClaimedMessage, *, now: datetime, jitter: float) -> Settlement | None:
    """Decide what needs no request to Slack; None when the message is to be sent."""
    if message.kind.is_in_thread and message.parent_ts is None:
        return Dead(NEVER_POSTED)
    if message.kind is MessageKind.DIGEST and not message.held:
        return Dead(NOTHING_LEFT)
    if message.was_interrupted and message.kind is not MessageKind.EDIT:
        return settle(message, Uncertain(INTERRUPTED), now=now, jitter=jitter)
    return None


def wants_simpler(outcome: DeliveryOutcome) -> bool:
    """True when Slack refused the form, not the message: the same answer is sent again as plain text."""
    return isinstance(outcome, Refused) and remedy_for(outcome.code).remedy is Remedy.SIMPLIFY


def backoff_s(attempts: int, *, jitter: float) -> float:
    """Compute the wait before the next try after `attempts` earlier ones: doubling, bounded, spread."""
    doubled = min(FIRST_WAIT_S << min(attempts, 20), MAX_WAIT_S)
    return doubled * (1 + jitter / 4)


def _settle_uncertain(message: ClaimedMessage, why: str, *, now: datetime, jitter: float) -> Settlement:
    if message.kind is MessageKind.EDIT:  # an edit made twice is an edit
        return _try_again(message, why, limit=MAX_ATTEMPTS, now=now, jitter=jitter)
    if message.was_uncertain:
        return Dead(f"it may have been posted, and the one retry ended alike: {why}; look in the channel")
    wait = timedelta(seconds=UNCERTAIN_WAIT_S * (1 + jitter))
    return RetryAt(now + wait, f"it may have been posted: {why}; it is tried once more", is_uncertain=True)


def _settle_refused(message: ClaimedMessage, code: str, *, now: datetime, jitter: float) -> Settlement:
    found = remedy_for(code)
    match found.remedy:
        case Remedy.RETRY:
            return _try_again(message, found.sentence, limit=MAX_ATTEMPTS, now=now, jitter=jitter)
        case Remedy.RETRY_SOME:
            return _try_again(message, found.sentence, limit=MAX_ATTEMPTS_UNKNOWN, now=now, jitter=jitter)
        case Remedy.LOSE_CHANNEL:
            return Dead(found.sentence, is_channel_lost=True)
        case Remedy.SIMPLIFY | Remedy.GIVE_UP:
            return Dead(found.sentence)


def _try_again(message: ClaimedMessage, why: str, *, limit: int, now: datetime, jitter: float) -> Settlement:
    if message.attempts + 1 >= limit:
        return Dead(f"given up after {limit} attempts: {why}")
    return RetryAt(now + timedelta(seconds=backoff_s(message.attempts, jitter=jitter)), why)
