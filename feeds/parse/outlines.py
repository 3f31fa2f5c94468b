"""OPML trees to the outlines that name a feed."""

from dataclasses import dataclass

from feeds.parse.markup import plain_title
from feeds.parse.trees import Element, Malformed, repaired_tree, strict_tree


@dataclass(frozen=True, slots=True)
class Outline:
    """One line of an OPML file that has a feed's address."""

    url: str
    title: str


def read_outlines(document: bytes) -> tuple[Outline, ...] | None:
    """Every outline with an address, however deep it is nested; None when this is no OPML."""
    root = _tree(document)
    if root is None or str(root.tag).lower() != "opml":
        return None
    found = (_outline(element) for element in root.iter() if str(element.tag).lower() == "outline")
    return tuple(outline for outline in found if outline.url)


def _tree(document: bytes) -> Element | None:
    try:
        return strict_tree(document)
    except Malformed:
        pass
    try:
        return repaired_tree(document, "")
    except Malformed:
        return None


def _outline(element: Element) -> Outline:
    """Attribute names come in all cases: xmlUrl, xmlurl, XMLURL."""
    said = {str(name).lower(): str(value).strip() for name, value in element.attrib.items()}
    return Outline(url=said.get("xmlurl", ""), title=plain_title(said.get("title") or said.get("text") or ""))
