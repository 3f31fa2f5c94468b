"""Opens the database and runs work in transactions, from the event loop and from the command line."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock
from typing import TypeVar

from sqlalchemy import Connection, Engine

from feeds.errors import DatabaseDown
from feeds.store import schema
from feeds.store.engine import CONNECTIONS, make_engine, read_only
from feeds.store.problems import translated
from feeds.store.unit import Unit

T = TypeVar("T")
READ_LIMIT_S = 30.0  # as long as SQLite waits for a lock


class Database:
    """A database that answers. Work is a function of a Unit; it is one transaction, undone when it raises.

    Work that only reads goes through `read` and `read_now`: on SQLite it does not wait for the one writer.
    """

    @classmethod
    def open(cls, url: str) -> "Database":
        """Connect once. Raises SettingsError for a wrong URL, DatabaseDown when it can't be opened."""
        database = cls(make_engine(url))
        try:
            database._touch()
        except DatabaseDown:
            database.close()
            raise
        return database

    def __init__(self, engine: Engine) -> None:
        is_sqlite = engine.dialect.name == "sqlite"
        self._engine = engine
        self._readable = read_only(engine)
        self._one_writer = Lock() if is_sqlite else None
        writers = 1 if is_sqlite else CONNECTIONS // 2
        self._writers = ThreadPoolExecutor(writers, thread_name_prefix="store-write")
        self._readers = ThreadPoolExecutor(CONNECTIONS // 2, thread_name_prefix="store-read")

    async def run(self, work: Callable[[Unit], T]) -> T:
        """Run work that may write, in the store's threads."""
        return await asyncio.get_running_loop().run_in_executor(self._writers, self.run_now, work)

    async def read(self, work: Callable[[Unit], T]) -> T:
        """Run work that only reads, in the store's threads. Raises DatabaseDown after READ_LIMIT_S."""
        reading = asyncio.get_running_loop().run_in_executor(self._readers, self.read_now, work)
        try:
            return await asyncio.wait_for(reading, READ_LIMIT_S)
        except TimeoutError as error:
            raise DatabaseDown(f"The database did not answer within {READ_LIMIT_S:g} s.") from error

    def run_now(self, work: Callable[[Unit], T]) -> T:
        """Run work that may write, in this thread."""
        with self._writing() as connection:
            return work(Unit(connection))

    def read_now(self, work: Callable[[Unit], T]) -> T:
        """Run work that only reads, in this thread."""
        with translated(self._engine.url, is_reading=True), self._readable.begin() as connection:
            return work(Unit(connection))

    def migrate(self) -> None:
        """Bring the tables up to date; nothing to do is fine."""
        with self._writing() as connection:
            schema.upgrade(connection)

    def check(self) -> None:
        """Raise DatabaseDown, with the reason, when it can't be used: unreachable, or migrations missing."""
        with translated(self._engine.url), self._readable.begin() as connection:
            if not schema.is_current(connection):
                raise DatabaseDown("The database is not up to date. Run `tickertone migrate`.")

    def close(self) -> None:
        """Finish what runs and let all connections go."""
        self._writers.shutdown()
        self._readers.shutdown()
        self._readable.dispose()
        self._engine.dispose()

    def _touch(self) -> None:
        with translated(self._engine.url), self._readable.begin() as connection:
            connection.exec_driver_sql("select 1")

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with translated(self._engine.url), self._turn(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Queue writers of this process fairly; those of others wait in SQLite's own, unfair way."""
        if self._one_writer is None:
            yield
            return
        with self._one_writer:
            yield
