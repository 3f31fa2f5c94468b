"""Everything one running sandbox consists of, in one place, handed to whoever acts in it."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from sandbox.clock import Now, Timing
from sandbox.config import AppConfig
from sandbox.dispatch.delivery import Courier
from sandbox.dispatch.http_mode import HttpMode
from sandbox.dispatch.socket_mode import SocketMode
from sandbox.exchange import Exchanges
from sandbox.faults import Faults
from sandbox.limits import RateLimits
from sandbox.state.ids import Ids, Timestamps, new_secret
from sandbox.state.model import Install
from sandbox.state.workspace import Workspace
from sandbox.tickets import Tickets


@dataclass(slots=True)
class Team:
    """A workspace and what people said in it."""

    workspace: Workspace
    exchanges: Exchanges


@dataclass(frozen=True, slots=True)
class Grant:
    """Somebody's permission to install the app, waiting under its code to be taken up."""

    team: str
    user: str
    scopes: frozenset[str]
    redirect_uri: str
    until: float


@dataclass(slots=True)
class World:
    """The app, its secrets, the workspaces it is in, and the way to the bot."""

    config: AppConfig
    now: Now
    timing: Timing
    faults: Faults
    limits: RateLimits
    socket_mode: SocketMode
    courier: Courier
    tickets: Tickets
    signing_secret: str = field(default_factory=lambda: new_secret("signing"))
    app_token: str = field(default_factory=lambda: new_secret("xapp"))
    client_id: str = "100.200"
    client_secret: str = field(default_factory=lambda: new_secret("client"))
    teams: dict[str, Team] = field(default_factory=dict)
    grants: dict[str, Grant] = field(default_factory=dict)
    url: str = ""
    ids: Ids = field(default_factory=Ids)
    _closing: list[HttpMode] = field(default_factory=list)
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    def add_team(self, name: str) -> Team:
        """Add an empty workspace."""
        workspace = Workspace(id=self.ids.next("T"), name=name, ids=self.ids, timestamps=Timestamps(self.now))
        team = Team(workspace, Exchanges())
        workspace.listen(team.exchanges.notice)
        self.teams[workspace.id] = team
        return team

    def install(self, workspace: Workspace) -> Install:
        """Install the app: a bot user and a fresh token; a token given before is void."""
        bot_user = workspace.install.bot_user if workspace.install else None
        if bot_user is None:
            bot_user = workspace.add_user(self.config.name.lower(), self.config.name, is_bot=True).id
        workspace.install = Install(
            bot_token=new_secret("xoxb"),
            bot_user=bot_user,
            bot_id=self.ids.next("B"),
            scopes=self.config.scopes,
        )
        return workspace.install

    def team_of_token(self, token: str) -> Team | None:
        """Find the workspace a bot token belongs to, active or not."""
        for team in self.teams.values():
            install = team.workspace.install
            if install and install.bot_token == token:
                return team
        return None

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run something in the background until the sandbox stops."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def use(self, courier: HttpMode) -> None:
        """Reach the bot over HTTP from now on."""
        self.courier = courier
        self._closing.append(courier)

    async def stop(self) -> None:
        """Cancel everything in the background and close what is open."""
        for courier in self._closing:
            await courier.close()
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
