"""A draft: what a reader collects of one entry, before it becomes an `Entry` by rules all readers share."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from feeds.parse.dates import parse_date
from feeds.parse.markup import plain_text, plain_title
from feeds.parse.tickers import distinct
from feeds.policy.urls import web_url
from feeds.types.news import Entry

Value = TypeVar("Value")
MAX_ENTRIES = 5_000
_LONG_ENOUGH_CHARS = 200
_NAME_CHARS = 500
_URL_CHARS = 4_000


@dataclass(slots=True)
class Draft:
    """Raw strings as they stand in the document; `links` and `texts` best first."""

    title: str = ""
    texts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    guid: str = ""
    guid_is_link: bool = True
    author: str = ""
    published: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    symbols: list[str] = field(default_factory=list)
    base: str | None = None

    def finished(self) -> Entry:
        """The entry: markup removed, links absolute, dates read."""
        updated_at = _first(map(parse_date, self.updated))
        guid = self.guid.strip()
        return Entry(
            title=plain_title(self.title),
            text=_fullest(self.texts),
            url=self._url(guid),
            guid=guid[:_NAME_CHARS] or None,
            author=plain_title(self.author)[:200] or None,
            published_at=_first(map(parse_date, self.published)) or updated_at,
            updated_at=updated_at,
            symbols=distinct(self.symbols),
        )

    def _url(self, guid: str) -> str | None:
        candidates = [*self.links, guid] if self.guid_is_link and "://" in guid else self.links
        return _first(web_url(link, self.base) for link in candidates if link and len(link) <= _URL_CHARS)


def _first(values: Iterable[Value | None]) -> Value | None:
    return next((value for value in values if value is not None), None)


def _fullest(texts: list[str]) -> str:
    """The first text that says enough, else the longest; what is only a picture or a pixel says nothing."""
    longest = ""
    for text in texts:
        plain = plain_text(text)
        if len(plain) > len(longest):
            longest = plain
        if len(longest) >= _LONG_ENOUGH_CHARS:
            break
    return longest
