"""Web pages to the feeds they link, in the order in which people should be offered them."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import etree

from feeds.parse.markup import plain_title
from feeds.parse.trees import Element, decoded
from feeds.policy.urls import web_url
from feeds.types.news import FeedLink, Fetched

_PAGE_CHARS = 1_000_000
_FEED_TYPES = frozenset(
    (
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/rss",
        "application/atom",
        "text/rss+xml",
    )
)
_FEED_NAME = re.compile(r"(?:^|[/._?=&-])(?:rss|atom|feeds?|rdf)(?:$|[/._?=&-]|\d)", re.IGNORECASE)
_COMMENTS = re.compile(r"comment|kommentar|commentaire|comentario", re.IGNORECASE)
_FEED_TEXT = re.compile(r"\b(?:rss|atom|feed)\b", re.IGNORECASE)


def linked_feeds(page: Fetched) -> tuple[FeedLink, ...]:
    """The feeds a page names in its head, else those its text links to; feeds of comments come last."""
    root = _page_tree(page)
    if root is None:
        return ()
    base = _base(root, page.final_url)
    links = _distinct(_named(root, base)) or _distinct(_mentioned(root, base))
    return tuple(sorted(links, key=lambda link: bool(_COMMENTS.search(f"{link.url} {link.title}"))))


def _page_tree(page: Fetched) -> Element | None:
    text = decoded(page.body[: 4 * _PAGE_CHARS], page.content_type)[:_PAGE_CHARS]
    parser = etree.HTMLParser(no_network=True, encoding="utf-8", remove_comments=True)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _base(root: Element, page_url: str) -> str:
    for element in root.iter("base"):
        if href := element.get("href"):
            try:
                return urljoin(page_url, href.strip())
            except ValueError:
                return page_url
    return page_url


def _named(root: Element, base: str) -> Iterator[FeedLink]:
    """Links made for feed readers: <link rel="alternate" type="application/rss+xml" ...>."""
    for element in root.iter("link"):
        rels = (element.get("rel") or "").lower().split()
        kind = (element.get("type") or "").partition(";")[0].strip().lower()
        is_feed = ("alternate" in rels and kind in _FEED_TYPES) or "feed" in rels
        if is_feed and (url := web_url(element.get("href"), base)):
            yield FeedLink(url, plain_title(element.get("title") or ""))


def _mentioned(root: Element, base: str) -> Iterator[FeedLink]:
    """Links made for people, such as <a href="/rss.xml">RSS</a>."""
    for element in root.iter("a"):
        href = element.get("href") or ""
        words = " ".join("".join(map(str, element.itertext())).split())[:200]
        if not (_FEED_NAME.search(href.partition("#")[0]) or _FEED_TEXT.fullmatch(words)):
            continue
        if url := web_url(href, base):
            yield FeedLink(url, plain_title(element.get("title") or words))


def _distinct(links: Iterator[FeedLink]) -> tuple[FeedLink, ...]:
    found: dict[str, FeedLink] = {}
    for link in links:
        found.setdefault(link.url, link)
    return tuple(found.values())
