"""What an element is called and what it holds, whatever namespace a publisher spells it with."""

from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urljoin

from lxml import etree

from feeds.parse.trees import Element

_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_CORE = (
    "",
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/",
    "http://backend.userland.com/rss",
    "http://backend.userland.com/rss2",
    "http://blogs.law.harvard.edu/tech/rss",
    "http://purl.org/net/rss1.1#",
    "http://my.netscape.com/publish/formats/rss-0.91.dtd",
    "http://cyber.law.harvard.edu/rss/rss.html",
)
_PREFIXES = (
    ("http://www.w3.org/2005/atom", "atom"),
    ("https://www.w3.org/2005/atom", "atom"),
    ("http://purl.org/atom/", "atom"),
    ("http://purl.org/dc/elements/", "dc"),
    ("http://purl.org/dc/terms", "dcterms"),
    ("http://purl.org/rss/1.0/modules/content", "content"),
    ("http://www.itunes.com/", "itunes"),
    ("http://search.yahoo.com/mrss", "media"),
    ("http://rssnamespace.org/feedburner", "feedburner"),
    ("http://www.w3.org/1999/xhtml", "xhtml"),
    ("http://purl.org/rss/1.0/modules/syndication", "sy"),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns", "rdf"),
)


@lru_cache(maxsize=4096)
def name_of(tag: str) -> str:
    """An element's name in lower case: plain if it is a feed's own, "dc:date" if known, else "?:name"."""
    namespace, brace, name = tag.rpartition("}")
    namespace = namespace.removeprefix("{").strip().lower()
    name = name.lower()
    if not brace or namespace in _CORE:
        return name
    for beginning, prefix in _PREFIXES:
        if namespace.startswith(beginning):
            return f"{prefix}:{name}"
    return f"?:{name}"


def children(element: Element) -> Iterator[tuple[str, Element]]:
    """Each child with its name; an unresolved entity has none and is passed over."""
    for child in element:
        tag = child.tag
        if isinstance(tag, str):
            yield name_of(tag), child


def text_of(element: Element) -> str:
    """All text of an element; markup inside it stays markup."""
    if len(element) == 0:
        return element.text or ""
    return _inside(etree.tostring(element, encoding="unicode", with_tail=False))


def base_of(element: Element, outer: str | None) -> str | None:
    """The address that links inside this element are relative to."""
    own = element.get(_XML_BASE)
    try:
        return urljoin(outer or "", own.strip()) if own else outer
    except ValueError:
        return outer


def attribute(element: Element, name: str) -> str:
    """An attribute's value, or an empty string."""
    return element.get(name) or ""


def _inside(serialized: str) -> str:
    return serialized[serialized.find(">") + 1 : serialized.rfind("</")]
