"""The HTTP side of the process: Slack's requests in HTTP mode, health and metrics in every mode."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp

from bot.metrics import Metrics
from feeds.errors import DatabaseDown
from feeds.store import Database

log = logging.getLogger(__name__)

_MAX_REQUEST_BYTES = 1024 * 1024


def make_web_app(*, db: Database, metrics: Metrics, slack_app: AsyncApp | None) -> web.Application:
    """Put the routes together; `slack_app` None leaves Slack's own route out (workers, Socket Mode)."""

    async def healthz(_request: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def readyz(_request: web.Request) -> web.Response:
        try:
            await asyncio.to_thread(db.check)
        except DatabaseDown as down:
            return web.Response(status=503, text=f"{down}\n")
        return web.Response(text="ready\n")

    async def show_metrics(_request: web.Request) -> web.Response:
        return web.Response(body=metrics.text(), headers={"Content-Type": "text/plain; version=0.0.4"})

    app = web.Application(client_max_size=_MAX_REQUEST_BYTES)
    app.add_routes(
        [web.get("/healthz", healthz), web.get("/readyz", readyz), web.get("/metrics", show_metrics)]
    )
    if slack_app is not None:
        app.add_routes([web.post("/slack/events", _slack_route(slack_app))])
    return app


def _slack_route(slack_app: AsyncApp) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def slack_events(request: web.Request) -> web.Response:
        bolt_request = await to_bolt_request(request)
        bolt_response = await slack_app.async_dispatch(bolt_request)
        return await to_aiohttp_response(bolt_response)

    return slack_events
