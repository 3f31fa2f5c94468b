import asyncio
import sqlite3
import threading

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError

from feeds.errors import DatabaseDown, SettingsError
from feeds.store import Database
from feeds.store.engine import make_engine
from tests.store.making import NOON, add_feed

PASSWORD = "s3cret-w0rd"

WRONG = {
    "no URL at all": "tickertone.db",
    "nothing": "",
    "another database": f"mysql://user:{PASSWORD}@host/db",
    "a database in memory": "sqlite://",
    "a named database in memory": "sqlite:///:memory:",
    "a port that is no number": f"postgresql://user:{PASSWORD}@host:port/db",
}


@pytest.mark.parametrize("url", WRONG.values(), ids=WRONG)
def test_a_wrong_url_names_the_variable_and_the_right_form(url):
    with pytest.raises(SettingsError, match=r"DATABASE_URL is wrong: .*sqlite:///tickertone\.db") as caught:
        Database.open(url)
    assert PASSWORD not in str(caught.value)


DRIVERS = {
    "postgres://user@host/db": "postgresql+psycopg",
    "postgresql://user@host/db": "postgresql+psycopg",
    "postgresql+psycopg2://user@host/db": "postgresql+psycopg",
    "sqlite:///tickertone.db": "sqlite+pysqlite",
}


@pytest.mark.parametrize(("url", "driver"), DRIVERS.items())
def test_every_spelling_uses_the_one_driver(url, driver):
    engine = make_engine(url)
    assert engine.url.drivername == driver
    engine.dispose()


def test_an_unreachable_server_is_named_without_its_password():
    with pytest.raises(
        DatabaseDown, match=r"at 127\.0\.0\.1:1 does not work: it does not answer\."
    ) as caught:
        Database.open(f"postgresql://user:{PASSWORD}@127.0.0.1:1/tickertone")
    assert PASSWORD not in str(caught.value)


def test_a_missing_database_is_told_from_a_missing_user(postgres):
    with pytest.raises(DatabaseDown, match="there is no such database"):
        Database.open(postgres.url("nowhere"))
    with pytest.raises(DatabaseDown, match="the user is not known there"):
        Database.open(postgres.url("postgres").replace("tickertone@", "nobody@"))


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(DatabaseDown, match=f"there is no folder {tmp_path}/nowhere"):
        Database.open(f"sqlite:///{tmp_path}/nowhere/tickertone.db")


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path):
    path = tmp_path / "notes.db"
    path.write_text("Dear diary, " * 100)
    with pytest.raises(DatabaseDown, match=r"notes\.db does not work: the file is no SQLite database"):
        Database.open(f"sqlite:///{path}")


def test_a_folder_in_place_of_a_file_can_not_be_opened(tmp_path):
    with pytest.raises(DatabaseDown, match="the file can't be opened"):
        Database.open(f"sqlite:///{tmp_path}")


def test_a_database_without_tables_says_to_migrate(tmp_path):
    db = Database.open(f"sqlite:///{tmp_path}/new.db")
    for step in (db.check, lambda: db.run_now(lambda unit: unit.feeds.all())):
        with pytest.raises(DatabaseDown, match="Run `tickertone migrate`"):
            step()
    db.close()


def test_a_locked_database_says_so(sqlite_url, monkeypatch):
    monkeypatch.setattr("feeds.store.engine._BUSY_TIMEOUT_S", 0)
    db = Database.open(sqlite_url)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(DatabaseDown, match="it is locked by another program"):
        add_feed(db)
    other.execute("rollback")
    add_feed(db)
    other.close()
    db.close()


def test_work_that_raises_leaves_nothing_behind(db):
    def work(unit):
        unit.feeds.add("https://example.com/", now=NOON)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        db.run_now(work)
    assert db.read_now(lambda unit: unit.feeds.all()) == ()


def test_work_that_only_reads_can_not_write(db):
    with pytest.raises(DBAPIError, match=r"read-?only"):
        db.read_now(lambda unit: unit.feeds.add("https://example.com/", now=NOON))


async def test_work_runs_beside_the_event_loop(db):
    loop_thread = threading.current_thread()

    def work(unit):
        assert threading.current_thread() is not loop_thread
        return unit.feeds.add("https://example.com/", now=NOON)

    feed = await db.run(work)
    assert await db.read(lambda unit: unit.feeds.get(feed.id)) == feed


async def test_much_work_at_once_is_all_done(db):
    urls = [f"https://example.com/{number}" for number in range(50)]
    added = await asyncio.gather(
        *(db.run(lambda unit, url=url: unit.feeds.add(url, now=NOON)) for url in urls),
        *(db.read(lambda unit: unit.feeds.all()) for _ in urls),
    )
    assert [feed.url for feed in added[:50]] == urls


def test_an_error_does_not_repeat_what_people_wrote(db):
    with pytest.raises(DBAPIError) as caught:
        db.read_now(lambda unit: unit.feeds.add("https://user:secret@example.com/", now=NOON))
    assert "secret" not in str(caught.value)


def test_readers_do_not_wait_for_a_writer(db):
    def write(unit):
        unit.feeds.add("https://example.com/", now=NOON)
        return db.read_now(lambda other: other.feeds.all())

    assert db.run_now(write) == ()


def test_a_transaction_sets_nothing_for_which_sqlite_would_prepare_statements_anew(sqlite_url):
    db, ran = Database.open(sqlite_url), []

    def note(_connection, _cursor, statement, *_rest):
        ran.append(statement)

    with db._engine.connect(), db._readable.connect():  # connections take their settings once
        pass
    event.listen(Engine, "before_cursor_execute", note)
    for transact in (db.run_now, db.read_now):
        transact(lambda unit: unit.feeds.all())
    event.remove(Engine, "before_cursor_execute", note)
    db.close()
    assert len(ran) == 4
    assert not [statement for statement in ran if "pragma" in statement.lower()]


def test_sqlite_keeps_its_promises(sqlite_url):
    db = Database.open(sqlite_url)
    with db._engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"pragma {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    db.close()
    assert pragmas == {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1}
