"""A publisher of many feeds, in a process of its own: serves them on loopback, and prints new editions.

Feeds are distinct and of the size of real ones, 45 KB on average. In each edition a tenth of them has one
item more; the others answer 304 to whoever sends their validator.
"""

import asyncio
import multiprocessing
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from multiprocessing.connection import Connection
from zlib import crc32

from aiohttp import web

from benchmarks.simulation.news import COMPANIES

CHANGED = 10  # in every edition, one feed of so many has news
ITEMS = 40  # in a feed of real size, on average
_SPREAD = 25
_MINUTE = timedelta(minutes=1)
_PRINTED = datetime(2026, 3, 2, 12, tzinfo=UTC)
_HAPPENINGS = (
    "{name} raises its full-year forecast to ${a} million as orders climb",
    "{name} posts a quarterly loss of ${a} million after revenue fell {b}%",
    "{name} to open a plant that will employ {a} people",
    "{name} names a new head of its division in region {b}",
    "Analysts at a broker cut their target for {name} to ${b} from ${a}",
    "{name} recalls {a} units over a fault in their software",
)
_SENTENCES = (
    "Revenue for the quarter was ${a} million against ${b} million a year earlier, the company said.",
    "The board expects demand to stay at this level through the first half of the year.",
    "Costs rose {b}% because freight and energy became dearer.",
    "Shares moved {b} cents in early trading before they settled.",
    "The company said that it may review the plan once the regulator has decided.",
    "Operating margin widened by {b} basis points, helped by a better mix of products.",
    "A person with knowledge of the matter said that talks go on.",
)


@dataclass(frozen=True)
class Newsstand:
    """The stand as its customers know it."""

    feeds: tuple[str, ...]
    printer: Connection

    def print_edition(self, number: int) -> None:
        """Let everybody who asks from now on have this edition."""
        self.printer.send(number)
        self.printer.recv()


@contextmanager
def open_newsstand(*, feeds: int, items: int = ITEMS, core: int | None = None) -> Iterator[Newsstand]:
    """Serve so many feeds of about so many items each until the block ends."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_keep, args=(theirs, feeds, items, core), daemon=True)
    process.start()
    try:
        port = ours.recv()
        yield Newsstand(tuple(f"http://127.0.0.1:{port}/feeds/{number}.xml" for number in range(feeds)), ours)
    finally:
        process.terminate()
        process.join()


def _keep(printer: Connection, feeds: int, items: int, core: int | None) -> None:
    if core is not None:
        os.sched_setaffinity(0, {core})
    asyncio.run(_serve(printer, feeds, items))


async def _serve(printer: Connection, feeds: int, items: int) -> None:
    shelf = {number: _print(number, items, edition=0) for number in range(feeds)}

    async def sell(request: web.Request) -> web.Response:
        body, tag = shelf[int(request.match_info["number"])]
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers={"ETag": tag})
        return web.Response(body=body, content_type="application/rss+xml", headers={"ETag": tag})

    app = web.Application()
    app.router.add_get("/feeds/{number}.xml", sell)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    printer.send(runner.addresses[0][1])
    loop = asyncio.get_running_loop()
    while True:
        edition = await loop.run_in_executor(None, printer.recv)
        shelf |= {n: _print(n, items, edition=edition) for n in range(feeds) if _is_new(n, edition)}
        printer.send(edition)


def _is_new(number: int, edition: int) -> bool:
    return number % CHANGED == edition % CHANGED


def _news(number: int, edition: int) -> int:
    return sum(_is_new(number, each) for each in range(1, edition + 1))


def _count(number: int, items: int) -> int:
    """How many items a feed starts with: as many as the average, more or less."""
    spread = min(_SPREAD, items - 1)
    return items - spread + number * 7919 % (2 * spread + 1)


def _print(number: int, items: int, *, edition: int) -> tuple[bytes, str]:
    """Write one feed and its validator; the newest item comes first."""
    count = _count(number, items) + _news(number, edition)
    body = (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>Stand {number}</title><link>https://stand{number}.example/</link>"
        f"{''.join(_item(number, place) for place in reversed(range(count)))}</channel></rss>"
    ).encode()
    return body, f'"{crc32(body):08x}"'


def _item(feed: int, place: int) -> str:
    chance = random.Random(feed * 10_007 + place)
    values = {
        "name": chance.choice(tuple(COMPANIES.values())),
        "a": chance.randrange(100, 9_000),
        "b": chance.randrange(2, 99),
    }
    title = chance.choice(_HAPPENINGS).format(**values)
    told = " ".join(chance.sample(_SENTENCES, 4)).format(**values)
    link = f"https://stand{feed}.example/news/2026/03/02/{place}-{crc32(title.encode()):08x}.html"
    site, files = f"stand{feed}.example", f"https://images.stand{feed}.example/pictures/{place}"
    dressed = (
        f'<div class="lead"><p><a href="{link}?utm_source=rss&amp;utm_medium=feed">'
        f'<img src="{files}/wide-1200x675.jpg" width="1200" height="675" alt="The event"/></a></p>'
        f'<p>{told}</p><p class="more"><a rel="nofollow" href="{link}#comments">Read the comments</a> | '
        f'<a rel="nofollow" href="https://share.{site}/?to={place}">Share it with a friend</a></p></div>'
    )
    published = format_datetime(_PRINTED - (500 - place) * _MINUTE)
    return (
        f"<item><title>{title}</title><link>{link}</link>"
        f"<guid isPermaLink='false'>stand-{feed}-{place}</guid><pubDate>{published}</pubDate>"
        f"<dc:creator>Desk {place % 9}</dc:creator><category>Companies</category><category>Markets</category>"
        f"<description><![CDATA[{dressed}]]></description></item>"
    )
