"""Preferences as a workspace's settings keep them: words by name, a person's own with their id behind it."""

from collections.abc import Mapping, MutableMapping
from dataclasses import replace
from datetime import time
from typing import Any

from feeds.store import Unit
from feeds.types.preferences import Preferences
from handlers.asker import Asker
from handlers.deps import Deps

_USUAL = Preferences()
_YES = "yes"


async def preferences_of(deps: Deps, asker: Asker) -> Preferences:
    """Read what the asker and their workspace have set."""
    return await deps.db.read(
        lambda unit: read_preferences(unit.workspace(asker.workspace).settings, asker.user)
    )


async def change_preferences(deps: Deps, asker: Asker, **changes: Any) -> Preferences:
    """Set some of them and give them all."""

    def change(unit: Unit) -> Preferences:
        settings = unit.workspace(asker.workspace).settings
        changed = replace(read_preferences(settings, asker.user), **changes)
        write_preferences(settings, asker.user, changed)
        return changed

    return await deps.db.run(change)


def read_preferences(settings: Mapping[str, str], user: str) -> Preferences:
    """Read what a person and their workspace have set."""
    digest_at = settings.get(f"digest_at:{user}")
    return Preferences(
        timezone=settings.get(f"timezone:{user}"),
        digest_at=time.fromisoformat(digest_at) if digest_at else _USUAL.digest_at,
        knows_the_way=settings.get(f"knows_the_way:{user}") == _YES,
        is_cashtag_only=is_cashtag_only(settings),
    )


def write_preferences(settings: MutableMapping[str, str], user: str, preferences: Preferences) -> None:
    """Keep them; what is as usual is not kept."""
    said = {
        f"timezone:{user}": preferences.timezone,
        f"digest_at:{user}": None
        if preferences.digest_at == _USUAL.digest_at
        else f"{preferences.digest_at:%H:%M}",
        f"knows_the_way:{user}": _YES if preferences.knows_the_way else None,
        "cashtag_only": _YES if preferences.is_cashtag_only else None,
    }
    for name, value in said.items():
        if value is None:
            settings.pop(name, None)
        else:
            settings[name] = value


def is_cashtag_only(settings: Mapping[str, str]) -> bool:
    """True where only $NVDA names a company."""
    return settings.get("cashtag_only") == _YES
