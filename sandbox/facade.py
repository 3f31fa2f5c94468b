"""The sandbox as Python sees it: start it, point a bot at it, talk to the bot, read the transcript."""

import asyncio
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from sandbox.assembly import furnish, make_world
from sandbox.clock import Now, Timing, system_now
from sandbox.config import AppConfig
from sandbox.dispatch.http_mode import HttpMode
from sandbox.exchange import Exchange
from sandbox.faults import Faults
from sandbox.people import acting, modals, talking
from sandbox.people.acting import Actor
from sandbox.people.elements import Choice, action_of, blocks_of, find_element, state_of
from sandbox.server import make_app
from sandbox.state.model import Channel, Json, Message, View
from sandbox.state.workspace import Workspace
from sandbox.transcript import make_transcript

FIRST_USER = "U01"
TIMEOUT_S = 10.0
SETTLE_S = 0.1


class Sandbox:
    """A stand-in for Slack on a loopback port, with one workspace and the app installed in it.

    Use it as an async context manager. It starts with the users U01 (Ada), U02 (Ben) and U03 (Cleo),
    the channels #markets and #random with everybody and the bot in them, and #lounge without the bot.
    What people do waits for the bot's answer, `timeout_s` at most, and gives the Exchange back.
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
        self.world = make_world(
            config=config or AppConfig(), timing=timing or Timing(), now=now, has_rate_limits=has_rate_limits
        )
        self.team = furnish(self.world, "Tickertone Demo")
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
        """The first workspace: users, channels, messages, views."""
        return self.team.workspace

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

    def channel(self, name: str) -> Channel:
        """Find a channel by id or name; a KeyError when there is none."""
        channel = self.workspace.find_channel(name)
        if channel is None:
            raise KeyError(name)
        return channel

    def home(self, user: str = FIRST_USER) -> View | None:
        """Give somebody's Home tab, once it was published."""
        return self.workspace.homes.get(user)

    async def command(
        self,
        text: str,
        *,
        user: str = FIRST_USER,
        channel: str = "#markets",
        timeout_s: float = TIMEOUT_S,
        settle_s: float = SETTLE_S,
    ) -> Exchange:
        """Use a slash command (`/ticker NVDA`)."""
        place = self.channel(channel)
        exchange = await talking.command(self.world, self.team, text, user=user, channel=place)
        return await exchange.wait(timeout_s=timeout_s, settle_s=settle_s)

    async def say(
        self,
        text: str,
        *,
        user: str = FIRST_USER,
        channel: str | None = None,
        thread_ts: str | None = None,
        timeout_s: float = TIMEOUT_S,
        settle_s: float = SETTLE_S,
    ) -> Exchange:
        """Post a message, to the bot directly when no channel is named; `@Tickertone` mentions the bot."""
        place = self.channel(channel) if channel else self.workspace.direct_channel(user)
        exchange = talking.say(self.team, text, user=user, channel=place, thread_ts=thread_ts)
        return await exchange.wait(timeout_s=timeout_s, settle_s=settle_s)

    async def press(
        self,
        where: Message | View,
        action_id: str,
        *,
        user: str = FIRST_USER,
        choose: Choice = None,
        block_id: str | None = None,
        value: str | None = None,
        timeout_s: float = TIMEOUT_S,
        settle_s: float = SETTLE_S,
    ) -> Exchange:
        """Press a button, or `choose` an option (by value or label), a person, a date.

        `block_id` and `value` tell buttons with the same action id apart. Raises NoSuchElement.
        """
        placed = find_element(blocks_of(where), action_id, block_id=block_id, value=value)
        state: Json = {}
        if placed.element["type"] != "button":
            held = {"type": placed.element["type"], **state_of(placed.element, choose)}
            state = {placed.block["block_id"]: {action_id: held}}
        actor = self._actor(user)
        exchange = await acting.press(actor, action_of(placed, choose), where=where, state=state)
        return await exchange.wait(timeout_s=timeout_s, settle_s=settle_s)

    async def submit(
        self,
        view: View,
        values: Mapping[str, Any] | None = None,
        *,
        timeout_s: float = TIMEOUT_S,
        settle_s: float = SETTLE_S,
    ) -> Exchange:
        """Fill a modal in and submit it; `values` are keyed by label, block id or action id."""
        exchange = await modals.submit(self._actor(view.user), view, values or {})
        return await exchange.wait(timeout_s=timeout_s, settle_s=settle_s)

    async def close(self, view: View, *, is_cleared: bool = False) -> None:
        """Close a modal without submitting it."""
        await modals.close(self._actor(view.user), view, is_cleared=is_cleared)

    async def suggest(
        self, where: Message | View, action_id: str, typed: str, *, user: str = FIRST_USER
    ) -> list[Json]:
        """Type into an external select and get the options the bot offers."""
        placed = find_element(blocks_of(where), action_id)
        return await acting.suggest(self._actor(user), placed, typed, where=where)

    async def shortcut(
        self,
        callback_id: str,
        *,
        message: Message | None = None,
        user: str = FIRST_USER,
        timeout_s: float = TIMEOUT_S,
        settle_s: float = SETTLE_S,
    ) -> Exchange:
        """Use a global shortcut, or a message shortcut when a message is given."""
        exchange = await acting.shortcut(self._actor(user), callback_id, message=message)
        return await exchange.wait(timeout_s=timeout_s, settle_s=settle_s)

    async def open_home(
        self,
        user: str = FIRST_USER,
        *,
        tab: str = "home",
        timeout_s: float = TIMEOUT_S,
        settle_s: float = SETTLE_S,
    ) -> Exchange:
        """Open the app's `home` or `messages` tab; the Home view comes back as `exchange.view`."""
        exchange = acting.open_home(self._actor(user), tab=tab)
        return await exchange.wait(timeout_s=timeout_s, settle_s=settle_s)

    def _actor(self, user: str) -> Actor:
        return Actor(self.world, self.team, user)

    def transcript(self) -> Json:
        """Everything posted, answered and refused so far."""
        return make_transcript(self.team, self.faults)
