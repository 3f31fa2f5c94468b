"""Real slack_bolt apps to run against the sandbox."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox


def make_bot(sandbox: Sandbox) -> AsyncApp:
    """A Bolt app that knows the sandbox's address and tokens, with no listeners yet."""
    client = AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.api_url)
    return AsyncApp(client=client, signing_secret=sandbox.signing_secret)


@asynccontextmanager
async def over_socket(sandbox: Sandbox, bot: AsyncApp) -> AsyncIterator[AsyncSocketModeHandler]:
    """Run the bot over Socket Mode."""
    handler = AsyncSocketModeHandler(bot, sandbox.app_token, ping_interval=1)
    await handler.connect_async()
    await sandbox.wait_connected()
    try:
        yield handler
    finally:
        await handler.close_async()


@asynccontextmanager
async def over_http(sandbox: Sandbox, bot: AsyncApp) -> AsyncIterator[str]:
    """Run the bot behind HTTP and point the sandbox at it; gives its events URL."""
    async with running(bot.web_app(path="/slack/events")) as url:
        sandbox.use_http(f"{url}/slack/events")
        yield f"{url}/slack/events"


@asynccontextmanager
async def serving(receive: Callable[[web.Request], Awaitable[web.Response]]) -> AsyncIterator[str]:
    """Run a bare HTTP server instead of a bot; gives its address."""
    app = web.Application()
    app.router.add_post("/", receive)
    async with running(app) as url:
        yield f"{url}/"


@asynccontextmanager
async def running(app: web.Application) -> AsyncIterator[str]:
    """Run a web application on a free port."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    try:
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()
