"""Real slack_bolt apps to run against the sandbox."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox


def make_bot(sandbox: Sandbox) -> AsyncApp:
    """A Bolt app that knows the sandbox's address and tokens, with no listeners yet."""
    client = AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.api_url)
    return AsyncApp(client=client, signing_secret=sandbox.signing_secret)


@asynccontextmanager
async def over_socket(sandbox: Sandbox, bot: AsyncApp) -> AsyncIterator[AsyncApp]:
    """Run the bot over Socket Mode."""
    handler = AsyncSocketModeHandler(bot, sandbox.app_token, ping_interval=1)
    await handler.connect_async()
    await sandbox.wait_connected()
    try:
        yield bot
    finally:
        await handler.close_async()
