"""Charts as pictures, where a workspace's Slack does not take chart blocks.

Which workspaces those are is remembered for a day, by the process that was refused: the next answer goes out
as a picture at once, and a Slack that has learnt charts since is found out.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from slack_sdk.web.async_client import AsyncWebClient

from handlers.blocks.message import SlackMessage
from handlers.blocks.parts import Block
from handlers.files import OutgoingFile, store
from handlers.pictures import describe, draw

CHART = "data_visualization"
REMEMBERED_S = 24 * 3600
_ALT_LENGTH = 1_900


@dataclass(slots=True)
class Refusals:
    """The workspaces that took no charts lately, by their tokens."""

    clock: Callable[[], float] = time.monotonic
    _until: dict[str, float] = field(default_factory=dict)

    def note(self, client: AsyncWebClient) -> None:
        """Remember that a workspace took no chart."""
        self._until[str(client.token)] = self.clock() + REMEMBERED_S

    def holds(self, client: AsyncWebClient) -> bool:
        """True while a workspace is known to take none."""
        return self._until.get(str(client.token), 0.0) > self.clock()


def has_chart(message: SlackMessage) -> bool:
    """True for a message with a chart in it."""
    return any(block["type"] == CHART for block in message.blocks)


async def paint(client: AsyncWebClient, message: SlackMessage) -> SlackMessage:
    """The same message with one picture for its charts. Raises SlackRefused or SlackDown."""
    charts = [block for block in message.blocks if block["type"] == CHART]
    picture = await _painted(client, charts)
    blocks = [picture if block is charts[0] else block for block in message.blocks if block not in charts[1:]]
    return replace(message, blocks=tuple(blocks))


async def _painted(client: AsyncWebClient, charts: Sequence[Block]) -> Block:
    words = describe(charts)[:_ALT_LENGTH]
    picture = OutgoingFile("chart.png", await asyncio.to_thread(draw, charts))
    file_id = await store(client, picture, alt_text=words)
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": words}
