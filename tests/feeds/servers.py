"""Loopback servers that speak bytes, so that they can misbehave in any way."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

FEED = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Healthy</title><link>https://healthy.example/</link>
<item><title>Acme raises its forecast</title><guid>1</guid><link>https://healthy.example/1</link></item>
</channel></rss>"""


@dataclass
class Request:
    """One request as it arrived; header names in lower case."""

    path: str
    headers: dict[str, str]


@dataclass
class Peer:
    """The other end of a connection."""

    writer: asyncio.StreamWriter
    url: str  # of this server, without a path

    async def send(self, *pieces: bytes | str) -> None:
        for piece in pieces:
            self.writer.write(piece.encode() if isinstance(piece, str) else piece)
        await self.writer.drain()

    async def answer(self, body: bytes = b"", *, status: str = "200 OK", **headers: str) -> None:
        """A proper response, its length declared unless the caller declares one."""
        named = {"Content-Length": str(len(body))} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
        await self.send(f"HTTP/1.1 {status}\r\n{lines}\r\n", body)


Behaviour = Callable[[Request, Peer], Awaitable[None]]


@dataclass
class Server:
    """Where it listens, and what it was asked."""

    url: str
    requests: list[Request] = field(default_factory=list)


@asynccontextmanager
async def serving(behaviour: Behaviour) -> AsyncIterator[Server]:
    """A server that reads each request's head and then behaves."""
    found = Server("")

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while (request := await _read(reader)) is not None:
                found.requests.append(request)
                await behaviour(request, Peer(writer, found.url))
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    found.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield found
    finally:
        server.close()


async def healthy(request: Request, peer: Peer) -> None:
    """What a feed should do."""
    await peer.answer(FEED, ETag='"1"', Content_Type="application/rss+xml")


async def _read(reader: asyncio.StreamReader) -> Request | None:
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines if line)
    return Request(first.split(" ")[1], {name.lower(): value.strip() for name, _, value in pairs})
