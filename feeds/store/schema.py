"""Migrations, run from the program: Alembic's scripts are packaged in feeds/store/migrations.

Alembic is imported by those who have something to migrate: it is large, and most starts have not.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

_FOLDER = Path(__file__).parent / "migrations"
_MIGRATION_LOCK = 7_221_001
_REVISION = text("select version_num from alembic_version")


def upgrade(connection: Connection) -> None:
    """Bring the database up to date. Two that try at once do it one after the other."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
    if is_current(connection):
        return
    from alembic import command  # noqa: PLC0415 - see above

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def is_current(connection: Connection) -> bool:
    """Say whether every migration has been applied."""
    if not inspect(connection).has_table("alembic_version"):
        return False
    return connection.execute(_REVISION).scalar_one_or_none() == _head()


@cache
def _head() -> str:
    """The last of the packaged steps, which are named by their numbers: v0001_news.py."""
    return max(step.name[1:5] for step in (_FOLDER / "versions").glob("v*.py"))


def _config() -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
