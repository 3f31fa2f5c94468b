"""The shortcuts: score any message, and add an alert from anywhere."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from handlers.answers.scoring import answer_score
from handlers.answers.why import answer_why_ours
from handlers.asker import asker_of_action
from handlers.blocks.message import SlackMessage
from handlers.deps import Deps
from handlers.failures import Listener, answer
from handlers.language.reading import strip_markup
from handlers.speaking import directly, in_reply
from handlers.visits import Visit


def score_message(deps: Deps) -> Listener:
    """Score a message, or say why an alert of ours has its score; the answer is for the asker alone."""

    async def scored(body: Mapping[str, Any], respond: AsyncRespond, client: AsyncWebClient) -> None:
        asker, message = asker_of_action(body), body["message"]

        async def work() -> SlackMessage:
            if is_ours(body):
                return await answer_why_ours(deps, asker, ts=message["ts"])
            return await answer_score(deps, asker, strip_markup(text_of(message)))

        await answer(in_reply(respond, client, asker, charts=deps.charts), work)

    return scored


def add_alert(deps: Deps) -> Listener:
    """Open the alert modal."""

    async def opened(body: Mapping[str, Any], client: AsyncWebClient) -> None:
        visit = Visit(deps, client, body, asker_of_action(body))
        await answer(directly(client, visit.asker), visit.open_alert)

    return opened


def is_ours(body: Mapping[str, Any]) -> bool:
    """True for a shortcut on a message that this app itself posted."""
    message = body["message"]
    author = message.get("app_id") or message.get("bot_profile", {}).get("app_id")
    return author is not None and author == body.get("api_app_id")


def text_of(message: Mapping[str, Any]) -> str:
    """What a message says: its text, or that of what is attached to it."""
    attached = (each.get("text") or each.get("fallback") or "" for each in message.get("attachments", ()))
    return str(message.get("text") or "") or "\n".join(attached)
