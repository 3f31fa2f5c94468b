"""Direct messages and mentions: plain English in, an answer where the question was.

A direct message is answered flat, or in its thread; a mention in a channel in the thread of that message.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from feeds.errors import SlackDown
from handlers.answers.questions import answer_question
from handlers.asker import asker_of_event
from handlers.blocks.asked import own
from handlers.blocks.message import SlackMessage, sentence
from handlers.conversation import read_message
from handlers.deps import Deps
from handlers.failures import Listener, answer
from handlers.handing import settings_among, take_in
from handlers.speaking import as_message, call, or_else, to_asker
from handlers.zones import locate

STATUS = "is looking through the news…"
OTHER_FILES = "I take settings as a .json file, feeds as an .opml file. A text is scored when it is pasted."


def direct_message(deps: Deps) -> Listener:
    """A message in a direct conversation with the bot."""

    async def message(body: Mapping[str, Any], event: Mapping[str, Any], client: AsyncWebClient) -> None:
        if is_by_a_person(event) and event.get("channel_type") == "im":
            await _show_status(client, event)
            await _reply(deps, body, client=client, thread_ts=event.get("thread_ts"))

    return message


def mention(deps: Deps) -> Listener:
    """A message in a channel that names the bot."""

    async def mentioned(body: Mapping[str, Any], event: Mapping[str, Any], client: AsyncWebClient) -> None:
        if is_by_a_person(event):
            await _reply(deps, body, client=client, thread_ts=event.get("thread_ts") or event["ts"])

    return mentioned


def is_by_a_person(event: Mapping[str, Any]) -> bool:
    """True for a new message a person wrote: no bot's, no edit, no deletion, no message of Slack's own."""
    plain = event.get("subtype") in {None, "thread_broadcast", "file_share"}
    return plain and bool(event.get("user")) and not event.get("bot_id") and not event.get("edited")


async def _show_status(client: AsyncWebClient, event: Mapping[str, Any]) -> None:
    """In a thread, say that the answer is being looked up; the answer itself ends that."""
    if event.get("thread_ts"):
        where = {"channel_id": event["channel"], "thread_ts": event["thread_ts"]}
        with suppress(SlackDown):  # an answer without a status is as good
            await call(client, "assistant.threads.setStatus", {**where, "status": STATUS})


async def _reply(
    deps: Deps, body: Mapping[str, Any], *, client: AsyncWebClient, thread_ts: str | None
) -> None:
    asker = await locate(deps, client, asker_of_event(body))
    charts = deps.charts.of(asker)
    say = or_else(
        as_message(client, channel=asker.channel, thread_ts=thread_ts, charts=charts),
        to_asker(client, asker),
    )

    async def work() -> SlackMessage:
        files, text = body["event"].get("files", ()), body["event"].get("text", "")
        if (file := settings_among(files)) is not None:
            return await take_in(deps, client, asker, file)
        if files and not text.strip():
            return sentence(OTHER_FILES)
        question = await read_message(deps, asker, client=client, event=body["event"])
        return own(await answer_question(deps, asker, question), user=asker.user)

    await answer(say, work, zone=asker.zone)
