"""What a document says about itself: title, site, language, and how often it wants to be asked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from feeds.parse.atom import alternate_link
from feeds.parse.drafts import Draft
from feeds.parse.elements import attribute, base_of, children, text_of
from feeds.parse.jsonfeed import Json, string
from feeds.parse.markup import plain_title
from feeds.parse.trees import Element
from feeds.policy.urls import web_url
from feeds.types.news import ParsedFeed

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PERIODS_S = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NUMBER = re.compile(r"\s*(\d{1,6})\b")
_NOT_ABOUT = frozenset(("item", "entry", "atom:entry", "items", "image", "textinput"))
_LONGEST_WISH_S = 31_536_000


@dataclass(slots=True)
class _Channel:
    found: dict[str, str] = field(default_factory=dict)
    links: list[Element] = field(default_factory=list)
    hours: set[int] = field(default_factory=set)
    days: set[int] = field(default_factory=set)


def parsed_tree(root: Element, drafts: Iterable[Draft], *, base: str | None) -> ParsedFeed:
    """The feed of an RSS, RDF or Atom tree."""
    channel = _Channel()
    holder = next((child for name, child in children(root) if name == "channel"), root)
    for element in dict.fromkeys((holder, root)):
        _collect(element, channel)
    found = channel.found
    base = base_of(holder, base_of(root, base))
    return ParsedFeed(
        title=plain_title(found.get("title") or found.get("dc:title") or ""),
        entries=tuple(draft.finished() for draft in drafts),
        site_url=web_url(found.get("link") or alternate_link(channel.links), base),
        language=(found.get("language") or found.get("dc:language") or attribute(root, _LANG)).strip()[:20]
        or None,
        ttl_s=_ttl_s(found),
        skip_hours=frozenset(channel.hours),
        skip_days=frozenset(channel.days),
    )


def parsed_json(feed: Json, drafts: Iterable[Draft], *, base: str | None) -> ParsedFeed:
    """The feed of a JSON Feed object."""
    return ParsedFeed(
        title=plain_title(string(feed, "title")),
        entries=tuple(draft.finished() for draft in drafts),
        site_url=web_url(string(feed, "home_page_url"), base),
        language=string(feed, "language")[:20] or None,
    )


def _collect(element: Element, channel: _Channel) -> None:
    for name, child in children(element):
        if name == "skiphours":
            channel.hours |= {each % 24 for each in _numbers(child)}
        elif name == "skipdays":
            channel.days |= _weekdays(child)
        elif name == "atom:link" or (name == "link" and child.get("href")):
            channel.links.append(child)
        elif name not in _NOT_ABOUT and not channel.found.get(plain := name.removeprefix("atom:")):
            channel.found[plain] = text_of(child).strip()


def _numbers(element: Element) -> set[int]:
    return {int(found[1]) for _, child in children(element) if (found := _NUMBER.match(child.text or ""))}


def _weekdays(element: Element) -> set[int]:
    named = ((child.text or "").strip().lower() for _, child in children(element))
    return {_DAYS.index(day) + 1 for day in named if day in _DAYS}


def _ttl_s(found: dict[str, str]) -> int | None:
    """The longer of RSS's ttl and the syndication module's period."""
    wishes = [0]
    if minutes := _NUMBER.match(found.get("ttl", "")):
        wishes.append(int(minutes[1]) * 60)
    if (period_s := _PERIODS_S.get(found.get("sy:updateperiod", "").strip().lower())) is not None:
        times = _NUMBER.match(found.get("sy:updatefrequency", ""))
        wishes.append(period_s // max(1, int(times[1]) if times else 1))
    return min(max(wishes), _LONGEST_WISH_S) or None
