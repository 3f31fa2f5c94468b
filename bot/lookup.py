"""Finds the feed item behind a web address: the newest of a feed, or a page's own item in its feed."""

from feeds.discover import discover
from feeds.errors import UsageError
from feeds.fetch import Fetcher
from feeds.parse import parse
from feeds.policy.identity import canonical_url, make_items
from feeds.types.news import Fetched, FetchFailed, FetchRequest, NewsItem, ParsedFeed


async def find_item(fetcher: Fetcher, url: str) -> NewsItem:
    """Find the news item that `url` stands for.

    Raises UsageError when the address does not answer or no feed of the page carries it.
    """
    items = await _items_at(fetcher, url)
    if items:
        return items[0]
    wanted = canonical_url(url)
    for link in await discover(fetcher, url):
        for item in await _items_at(fetcher, link.url):
            if item.url is not None and canonical_url(item.url) == wanted:
                return item
    raise UsageError(
        f"No feed of that page carries {url}. Paste the text itself: tickertone analyze 'HEADLINE ...'"
    )


async def _items_at(fetcher: Fetcher, url: str) -> tuple[NewsItem, ...]:
    outcome = await fetcher.fetch(FetchRequest(url))
    match outcome:
        case Fetched():
            parsed = parse(outcome)
            return make_items(parsed.entries) if isinstance(parsed, ParsedFeed) else ()
        case FetchFailed(why=why):
            raise UsageError(why)
        case _:
            return ()
