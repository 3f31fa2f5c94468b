"""Values to compact JSON and back. Defaults are left out, so a field added later reads old rows well."""

from collections.abc import Callable
from functools import cache, lru_cache
from json import dumps, loads
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from feeds.types.decisions import DigestFacts
from feeds.types.notices import Notice
from feeds.types.scores import Analysis
from feeds.types.subscriptions import (
    Rules,
    Watch,
    WatchAll,
    WatchFeed,
    WatchPortfolio,
    WatchTickers,
    WatchWords,
)

T = TypeVar("T")


class Codec(Generic[T]):
    """JSON for one type. The adapter is built on first use: it costs more than importing this module."""

    def __init__(self, kind: Any) -> None:
        self._adapter: Callable[[], TypeAdapter[T]] = cache(lambda: TypeAdapter(kind))

    def write(self, value: T) -> str:
        """Write compact JSON; words that are no UTF-8 are kept as escapes."""
        adapter = self._adapter()
        try:
            return adapter.dump_json(value, exclude_defaults=True).decode()
        except PydanticSerializationError:
            return dumps(adapter.dump_python(value, mode="json", exclude_defaults=True))

    def read(self, text: str) -> T:
        """Read what `write` wrote."""
        adapter = self._adapter()
        if "\\ud" in text:
            return adapter.validate_python(loads(text))
        return adapter.validate_json(text)


analyses: Codec[Analysis] = Codec(Analysis)
rules: Codec[Rules] = Codec(Rules)
facts: Codec[DigestFacts] = Codec(DigestFacts)
notices: Codec[Notice] = Codec(Notice)
words: Codec[tuple[str, ...]] = Codec(tuple[str, ...])

_WATCHES: dict[str, type[Watch]] = {
    "tickers": WatchTickers,
    "feed": WatchFeed,
    "words": WatchWords,
    "portfolio": WatchPortfolio,
    "all": WatchAll,
}
_KINDS = {kind: name for name, kind in _WATCHES.items()}
_watches: dict[str, Codec[Watch]] = {name: Codec(kind) for name, kind in _WATCHES.items()}


def write_watch(watch: Watch) -> tuple[str, str]:
    """Write a watch as its kind and JSON."""
    kind = _KINDS[type(watch)]
    return kind, _watches[kind].write(watch)


@lru_cache(maxsize=2_000)
def read_watch(kind: str, text: str) -> Watch:
    """Read what `write_watch` wrote."""
    return _watches[kind].read(text)
