"""The door to Slack's Web API for delivery: a message in, a closed outcome out.

Nothing is retried here: a retry the outbox does not know of is how a message gets posted twice.
"""

import logging
from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.metrics import Metrics
from feeds.errors import SlackDown, SlackRefused
from feeds.types.decisions import DeliveryOutcome, Posted, RateLimited, Refused, Uncertain, Unreachable
from handlers.blocks.message import SlackMessage
from handlers.painting import paint
from handlers.slack_errors import code_of, status_of

log = logging.getLogger(__name__)

_DEFAULT_RETRY_AFTER_S = 30


class Slack:
    """Posts, edits and identifies through one workspace's bot token."""

    def __init__(self, client: AsyncWebClient, *, metrics: Metrics) -> None:
        client.retry_handlers = []  # the default handler repeats a request whose answer was lost
        self.client = client
        self._metrics = metrics

    async def identify(self) -> str:
        """Ask which workspace the token belongs to. Raises SlackDown with what to do."""
        try:
            who = await self.client.auth_test()
        except SlackApiError as error:
            raise SlackDown(
                f"Slack refused SLACK_BOT_TOKEN ({code_of(error)}); reinstall the app and copy its bot token."
            ) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise SlackDown(
                f"Slack did not answer at {self.client.base_url} ({type(error).__name__}); check the network."
            ) from error
        return str(who["team_id"])

    async def post(
        self, workspace: str, message: SlackMessage, *, channel: str, thread_ts: str | None = None
    ) -> DeliveryOutcome:
        """Post a message, or a reply in a thread."""
        fields = {"channel": channel, "unfurl_links": False, "unfurl_media": False, **_content(message)}
        if thread_ts is not None:
            fields["thread_ts"] = thread_ts
        return await self._deliver(workspace, "chat.postMessage", fields)

    async def update(
        self, workspace: str, message: SlackMessage, *, channel: str, ts: str
    ) -> DeliveryOutcome:
        """Edit a posted message in place."""
        return await self._deliver(
            workspace, "chat.update", {"channel": channel, "ts": ts, **_content(message)}
        )

    async def paint(self, message: SlackMessage) -> SlackMessage | None:
        """Put pictures in the place of charts; None when Slack does not take the files."""
        try:
            return await paint(self.client, message)
        except (SlackDown, SlackRefused) as error:
            log.warning("charts_not_painted error=%s", error)
            return None

    async def _deliver(self, workspace: str, method: str, fields: Mapping[str, Any]) -> DeliveryOutcome:
        outcome = await self._call(method, fields)
        self._metrics.slack_calls.labels(method=method, result=type(outcome).__name__.lower()).inc()
        if not isinstance(outcome, Posted):
            log.warning("slack_call_failed workspace=%s method=%s outcome=%s", workspace, method, outcome)
        return outcome

    async def _call(self, method: str, fields: Mapping[str, Any]) -> DeliveryOutcome:
        try:
            answer = await self.client.api_call(method, json=dict(fields))
        except SlackApiError as error:
            return _outcome_of(error)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            return Unreachable(f"Slack could not be reached ({type(error).__name__})")
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return Uncertain(f"the request was sent and no answer came back ({type(error).__name__})")
        return Posted(str(answer["ts"]))


def _content(message: SlackMessage) -> dict[str, Any]:
    return {"text": message.text, "blocks": list(message.blocks)}


def _outcome_of(error: SlackApiError) -> DeliveryOutcome:
    status = status_of(error)
    if status == 429 or code_of(error) == "ratelimited":
        return RateLimited(_retry_after_s(error))
    if status >= 400:
        return Unreachable(f"Slack answered with HTTP status {status}")
    code = code_of(error)
    if code == "":  # a 200 whose body can't be read: Slack may have posted it
        return Uncertain("Slack's answer could not be read")
    return Refused(code)


def _retry_after_s(error: SlackApiError) -> int:
    headers = getattr(error.response, "headers", {})
    asked = str(headers.get("Retry-After", ""))
    return max(1, int(asked)) if asked.isdigit() else _DEFAULT_RETRY_AFTER_S
