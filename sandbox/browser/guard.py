"""Keeps other web pages out: only requests for this machine by name, from the page itself, get through."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse a Host that is not this machine (DNS rebinding) and an Origin that is not this page."""
    if not is_local(request.host):
        raise web.HTTPForbidden(text="the sandbox answers on 127.0.0.1 and localhost only")
    origin = request.headers.get("Origin")
    if origin is not None and not is_same_origin(origin, request.host):
        raise web.HTTPForbidden(text="only the sandbox's own page may do this")
    return await handler(request)


def is_local(host: str) -> bool:
    """True when a Host header names this machine."""
    try:
        return urlsplit(f"//{host}").hostname in LOCAL_HOSTS
    except ValueError:
        return False


def is_same_origin(origin: str, host: str) -> bool:
    """True when an Origin header names the very host and port that was asked."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc == host
