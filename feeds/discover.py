"""From an address that people know to the feeds behind it.

A feed is returned as itself. A page is searched for the feeds it links; when it links none, the usual
places of its site are tried. A shell over the fetcher: it decides only where to look.
"""

import asyncio

from feeds.errors import UsageError
from feeds.fetch import Fetcher
from feeds.parse import linked_feeds, parse
from feeds.policy.urls import host_of, spellings, web_url
from feeds.types.news import FeedLink, Fetched, FetchFailed, FetchRequest, ParsedFeed, PollResult

MOST_OFFERED = 20
_USUAL_PLACES = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed/", "/feed.json")
MAY_SPEAK_PLAINLY = (PollResult.UNREACHABLE, PollResult.TLS_ERROR, PollResult.TIMEOUT)


async def discover(fetcher: Fetcher, url: str) -> tuple[FeedLink, ...]:
    """The feeds at or behind this address, best first; none when there are none.

    Raises UsageError with the reason when the address itself can't be fetched.
    """
    spelled, page = await _fetched(fetcher, url)
    if (feed := await _as_feed(page, url=spelled)) is not None:
        return (feed,)
    linked = await asyncio.to_thread(linked_feeds, page)
    return linked[:MOST_OFFERED] or await _in_usual_place(fetcher, page.final_url)


async def _fetched(fetcher: Fetcher, url: str) -> tuple[str, Fetched]:
    """The page and how its address was spelled; without a scheme it is tried as https, then as http."""
    failed: FetchFailed | None = None
    for spelled in spellings(url):
        outcome = await fetcher.fetch(FetchRequest(spelled))
        if isinstance(outcome, Fetched):
            return spelled, outcome
        if isinstance(outcome, FetchFailed) and failed is None:
            failed = outcome
        if failed is None or failed.result not in MAY_SPEAK_PLAINLY:
            break
    raise UsageError(failed.why if failed else None)


async def _in_usual_place(fetcher: Fetcher, page_url: str) -> tuple[FeedLink, ...]:
    """The first feed where sites usually keep one; several paths often lead to the same."""
    guesses = [guess for path in _USUAL_PLACES if (guess := web_url(path, page_url))]
    found = await asyncio.gather(*(_feed_at(fetcher, guess) for guess in guesses))
    return tuple(feed for feed in found if feed is not None)[:1]


async def _feed_at(fetcher: Fetcher, url: str) -> FeedLink | None:
    async with fetcher.held(FetchRequest(url)) as outcome:
        return await _as_feed(outcome, url=url) if isinstance(outcome, Fetched) else None


async def _as_feed(page: Fetched, *, url: str) -> FeedLink | None:
    parsed = await asyncio.to_thread(parse, page)
    return FeedLink(url, parsed.title or host_of(url)) if isinstance(parsed, ParsedFeed) else None
