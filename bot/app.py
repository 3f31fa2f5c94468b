"""Builds the Bolt app and connects it to Slack, over Socket Mode or HTTP."""

import logging
import time
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import utc_now
from bot.metrics import Metrics
from config.settings import Settings
from feeds.fetch import Fetcher
from feeds.poller import Poller
from feeds.scoring.score import Scorer
from feeds.store import Database
from feeds.subscribing import Subscribing
from handlers import register
from handlers.deps import Deps
from handlers.painting import Refusals
from handlers.profiles import Profiles

log = logging.getLogger(__name__)


class MeasuredApp(AsyncApp):
    """An app that notes how long each request took, over Socket Mode and HTTP alike."""

    def __init__(self, *, metrics: Metrics, **options: Any) -> None:
        super().__init__(**options)
        self._metrics = metrics

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """Answer one request of Slack's, and measure."""
        started = time.perf_counter()
        response = await super().async_dispatch(req)
        kind = "unverified" if response.status == HTTPStatus.UNAUTHORIZED else _kind(req.body)
        self._metrics.command_seconds.labels(command=kind).observe(time.perf_counter() - started)
        return response


def make_client(settings: Settings, *, session: aiohttp.ClientSession | None = None) -> AsyncWebClient:
    """Build the Web API client of the one workspace; with a session it keeps its connections open."""
    token = settings.slack_bot_token
    return AsyncWebClient(
        token=token.get_secret_value() if token else None,
        base_url=settings.slack_api_url,
        session=session,
        logger=logging.getLogger("slack_sdk"),
    )


def make_app(settings: Settings, *, client: AsyncWebClient, deps: Deps, metrics: Metrics) -> AsyncApp:
    """Build the app with every listener registered."""
    secret = settings.slack_signing_secret
    app = MeasuredApp(
        metrics=metrics,
        client=client,
        signing_secret=secret.get_secret_value() if secret else None,
        request_verification_enabled=not settings.uses_socket_mode,
        logger=logging.getLogger("slack_bolt"),
    )
    register(app, deps)
    return app


def make_socket(settings: Settings, app: AsyncApp) -> AsyncSocketModeHandler:
    """Connect the app over Socket Mode; `connect_async` and `close_async` begin and end it."""
    if settings.slack_app_token is None:
        raise ValueError("Socket Mode needs SLACK_APP_TOKEN")
    return AsyncSocketModeHandler(
        app, app_token=settings.slack_app_token.get_secret_value(), web_client=app.client
    )


def _kind(body: Mapping[str, Any]) -> str:
    """Name a request by what it is, never by what a person typed."""
    if "command" in body:
        return str(body["command"])
    event = body.get("event")
    if isinstance(event, dict):
        return str(event.get("type", "event"))
    return str(body.get("type", "other"))


def make_deps(*, db: Database, scorer: Scorer, poller: Poller, fetcher: Fetcher) -> Deps:
    """Gather what the listeners work with."""
    return Deps(
        db=db,
        scorer=scorer,
        poller=poller,
        subscribing=Subscribing(db, poller, fetcher, scorer=scorer, clock=utc_now),
        clock=utc_now,
        profiles=Profiles(utc_now),
        charts=Refusals(db, utc_now),
    )
