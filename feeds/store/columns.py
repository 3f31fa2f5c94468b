"""Column types: instants, foreign words and row ids, the same to the rest of the store on both databases."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import TIMESTAMP, BigInteger, Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

RowId = BigInteger().with_variant(Integer(), "sqlite")  # SQLite counts up only what is called INTEGER


class Instant(TypeDecorator[datetime]):
    """An aware datetime: `timestamptz` on PostgreSQL, microseconds since 1970 in eight bytes on SQLite."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column's type."""
        kind = TIMESTAMP(timezone=True) if dialect.name == "postgresql" else BigInteger()
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse a naive time: nobody knows what it means."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time must be aware")
        return value if dialect.name == "postgresql" else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give the time back in UTC."""
        if value is None:
            return None
        moment: datetime = value if dialect.name == "postgresql" else _EPOCH + value * _MICROSECOND
        return moment.astimezone(UTC)


class Numbers(TypeDecorator[frozenset[int]]):
    """A few whole numbers, as text: "1,2,3"."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: frozenset[int] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write them in order."""
        return None if value is None else ",".join(str(number) for number in sorted(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[int] | None:  # noqa: ARG002
        """Read what was written."""
        return None if value is None else frozenset(int(number) for number in value.split(",") if number)


class Words(TypeDecorator[str]):
    """Text from outside. What no database takes (NUL, lone surrogates) becomes U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Make it storable."""
        return None if value is None else storable(value)


def storable(text: str) -> str:
    """Return `text` with NUL and lone surrogates replaced by U+FFFD."""
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")
