"""Every test of the store runs on SQLite and on a real PostgreSQL, each test on an empty one."""

import psycopg
import pytest

from feeds.store import Database
from feeds.store.tables import metadata
from tests.conftest import migrate
from tests.postgres import postgres  # noqa: F401


@pytest.fixture(scope="session")
def postgres_migrated(request):
    server = request.getfixturevalue("postgres")
    url = server.url(server.create())
    migrate(url)
    return url


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
