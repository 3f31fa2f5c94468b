"""JSON Feed 1.0 and 1.1 to drafts. Every value is checked, for it may be anything."""

import json
from collections.abc import Iterator
from itertools import islice

from feeds.parse import tickers
from feeds.parse.drafts import MAX_ENTRIES, Draft

Json = dict[str, object]


def read_json_feed(text: str) -> Json | None:
    """The feed's object, or None when the text is JSON of another kind or no JSON at all."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        return None
    version = found.get("version")
    return found if isinstance(version, str) and "jsonfeed.org" in version else None


def json_drafts(feed: Json, base: str | None) -> Iterator[Draft]:
    """A draft for each item."""
    items = feed["items"]
    objects = (item for item in items if isinstance(item, dict)) if isinstance(items, list) else iter(())
    return (_draft(item, base) for item in islice(objects, MAX_ENTRIES))


def string(found: Json, name: str) -> str:
    """A member as text; numbers count, as some publishers use them for ids."""
    value = found.get(name)
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _draft(item: Json, base: str | None) -> Draft:
    tags = item.get("tags")
    return Draft(
        title=string(item, "title"),
        texts=[
            string(item, "content_html"),
            _escaped(string(item, "content_text")),
            _escaped(string(item, "summary")),
        ],
        links=[string(item, "url"), string(item, "external_url")],
        guid=string(item, "id"),
        author=_author(item),
        published=[string(item, "date_published")],
        updated=[string(item, "date_modified")],
        symbols=[
            symbol
            for tag in (tags if isinstance(tags, list) else ())
            if isinstance(tag, str) and (symbol := tickers.from_category(tag))
        ],
        base=base,
    )


def _author(item: Json) -> str:
    authors = item.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else item.get("author")
    return string(first, "name") if isinstance(first, dict) else ""


def _escaped(text: str) -> str:
    """Plain text as HTML, so that one rule serves all texts and its lines stay lines."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
