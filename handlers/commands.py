"""The slash commands: read who asks, answer in reply."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from handlers.answers.ticker_command import answer_ticker_text
from handlers.asker import asker_of_command
from handlers.blocks.mrkdwn import unescape
from handlers.deps import Deps
from handlers.failures import Listener, answer
from handlers.speaking import in_reply
from handlers.visits import Visit
from handlers.zones import locate


def ticker_command(deps: Deps) -> Listener:
    """`/ticker`."""

    async def ticker(command: Mapping[str, Any], respond: AsyncRespond, client: AsyncWebClient) -> None:
        asker = await locate(deps, client, asker_of_command(command))
        text = unescape(command.get("text", ""))
        await answer(
            in_reply(respond, client, asker, charts=deps.charts),
            lambda: answer_ticker_text(deps, asker, text, is_private=True),
            zone=asker.zone,
        )

    return ticker


def alerts_command(deps: Deps) -> Listener:
    """`/alerts`; alone, and to edit an alert, it opens a modal."""

    async def alerts(command: Mapping[str, Any], respond: AsyncRespond, client: AsyncWebClient) -> None:
        asker = await locate(deps, client, asker_of_command(command))
        visit, text = Visit(deps, client, command, asker), unescape(command.get("text", ""))
        await answer(
            in_reply(respond, client, asker, charts=deps.charts), lambda: visit.alerts(text), zone=asker.zone
        )

    return alerts
