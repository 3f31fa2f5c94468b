"""Alerts that stand in Slack, shown again as the workspace reads their stories now."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from feeds.errors import DoorError
from feeds.store import Unit
from feeds.types.decisions import StoredItem
from feeds.types.outbox import DeliveryState, Message
from handlers.answers.items import read_all_as_taught
from handlers.asker import Asker
from handlers.blocks.alert import render_story
from handlers.deps import Deps
from handlers.speaking import as_edit

log = logging.getLogger(__name__)

MOST_EDITED = 20


@dataclass(frozen=True, slots=True)
class ShownAgain:
    """How many alerts there are of some stories, and how many of them Slack let us edit."""

    alerts: int
    edited: int


async def show_again(deps: Deps, client: AsyncWebClient, asker: Asker, stories: Iterable[int]) -> ShownAgain:
    """Edit the posted alerts of these stories in place, in every channel of the workspace."""

    def read(unit: Unit) -> list[tuple[Message, tuple[StoredItem, ...]]]:
        workspace = unit.workspace(asker.workspace)
        told = {story: workspace.items.story(story) for story in stories}
        return [
            (post, read_all_as_taught(deps, workspace, items))
            for story, items in told.items()
            for post in workspace.messages.posts(story).values()
            if post.state is DeliveryState.POSTED and post.ts
        ][:MOST_EDITED]

    posts = await deps.db.read(read)
    edited = [await _edit(client, post, items) for post, items in posts]
    return ShownAgain(len(posts), sum(edited))


async def _edit(client: AsyncWebClient, post: Message, items: tuple[StoredItem, ...]) -> bool:
    try:
        await as_edit(client, channel=post.channel, ts=post.ts or "")(render_story(items))
    except DoorError as error:  # deleted in Slack, say: what was asked for is done all the same
        log.warning("alert_not_edited channel=%s error=%s", post.channel, type(error).__name__)
        return False
    return True
