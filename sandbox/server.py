"""The sandbox's routes: Web API, Socket Mode, response URLs, uploads, OAuth, the page."""

import json
from functools import partial

from aiohttp import web

from sandbox.api import door
from sandbox.api.errors import ApiError
from sandbox.api.files import receive_upload
from sandbox.browser import authorize
from sandbox.browser.guard import guard
from sandbox.browser.routes import add_routes
from sandbox.people.responding import respond
from sandbox.tickets import GONE
from sandbox.world import World


def make_app(world: World) -> web.Application:
    """Put the web application together."""
    app = web.Application(client_max_size=20 * 2**20, middlewares=[guard])
    app.router.add_route("*", "/api/{method}", partial(door.serve, world))
    app.router.add_get("/socket", world.socket_mode.accept)
    app.router.add_post("/response/{key}", partial(_serve_response, world))
    app.router.add_post("/upload/{key}", partial(receive_upload, world))
    app.router.add_get("/oauth/v2/authorize", partial(authorize.show, world))
    app.router.add_post("/oauth/v2/authorize", partial(authorize.answer, world))
    add_routes(app, world)
    return app


async def _serve_response(world: World, request: web.Request) -> web.StreamResponse:
    """Take what a bot sends to a response URL: five times within half an hour."""
    fault = world.faults.take("response_url")
    if fault:
        return await door.fail(world, "response_url", fault, request, partial(_respond, world))
    return await _respond(world, request)


async def _respond(world: World, request: web.Request) -> web.StreamResponse:
    try:
        origin = world.tickets.use_origin(request.match_info["key"])
        respond(world, origin, await _payload(request))
    except ApiError as error:
        world.faults.note("response_url", error.error, detail="; ".join(error.messages))
        return web.json_response(error.body(), status=404 if error.error in GONE else 400)
    return web.Response(text="ok")


async def _payload(request: web.Request) -> dict[str, object]:
    try:
        payload = json.loads(await request.read())
    except ValueError:
        payload = None
    if not isinstance(payload, dict):
        raise ApiError("invalid_payload")
    return payload
