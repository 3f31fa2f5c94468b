"""Who asks, and from where; read from what Slack sends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Any

from feeds.types.subscriptions import Place
from handlers.blocks.pages import channel_of_block


@dataclass(frozen=True, slots=True)
class Asker:
    """A person in a channel (or direct message) of a workspace; with what they have set, once it is known."""

    workspace: str
    user: str
    channel: str
    zone: tzinfo = UTC
    reads_dark: bool = False
    is_cashtag_only: bool = False  # where nothing else names a company

    @property
    def place(self) -> Place:
        """Where they ask."""
        return Place(self.workspace, self.channel)


def asker_of_command(command: Mapping[str, Any]) -> Asker:
    """Read a slash command."""
    return Asker(command["team_id"], command["user_id"], command["channel_id"])


def asker_of_event(body: Mapping[str, Any]) -> Asker:
    """Read a message event."""
    event = body["event"]
    return Asker(body["team_id"], event["user"], event["channel"])


def asker_of_action(body: Mapping[str, Any]) -> Asker:
    """Read a press of a button, a submitted view or a shortcut.

    In Home and modals there is no channel, but for what in Home is for one.
    """
    user = body["user"]
    team = body.get("team") or {"id": user["team_id"]}
    container = body.get("container", {})
    channel = body.get("channel", {}).get("id") or container.get("channel_id")
    return Asker(team["id"], user["id"], channel or _channel_in_home(body))


def _channel_in_home(body: Mapping[str, Any]) -> str:
    return next((channel_of_block(each.get("block_id", "")) for each in body.get("actions", ())), "")
