"""Who may be connected to, enforced where it can't be got round: on the address of each new socket.

The resolver drops forbidden answers so that a good one beside them still works; the socket factory
judges the very address that is about to be connected to, whatever spelled or resolved to it.
"""

import socket
from dataclasses import dataclass

from aiohttp import TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from feeds.fetch.addresses import REFUSED_PORTS, Reach, is_literal, is_own_name, reach_of

_AddrInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[object, ...]]


class RefusedAddress(OSError):
    """The address is one that feeds may not live on."""

    def __init__(self, address: str, port: int) -> None:
        super().__init__(f"{address} port {port}")
        self.address = address
        self.port = port


@dataclass(frozen=True, slots=True)
class Guard:
    """The rule for one process; `allow_private` opens private and loopback addresses, on any port."""

    allow_private: bool

    def allows(self, address: str, port: int) -> bool:
        """True when a feed may be fetched from there."""
        reach = reach_of(address)
        if reach is Reach.PRIVATE:
            return self.allow_private
        return reach is Reach.PUBLIC and port not in REFUSED_PORTS

    def may_try(self, host: str, port: int) -> bool:
        """False for what needs no connection to be judged: a forbidden literal address or port."""
        if is_literal(host):
            return self.allows(host, port)
        if is_own_name(host):
            return self.allow_private
        return self.allow_private or port not in REFUSED_PORTS

    def open_socket(self, where: _AddrInfo) -> socket.socket:
        """A socket for this address, or RefusedAddress."""
        family, kind, protocol, _, target = where
        address, port = str(target[0]), int(str(target[1]))
        if not self.allows(address, port):
            raise RefusedAddress(address, port)
        return socket.socket(family, kind, protocol)


class GuardedResolver(AbstractResolver):
    """Name resolution that answers only with addresses the guard allows."""

    def __init__(self, guard: Guard, resolver: AbstractResolver | None = None) -> None:
        self._guard = guard
        self._resolver = resolver or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """All allowed addresses of a host; RefusedAddress when it has others only."""
        found = await self._resolver.resolve(host, port, family)
        allowed = [each for each in found if self._guard.allows(each["host"], each["port"])]
        if found and not allowed:
            raise RefusedAddress(found[0]["host"], port)
        return allowed

    async def close(self) -> None:
        """Let go of the resolver."""
        await self._resolver.close()


def guarded_connector(guard: Guard, *, resolver: AbstractResolver | None = None) -> TCPConnector:
    """A connection pool that can't be made to connect to a forbidden address."""
    return TCPConnector(
        resolver=GuardedResolver(guard, resolver),
        socket_factory=guard.open_socket,
        limit=0,  # the poller bounds how much is under way
        ttl_dns_cache=60,
    )
