"""The shortcuts: score any message, and add an alert from anywhere."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from handlers.answers.scoring import answer_score
from handlers.asker import asker_of_action
from handlers.deps import Deps
from handlers.failures import Listener, answer
from handlers.home import at_home
from handlers.language.reading import strip_markup
from handlers.speaking import in_reply
from handlers.visits import Visit


def score_message(deps: Deps) -> Listener:
    """Score a message; the answer is for the asker alone."""

    async def scored(body: Mapping[str, Any], respond: AsyncRespond, client: AsyncWebClient) -> None:
        asker, text = asker_of_action(body), strip_markup(text_of(body["message"]))
        await answer(
            in_reply(respond, client, asker, charts=deps.charts), lambda: answer_score(deps, asker, text)
        )

    return scored


def add_alert(deps: Deps) -> Listener:
    """Open the alert modal."""

    async def opened(body: Mapping[str, Any], client: AsyncWebClient) -> None:
        visit = Visit(deps, client, body, asker_of_action(body))
        await answer(at_home(deps, client, visit.asker), visit.open_alert)

    return opened


def text_of(message: Mapping[str, Any]) -> str:
    """What a message says: its text, or that of what is attached to it."""
    attached = (each.get("text") or each.get("fallback") or "" for each in message.get("attachments", ()))
    return str(message.get("text") or "") or "\n".join(attached)
