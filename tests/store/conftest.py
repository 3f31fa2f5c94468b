"""Every test of the store runs on SQLite and on a real PostgreSQL, each test on an empty one."""

import shutil

import psycopg
import pytest

from feeds.store import Database
from feeds.store.tables import metadata
from tests.postgres import postgres  # noqa: F401


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "empty.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_migrated(request):
    server = request.getfixturevalue("postgres")
    url = server.url(server.create())
    _migrate(url)
    return url


@pytest.fixture
def sqlite_url(sqlite_template, tmp_path):
    path = tmp_path / "tickertone.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres_migrated):
    """Emptied after each test: much quicker than a new one."""
    yield postgres_migrated
    with psycopg.connect(postgres_migrated, autocommit=True) as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(f"delete from {table.name}")


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request):
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def db(database_url):
    database = Database.open(database_url)
    yield database
    database.close()


def _migrate(url):
    database = Database.open(url)
    database.migrate()
    database.close()
