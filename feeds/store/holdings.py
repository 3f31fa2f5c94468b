"""The symbols each user of a workspace holds or follows."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, select

from feeds.store.statements import insert_missing
from feeds.store.tables import holdings


class Holdings:
    """The portfolios of one workspace, as far as routing needs them."""

    def __init__(self, connection: Connection, workspace: str) -> None:
        self._connection = connection
        self._workspace = workspace

    def of(self, user: str) -> tuple[str, ...]:
        """List a user's symbols in alphabetical order."""
        wanted = select(holdings.c.symbol).where(*self._are_of(user)).order_by(holdings.c.symbol)
        return tuple(self._connection.execute(wanted).scalars())

    def add(self, user: str, symbols: Iterable[str]) -> None:
        """Add symbols to a user's; those there already stay."""
        rows = [{"workspace": self._workspace, "user": user, "symbol": symbol} for symbol in symbols]
        insert_missing(self._connection, holdings, rows)

    def remove(self, user: str, symbols: Iterable[str]) -> int:
        """Take symbols from a user's; returns how many were there."""
        gone = delete(holdings).where(*self._are_of(user), holdings.c.symbol.in_(list(symbols)))
        return self._connection.execute(gone).rowcount

    def _are_of(self, user: str) -> tuple[Any, Any]:
        return holdings.c.workspace == self._workspace, holdings.c.user == user
