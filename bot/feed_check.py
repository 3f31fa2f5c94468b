"""Says what a poll of one URL would do, without storing anything."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from bot.wiring import make_fetcher
from config.settings import Settings
from feeds.discover import discover
from feeds.fetch import Fetcher
from feeds.parse import parse
from feeds.policy.identity import make_items
from feeds.policy.urls import redacted
from feeds.types.news import (
    Fetched,
    FetchFailed,
    FetchRequest,
    NewsItem,
    NotModified,
    ParsedFeed,
    ParseFailed,
    PollResult,
)
from handlers.blocks.phrases import plural


@dataclass(frozen=True, slots=True)
class FeedCheck:
    """What a poll would do. `feed_url` is the feed there or behind the page; None without one."""

    url: str
    result: PollResult
    sentence: str
    feed_url: str | None = None
    title: str = ""
    details: tuple[str, ...] = ()


async def check_feed(settings: Settings, url: str) -> FeedCheck:
    """Fetch and parse `url`. A page would fail in a poll; the first feed it names is checked beside it."""
    async with make_fetcher(settings) as fetcher:
        seen = await _check(fetcher, url)
        if seen.result is not PollResult.NOT_A_FEED:
            return seen
        links = await discover(fetcher, url)
        if not links:
            return seen
        behind = await _check(fetcher, links[0].url)
        others = tuple(f"also offered: {link.title or 'a feed'} {redacted(link.url)}" for link in links[1:])
        return FeedCheck(
            url=url,
            result=seen.result,
            sentence=f"This is a page; it leads to the feed {redacted(links[0].url)}. {behind.sentence}",
            feed_url=behind.feed_url,
            title=behind.title,
            details=(*behind.details, *others),
        )


async def _check(fetcher: Fetcher, url: str) -> FeedCheck:
    outcome = await fetcher.fetch(FetchRequest(url))
    match outcome:
        case FetchFailed(result=result, why=why):
            return FeedCheck(url, result, why)
        case NotModified():
            return FeedCheck(url, PollResult.NOT_MODIFIED, "Nothing has changed.", feed_url=url)
        case Fetched():
            parsed = parse(outcome)
    match parsed:
        case ParseFailed(result=result, why=why):
            return FeedCheck(url, result, why)
        case ParsedFeed():
            items = make_items(parsed.entries)
            return FeedCheck(
                url,
                PollResult.MOVED if outcome.moved_to else PollResult.OK,
                f"A poll would find {plural(len(items), 'item')}.",
                feed_url=url,
                title=parsed.title,
                details=describe(outcome, parsed, items),
            )


def describe(fetched: Fetched, parsed: ParsedFeed, items: tuple[NewsItem, ...]) -> tuple[str, ...]:
    """Tell what matters about a feed that works: size, politeness, rhythm, newest item. Pure."""
    lines = [f"title: {parsed.title or '(none)'}", f"size: {len(fetched.body):,} bytes"]
    if fetched.final_url:
        lines.append(f"address: {fetched.final_url}")
    lines.append(
        "unchanged polls cost nothing: it sends "
        + (
            " and ".join(_validators(fetched))
            or "neither ETag nor Last-Modified, so each poll is a full download"
        )
    )
    dated = sorted((item.published_at for item in items if item.published_at), reverse=True)
    if dated:
        lines.append(f"newest item: {dated[0]:%Y-%m-%d %H:%M} UTC")
    rhythm = usual_gap(dated)
    if rhythm is not None:
        lines.append(f"rhythm: an item about every {_span(rhythm)}")
    if len(dated) < len(items):
        lines.append(f"items without a date: {len(items) - len(dated)}")
    return tuple(lines)


def usual_gap(newest_first: list[datetime]) -> timedelta | None:
    """Compute the median time between neighbouring items; None for fewer than three."""
    gaps_s = [(later - earlier).total_seconds() for later, earlier in pairwise(newest_first)]
    return timedelta(seconds=median(gaps_s)) if len(gaps_s) >= 2 else None


def _validators(fetched: Fetched) -> list[str]:
    return [
        name
        for name, value in (("ETag", fetched.etag), ("Last-Modified", fetched.last_modified))
        if value is not None
    ]


def _span(gap: timedelta) -> str:
    minutes = round(gap.total_seconds() / 60)
    if minutes < 90:
        return plural(minutes, "minute")
    return plural(round(minutes / 60), "hour") if minutes < 48 * 60 else plural(round(minutes / 1440), "day")
