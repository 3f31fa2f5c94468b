"""A person's preferences: read, and changed, in a transaction of their own."""

from dataclasses import replace
from typing import Any

from feeds.store import Unit
from feeds.types.preferences import Preferences
from handlers.asker import Asker
from handlers.deps import Deps


async def preferences_of(deps: Deps, asker: Asker) -> Preferences:
    """Read what the asker and their workspace have set."""
    return await deps.db.read(lambda unit: unit.workspace(asker.workspace).preferences.of(asker.user))


async def change_preferences(deps: Deps, asker: Asker, **changes: Any) -> Preferences:
    """Set some of them and give them all."""

    def change(unit: Unit) -> Preferences:
        kept = unit.workspace(asker.workspace).preferences
        changed = replace(kept.of(asker.user), **changes)
        kept.keep(asker.user, changed)
        return changed

    return await deps.db.run(change)
