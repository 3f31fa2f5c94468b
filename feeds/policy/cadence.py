"""When a feed is asked next, and what one poll changes in its row.

The interval follows the feed's own rhythm: half the usual gap between its items, at most an hour,
stretched while it is silent (to a part of the silence, at most four hours) and back to the rhythm as soon
as there is news, so a quiet feed that bursts is awake at once. A publisher's TTL and caching headers only
ever lengthen it. Failures back off from five minutes by doubling, to four hours, for a document that was
away longer may have dropped items; after six days of them the feed sleeps: it is still asked once per
longest wait, so that a recovery is seen, but its subscribers are told. Every wait is within the bounds.
`benchmarks/cadence.py` shows what these numbers cost and bring.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import quantiles
from zlib import crc32

from feeds.types.news import (
    Feed,
    Fetched,
    FetchFailed,
    FetchOutcome,
    FetchRequest,
    HealthChange,
    NewsItem,
    NotModified,
    ParsedFeed,
    ParseFailed,
    ParseOutcome,
    PollResult,
)

SLEEPS_AFTER = timedelta(days=6)
MOVES_REMEMBERED_AFTER = 3  # permanent redirects in a row to the same address
_BACK_OFF_S = 300
_MOST_DOUBLINGS = 20
_LONGEST_OWN_WAIT_S = 4 * 3_600
_LONGEST_RHYTHM_S = 3_600
_SILENCE_PART = 48
_RHYTHM_ITEMS = 20
_SPREAD = 0.1


@dataclass(frozen=True, slots=True)
class Bounds:
    """The shortest and the longest wait between two polls of a feed, in seconds."""

    min_s: int
    max_s: int

    def clamp(self, wait_s: float) -> int:
        """The wait, brought within the bounds."""
        return int(max(self.min_s, min(self.max_s, wait_s)))


def request_for(feed: Feed, *, is_forced: bool = False) -> FetchRequest:
    """The polite question to ask: the remembered address, with the validators of the last body."""
    return FetchRequest(
        url=feed.final_url or feed.url,
        etag=feed.etag,
        last_modified=feed.last_modified,
        is_forced=is_forced,
    )


def after_poll(
    feed: Feed,
    *,
    outcome: FetchOutcome,
    parsed: ParseOutcome | None,
    new_items: tuple[NewsItem, ...],
    now: datetime,
    jitter: float,
    bounds: Bounds,
) -> Feed:
    """The feed as it stands after this poll.

    `parsed` is None when there was nothing to parse: no body, or the same body as before. `jitter` in
    [0, 1) spreads back-offs; the spread of intervals is the feed's own and does not change.
    """
    if isinstance(outcome, FetchFailed):
        return _after_failure(feed, outcome, now=now, jitter=jitter, bounds=bounds)
    if isinstance(parsed, ParseFailed):
        failed = FetchFailed(parsed.result, parsed.why)
        return _after_failure(feed, failed, now=now, jitter=jitter, bounds=bounds)
    if parsed is not None:
        feed = _with_document(feed, parsed, new_items=new_items, now=now, bounds=bounds)
    return _after_success(feed, outcome, now=now, bounds=bounds)


def health_change(before: Feed, after: Feed) -> HealthChange | None:
    """The turn that subscribers are told about, once each."""
    if before.is_asleep and not after.is_asleep:
        return HealthChange.RECOVERED
    if after.is_asleep and not before.is_asleep:
        return HealthChange.GONE if after.last_result is PollResult.GONE else HealthChange.ASLEEP
    return None


def _after_success(feed: Feed, outcome: Fetched | NotModified, *, now: datetime, bounds: Bounds) -> Feed:
    silence_s = (now - feed.last_item_at).total_seconds() if feed.last_item_at else 0.0
    own_wait_s = max(feed.interval_s, min(silence_s / _SILENCE_PART, _LONGEST_OWN_WAIT_S)) * _own_spread(feed)
    wait_s = bounds.clamp(max(own_wait_s, feed.ttl_s or 0, outcome.wait_s or 0))
    feed = _with_move(feed, outcome.moved_to)
    return replace(
        feed,
        etag=outcome.etag or (feed.etag if isinstance(outcome, NotModified) else None),
        last_modified=outcome.last_modified
        or (feed.last_modified if isinstance(outcome, NotModified) else None),
        body_hash=outcome.body_hash if isinstance(outcome, Fetched) else feed.body_hash,
        failures=0,
        failing_since=None,
        is_asleep=False,
        last_result=_word(outcome),
        last_error=None,
        last_polled_at=now,
        last_ok_at=now,
        next_poll_at=_outside_skips(feed, now, wait_s=wait_s, bounds=bounds),
        wait_until=None,
        paused_by=None,
    )


def _after_failure(feed: Feed, failed: FetchFailed, *, now: datetime, jitter: float, bounds: Bounds) -> Feed:
    if failed.result is PollResult.WAITING:
        return _after_waiting(feed, failed, now=now, bounds=bounds)
    failing_since = feed.failing_since or now
    is_gone = failed.result is PollResult.GONE and feed.final_url is None
    is_asleep = feed.is_asleep or is_gone or now - failing_since >= SLEEPS_AFTER
    back_off_s = min(_BACK_OFF_S * 2 ** min(feed.failures, _MOST_DOUBLINGS), _LONGEST_OWN_WAIT_S)
    back_off_s *= 1 + jitter * _SPREAD
    wait_s = bounds.max_s if is_asleep else bounds.clamp(max(back_off_s, failed.retry_after_s or 0))
    return replace(
        feed,
        final_url=None,  # a remembered address that fails is forgotten: the next try is the one we were given
        moved_to=None,
        moved_count=0,
        failures=feed.failures + 1,
        failing_since=failing_since,
        is_asleep=is_asleep,
        last_result=failed.result,
        last_error=failed.why,
        last_polled_at=now,
        next_poll_at=now + timedelta(seconds=wait_s),
        wait_until=_wait_until(failed, now=now, bounds=bounds),
        paused_by=failed.paused_by,
    )


def _wait_until(failed: FetchFailed, *, now: datetime, bounds: Bounds) -> datetime | None:
    return now + timedelta(seconds=bounds.clamp(failed.retry_after_s)) if failed.retry_after_s else None


def _after_waiting(feed: Feed, waiting: FetchFailed, *, now: datetime, bounds: Bounds) -> Feed:
    """We did not ask, because the host wants to be left alone: no failure of the feed, unless for days."""
    failing_since = feed.failing_since or now
    until = _wait_until(waiting, now=now, bounds=bounds) or now + timedelta(seconds=bounds.min_s)
    return replace(
        feed,
        failing_since=failing_since,
        is_asleep=feed.is_asleep or now - failing_since >= SLEEPS_AFTER,
        last_result=PollResult.WAITING,
        last_error=waiting.why,
        next_poll_at=until,
        wait_until=until,
        paused_by=waiting.paused_by,
    )


def _with_document(
    feed: Feed, parsed: ParsedFeed, *, new_items: tuple[NewsItem, ...], now: datetime, bounds: Bounds
) -> Feed:
    dates = sorted((entry.published_at for entry in parsed.entries if entry.published_at), reverse=True)
    past = [date for date in dates if date <= now][:_RHYTHM_ITEMS]
    newest = past[0] if past else now if new_items else None
    gap_s = _usual_gap_s(past) or _seen_gap_s(feed, new_items, now)
    return replace(
        feed,
        title=parsed.title or feed.title,
        site_url=parsed.site_url or feed.site_url,
        ttl_s=parsed.ttl_s,
        skip_hours=parsed.skip_hours,
        skip_days=parsed.skip_days,
        last_item_at=max(filter(None, (newest, feed.last_item_at)), default=None),
        interval_s=bounds.clamp(min(gap_s / 2, _LONGEST_RHYTHM_S)) if gap_s else feed.interval_s,
    )


def _usual_gap_s(newest_first: list[datetime]) -> float | None:
    """The lower quartile of the gaps: what a burst looks like, not what the nights between them do."""
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(newest_first)]
    distinct = [gap for gap in gaps if gap > 0]
    if not distinct:
        return None
    return quantiles(distinct, n=4)[0] if len(distinct) > 2 else min(distinct)


def _seen_gap_s(feed: Feed, new_items: tuple[NewsItem, ...], now: datetime) -> float | None:
    """Without dates: the time since the last news, shared among what is new."""
    if not new_items or feed.last_item_at is None or now <= feed.last_item_at:
        return None
    return (now - feed.last_item_at).total_seconds() / len(new_items)


def _with_move(feed: Feed, moved_to: str | None) -> Feed:
    if moved_to is None:
        return replace(feed, moved_to=None, moved_count=0)
    count = feed.moved_count + 1 if moved_to == feed.moved_to else 1
    if count < MOVES_REMEMBERED_AFTER:
        return replace(feed, moved_to=moved_to, moved_count=count)
    return replace(feed, final_url=moved_to, moved_to=None, moved_count=0)


def _word(outcome: Fetched | NotModified) -> PollResult:
    if outcome.moved_to:
        return PollResult.MOVED
    return PollResult.OK if isinstance(outcome, Fetched) else PollResult.NOT_MODIFIED


def _own_spread(feed: Feed) -> float:
    """A factor around 1 that is always the same for this feed, so that equal feeds do not march in step."""
    return 1 + _SPREAD * (crc32(feed.url.encode(errors="replace")) / 2**31 - 1)


def _outside_skips(feed: Feed, now: datetime, *, wait_s: int, bounds: Bounds) -> datetime:
    """The first moment after the wait that is in none of the publisher's skipped hours or days."""
    when = now + timedelta(seconds=wait_s)
    latest = now + timedelta(seconds=bounds.max_s)
    while when < latest and (when.hour in feed.skip_hours or when.isoweekday() in feed.skip_days):
        when += timedelta(hours=1)
    return min(when, latest)
