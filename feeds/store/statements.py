"""The few words of SQL in which the two databases differ by their SQLAlchemy dialect only."""

from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert(connection: Connection, table: Table) -> Any:
    """Begin an insert that may say `on_conflict_do_nothing()` or `on_conflict_do_update(...)`."""
    kind = postgresql if connection.dialect.name == "postgresql" else sqlite
    return kind.insert(table)


def new_lease() -> str:
    """Make a lease nobody else holds."""
    return token_hex(8)
