"""The page's routes."""

import json
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from aiohttp import web

from sandbox.browser import reads
from sandbox.browser.acts import ACTS, Act
from sandbox.browser.desk import Desk, Refused
from sandbox.people.elements import NoSuchElement
from sandbox.people.talking import RefusedAct
from sandbox.state.model import Json
from sandbox.world import World

STATIC = Path(__file__).parent.parent / "page"
Read = Callable[[Desk, web.Request], Awaitable[Json]]
_READS: dict[str, Read] = {
    "state": reads.read_state,
    "messages": reads.read_messages,
    "faults": reads.read_faults,
    "transcript": reads.read_transcript,
}


def add_routes(app: web.Application, world: World) -> None:
    """Add the page, what it reads, what it does and its live line."""
    desk = Desk(world)
    app.on_shutdown.append(desk.close)
    app.router.add_get("/", _serve_index)
    app.router.add_get("/page/live", partial(_serve_live, desk))
    for name, read in _READS.items():
        app.router.add_get(f"/page/{name}", partial(_serve_read, desk, read))
    for name, act in ACTS.items():
        app.router.add_post(f"/page/{name}", partial(_serve_act, desk, act))
    app.router.add_delete("/page/faults", partial(_clear_faults, desk))
    app.router.add_get("/files/{id}/{name}", partial(reads.serve_file, desk))
    app.router.add_static("/page", STATIC)


async def _serve_index(_request: web.Request) -> web.StreamResponse:
    return web.FileResponse(STATIC / "index.html", headers={"Cache-Control": "no-cache"})


async def _serve_live(desk: Desk, request: web.Request) -> web.StreamResponse:
    try:
        team, user = desk.team_of(request.query.get("user") or None)
    except Refused as refused:
        raise web.HTTPNotFound(text=str(refused)) from refused
    return await desk.live_of(team).serve(
        request, user=user, greet=lambda: {"type": "bot", "connected": desk.is_bot_connected}
    )


async def _serve_read(desk: Desk, read: Read, request: web.Request) -> web.Response:
    try:
        return web.json_response(await read(desk, request))
    except Refused as refused:
        return _refusal(str(refused))


async def _serve_act(desk: Desk, act: Act, request: web.Request) -> web.Response:
    try:
        return web.json_response({"ok": True, **await act(desk, await _body(request))})
    except (Refused, RefusedAct, NoSuchElement) as refused:
        return _refusal(str(refused))


def _refusal(error: str) -> web.Response:
    return web.json_response({"ok": False, "error": error})


async def _body(request: web.Request) -> Json:
    try:
        body = json.loads(await request.read())
    except ValueError:
        body = None
    if request.content_type != "application/json" or not isinstance(body, dict):
        raise Refused("the body must be a JSON object")
    return body


async def _clear_faults(desk: Desk, _request: web.Request) -> web.Response:
    desk.world.faults.clear()
    return web.json_response({"ok": True})
