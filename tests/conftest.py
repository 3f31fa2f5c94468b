"""Fixtures every part may use."""

import shutil

import pytest
from aiohttp import web
from hypothesis import settings

from feeds.store import Database

settings.register_profile("untimed", deadline=None)  # how long a test takes is no part of what it says
settings.load_profile("untimed")


@pytest.fixture(autouse=True, scope="session")
def _nothing_learnt(tmp_path_factory):
    """Keep what this machine's person has learnt (`tickers refresh`) out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("learnt")))
        yield


@pytest.fixture
async def aiohttp_server_url():
    """Serve routes (path -> handler) on a free loopback port; gives a function that returns the base URL."""
    runners = []

    async def serve(routes):
        app = web.Application()
        app.add_routes([web.get(path, handler) for path, handler in routes.items()])
        runner = web.AppRunner(app)
        await runner.setup()
        runners.append(runner)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{runner.addresses[0][1]}"

    yield serve
    for runner in runners:
        await runner.cleanup()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory):
    """A SQLite database with all tables and no rows, to be copied: much quicker than migrating each time."""
    path = tmp_path_factory.mktemp("migrated") / "empty.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(migrated_file, tmp_path):
    path = tmp_path / "tickertone.db"
    shutil.copyfile(migrated_file, path)
    return f"sqlite:///{path}"


@pytest.fixture
def db(sqlite_url):
    database = Database.open(sqlite_url)
    yield database
    database.close()


def migrate(url):
    database = Database.open(url)
    database.migrate()
    database.close()
