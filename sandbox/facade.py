"""The sandbox as Python sees it: start it, point a bot at it, talk to the bot, read the transcript."""

import asyncio
from types import TracebackType
from typing import Self

from aiohttp import web

from sandbox.clock import Now, Timing, system_now
from sandbox.config import AppConfig
from sandbox.dispatch.events import Events
from sandbox.dispatch.socket_mode import SocketMode
from sandbox.exchange import Exchange
from sandbox.faults import Faults
from sandbox.limits import RateLimits
from sandbox.people import talking
from sandbox.server import make_app
from sandbox.state.model import Channel, Json
from sandbox.state.workspace import Workspace
from sandbox.tickets import Tickets
from sandbox.transcript import make_transcript
from sandbox.world import Team, World

FIRST_USER = "U01"


class Sandbox:
    """A stand-in for Slack on a loopback port, with one workspace and the app installed in it.

    Use it as an async context manager. It starts with the users U01 (Ada), U02 (Ben) and U03 (Cleo),
    the channels #markets and #random with everybody and the bot in them, and #lounge without the bot.
    """

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        config: AppConfig | None = None,
        timing: Timing | None = None,
        now: Now = system_now,
        has_rate_limits: bool = True,
    ) -> None:
        self._host = host
        self._port = port
        config, timing = config or AppConfig(), timing or Timing()
        socket_mode = SocketMode(app_id=config.app_id, timing=timing)
        self.world = World(
            config=config,
            now=now,
            timing=timing,
            faults=Faults(),
            limits=RateLimits(now, has_rate_limits),
            socket_mode=socket_mode,
            courier=socket_mode,
            tickets=Tickets(now, timing),
        )
        self.team = self._furnish("Tickertone Demo")
        self._runner: web.AppRunner | None = None

    def _furnish(self, name: str) -> Team:
        team = self.world.add_team(name)
        workspace = team.workspace
        people = {
            workspace.add_user(handle, real_name).id
            for handle, real_name in (("ada", "Ada Park"), ("ben", "Ben Ortiz"), ("cleo", "Cleo Hahn"))
        }
        bot = self.world.install(workspace).bot_user
        for channel, members in (("markets", people | {bot}), ("random", people | {bot}), ("lounge", people)):
            workspace.add_channel(channel, members=members)
        workspace.listen(Events(self.world, workspace).notice)
        return team

    async def __aenter__(self) -> Self:
        self._runner = web.AppRunner(make_app(self.world), access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.world.url = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.world.stop()
        if self._runner:
            await self._runner.cleanup()

    # --- where it is and what opens it
    @property
    def url(self) -> str:
        """The page's address."""
        return self.world.url

    @property
    def api_url(self) -> str:
        """The Web API's base address, ends in /api/."""
        return f"{self.world.url}/api/"

    @property
    def bot_token(self) -> str:
        """The bot token of the first workspace."""
        return self.workspace.installed.bot_token

    @property
    def app_token(self) -> str:
        """The app-level token (Socket Mode)."""
        return self.world.app_token

    @property
    def signing_secret(self) -> str:
        """What requests of HTTP mode are signed with."""
        return self.world.signing_secret

    @property
    def workspace(self) -> Workspace:
        """The first workspace."""
        return self.team.workspace

    @property
    def faults(self) -> Faults:
        """Faults on purpose, and the log of everything refused."""
        return self.world.faults

    async def wait_connected(self, timeout_s: float = 10.0) -> None:
        """Wait until the bot is there over Socket Mode; raises TimeoutError."""
        await asyncio.wait_for(self.world.socket_mode.wait_connected(), timeout_s)

    def channel(self, name: str) -> Channel:
        """Find a channel by id or name; a KeyError when there is none."""
        channel = self.workspace.find_channel(name)
        if channel is None:
            raise KeyError(name)
        return channel

    # --- what people do
    async def command(
        self,
        text: str,
        *,
        user: str = FIRST_USER,
        channel: str = "#markets",
        timeout_s: float = 10.0,
        settle_s: float = 0.1,
    ) -> Exchange:
        """Use a slash command (`/ticker NVDA`) and wait for the answer."""
        exchange = await talking.command(
            self.world, self.team, text, user=user, channel=self.channel(channel)
        )
        return await exchange.wait(timeout_s=timeout_s, settle_s=settle_s)

    async def say(
        self,
        text: str,
        *,
        user: str = FIRST_USER,
        channel: str | None = None,
        thread_ts: str | None = None,
        timeout_s: float = 10.0,
        settle_s: float = 0.1,
    ) -> Exchange:
        """Post a message, to the bot directly when no channel is named, and wait for the answer."""
        place = self.channel(channel) if channel else self.workspace.direct_channel(user)
        exchange = talking.say(self.team, text, user=user, channel=place, thread_ts=thread_ts)
        return await exchange.wait(timeout_s=timeout_s, settle_s=settle_s)

    def transcript(self) -> Json:
        """Everything posted, answered and refused so far."""
        return make_transcript(self.team, self.faults)
