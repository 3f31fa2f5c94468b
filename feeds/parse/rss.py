"""RSS 0.9x, 1.0 (RDF) and 2.0 trees to drafts."""

import re
from collections.abc import Iterator
from itertools import islice

from feeds.parse import tickers
from feeds.parse.atom import alternate_link
from feeds.parse.drafts import MAX_ENTRIES, Draft
from feeds.parse.elements import attribute, base_of, children, name_of, text_of
from feeds.parse.trees import Element

_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_TITLES = ("title", "dc:title", "media:title", "itunes:title")
_TEXTS = (
    "content:encoded", "xhtml:body", "body", "content", "atom:content", "description", "dc:description",
    "atom:summary", "summary", "fulltext", "itunes:summary", "media:description",
)  # fmt: skip
_PUBLISHED = (
    "pubdate",
    "dc:date",
    "atom:published",
    "dcterms:issued",
    "dcterms:created",
    "date",
    "published",
    "?:pubdate",
)
_UPDATED = ("atom:updated", "dcterms:modified", "lastbuilddate", "updated", "modified")
_AUTHORS = ("dc:creator", "author", "itunes:author", "dc:publisher", "?:author_name", "managingeditor")
_EMAIL_AUTHOR = re.compile(r"\s*\S+@\S+\s*\((.{1,200})\)\s*")
_SYMBOLS = frozenset("?:" + name for name in tickers.SYMBOL_ELEMENTS) | tickers.SYMBOL_ELEMENTS
_MARKETS = ("?:market", "?:exchange")


def rss_drafts(root: Element, base: str | None) -> Iterator[Draft]:
    """A draft for each item, wherever in the tree it stands."""
    items = (each for each in root.iter("{*}item") if name_of(str(each.tag)) == "item")
    base = base_of(root, base)
    return (_draft(item, base) for item in islice(items, MAX_ENTRIES))


def _draft(item: Element, base: str | None) -> Draft:
    found: dict[str, str] = {}
    draft = Draft(base=base_of(item, base))
    atom_links = []
    for name, child in children(item):
        if name in ("category", "dc:subject"):
            _collect_category(child, draft)
        elif name == "atom:link":
            atom_links.append(child)
        elif name == "guid":
            draft.guid = draft.guid or text_of(child)
            draft.guid_is_link = attribute(child, "isPermaLink").strip().lower() != "false"
        elif name[0] == "?" and len(child):
            _collect_symbols(child, draft)
        elif not found.get(name):
            found[name] = text_of(child).strip()
    return _filled(draft, found, item=item, atom_links=atom_links)


def _filled(draft: Draft, found: dict[str, str], *, item: Element, atom_links: list[Element]) -> Draft:
    draft.title = _first_of(found, _TITLES)
    draft.texts = [found[name] for name in _TEXTS if found.get(name)]
    draft.links = [found.get("link", ""), alternate_link(atom_links), found.get("atom:id", "")]
    draft.guid = draft.guid or found.get("atom:id", "") or attribute(item, _ABOUT)
    draft.author = _author(_first_of(found, _AUTHORS))
    draft.published = [found[name] for name in _PUBLISHED if found.get(name)]
    draft.updated = [found[name] for name in _UPDATED if found.get(name)]
    market = _first_of(found, _MARKETS)
    draft.symbols += [
        symbol for name in found if name in _SYMBOLS and (symbol := tickers.from_element(found[name], market))
    ]
    return draft


def _first_of(found: dict[str, str], names: tuple[str, ...]) -> str:
    return next((found[name] for name in names if found.get(name)), "")


def _author(written: str) -> str:
    """RSS wants "mail@example.com (Name)"; people want the name."""
    match = _EMAIL_AUTHOR.fullmatch(written)
    return match[1] if match else written


def _collect_category(category: Element, draft: Draft) -> None:
    domain = attribute(category, "domain") or attribute(category, "type")
    if symbol := tickers.from_category(text_of(category), domain):
        draft.symbols.append(symbol)


def _collect_symbols(group: Element, draft: Draft) -> None:
    """Tickers in a group such as <sa:stock><sa:symbol>MSFT</sa:symbol>...</sa:stock>."""
    for name, child in children(group):
        if name in _SYMBOLS and (symbol := tickers.from_element(text_of(child))):
            draft.symbols.append(symbol)
