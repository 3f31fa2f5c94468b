"""A workspace's settings and remembered choices: mappings of words to words, kept in tables."""

from collections.abc import Collection, Iterator, Mapping, MutableMapping
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, Table, bindparam, delete, func, select

from feeds.store.statements import insert
from feeds.store.tables import choices, settings


class StoredMapping(MutableMapping[str, str]):
    """One workspace's part of a table with a name and a value, as a mapping."""

    def __init__(self, connection: Connection, workspace: str, *, table: Table) -> None:
        self._connection = connection
        self._workspace = workspace
        self._table = table
        self._name: Column[str]
        self._value: Column[str]
        _, self._name, self._value = table.c

    def __getitem__(self, name: str) -> str:
        return self.some([name])[name]

    def some(self, names: Collection[str]) -> Mapping[str, str]:
        """Those of these names that are there, with their values, by one statement."""
        asked = {"workspace": self._workspace, "names": list(names)}
        return {name: str(value) for name, value in self._connection.execute(_some(self._table), asked)}

    def all(self) -> Mapping[str, str]:
        """All of them by name, by one statement."""
        rows = select(self._name, self._value).where(self._is_ours).order_by(self._name)
        return {name: str(value) for name, value in self._connection.execute(rows)}

    def __setitem__(self, name: str, value: str) -> None:
        values = {"workspace": self._workspace, self._name.name: name, self._value.name: value}
        written = insert(self._connection, self._table).values(values)
        again = {self._value.name: written.excluded[self._value.name]}
        same = ["workspace", self._name.name]
        self._connection.execute(written.on_conflict_do_update(index_elements=same, set_=again))

    def __delitem__(self, name: str) -> None:
        gone = delete(self._table).where(self._is_ours, self._name == name)
        if not self._connection.execute(gone).rowcount:
            raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        names = select(self._name).where(self._is_ours).order_by(self._name)
        return iter(self._connection.execute(names).scalars().all())

    def __len__(self) -> int:
        return int(self._connection.execute(select(func.count()).where(self._is_ours)).scalar_one())

    @property
    def _is_ours(self) -> ColumnElement[bool]:
        return self._table.c.workspace == self._workspace


@cache
def _some(table: Table) -> Select[Any]:
    workspace, name, value = table.c
    wanted = name.in_(bindparam("names", expanding=True))
    return select(name, value).where(workspace == bindparam("workspace"), wanted)


def settings_of(connection: Connection, workspace: str) -> StoredMapping:
    """The workspace's settings, by name."""
    return StoredMapping(connection, workspace, table=settings)


def choices_of(connection: Connection, workspace: str) -> StoredMapping:
    """The tickers a workspace means by ambiguous words, by those words."""
    return StoredMapping(connection, workspace, table=choices)
