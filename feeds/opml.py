"""OPML, the file format in which feed readers exchange their lists."""

from collections.abc import Iterable
from typing import Protocol
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from feeds.errors import UsageError
from feeds.parse import read_outlines
from feeds.types.news import FeedLink

MOST_FEEDS = 10_000
MOST_BYTES = 5_000_000


class _Listed(Protocol):
    @property
    def url(self) -> str: ...

    @property
    def title(self) -> str: ...


def read(document: bytes) -> tuple[FeedLink, ...]:
    """The feeds an OPML file lists, nested groups included, as they stand there: a Sieve judges them.

    Raises UsageError for what is no OPML, and for one that lists too many.
    """
    outlines = read_outlines(document) if len(document) <= MOST_BYTES else None
    if outlines is None:
        raise UsageError("That is no OPML file. Export one from your feed reader and give that.")
    if len(outlines) > MOST_FEEDS:
        raise UsageError(f"The OPML file names {len(outlines):,} feeds; {MOST_FEEDS:,} are the most. Cut it.")
    return tuple(FeedLink(outline.url, outline.title) for outline in outlines)


def write(feeds: Iterable[_Listed], *, title: str = "Tickertone feeds") -> bytes:
    """An OPML file that lists these feeds; their URLs stand in it as they are."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = title
    body = SubElement(root, "body")
    for feed in feeds:
        name = feed.title or feed.url
        SubElement(body, "outline", type="rss", text=name, title=name, xmlUrl=feed.url)
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"
