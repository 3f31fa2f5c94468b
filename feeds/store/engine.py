"""From DATABASE_URL to an engine: SQLite in WAL mode with one writer, or PostgreSQL through psycopg 3."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from feeds.errors import DatabaseDown, SettingsError

CONNECTIONS = 8
_BUSY_TIMEOUT_S = 30
_CONNECT_TIMEOUT_S = 5

_PRAGMAS = (
    "pragma journal_mode = wal",
    "pragma synchronous = normal",
    "pragma foreign_keys = on",
    "pragma temp_store = memory",
    "pragma cache_size = -16000",
    "pragma mmap_size = 268435456",
    "pragma wal_autocheckpoint = 4000",
)


def make_engine(url: str) -> Engine:
    """Make an engine. Raises SettingsError when `url` names no database we know."""
    parsed = _parse(url)
    if parsed.get_backend_name() == "sqlite":
        return _make_sqlite(parsed)
    return _make_postgres(parsed)


def read_only(engine: Engine) -> Engine:
    """Return an engine for transactions that only read, and don't wait for the writer.

    On SQLite it has connections of its own: turning `query_only` on and off would make each statement be
    prepared anew in every transaction (https://sqlite.org/src/file/src/pragma.c, OP_Expire).
    """
    if engine.dialect.name == "sqlite":
        return _make_sqlite(engine.url, pragmas=(*_PRAGMAS, "pragma query_only = on"), begin="begin")
    return engine.execution_options(postgresql_readonly=True)


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise _wrong("it is no URL") from None  # the cause would print the password
    match parsed.drivername.partition("+")[0]:
        case "postgres" | "postgresql":
            return parsed.set(drivername="postgresql+psycopg")
        case "sqlite" if parsed.database and parsed.database != ":memory:":
            return parsed.set(drivername="sqlite+pysqlite")
        case "sqlite":
            raise _wrong("it names no file, and a database in memory can't be shared between threads")
        case other:
            raise _wrong(f"Tickertone does not know {other!r} databases")


def _wrong(what: str) -> SettingsError:
    return SettingsError(
        f"DATABASE_URL is wrong: {what}. Use sqlite:///tickertone.db or "
        "postgresql://user:password@host/database."
    )


def _make_sqlite(url: URL, *, pragmas: Sequence[str] = _PRAGMAS, begin: str = "begin immediate") -> Engine:
    """Make an engine that takes the one writer's place at once, unless told otherwise.

    A read that turns into a write could find itself outdated.
    """
    folder = Path(str(url.database)).absolute().parent
    if not folder.is_dir():
        raise DatabaseDown(
            f"The database can't be opened: there is no folder {folder}. Create it, or change DATABASE_URL."
        )
    engine = create_engine(
        url,
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=CONNECTIONS,
        connect_args={"check_same_thread": False, "timeout": _BUSY_TIMEOUT_S, "isolation_level": None},
    )
    event.listen(engine, "connect", partial(_set_pragmas, pragmas))
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _set_pragmas(pragmas: Sequence[str], connection: Any, _record: Any) -> None:
    for pragma in pragmas:
        connection.execute(pragma)


def _make_postgres(url: URL) -> Engine:
    timeout: dict[str, Any] = (
        {} if "connect_timeout" in url.query else {"connect_timeout": _CONNECT_TIMEOUT_S}
    )
    return create_engine(
        url,
        hide_parameters=True,  # errors are logged, and parameters are people's words
        pool_size=CONNECTIONS,
        pool_pre_ping=True,
        connect_args={"application_name": "tickertone", **timeout},
    )
