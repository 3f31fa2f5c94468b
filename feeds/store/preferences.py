"""What people have set, kept among a workspace's settings: a person's own with their id behind the name."""

from collections.abc import Collection
from datetime import time

from sqlalchemy import Connection, bindparam, select

from feeds.store.mappings import StoredMapping
from feeds.store.tables import settings
from feeds.types.preferences import Preferences

CASHTAG_ONLY = "cashtag_only"

_USUAL = Preferences()
_YES = "yes"
_CASHTAG_ONLY = select(settings.c.workspace).where(
    settings.c.name == CASHTAG_ONLY,
    settings.c.value == _YES,
    settings.c.workspace.in_(bindparam("workspaces", expanding=True)),
)


class StoredPreferences:
    """The preferences of one workspace's people."""

    def __init__(self, settings: StoredMapping) -> None:
        self._settings = settings

    @property
    def is_cashtag_only(self) -> bool:
        """True where only $NVDA names a company."""
        return self._settings.get(CASHTAG_ONLY) == _YES

    def of(self, user: str) -> Preferences:
        """Give what a person and their workspace have set."""
        own = ("timezone", "digest_at", "knows_the_way", "reads_dark")
        zone, digest, way, dark = (f"{name}:{user}" for name in own)
        kept = self._settings.some([zone, digest, way, dark, CASHTAG_ONLY])
        return Preferences(
            timezone=kept.get(zone),
            digest_at=time.fromisoformat(kept[digest]) if digest in kept else _USUAL.digest_at,
            knows_the_way=kept.get(way) == _YES,
            reads_dark=kept.get(dark) == _YES,
            is_cashtag_only=kept.get(CASHTAG_ONLY) == _YES,
        )

    def keep(self, user: str, preferences: Preferences) -> None:
        """Set them all; what is as usual takes no row."""
        at = preferences.digest_at
        self._set(f"timezone:{user}", preferences.timezone)
        self._set(f"digest_at:{user}", None if at == _USUAL.digest_at else f"{at:%H:%M}")
        self._set(f"knows_the_way:{user}", _YES if preferences.knows_the_way else None)
        self._set(f"reads_dark:{user}", _YES if preferences.reads_dark else None)
        self._set(CASHTAG_ONLY, _YES if preferences.is_cashtag_only else None)

    def _set(self, name: str, value: str | None) -> None:
        if value is None:
            self._settings.pop(name, None)
        else:
            self._settings[name] = value


def cashtag_only_among(connection: Connection, workspaces: Collection[str]) -> frozenset[str]:
    """Tell in which of these workspaces only $NVDA names a company."""
    return frozenset(connection.execute(_CASHTAG_ONLY, {"workspaces": list(workspaces)}).scalars())
