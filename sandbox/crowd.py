"""The people of one workspace as Python plays them: they talk, press, submit, and read what happened."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from sandbox.browser.authorize import read_request
from sandbox.exchange import Exchange
from sandbox.installing import allow, uninstall
from sandbox.people import acting, giving, modals, talking
from sandbox.people.acting import Actor
from sandbox.people.elements import Choice, action_of, blocks_of, find_element, state_of
from sandbox.state.model import Channel, Json, Message, View
from sandbox.state.workspace import Workspace
from sandbox.transcript import make_transcript
from sandbox.world import Team, World

TIMEOUT_S = 30.0
SETTLE_S = 0.1
CLOSED_PATIENCE_S = 2.0  # in which an answer may follow a modal that has closed


class Crowd:
    """What people of one workspace can do. Each waits for the bot's answer and gives the Exchange back.

    It waits `timeout_s` at most for the first answer, and then until `settle_s` passed without another.
    """

    def __init__(self, world: World, team: Team) -> None:
        self.world = world
        self.team = team

    @property
    def workspace(self) -> Workspace:
        """The workspace: users, channels, messages, views."""
        return self.team.workspace

    @property
    def first_user(self) -> str:
        """Who acts when nobody is named."""
        return next(iter(self.workspace.users))

    @property
    def bot_token(self) -> str:
        """The bot token of this workspace."""
        return self.workspace.installed.bot_token

    def channel(self, name: str) -> Channel:
        """Find a channel by id or name; a KeyError when there is none."""
        channel = self.workspace.find_channel(name)
        if channel is None:
            raise KeyError(name)
        return channel

    def home(self, user: str | None = None) -> View | None:
        """Give somebody's Home tab, once it was published."""
        return self.workspace.homes.get(user or self.first_user)

    async def command(
        self,
        text: str,
        *,
        user: str | None = None,
        channel: str = "#markets",
        timeout_s: float = TIMEOUT_S,
        settle_s: float = SETTLE_S,
    ) -> Exchange:
        """Use a slash command (`/ticker NVDA`)."""
        place = self.channel(channel)
        exchange = await talking.command(
            self.world, self.team, text, user=user or self.first_user, channel=place
        )
        return await exchange.wait(timeout_s=timeout_s, settle_s=settle_s)

    async def say(
        self,
        text: str,
        *,
        user: str | None = None,
        channel: str | None = None,
        thread_ts: str | None = None,
        looks_at: str | None = None,
        files: Sequence[Json] = (),
        timeout_s: float = TIMEOUT_S,
        settle_s: float = SETTLE_S,
    ) -> Exchange:
        """Post a message, to the bot directly when no channel is named; `@Tickertone` mentions the bot.

        `files` are what `give_file` described, `looks_at` is the channel the person has open beside the
        direct message.
        """
        speaker = user or self.first_user
        place = self.channel(channel) if channel else self.workspace.direct_channel(speaker)
        context = self.channel(looks_at).id if looks_at else None
        exchange = talking.say(
            self.team,
            text,
            user=speaker,
            channel=place,
            thread_ts=thread_ts,
            looks_at=context,
            files=files,
        )
        return await exchange.wait(timeout_s=timeout_s, settle_s=settle_s)

    def edit(self, message: Message, text: str) -> None:
        """Let its writer edit a message."""
        talking.edit(self.team, message, text, user=message.user)

    def delete(self, message: Message) -> None:
        """Let its writer delete a message."""
        talking.delete(self.team, message, user=message.user)

    async def press(
        self,
        where: Message | View,
        action_id: str,
        *,
        user: str | None = None,
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
        """Fill a modal in and submit it; `values` are keyed by label, block id or action id.

        A modal closes first, and only then the bot gets to work.
        """
        exchange = await modals.submit(self._actor(view.user), view, values or {})
        return await exchange.wait(
            timeout_s=timeout_s, settle_s=settle_s, patience_s=min(timeout_s, CLOSED_PATIENCE_S)
        )

    def give_file(self, name: str, content: bytes) -> Json:
        """Have a file at hand; its description in `{"files": [...]}` is the value of a `file_input`."""
        return giving.give(self.world, self.team, name=name, content=content)

    async def close(self, view: View, *, is_cleared: bool = False) -> None:
        """Close a modal without submitting it."""
        await modals.close(self._actor(view.user), view, is_cleared=is_cleared)

    async def suggest(
        self, where: Message | View, action_id: str, typed: str, *, user: str | None = None
    ) -> list[Json]:
        """Type into an external select and get the options the bot offers."""
        placed = find_element(blocks_of(where), action_id)
        return await acting.suggest(self._actor(user), placed, typed, where=where)

    async def shortcut(
        self,
        callback_id: str,
        *,
        message: Message | None = None,
        user: str | None = None,
        timeout_s: float = TIMEOUT_S,
        settle_s: float = SETTLE_S,
    ) -> Exchange:
        """Use a global shortcut, or a message shortcut when a message is given."""
        exchange = await acting.shortcut(self._actor(user), callback_id, message=message)
        return await exchange.wait(timeout_s=timeout_s, settle_s=settle_s)

    async def open_home(
        self,
        user: str | None = None,
        *,
        tab: str = "home",
        timeout_s: float = TIMEOUT_S,
        settle_s: float = SETTLE_S,
    ) -> Exchange:
        """Open the app's `home` or `messages` tab; the Home view comes back as `exchange.view`."""
        exchange = acting.open_home(self._actor(user), tab=tab)
        return await exchange.wait(timeout_s=timeout_s, settle_s=settle_s)

    def _actor(self, user: str | None) -> Actor:
        return Actor(self.world, self.team, user or self.first_user)

    def allow(self, authorize_url: str, *, user: str | None = None) -> str:
        """Allow the installation an authorize URL asks for; gives the address the browser goes back to."""
        request = read_request(dict(parse_qsl(urlsplit(authorize_url).query)))
        return allow(self.world, request, team=self.team, user=user or self.first_user)

    def uninstall(self) -> None:
        """Take the app away from this workspace; the bot is told by events."""
        uninstall(self.world, self.team)

    def look_at(self, channel: str, *, user: str | None = None) -> None:
        """Open a channel beside the app; the bot is told (`app_context_changed`)."""
        acting.look_at(self._actor(user), self.channel(channel))

    def transcript(self) -> Json:
        """Everything posted, answered and refused so far."""
        return make_transcript(self.team, self.world.faults)
