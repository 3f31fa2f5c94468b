"""A publisher for tests: documents that change between polls, behind a door that opens no socket."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

from feeds.fetch.guard import Guard
from feeds.fetch.hops import why_refused
from feeds.types.news import Fetched, FetchFailed, FetchOutcome, FetchRequest, NotModified, PollResult


@dataclass(frozen=True)
class Article:
    """One entry of a feed."""

    guid: str
    title: str
    at: datetime | None = None
    text: str = ""


def rss(*articles: Article, title: str = "Test News") -> bytes:
    """Write a feed, newest first as publishers do."""
    items = "".join(_item(article) for article in articles)
    return f"<rss version='2.0'><channel><title>{escape(title)}</title>{items}</channel></rss>".encode()


def _item(article: Article) -> str:
    date = "" if article.at is None else f"<pubDate>{format_datetime(article.at)}</pubDate>"
    return (
        f"<item><guid>{article.guid}</guid><link>https://news.example/{article.guid}</link>"
        f"<title>{escape(article.title)}</title><description>{escape(article.text)}</description>{date}</item>"
    )


@dataclass
class FakeFetcher:
    """Answers with what stands at a URL: a body, an outcome, or an exception that breaks out of the door."""

    pages: dict[str, bytes | FetchOutcome | Exception] = field(default_factory=dict)
    asked: list[FetchRequest] = field(default_factory=list)
    pauses: dict[str, datetime] = field(default_factory=dict)
    hanging: dict[str, asyncio.Event] = field(default_factory=dict)

    @asynccontextmanager
    async def held(self, request: FetchRequest) -> AsyncIterator[FetchOutcome]:
        """Answer one request; a fake counts no bytes."""
        yield await self.fetch(request)

    def heed(self, pauses: Mapping[str, datetime]) -> None:
        """Note which hosts want to be left alone."""
        self.pauses = dict(pauses)

    def refusal(self, url: str) -> str | None:
        """Refuse what the real door refuses by its spelling."""
        return why_refused(url, Guard(allow_private=False))

    async def fetch(self, request: FetchRequest) -> FetchOutcome:
        """Answer one request; a body that was sent before is answered with 304."""
        self.asked.append(request)
        if request.url in self.hanging:
            await self.hanging[request.url].wait()
        page = self.pages.get(request.url)
        match page:
            case bytes():
                etag = hashlib.sha256(page).hexdigest()
                if request.etag == etag:
                    return NotModified(request.url, etag=etag)
                return Fetched(request.url, page, "application/rss+xml", etag=etag, body_hash=etag)
            case Exception():
                raise page
            case None:
                return FetchFailed(PollResult.NOT_FOUND, f"{request.url} is not there.", status=404)
            case _:
                return page
