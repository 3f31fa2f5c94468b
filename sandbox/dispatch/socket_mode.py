"""Socket Mode: the bot connects to us, each payload goes to one of its connections."""

import asyncio
import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from sandbox.clock import Timing
from sandbox.dispatch.delivery import NEVER_CONNECTED, Acked, Delivery, Kind, Outcome, Unanswered
from sandbox.state.ids import new_secret
from sandbox.state.model import Json

MAX_CONNECTIONS = 10


@dataclass(eq=False, slots=True)
class _Connection:
    socket: web.WebSocketResponse
    transport: asyncio.Transport | None = None
    waiting: dict[str, asyncio.Future[Json | None]] = field(default_factory=dict)

    def settle(self, text: str) -> None:
        """Read an acknowledgement. What fits no waiting envelope is passed over."""
        with contextlib.suppress(ValueError, AttributeError):
            reply = json.loads(text)
            future = self.waiting.pop(reply.get("envelope_id"), None)
            if future and not future.done():
                future.set_result(reply.get("payload") or None)

    def abandon(self) -> None:
        """Give up on everything still unacknowledged: nobody is there any more."""
        for future in self.waiting.values():
            if not future.done():
                future.set_exception(ConnectionResetError("the socket closed"))


class SocketMode:
    """The bot's open connections. A courier; also the handler of the WebSocket route."""

    def __init__(self, *, app_id: str, timing: Timing) -> None:
        self._app_id = app_id
        self._timing = timing
        self._tickets: set[str] = set()
        self._connections: list[_Connection] = []
        self._turn = 0
        self._has_connected = False
        self._arrived = asyncio.Condition()
        self._listeners: list[Callable[[bool], None]] = []

    @property
    def connections(self) -> int:
        """How many connections the bot holds open."""
        return len(self._connections)

    def listen(self, listener: Callable[[bool], None]) -> None:
        """Call `listener` with True or False when the bot comes or goes."""
        self._listeners.append(listener)

    def issue_ticket(self) -> str:
        """Make a ticket that opens one connection (apps.connections.open)."""
        ticket = new_secret("ticket")
        self._tickets.add(ticket)
        return ticket

    async def wait_connected(self) -> None:
        """Wait until the bot holds at least one connection."""
        async with self._arrived:
            await self._arrived.wait_for(lambda: bool(self._connections))

    async def accept(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection until it closes (the WebSocket route)."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=404, text="no such ticket")
        self._tickets.remove(ticket)
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        if len(self._connections) >= MAX_CONNECTIONS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        await self._serve(_Connection(socket, request.transport))
        return socket

    async def _serve(self, connection: _Connection) -> None:
        await connection.socket.send_json(self._hello())
        async with self._arrived:
            self._connections.append(connection)
            self._has_connected = True
            self._arrived.notify_all()
        self._tell()
        try:
            async for frame in connection.socket:
                if frame.type is WSMsgType.TEXT:
                    connection.settle(frame.data)
        finally:
            self._forget(connection)

    def _forget(self, connection: _Connection) -> None:
        if connection in self._connections:
            self._connections.remove(connection)
            self._tell()
        connection.abandon()

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener(bool(self._connections))

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections) + 1,
            "connection_info": {"app_id": self._app_id},
            "debug_info": {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060},
        }

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Send to the next connection in turn and wait for its acknowledgement."""
        try:
            async with asyncio.timeout(self._timing.ack_s):
                await self.wait_connected()
                return Acked(await self._send(delivery))
        except TimeoutError:
            return self._unanswered()
        except ConnectionError:
            return Unanswered("connection_failed")

    def _unanswered(self) -> Unanswered:
        if not self._has_connected:
            return Unanswered(NEVER_CONNECTED)
        if not self._connections:
            return Unanswered("connection_failed")
        return Unanswered("http_timeout", is_timeout=True)

    async def _send(self, delivery: Delivery) -> Json | None:
        self._turn += 1
        connection = self._connections[self._turn % len(self._connections)]
        envelope = new_secret("envelope")
        future: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        connection.waiting[envelope] = future
        try:
            await connection.socket.send_json(_frame(envelope, delivery))
            return await future
        finally:
            connection.waiting.pop(envelope, None)

    async def ask_to_reconnect(self, reason: str = "refresh_requested") -> None:
        """Tell every connection to come back anew, as Slack does every few hours (or `warning`)."""
        for connection in tuple(self._connections):
            await connection.socket.send_json(
                {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
            )
            if reason != "warning":
                self._forget(connection)
                await connection.socket.close()

    def drop(self) -> None:
        """Break every connection without a word."""
        for connection in tuple(self._connections):
            self._forget(connection)
            if connection.transport:
                connection.transport.abort()


def _frame(envelope: str, delivery: Delivery) -> Json:
    frame: Json = {
        "envelope_id": envelope,
        "type": delivery.kind.value,
        "payload": delivery.payload,
        "accepts_response_payload": delivery.kind is not Kind.EVENT,
    }
    if delivery.kind is Kind.EVENT:
        frame |= {"retry_attempt": delivery.retry_num, "retry_reason": delivery.retry_reason}
    return frame
