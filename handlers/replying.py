"""The door to a response URL: where a command or a button is answered, five times within half an hour."""

import aiohttp
from slack_bolt.async_app import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient
from slack_sdk.webhook.webhook_response import WebhookResponse

from handlers.blocks.parts import Block
from handlers.retrying import PutOff, asked_pause_s, retry


async def reply(respond: AsyncRespond, client: AsyncWebClient, fields: Block) -> WebhookResponse:
    """Send one answer over the client's own connections. Raises PutOff when no try came through."""
    door = AsyncWebhookClient(
        str(respond.response_url),
        session=client.session,
        proxy=client.proxy,
        ssl=client.ssl,
        retry_handlers=[],
    )
    return await retry(lambda: _send(door, fields))


async def _send(door: AsyncWebhookClient, fields: Block) -> WebhookResponse:
    try:
        answered = await door.send_dict(fields)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise PutOff(f"Slack did not take the answer ({type(error).__name__}).") from error
    if answered.status_code == 429 or answered.status_code >= 500:
        raise PutOff(
            f"Slack did not take the answer (HTTP status {answered.status_code}).",
            pause_s=asked_pause_s(answered.headers),
        )
    return answered
