"""The last resort: feedparser, slow and tolerant, for documents no strict reader can make sense of."""

from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Any

import feedparser

from feeds.parse import tickers
from feeds.parse.drafts import MAX_ENTRIES, Draft

MAX_BYTES = 2_000_000
MAX_TAGS = 60_000  # a second or two of work; the newest entries stand at the front


def read_loosely(body: bytes, content_type: str) -> Any:
    """What feedparser makes of it; given a stream, because it would open a name or fetch an address."""
    headers = {"content-type": content_type} if content_type else {}
    return feedparser.parse(
        BytesIO(_beginning(body)),
        response_headers=headers,
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _beginning(body: bytes) -> bytes:
    """As much of the document as there is time for."""
    body = body[:MAX_BYTES]
    tags = body.count(b"<")
    return body if tags <= MAX_TAGS else body[: len(body) * MAX_TAGS // tags]


def loose_drafts(found: Any, base: str | None) -> Iterator[Draft]:
    """A draft for each entry."""
    return (_draft(entry, base) for entry in islice(found.entries, MAX_ENTRIES))


def _draft(entry: Any, base: str | None) -> Draft:
    guid = str(entry.get("id") or "")
    link = str(entry.get("link") or "")
    return Draft(
        title=str(entry.get("title") or ""),
        texts=[str(each.get("value") or "") for each in entry.get("content") or ()]
        + [str(entry.get("summary") or "")],
        links=[link],
        guid=guid,
        guid_is_link=bool(entry.get("guidislink", True)),
        author=str(entry.get("author") or ""),
        published=[str(entry.get("published") or ""), str(entry.get("created") or "")],
        updated=[str(dict.get(entry, "updated") or "")],  # its own get() would answer with the other date
        symbols=[
            symbol
            for tag in entry.get("tags") or ()
            if (symbol := tickers.from_category(str(tag.get("term") or ""), str(tag.get("scheme") or "")))
        ],
        base=base,
    )
