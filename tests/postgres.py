"""A real PostgreSQL for tests: started in a temporary folder, reached by a socket in it, stopped at the end.

Without its programs the tests that want it are skipped, but fail where nothing may be skipped
(TICKERTONE_CI=1). It refuses to run as root, so root starts it as another user.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import pytest

_PACKAGED = Path("/usr/lib/postgresql")
_OWNERS = ("postgres", "nobody")
_READY_WITHIN_S = 60
_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


@dataclass(frozen=True)
class Postgres:
    """A running server."""

    folder: Path
    numbers: Iterator[int]

    def url(self, name: str) -> str:
        """The DATABASE_URL of one of its databases."""
        return f"postgresql://tickertone@/{name}?host={self.folder}"

    def create(self) -> str:
        """Create a database and return its name."""
        name = f"test_{next(self.numbers)}"
        self._execute(f"create database {name}")
        return name

    def drop(self, name: str) -> None:
        """Drop a database, whoever is still connected."""
        self._execute(f"drop database {name} with (force)")

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    programs = find_programs()
    if programs is None:
        _give_up(
            "PostgreSQL is not installed: its programs are neither on the PATH nor in /usr/lib/postgresql"
        )
    with running(programs) as server:
        yield server


def find_programs() -> Path | None:
    """The folder of initdb and postgres, the newest version first."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = sorted(_PACKAGED.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return versions[-1].parent if versions else None


@contextmanager
def running(programs: Path) -> Iterator[Postgres]:
    """Start a server and stop it at the end."""
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        owner = _give_to_owner(folder)
        data = folder / "data"
        make = [
            programs / "initdb",
            "-D",
            data,
            "-U",
            "tickertone",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "-N",
        ]
        subprocess.run(make, cwd=folder, check=True, capture_output=True, **owner)
        options = [part for name, value in _FAST.items() for part in ("-c", f"{name}={value}")]
        start = [programs / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", *options]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(start, cwd=folder, stdout=log, stderr=log, **owner)
        try:
            server = Postgres(folder, count(1))
            _wait_until_ready(server, process)
            yield server
        finally:
            process.send_signal(signal.SIGINT)  # a fast shutdown: it does not wait for clients
            process.wait(timeout=_READY_WITHIN_S)


def _give_to_owner(folder: Path) -> dict[str, object]:
    """Root gives the folder to somebody else; returns who shall run the programs."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    owner = next((known[name] for name in _OWNERS if name in known), None)
    if owner is None:
        _give_up("PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody")
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def _wait_until_ready(server: Postgres, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + _READY_WITHIN_S
    while True:
        try:
            psycopg.connect(server.url("postgres")).close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > end:
                pytest.fail(f"PostgreSQL did not start: {(server.folder / 'log').read_text()}")
            time.sleep(0.05)
        else:
            return


def _give_up(why: str) -> None:
    if os.environ.get("TICKERTONE_CI") == "1":
        pytest.fail(why)
    pytest.skip(why)
