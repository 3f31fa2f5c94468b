"""Atom 0.3 and 1.0 trees to drafts."""

from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin

from feeds.parse import tickers
from feeds.parse.drafts import MAX_ENTRIES, Draft
from feeds.parse.elements import attribute, base_of, children, name_of, text_of
from feeds.parse.trees import Element

_SYMBOLS = frozenset("?:" + name for name in tickers.SYMBOL_ELEMENTS)
_PUBLISHED = ("published", "issued", "created", "dc:date")
_UPDATED = ("updated", "modified")
_SERVICE_LINKS = frozenset(("self", "edit", "replies", "enclosure", "next", "hub", "license"))
_LAST_RANK = 9


def atom_drafts(root: Element, base: str | None) -> Iterator[Draft]:
    """A draft for each entry, wherever in the tree it stands."""
    entries = (each for each in root.iter("{*}entry") if plain_name(str(each.tag)) == "entry")
    base = base_of(root, base)
    return (_draft(entry, base) for entry in islice(entries, MAX_ENTRIES))


def plain_name(tag: str) -> str:
    """An Atom element's name, with or without its namespace."""
    return name_of(tag).removeprefix("atom:")


def alternate_link(links: list[Element]) -> str:
    """The link for people: rel="alternate" or none, HTML first; else one that is no service link."""
    best = min(links, key=_rank, default=None)
    if best is None or _rank(best) == _LAST_RANK:
        return ""
    return attribute(best, "href") or text_of(best).strip()


def _rank(link: Element) -> int:
    if not (attribute(link, "href") or (link.text or "").strip()):
        return _LAST_RANK
    rel = attribute(link, "rel").strip().lower().rpartition("/")[2] or "alternate"
    if rel == "alternate":
        kind = attribute(link, "type").lower()
        return 0 if kind in ("", "text/html", "application/xhtml+xml") else 1
    return _LAST_RANK if rel in _SERVICE_LINKS else 2


def _draft(entry: Element, base: str | None) -> Draft:
    base = base_of(entry, base)
    draft = Draft(base=base)
    links: list[Element] = []
    found: dict[str, str] = {}
    for name, child in ((plain_name(each.tag), each) for _, each in children(entry)):
        match name:
            case "link":
                links.append(child)
            case "category":
                _collect_category(child, draft)
            case "author":
                draft.author = draft.author or _author(child)
            case "content" | "summary" | "media:group":
                _collect_text(name, child, found)
            case _:
                if not found.get(name):
                    found[name] = text_of(child).strip()
    draft.links = [_based(alternate_link(links), links, base)]
    return _filled(draft, found)


def _filled(draft: Draft, found: dict[str, str]) -> Draft:
    draft.title = found.get("title", "") or found.get("dc:title", "") or found.get("media:title", "")
    draft.texts = [
        found[name] for name in ("content", "summary", "media:description", "tagline") if found.get(name)
    ]
    draft.guid = found.get("id", "")
    draft.author = draft.author or found.get("dc:creator", "")
    draft.published = [found[name] for name in _PUBLISHED if found.get(name)]
    draft.updated = [found[name] for name in _UPDATED if found.get(name)]
    draft.symbols += [
        symbol for name in found if name in _SYMBOLS and (symbol := tickers.from_element(found[name]))
    ]
    return draft


def _based(href: str, links: list[Element], base: str | None) -> str:
    """The link, made absolute by an xml:base of its own if it has one."""
    own = next((base_of(link, base) for link in links if attribute(link, "href") == href), base)
    return urljoin(own, href) if own and own != base else href


def _collect_text(name: str, element: Element, found: dict[str, str]) -> None:
    if name == "media:group":
        for inner, child in children(element):
            found.setdefault(inner, text_of(child).strip())
    elif _is_readable(attribute(element, "type").strip().lower()) and not found.get(name):
        found[name] = text_of(element).strip()


def _is_readable(kind: str) -> bool:
    """False for pictures, packed data and foreign XML inside <content>."""
    return kind in ("", "text", "html", "xhtml", "application/xhtml+xml") or (
        kind.startswith("text/") and kind != "text/xml"
    )


def _author(element: Element) -> str:
    names = {plain_name(child.tag): text_of(child).strip() for _, child in children(element)}
    return names.get("name", "") if names else (element.text or "").strip()


def _collect_category(category: Element, draft: Draft) -> None:
    term = attribute(category, "term") or attribute(category, "label") or text_of(category)
    if symbol := tickers.from_category(term, attribute(category, "scheme")):
        draft.symbols.append(symbol)
