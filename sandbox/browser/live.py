"""Tells open pages what changes, each only what its person may see."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import WSCloseCode, web

from sandbox.browser.shapes import page_channel, page_message
from sandbox.faults import Refusal
from sandbox.state.changes import (
    Change,
    ChannelChanged,
    Deleted,
    Edited,
    HomePublished,
    Posted,
    PromptsSet,
    StatusSet,
    ViewChanged,
)
from sandbox.state.model import Channel, ChannelKind, Json, Message, View
from sandbox.state.shapes import view_json
from sandbox.state.workspace import Workspace


@dataclass(eq=False, slots=True)
class _Page:
    user: str
    socket: web.WebSocketResponse
    events: asyncio.Queue[Json] = field(default_factory=asyncio.Queue)


class Live:
    """The open pages of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._pages: set[_Page] = set()

    async def serve(
        self, request: web.Request, *, user: str, greet: Callable[[], Json]
    ) -> web.StreamResponse:
        """Keep one page told until it leaves (the WebSocket route); what `greet` gives comes first."""
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        page = _Page(user, socket)
        page.events.put_nowait(greet())  # asked only now: what changes from here on is told
        self._pages.add(page)
        sender = asyncio.create_task(self._send(page))
        try:
            async for _ in socket:
                pass
        finally:
            self._pages.discard(page)
            sender.cancel()
        return socket

    async def _send(self, page: _Page) -> None:
        while not page.socket.closed:
            await page.socket.send_json(await page.events.get())

    async def close(self) -> None:
        """Send every page away: the sandbox stops."""
        await asyncio.gather(*(page.socket.close(code=WSCloseCode.GOING_AWAY) for page in self._pages))

    def tell(self, event: Json, *, only: str | None = None) -> None:
        """Tell every page, or those of one person."""
        for page in self._pages:
            if only in (None, page.user):
                page.events.put_nowait(event)

    def bot_is(self, connected: bool) -> None:  # noqa: FBT001 - called back by Socket Mode
        """Tell that the bot came or went."""
        self.tell({"type": "bot", "connected": connected})

    def refused(self, refusal: Refusal) -> None:
        """Tell that a call was refused."""
        self.tell({"type": "fault", "method": refusal.method, "error": refusal.error})

    def notice(self, change: Change) -> None:
        """Listen to the workspace."""
        match change:
            case Posted(message):
                self._in_channel("ephemeral" if message.ephemeral_to else "message", message)
            case Edited(message):
                self._in_channel("message_changed", message)
            case Deleted(message):
                self._in_channel("message_deleted", message)
            case ChannelChanged(channel):
                self._channel(channel)
            case _:
                self._app_showed(change)

    def _app_showed(self, change: Change) -> None:
        match change:
            case ViewChanged(action, view, errors):
                event = {"type": "view", "action": action.value, "view": self._view(view), "errors": errors}
                self.tell(event, only=view.user)
            case HomePublished(view):
                self.tell({"type": "home", "view": self._view(view)}, only=view.user)
            case StatusSet(channel, thread_ts, text):
                self._to_members(channel, {"type": "status", "thread_ts": thread_ts, "text": text})
            case PromptsSet(channel, prompts):
                self._to_members(channel, {"type": "prompts", "prompts": prompts})
            case _:
                pass

    def _channel(self, channel: Channel) -> None:
        if channel.kind is not ChannelKind.DIRECT:
            for user in self._workspace.users:
                self.tell({"type": "channel", "channel": page_channel(channel, user=user)}, only=user)

    def _view(self, view: View) -> Json:
        return view_json(view, team=self._workspace.id)

    def _in_channel(self, kind: str, message: Message) -> None:
        event = {"type": kind, "message": page_message(message)}
        if message.ephemeral_to:
            self.tell(event | {"channel": message.channel}, only=message.ephemeral_to)
        else:
            self._to_members(message.channel, event)

    def _to_members(self, channel: str, event: Json) -> None:
        for user in self._workspace.channels[channel].members:
            self.tell(event | {"channel": channel}, only=user)
