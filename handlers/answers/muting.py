"""Answers to an alert's Mute: something falls silent in a channel, and is heard again."""

from collections.abc import Iterable
from datetime import timedelta

from feeds.store import Unit, WorkspaceUnit
from feeds.types.decisions import StoredItem
from feeds.types.subscriptions import Mute, MuteKind
from handlers.asker import Asker
from handlers.blocks.lessons import render_muted
from handlers.blocks.message import SlackMessage, sentence
from handlers.deps import Deps
from handlers.reach import may_see_mute

DAY = timedelta(days=1)


async def answer_mute(
    deps: Deps, asker: Asker, *, kind: MuteKind, value: str, is_for_good: bool
) -> SlackMessage:
    """Mute something in the asker's channel."""
    until = None if is_for_good else deps.clock() + DAY

    def mute(unit: Unit) -> tuple[Mute, str]:
        workspace = unit.workspace(asker.workspace)
        added = workspace.mutes.add(
            channel=asker.channel, kind=kind, value=value, until=until, created_by=asker.user
        )
        return added, name_of_source(workspace, added)

    added, name = await deps.db.run(mute)
    return render_muted(added, name=name)


async def answer_unmute(deps: Deps, asker: Asker, mute_id: int) -> SlackMessage:
    """End a mute. Raises NotFound."""

    def unmute(unit: Unit) -> None:
        mutes = unit.workspace(asker.workspace).mutes
        if all(may_see_mute(asker, mute) for mute in mutes.all(now=deps.clock()) if mute.id == mute_id):
            mutes.remove(mute_id)

    await deps.db.run(unmute)
    return sentence("Unmuted: it is heard here again.")


def name_of_source(workspace: WorkspaceUnit, mute: Mute) -> str:
    """The title of the feed that a mute silences; nothing for other mutes."""
    if mute.kind is not MuteKind.SOURCE:
        return ""
    return next((feed.title for feed in workspace.feeds.all() if str(feed.id) == mute.value), "")


def muted_stories(workspace: WorkspaceUnit, mutes: Iterable[Mute]) -> dict[str, StoredItem]:
    """Give the first item of each muted story, by what its mute names."""
    ids = [int(mute.value) for mute in mutes if mute.kind is MuteKind.STORY]
    found: dict[str, StoredItem] = {}
    for item in workspace.items.stories(ids) if ids else ():
        found.setdefault(str(item.story_id), item)
    return found
