"""Says what a poll of one URL would do, without storing anything."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.clock import utc_now
from bot.wiring import bounds_of, make_fetcher
from config.settings import Settings
from feeds.discover import MAY_SPEAK_PLAINLY, discover
from feeds.fetch import Fetcher
from feeds.parse import parse
from feeds.policy.cadence import Bounds, after_poll
from feeds.policy.identity import make_items
from feeds.policy.rhythm import Regularity, Rhythm, rhythm_of
from feeds.policy.urls import redacted, spellings
from feeds.types.news import (
    Feed,
    FeedLink,
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
    """What a poll would do. `feed_url` is the feed there or behind the page; None without one.

    `offered` are all feeds behind a page, best first, without credentials.
    """

    url: str
    result: PollResult
    sentence: str
    feed_url: str | None = None
    title: str = ""
    details: tuple[str, ...] = ()
    offered: tuple[FeedLink, ...] = ()


async def check_feed(settings: Settings, url: str) -> FeedCheck:
    """Fetch and parse `url`. A page would fail in a poll; the first feed it names is checked beside it."""
    async with make_fetcher(settings) as fetcher:
        checker = _Checker(fetcher, bounds_of(settings))
        seen = await checker.check_typed(url)
        return await checker.look_behind(seen) if seen.result is PollResult.NOT_A_FEED else seen


@dataclass(frozen=True, slots=True)
class _Checker:
    fetcher: Fetcher
    bounds: Bounds

    async def check_typed(self, typed: str) -> FeedCheck:
        """Check the first spelling that answers; when none does, the first says why."""
        first, *others = spellings(typed)
        seen = await self._check(first)
        for spelled in others if seen.result in MAY_SPEAK_PLAINLY else ():
            other = await self._check(spelled)
            if other.result not in MAY_SPEAK_PLAINLY:
                return other
        return seen

    async def look_behind(self, page: FeedCheck) -> FeedCheck:
        """Check the best of the feeds that a page offers."""
        links = await discover(self.fetcher, page.url)
        if not links:
            return page
        behind = await self._check(links[0].url)
        others = tuple(f"also offered: {link.title or 'a feed'} {redacted(link.url)}" for link in links[1:])
        return replace(
            behind,
            url=page.url,
            result=page.result,
            sentence=f"This is a page; it leads to the feed {redacted(links[0].url)}. {behind.sentence}",
            details=(*behind.details, *others),
            offered=tuple(replace(link, url=redacted(link.url)) for link in links),
        )

    async def _check(self, url: str) -> FeedCheck:
        outcome = await self.fetcher.fetch(FetchRequest(url))
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
                    details=(
                        *describe(outcome, parsed, items),
                        say_wait(outcome, parsed, items, bounds=self.bounds, now=utc_now()),
                    ),
                )


def describe(fetched: Fetched, parsed: ParsedFeed, items: tuple[NewsItem, ...]) -> tuple[str, ...]:
    """Tell what matters about a feed that works: size, politeness, rhythm, newest item. Pure."""
    lines = [f"title: {parsed.title or '(none)'}", f"size: {len(fetched.body):,} bytes"]
    if fetched.final_url:
        lines.append(f"address: {redacted(fetched.final_url)}")
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
    rhythm = rhythm_of(dated)
    if rhythm is not None:
        lines.append(f"rhythm: {_say_rhythm(rhythm)}")
    if len(dated) < len(items):
        lines.append(f"items without a date: {len(items) - len(dated)}")
    return tuple(lines)


def say_wait(
    fetched: Fetched, parsed: ParsedFeed, items: tuple[NewsItem, ...], *, bounds: Bounds, now: datetime
) -> str:
    """Tell when the poll after this one would come. Pure."""
    before = Feed(id=0, url=fetched.final_url)
    after = after_poll(
        before, outcome=fetched, parsed=parsed, new_items=items, now=now, jitter=0.0, bounds=bounds
    )
    wait = (after.next_poll_at or now) - now
    return f"it would be asked again in about {_span(wait)}"


def _say_rhythm(rhythm: Rhythm) -> str:
    every = f"an item about every {_span(rhythm.usual)}, {rhythm.regularity.value}"
    is_steady = rhythm.regularity is Regularity.STEADY
    return every if is_steady else f"{every}; the longest pause was {_span(rhythm.longest)}"


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
