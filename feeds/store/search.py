"""Full text search: FTS5 on SQLite, tsvector on PostgreSQL. The indexes follow the items by triggers."""

import re
from typing import Any

from sqlalchemy import Connection, Select, column, table, text

from feeds.store.tables import items

_PIECES = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD = re.compile(r"\w")
_QUOTES = str.maketrans({"\u201c": '"', "\u201d": '"', "\u201e": '"', "\0": " "})


def terms(words: str) -> tuple[str, ...]:
    """Cut what somebody typed into words and quoted phrases; what holds no letter or digit is left out."""
    pieces = (phrase or word for phrase, word in _PIECES.findall(words.translate(_QUOTES)))
    return tuple(piece for piece in pieces if _WORD.search(piece))


def matching(connection: Connection, wanted: Select[Any], words: str) -> Select[Any] | None:
    """Narrow a selection of items down to those with all the words, newest first; None without any words."""
    if not terms(words):
        return None
    quoted = " ".join(f'"{term}"' for term in terms(words))
    if connection.dialect.name == "postgresql":
        key, condition = "item_id", "item_words.words @@ websearch_to_tsquery('news', :quoted)"
    else:
        key, condition = "rowid", "item_words match :quoted"
    found = table("item_words", column(key))
    narrowed = wanted.join(found, found.c[key] == items.c.id).where(text(condition).bindparams(quoted=quoted))
    return narrowed.order_by(found.c[key].desc())
