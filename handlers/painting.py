"""Charts as pictures, where a workspace's Slack does not take chart blocks.

Which workspaces those are is remembered for a day, in the database for all workers: the next answer goes out
as a picture at once, and a Slack that has learnt charts since is found out.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient

from feeds.errors import DatabaseDown
from feeds.store import Database, Unit
from handlers.asker import Asker
from handlers.blocks.message import SlackMessage
from handlers.blocks.parts import Block
from handlers.files import OutgoingFile, store
from handlers.palettes import DARK, LIGHT, Palette
from handlers.pictures import describe, draw

CHART = "data_visualization"
REMEMBERED = timedelta(days=1)
LOOKED_UP_EVERY = timedelta(minutes=1)  # what other workers were refused
_NEVER = datetime.min.replace(tzinfo=UTC)
_ALT_LENGTH = 1_900


@dataclass(slots=True)
class Refusals:
    """The workspaces that took no charts lately. A database that is down only makes it forgetful."""

    db: Database
    clock: Callable[[], datetime]
    _until: dict[str, datetime] = field(default_factory=dict)
    _looked_up: dict[str, datetime] = field(default_factory=dict)

    async def note(self, workspace: str) -> None:
        """Remember that a workspace took no chart."""
        until = self._until[workspace] = self.clock() + REMEMBERED

        def keep(unit: Unit) -> None:
            unit.workspace(workspace).chart_refusals.keep(until)

        with suppress(DatabaseDown):
            await self.db.run(keep)

    async def holds(self, workspace: str) -> bool:
        """True while a workspace is known to take none."""
        now = self.clock()
        if self._until.get(workspace, _NEVER) <= now and self._is_due(workspace, now):
            await self._look_up(workspace, now)
        return self._until.get(workspace, _NEVER) > now

    def of(self, asker: Asker) -> "Charts":
        """What is known of one person's workspace."""
        return Charts(self, asker.workspace, DARK if asker.reads_dark else LIGHT)

    def _is_due(self, workspace: str, now: datetime) -> bool:
        return now - self._looked_up.get(workspace, _NEVER) >= LOOKED_UP_EVERY

    async def _look_up(self, workspace: str, now: datetime) -> None:
        self._looked_up[workspace] = now
        with suppress(DatabaseDown):
            kept = await self.db.read(lambda unit: unit.workspace(workspace).chart_refusals.until())
            self._until[workspace] = kept or _NEVER


@dataclass(frozen=True, slots=True)
class Charts:
    """Whether one workspace takes charts, and in which colours they are painted where it does not."""

    refusals: Refusals
    workspace: str
    colours: Palette = LIGHT

    async def note_refusal(self) -> None:
        """Remember that it took none."""
        await self.refusals.note(self.workspace)

    async def are_refused(self) -> bool:
        """True while it is known to take none."""
        return await self.refusals.holds(self.workspace)


def has_chart(message: SlackMessage) -> bool:
    """True for a message with a chart in it."""
    return any(block["type"] == CHART for block in message.blocks)


async def paint(client: AsyncWebClient, message: SlackMessage, *, colours: Palette = LIGHT) -> SlackMessage:
    """The same message with one picture for its charts. Raises SlackRefused or SlackDown."""
    charts = [block for block in message.blocks if block["type"] == CHART]
    picture = await _painted(client, charts, colours)
    blocks = [picture if block is charts[0] else block for block in message.blocks if block not in charts[1:]]
    return replace(message, blocks=tuple(blocks))


async def _painted(client: AsyncWebClient, charts: Sequence[Block], colours: Palette) -> Block:
    words = describe(charts)[:_ALT_LENGTH]
    picture = OutgoingFile("chart.png", await asyncio.to_thread(draw, charts, colours))
    file_id = await store(client, picture, alt_text=words)
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": words}
