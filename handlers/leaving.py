"""When the app is removed from a workspace, everything that belongs to the workspace goes with it."""

import logging
from collections.abc import Mapping
from typing import Any

from handlers.deps import Deps
from handlers.failures import Listener

log = logging.getLogger(__name__)


def app_uninstalled(deps: Deps) -> Listener:
    """Erase the workspace that removed the app."""

    async def erased(body: Mapping[str, Any]) -> None:
        workspace = str(body["team_id"])
        await deps.db.run(lambda unit: unit.workspace(workspace).erase())
        log.info("workspace_erased workspace=%s", workspace)

    return erased
