"""The door to a response URL: where a command or a button is answered.

Slack takes five answers there within half an hour. One that it puts off or fails at is sent again; it may
then be seen twice, which is better than never.
"""

import asyncio

import aiohttp
from slack_bolt.async_app import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient
from slack_sdk.webhook.webhook_response import WebhookResponse

from feeds.errors import SlackDown
from handlers.blocks.parts import Block

PAUSES_S = (0.5, 2.0)  # before the second try and the third, where Slack names no time
LONGEST_PAUSE_S = 20.0  # an answer that is put off for longer is better given another way


async def reply(respond: AsyncRespond, client: AsyncWebClient, fields: Block) -> WebhookResponse:
    """Send one answer over the client's own connections. Raises SlackDown when no try came through."""
    door = AsyncWebhookClient(
        str(respond.response_url),
        session=client.session,
        proxy=client.proxy,
        ssl=client.ssl,
        retry_handlers=[],
    )
    for pause_s in PAUSES_S:
        try:
            answered = await _send(door, fields)
        except SlackDown:
            await asyncio.sleep(pause_s)
            continue
        asked_s = _asked_pause_s(answered, otherwise=pause_s)
        if answered.status_code != 429 or asked_s > LONGEST_PAUSE_S:
            return answered
        await asyncio.sleep(asked_s)
    return await _send(door, fields)


async def _send(door: AsyncWebhookClient, fields: Block) -> WebhookResponse:
    try:
        answered = await door.send_dict(fields)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise SlackDown(f"Slack did not take the answer ({type(error).__name__}).") from error
    if answered.status_code >= 500:
        raise SlackDown(f"Slack did not take the answer (HTTP status {answered.status_code}).")
    return answered


def _asked_pause_s(answered: WebhookResponse, *, otherwise: float) -> float:
    asked = str(answered.headers.get("Retry-After", ""))
    return float(asked) if asked.isdecimal() else otherwise
