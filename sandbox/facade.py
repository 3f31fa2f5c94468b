"""The sandbox as Python sees it: start it, point a bot at it, talk to the bot, read the transcript."""

import asyncio
from types import TracebackType
from typing import Self

from aiohttp import web

from sandbox.assembly import furnish, make_world
from sandbox.clock import Now, Timing, system_now
from sandbox.config import AppConfig
from sandbox.crowd import TIMEOUT_S, Crowd
from sandbox.dispatch.http_mode import HttpMode
from sandbox.faults import Faults
from sandbox.server import make_app


class Sandbox(Crowd):
    """A stand-in for Slack on a loopback port, with one workspace and the app installed in it.

    Use it as an async context manager. It starts with the users U01 (Ada), U02 (Ben) and U03 (Cleo),
    the channels #markets and #random with everybody and the bot in them, and #lounge without the bot.
    It plays the people of that workspace itself (see Crowd); further workspaces come by `add_workspace`.
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
        world = make_world(
            config=config or AppConfig(), timing=timing or Timing(), now=now, has_rate_limits=has_rate_limits
        )
        super().__init__(world, furnish(world, "Tickertone Demo"))
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        self._runner = web.AppRunner(make_app(self.world), access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        host, port = self._runner.addresses[0][:2]
        self.world.url = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.world.stop()
        if self._runner:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        """The page's address."""
        return self.world.url

    @property
    def api_url(self) -> str:
        """The Web API's base address, ends in /api/."""
        return f"{self.world.url}/api/"

    @property
    def app_token(self) -> str:
        """The app-level token (Socket Mode)."""
        return self.world.app_token

    @property
    def signing_secret(self) -> str:
        """What requests of HTTP mode are signed with."""
        return self.world.signing_secret

    @property
    def faults(self) -> Faults:
        """Faults on purpose, and the log of everything refused."""
        return self.world.faults

    def use_http(self, events_url: str) -> HttpMode:
        """Reach the bot by signed requests to this address instead of Socket Mode."""
        world = self.world
        courier = HttpMode(
            events_url, signing_secret=world.signing_secret, now=world.now, timing=world.timing
        )
        world.use(courier)
        return courier

    async def wait_connected(self, timeout_s: float = TIMEOUT_S) -> None:
        """Wait until the bot is there over Socket Mode; raises TimeoutError."""
        await asyncio.wait_for(self.world.socket_mode.wait_connected(), timeout_s)

    def add_workspace(self, name: str) -> Crowd:
        """Add another workspace, with people and channels of its own; the app is not installed there yet."""
        return Crowd(self.world, furnish(self.world, name, is_installed=False))

    def drop_sockets(self) -> None:
        """Break every Socket Mode connection without a word."""
        self.world.socket_mode.drop()

    async def refresh_sockets(self, reason: str = "refresh_requested") -> None:
        """Ask the bot to connect anew, as Slack does every few hours (`warning` comes a little before)."""
        await self.world.socket_mode.ask_to_reconnect(reason)
