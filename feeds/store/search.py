"""Full text search: FTS5 on SQLite, tsvector on PostgreSQL. The indexes follow the items by triggers."""

import re
from typing import Any

from sqlalchemy import Select, column, table, text

from feeds.store.item_rows import FIRST_ID
from feeds.store.tables import items

_PIECES = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD = re.compile(r"\w")
_QUOTES = str.maketrans({"\u201c": '"', "\u201d": '"', "\u201e": '"', "\0": " "})


def terms(words: str) -> tuple[str, ...]:
    """Cut what somebody typed into words and quoted phrases; what holds no letter or digit is left out."""
    pieces = (phrase or word for phrase, word in _PIECES.findall(words.translate(_QUOTES)))
    return tuple(piece for piece in pieces if _WORD.search(piece))


def to_query(words: str) -> str:
    """Write what somebody typed as a query both indexes read alike; empty without any words."""
    return " ".join(f'"{term}"' for term in terms(words))


def with_words(wanted: Select[Any], dialect: str) -> Select[Any]:
    """Narrow a selection of items down to those with all words of parameter `query`, newest first.

    Not below FIRST_ID, or a word that is nowhere is looked for in every item there ever was.
    """
    if dialect == "postgresql":
        key, condition = "item_id", "item_words.words @@ websearch_to_tsquery('news', :query)"
    else:
        key, condition = "rowid", "item_words match :query"
    found = table("item_words", column(key))
    narrowed = wanted.join(found, found.c[key] == items.c.id).where(text(condition), found.c[key] >= FIRST_ID)
    return narrowed.order_by(found.c[key].desc())
