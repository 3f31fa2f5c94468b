"""The door to the feed parsers: bytes in, entries or one plain sentence out. CPU only, never raises.

A strict, fast reader comes first. What it can't read is repaired and read again; what still yields
fewer entries than the document has tags for goes to feedparser, slow and tolerant. All of them end in
the same `Entry`, made by the same code for dates, links, markup and tickers.
"""

from feeds.parse.documents import parse
from feeds.parse.outlines import read_outlines
from feeds.parse.pages import linked_feeds

__all__ = ["linked_feeds", "parse", "read_outlines"]
