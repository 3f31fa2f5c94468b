"""The few words of SQL in which the two databases differ by their SQLAlchemy dialect only.

Statements of the hot paths are built once: building one costs more than running it.
"""

from collections.abc import Sequence
from functools import cache
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert(connection: Connection, table: Table) -> Any:
    """Begin an insert that may say `on_conflict_do_nothing()` or `on_conflict_do_update(...)`."""
    return insert_for(connection.dialect.name, table)


def insert_for(dialect: str, table: Table) -> Any:
    """Begin such an insert for the dialect of this name."""
    return (postgresql if dialect == "postgresql" else sqlite).insert(table)


def insert_missing(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows; those that some unique constraint holds against yield to what is there."""
    if rows:
        connection.execute(_insert_missing(connection.dialect.name, table), rows)


def new_lease() -> str:
    """Make a lease nobody else holds."""
    return token_hex(8)


@cache
def _insert_missing(dialect: str, table: Table) -> Any:
    return insert_for(dialect, table).on_conflict_do_nothing()
