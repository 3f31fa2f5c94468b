"""Turns what SQLAlchemy raises when the database is at fault into DatabaseDown, in words for people.

What can only be our own mistake (a wrong statement, a broken constraint) is let through: it is a bug, and
no setting mends it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from feeds.errors import DatabaseDown

_MISSING_TABLE = ("no such table", "no such column", "does not exist")
_MIGRATE = "The database is not up to date. Run `tickertone migrate`."
_ADVICE = (
    ("locked", "it is locked by another program. Close that one, or wait, and try again."),
    ("not a database", "the file is no SQLite database. Move it away, or change DATABASE_URL."),
    ("readonly", "it can be read but not written. Check who owns the file and its folder."),
    ("unable to open", "the file can't be opened. Check who owns it and its folder, or change DATABASE_URL."),
    ("full", "the disk is full. Make room and try again."),
    ("malformed", "the file is damaged. Restore it from a backup."),
    ("password authentication", "user or password is wrong. Correct DATABASE_URL."),
    ("no password supplied", "it wants a password. Put one into DATABASE_URL."),
    ("role", "the user is not known there. Correct the user in DATABASE_URL, or create it."),
    ("database", "there is no such database. Create it, or correct its name in DATABASE_URL."),
)


@contextmanager
def translated(url: URL, *, is_reading: bool = False) -> Iterator[None]:
    """Raise DatabaseDown in place of the driver's exceptions; the password is never in its words.

    Work that writes where it said it would only read is a bug of ours, too.
    """
    try:
        yield
    except PoolTimeout as problem:
        raise DatabaseDown(
            f"{_name(url)} is busy: no connection came free. Try again in a minute."
        ) from problem
    except DBAPIError as problem:
        sentence = _sentence(problem, url, is_reading=is_reading)
        if sentence is None:
            raise
        raise DatabaseDown(sentence) from problem


def _sentence(problem: DBAPIError, url: URL, *, is_reading: bool) -> str | None:
    said = str(problem.orig).lower()
    if is_reading and "readonly" in said:
        return None
    if isinstance(problem, ProgrammingError | OperationalError) and _is_missing_table(said):
        return _MIGRATE
    if isinstance(problem, OperationalError | InterfaceError) or type(problem) is DatabaseError:
        return f"{_name(url)} does not work: {_advise(said)}"
    return None


def _is_missing_table(said: str) -> bool:
    is_missing = any(sign in said for sign in _MISSING_TABLE)
    return is_missing and "database" not in said and "role" not in said


def _advise(said: str) -> str:
    for sign, advice in _ADVICE:
        if sign in said and (sign not in {"role", "database"} or "does not exist" in said):
            return advice
    return "it does not answer. Check that it runs, and that DATABASE_URL is right."


def _name(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return f"The database {url.database}"
    host = url.host or url.query.get("host") or "localhost"
    return f"The database at {host}{f':{url.port}' if url.port else ''}"
