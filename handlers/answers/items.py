"""Items as the asking workspace reads them: with what it has taught."""

from collections.abc import Sequence

from feeds.queries.taught import as_taught
from feeds.store import Unit, WorkspaceUnit
from feeds.types.decisions import StoredItem
from feeds.types.subscriptions import Lesson
from handlers.asker import Asker
from handlers.deps import Deps


async def read_item(deps: Deps, asker: Asker, item_id: int) -> StoredItem:
    """Give an item. Raises NotFound."""
    return await deps.db.read(lambda unit: read_as_taught(deps, unit.workspace(asker.workspace), item_id))


async def read_story(deps: Deps, asker: Asker, item_id: int) -> tuple[StoredItem, ...]:
    """Give all items of an item's story, oldest first. Raises NotFound."""

    def read(unit: Unit) -> tuple[StoredItem, ...]:
        workspace = unit.workspace(asker.workspace)
        return read_all_as_taught(
            deps, workspace, workspace.items.story(workspace.items.get(item_id).story_id)
        )

    return await deps.db.read(read)


def read_as_taught(deps: Deps, workspace: WorkspaceUnit, item_id: int) -> StoredItem:
    """Give an item, inside a transaction. Raises NotFound."""
    (item,) = read_all_as_taught(deps, workspace, [workspace.items.get(item_id)])
    return item


def read_all_as_taught(
    deps: Deps,
    workspace: WorkspaceUnit,
    items: Sequence[StoredItem],
    *,
    lessons: Sequence[Lesson] | None = None,
) -> tuple[StoredItem, ...]:
    """Read items again with these lessons, or all there are now, inside a transaction."""
    taught = workspace.lessons.all() if lessons is None else lessons
    is_cashtag_only = workspace.preferences.is_cashtag_only
    return tuple(
        as_taught(item, scorer=deps.scorer, lessons=taught, is_cashtag_only=is_cashtag_only) for item in items
    )
