import sys

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from feeds.store import Database, schema
from feeds.store.tables import metadata
from tests.store.making import OURS, add_feed, apply, later, planned


@pytest.fixture(params=["sqlite", "postgres"])
def empty_db(request, tmp_path):
    """A database without any table."""
    if request.param == "sqlite":
        url, drop = f"sqlite:///{tmp_path}/empty.db", lambda: None
    else:
        server = request.getfixturevalue("postgres")
        name = server.create()
        url, drop = server.url(name), lambda: server.drop(name)
    database = Database.open(url)
    yield database
    database.close()
    drop()


@pytest.fixture
def own_db(empty_db):
    """A database of its own with all tables, to be taken apart."""
    empty_db.migrate()
    return empty_db


def test_from_nothing_to_the_tables_of_the_models(empty_db):
    empty_db.migrate()
    empty_db.check()
    with empty_db._engine.connect() as connection:
        options = {"include_name": is_ours}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def is_ours(name, kind, _parents):
    """The search index and Alembic's own table are no models."""
    return kind != "table" or not name.startswith(("item_words", "alembic"))


def test_migrating_again_changes_nothing(db):
    feed = add_feed(db)
    db.migrate()
    assert db.read_now(lambda unit: unit.feeds.all()) == (feed,)


def test_each_step_can_be_undone_and_done_again(own_db):
    feed = add_feed(own_db)
    config = schema._config()
    for revision in ("0005", "0004", "0003", "base", "head"):
        with own_db._writing() as connection:
            config.attributes["connection"] = connection
            move = command.upgrade if revision == "head" else command.downgrade
            move(config, revision)
    assert own_db.read_now(lambda unit: unit.feeds.all()) == ()
    assert add_feed(own_db, feed.url).url == feed.url


def test_without_its_steps_nothing_is_left(own_db):
    config = schema._config()
    with own_db._writing() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    with own_db._engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version", "sqlite_sequence"}


def test_what_was_stored_before_search_came_is_found_after(own_db):
    feed = add_feed(own_db)
    apply(own_db, feed, planned("a", title="Nvidia recalls"))
    config = schema._config()
    with own_db._writing() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0003")
    own_db.migrate()
    found = own_db.read_now(
        lambda unit: unit.workspace(OURS).items.search("recall", since=later(days=-1), limit=5)
    )
    assert [stored.item.key for stored in found] == ["a"]


def test_the_last_step_is_the_one_that_alembic_ends_with():
    assert schema._head() == ScriptDirectory.from_config(schema._config()).get_current_head() == "0009"


def test_what_is_up_to_date_is_opened_without_alembic(db, monkeypatch):
    monkeypatch.setitem(sys.modules, "alembic", None)
    db.migrate()
    db.check()
