"""Who an item is: entries become items with keys of our own.

A key must not change when the parser, the order, the headline's wording or the tracking parameters
change. So it rests on the strongest name the publisher gives: the guid, then the link, then headline
and date. A guid or link that several entries of a document share names none of them; it is joined
with headline and date there. Publishers that invent a new guid on every poll are seen through by the
aliases: weaker names under which an item is stored as well.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from feeds.policy.urls import canonical_url
from feeds.types.news import Entry, NewsItem

__all__ = ["Recognised", "canonical_url", "make_items", "names", "recognise"]

_NOT_WORDS = re.compile(r"\W+")
_HEADLINE_CHARS = 120
_ENOUGH_TO_TELL = 3  # this many items under new guids at once is a habit of the publisher, not chance
_BY_DATE, _BY_LINK, _BY_WORDS = "date:", "link:", "words:"


@dataclass(frozen=True, slots=True)
class Recognised:
    """A document's items told apart: never seen, and seen before but reworded since."""

    new: tuple[NewsItem, ...] = ()
    edited: tuple[NewsItem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Face:
    """All by which an entry can be told from another."""

    guid: str
    link: str
    title: str
    date: str

    @property
    def look(self) -> tuple[str, str, str]:
        return self.link, self.title, self.date


def make_items(entries: tuple[Entry, ...]) -> tuple[NewsItem, ...]:
    """The items of a document, in its order, each once. Entries with nothing to show are left out."""
    shown = [entry for entry in entries if entry.title or entry.text or entry.url]
    faces = [_face(entry) for entry in shown]
    shared = _shared(faces)
    turns = _turns(shown, faces)
    items: dict[str, NewsItem] = {}
    for entry, face in zip(shown, faces, strict=True):
        key = _digest(_name(entry, face, shared=shared, turns=turns))
        if key not in items:
            items[key] = _item(entry, face, key)
    return tuple(items.values())


def names(items: Iterable[NewsItem]) -> tuple[str, ...]:
    """Every key and alias to ask the store for before `recognise`."""
    return tuple({name for item in items for name in (item.key, *item.aliases)})


def recognise(items: tuple[NewsItem, ...], known: Mapping[str, str]) -> Recognised:
    """Tell news from what is stored; `known` maps stored keys and aliases to content hashes.

    An item whose key is unknown is still old when an alias of it is known and the item that owned the
    alias is no longer in the document under its own key: the publisher renamed it.
    """
    strangers = [item for item in items if item.key not in known]
    taken = {alias for item in items if item.key in known for alias in item.aliases}
    renamed_all = len(strangers) == len(items) and _are_mostly_known(items, known)
    new = tuple(
        item for item in strangers if not _is_renamed(item, known, taken=taken, looks_suffice=renamed_all)
    )
    edited = tuple(
        item for item in items if item.key in known and known[item.key] not in ("", item.content_hash)
    )
    return Recognised(new=new, edited=edited)


def _are_mostly_known(items: tuple[NewsItem, ...], known: Mapping[str, str]) -> bool:
    """True for enough items that look like stored ones, so that their new names are the publisher's habit."""
    familiar = sum(_is_known(item, known, _BY_LINK, _BY_WORDS) for item in items)
    return familiar >= max(_ENOUGH_TO_TELL, len(items) / 2)


def _is_renamed(item: NewsItem, known: Mapping[str, str], *, taken: set[str], looks_suffice: bool) -> bool:
    if taken.intersection(item.aliases):
        return False
    if looks_suffice:
        return _is_known(item, known, _BY_DATE, _BY_LINK, _BY_WORDS)
    return _is_known(item, known, _BY_DATE, *((_BY_LINK,) if item.published_at is None else ()))


def _is_known(item: NewsItem, known: Mapping[str, str], *sorts: str) -> bool:
    return any(alias in known for alias in item.aliases if alias.startswith(sorts))


def _face(entry: Entry) -> _Face:
    return _Face(
        guid=(entry.guid or "").strip(),
        link=canonical_url(entry.url) if entry.url else "",
        title=_NOT_WORDS.sub(" ", entry.title).strip().casefold(),
        date=entry.published_at.isoformat() if entry.published_at else "",
    )


def _shared(faces: list[_Face]) -> set[str]:
    """Guids and links that stand for entries which look different."""
    looks: dict[str, tuple[str, str, str]] = {}
    shared = set()
    for face in faces:
        if face.guid and looks.setdefault("guid " + face.guid, face.look) != face.look:
            shared.add("guid " + face.guid)
        if face.link and looks.setdefault("link " + face.link, face.look) != face.look:
            shared.add("link " + face.link)
    return shared


def _turns(entries: list[Entry], faces: list[_Face]) -> dict[tuple[str, str, str], int]:
    """For nameless entries with the same headline and date: which of them, counted from the oldest."""
    turns: dict[tuple[str, str, str], int] = {}
    seen: dict[tuple[str, str], int] = {}
    for entry, face in zip(reversed(entries), reversed(faces), strict=True):
        look = (face.title, face.date)
        if not face.guid and not face.link and (*look, entry.text) not in turns:
            turns[(*look, entry.text)] = seen.setdefault(look, 0)
            seen[look] += 1
    return turns


def _name(
    entry: Entry, face: _Face, *, shared: set[str], turns: Mapping[tuple[str, str, str], int]
) -> tuple[str, ...]:
    if face.guid:
        return ("guid", face.guid, *(face.look if "guid " + face.guid in shared else ()))
    if face.link:
        return ("link", *(face.look if "link " + face.link in shared else (face.link,)))
    if face.title:
        turn = turns[face.title, face.date, entry.text]
        return ("title", face.title, face.date, *((str(turn),) if turn else ()))
    return ("text", " ".join(entry.text.split()))


def _item(entry: Entry, face: _Face, key: str) -> NewsItem:
    return NewsItem(
        key=key,
        title=entry.title or _headline(entry.text) or entry.url or "",
        text=entry.text,
        url=entry.url,
        author=entry.author,
        published_at=entry.published_at,
        symbols=entry.symbols,
        aliases=_aliases(face, text=entry.text),
        content_hash=_digest((entry.title, entry.text, face.link)),
    )


def _aliases(face: _Face, *, text: str) -> tuple[str, ...]:
    """Weaker names. Words are one only where a date, a guid or a link is wanting: a column repeats itself."""
    aliases = []
    if face.title and text and not (face.date and (face.guid or face.link)):
        aliases.append(_BY_WORDS + _digest((face.title, text)))
    if face.title and face.date:
        aliases.append(_BY_DATE + _digest((face.title, face.date)))
    if face.title and face.link:
        aliases.append(_BY_LINK + _digest((face.title, face.link)))
    return tuple(aliases)


def _headline(text: str) -> str:
    """The beginning of a text that has no headline, cut between words."""
    line = text.strip().partition("\n")[0]
    if len(line) <= _HEADLINE_CHARS:
        return line
    return (
        line[:_HEADLINE_CHARS].rpartition(" ")[0] + "…"
        if " " in line[:_HEADLINE_CHARS]
        else line[:_HEADLINE_CHARS]
    )


def _digest(parts: tuple[str, ...]) -> str:
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
