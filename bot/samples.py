"""Serves the demo's feeds on loopback, so that even offline every byte comes through the real door.

The bundled samples are invented news; some items appear only while the demo stays open. Feed files
that were named on the command line are served as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from aiohttp import web

from bot.clock import utc_now
from bot.server import WebServer
from config.resources import read_yaml
from feeds.errors import UsageError

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class SampleItem:
    """One invented item; it appears `after_s` seconds after the start."""

    title: str
    text: str
    minutes_ago: int
    after_s: int = 0


@dataclass(frozen=True, slots=True)
class SampleFeed:
    """One invented feed."""

    path: str
    title: str
    items: tuple[SampleItem, ...]


def read_samples() -> tuple[SampleFeed, ...]:
    """Read the bundled samples: what the demo tells as news."""
    described: list[dict[str, Any]] = read_yaml("samples.yaml")
    return tuple(
        SampleFeed(one["path"], one["title"], tuple(SampleItem(**item) for item in one["items"]))
        for one in described
    )


def read_archive() -> SampleFeed:
    """Read the bundled history: what stood in the feeds before the demo began, newest first."""
    rows: list[tuple[float, str, str]] = read_yaml("archive.yaml")
    items = (SampleItem(title, text, int(days * MINUTES_A_DAY)) for days, title, text in rows)
    return SampleFeed("archive.xml", "Sample Archive (invented news)", tuple(items))


def render_rss(feed: SampleFeed, *, started: datetime, now: datetime, shows_all: bool) -> bytes:
    """Write a sample feed as RSS 2.0, with the items that are out by `now`. Pure."""
    age_s = (now - started).total_seconds()
    items = "".join(
        _item(item, feed=feed, number=number, started=started)
        for number, item in enumerate(feed.items)
        if shows_all or item.after_s <= age_s
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>'
        f"<title>{escape(feed.title)}</title><link>https://news.example/</link>"
        f"<description>Invented for the demo</description>{items}</channel></rss>"
    ).encode()


def _item(item: SampleItem, *, feed: SampleFeed, number: int, started: datetime) -> str:
    link = f"https://news.example/{feed.path.removesuffix('.xml')}/{number + 1}"
    published = started - timedelta(minutes=item.minutes_ago) + timedelta(seconds=item.after_s)
    return (
        f"<item><title>{escape(item.title)}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>{format_datetime(published)}</pubDate>"
        f"<description>{escape(item.text)}</description></item>"
    )


class FeedServer:
    """A loopback server for sample feeds and named files."""

    def __init__(self, *, files: Sequence[Path] = (), shows_all: bool) -> None:
        self._files = tuple(files)
        self._shows_all = shows_all
        self._samples = {feed.path: feed for feed in read_samples()}
        self._archive = read_archive()
        self._started = utc_now()
        app = web.Application()
        app.add_routes(
            [web.get("/samples/{path}", self._sample), web.get("/files/{number:\\d+}/{name}", self._file)]
        )
        self._server = WebServer(app, host="127.0.0.1", port=0)
        self._port = 0

    async def start(self) -> None:
        """Listen on a free port."""
        self._port = await self._server.start()

    async def close(self) -> None:
        """Stop listening."""
        await self._server.close()

    def sample_urls(self) -> tuple[str, ...]:
        """Tell where the samples are served."""
        return tuple(self._sample_url(path) for path in self._samples)

    def archive_url(self) -> str:
        """Tell where the history is served."""
        return self._sample_url(self._archive.path)

    def file_urls(self) -> tuple[str, ...]:
        """Tell where the named files are served, in their order."""
        return tuple(
            f"http://127.0.0.1:{self._port}/files/{number}/{path.name}"
            for number, path in enumerate(self._files)
        )

    def _sample_url(self, path: str) -> str:
        return f"http://127.0.0.1:{self._port}/samples/{path}"

    async def _sample(self, request: web.Request) -> web.Response:
        feed = (self._samples | {self._archive.path: self._archive}).get(request.match_info["path"])
        if feed is None:
            raise web.HTTPNotFound
        body = render_rss(feed, started=self._started, now=utc_now(), shows_all=self._shows_all)
        return web.Response(body=body, content_type="application/rss+xml")

    async def _file(self, request: web.Request) -> web.Response:
        number = int(request.match_info["number"])
        if number >= len(self._files):
            raise web.HTTPNotFound
        return web.Response(body=self._files[number].read_bytes(), content_type="application/xml")


def existing_file(given: str) -> Path:
    """Turn a command line's FILE into a path. Raises UsageError when it can't be read."""
    path = Path(given).expanduser()
    if not path.is_file():
        raise UsageError(f"{given or 'an empty name'} is neither a URL nor a file that can be read")
    return path
