"""One call of the Web API: who calls, and typed access to its arguments."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from sandbox.api.errors import ApiError, missing_field
from sandbox.state.model import Channel, Install, Json
from sandbox.state.workspace import Workspace
from sandbox.world import Team, World

_TRUE = frozenset({"true", "1", "True"})


@dataclass(frozen=True, slots=True)
class Call:
    """A call that passed the door. Arguments come as JSON or as form strings; these methods read both."""

    method: str
    world: World
    args: Json
    token: str = ""
    team: Team | None = None

    @property
    def workspace(self) -> Workspace:
        """The workspace of the token."""
        if self.team is None:
            raise ApiError("not_authed")
        return self.team.workspace

    @property
    def install(self) -> Install:
        """The installation of the token."""
        return self.workspace.installed

    def text(self, name: str, default: str = "") -> str:
        """Read a string; numbers are taken as Slack takes them."""
        value = self.args.get(name)
        return default if value is None else str(value)

    def required(self, name: str) -> str:
        """Read a string that must be there."""
        value = self.text(name)
        if not value:
            raise missing_field(name)
        return value

    def flag(self, name: str) -> bool:
        """Read a boolean."""
        value = self.args.get(name)
        return value is True or value in _TRUE

    def number(self, name: str, default: int) -> int:
        """Read a whole number."""
        try:
            return int(self.args.get(name) or default)
        except ValueError:
            raise ApiError(
                "invalid_arguments", messages=(f"must be an integer [json-pointer:/{name}]",)
            ) from None

    def channel(self, name: str = "channel") -> Channel:
        """Read a channel by id or name; only those the bot can see exist for it."""
        channel = self.workspace.find_channel(self.required(name))
        if channel is None or (channel.kind != "channel" and self.install.bot_user not in channel.members):
            raise ApiError("channel_not_found")
        return channel


Run = Callable[[Call], Awaitable[Json]]


class Key(StrEnum):
    """The kind of token that opens a method."""

    NONE = "none"
    BOT = "bot"
    APP = "app"


@dataclass(frozen=True, slots=True)
class Method:
    """One row of the table: its name, what runs, which key and scope it needs and how often it may run."""

    name: str
    run: Run
    key: Key = Key.BOT
    scope: str | None = None
    tier: int = 3
