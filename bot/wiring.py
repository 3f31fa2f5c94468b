"""The composition root: settings in, working parts out. Nothing else builds doors."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from bot.clock import utc_now
from bot.version import VERSION
from config.settings import Settings
from feeds.fetch import Fetcher
from feeds.policy.cadence import Bounds
from feeds.poller import Poller
from feeds.scoring.score import Scorer
from feeds.store import Database


def open_database(settings: Settings) -> Database:
    """Open the database as it is. Raises SettingsError or DatabaseDown."""
    return Database.open(settings.database_url)


@contextmanager
def ready_database(settings: Settings) -> Iterator[Database]:
    """Open the database for one command: SQLite is brought up to date, others must be already."""
    db = open_database(settings)
    try:
        make_ready(settings, db)
        yield db
    finally:
        db.close()


def make_ready(settings: Settings, db: Database) -> None:
    """Migrate SQLite by ourselves; on a shared database check that somebody has."""
    if settings.database_url.startswith("sqlite"):
        db.migrate()
    db.check()


def make_fetcher(settings: Settings) -> Fetcher:
    """Build the door to the network."""
    return Fetcher(
        timeout_s=settings.tickertone_fetch_timeout_s,
        max_body_bytes=settings.max_body_bytes,
        contact=settings.tickertone_user_agent_contact,
        allow_private=settings.tickertone_allow_private_feeds,
        version=VERSION,
    )


def bounds_of(settings: Settings) -> Bounds:
    """Say how short and how long the wait between two polls may be."""
    return Bounds(settings.tickertone_poll_min_s, settings.tickertone_poll_max_s)


def make_poller(
    settings: Settings,
    *,
    db: Database,
    fetcher: Fetcher,
    scorer: Scorer,
    clock: Callable[[], datetime] = utc_now,
    is_demo: bool = False,
) -> Poller:
    """Build the path from a feed to the outbox."""
    return Poller(
        db,
        fetcher,
        scorer,
        bounds=bounds_of(settings),
        clock=clock,
        is_demo=is_demo,
    )
