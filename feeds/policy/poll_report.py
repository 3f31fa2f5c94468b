"""How a poll is told to people: the result word, one sentence, and the counts."""

from dataclasses import dataclass

from feeds.policy.pauses import why_waiting
from feeds.policy.urls import redacted
from feeds.types.news import Feed, FetchOutcome, NotModified, PollResult


@dataclass(frozen=True, slots=True)
class PollReport:
    """How one poll ended. `url` is as given, `final_url` where it ended; both without credentials.

    `items` counts what the document held, `new` what was not seen before (in a demo: what counts as new).
    """

    url: str
    final_url: str | None
    result: PollResult
    why: str
    items: int = 0
    new: int = 0


def report_poll(feed: Feed, outcome: FetchOutcome, *, items: int, new: int) -> PollReport:
    """Tell a poll that was made; `feed` is as it stands afterwards."""
    result = feed.last_result or PollResult.OK
    return PollReport(
        url=redacted(feed.url),
        final_url=_shown(outcome.final_url or feed.final_url),
        result=result,
        why=_sentence(feed, outcome, result, items=items, new=new),
        items=items,
        new=new,
    )


def report_waiting(feed: Feed, why: str) -> PollReport:
    """Tell a poll that was not made."""
    return PollReport(
        url=redacted(feed.url), final_url=_shown(feed.final_url), result=PollResult.WAITING, why=why
    )


def _sentence(feed: Feed, outcome: FetchOutcome, result: PollResult, *, items: int, new: int) -> str:
    if feed.paused_by and feed.wait_until:
        return why_waiting(feed, until=feed.wait_until)
    if not result.is_success:
        return feed.last_error or "It failed, and nobody knows why."
    if isinstance(outcome, NotModified):
        return "Nothing has changed."
    if not items:
        return "Nothing has changed." if feed.last_item_at else "It is a feed, and it holds no items."
    counted = f"{_count(items)}, {new or 'none'} new"
    moved = f" It has moved to {_shown(outcome.final_url)}." if result is PollResult.MOVED else ""
    return f"{counted}.{moved}"


def _shown(url: str | None) -> str | None:
    return None if url is None else redacted(url)


def _count(items: int) -> str:
    return "1 item" if items == 1 else f"{items:,} items"
