"""What people have set, kept among a workspace's settings: a person's own with their id behind the name."""

from collections.abc import Collection, MutableMapping
from datetime import time

from sqlalchemy import Connection, select

from feeds.store.tables import settings
from feeds.types.preferences import Preferences

CASHTAG_ONLY = "cashtag_only"

_USUAL = Preferences()
_YES = "yes"


class StoredPreferences:
    """The preferences of one workspace's people."""

    def __init__(self, settings: MutableMapping[str, str]) -> None:
        self._settings = settings

    @property
    def is_cashtag_only(self) -> bool:
        """True where only $NVDA names a company."""
        return self._settings.get(CASHTAG_ONLY) == _YES

    def of(self, user: str) -> Preferences:
        """Give what a person and their workspace have set."""
        digest_at = self._settings.get(f"digest_at:{user}")
        return Preferences(
            timezone=self._settings.get(f"timezone:{user}"),
            digest_at=time.fromisoformat(digest_at) if digest_at else _USUAL.digest_at,
            knows_the_way=self._settings.get(f"knows_the_way:{user}") == _YES,
            is_cashtag_only=self.is_cashtag_only,
        )

    def keep(self, user: str, preferences: Preferences) -> None:
        """Set them all; what is as usual takes no row."""
        at = preferences.digest_at
        self._set(f"timezone:{user}", preferences.timezone)
        self._set(f"digest_at:{user}", None if at == _USUAL.digest_at else f"{at:%H:%M}")
        self._set(f"knows_the_way:{user}", _YES if preferences.knows_the_way else None)
        self._set(CASHTAG_ONLY, _YES if preferences.is_cashtag_only else None)

    def _set(self, name: str, value: str | None) -> None:
        if value is None:
            self._settings.pop(name, None)
        else:
            self._settings[name] = value


def cashtag_only_among(connection: Connection, workspaces: Collection[str]) -> frozenset[str]:
    """Tell in which of these workspaces only $NVDA names a company."""
    is_set = settings.c.name == CASHTAG_ONLY, settings.c.value == _YES
    wanted = select(settings.c.workspace).where(*is_set, settings.c.workspace.in_(list(workspaces)))
    return frozenset(connection.execute(wanted).scalars())
