"""Every test of the store runs on SQLite and on a real PostgreSQL, each test on an empty database."""

import shutil

import pytest

from feeds.store import Database
from tests.postgres import postgres  # noqa: F401


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "empty.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(request):
    server = request.getfixturevalue("postgres")
    name = server.create()
    _migrate(server.url(name))
    return name


@pytest.fixture
def sqlite_url(sqlite_template, tmp_path):
    path = tmp_path / "tickertone.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres_template, request):
    server = request.getfixturevalue("postgres")
    name = server.create(template=postgres_template)
    yield server.url(name)
    server.drop(name)


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
