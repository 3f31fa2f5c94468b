"""The door through which answers leave: in reply to a command or button, or as a message of its own.

Slack refuses forms it does not know (a block type, too much text): the same answer is then said with
pictures for charts, or else in the next simpler form. Any other refusal raises SlackRefused.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Any, NoReturn

import aiohttp
from slack_bolt.async_app import AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from feeds.errors import SlackDown, SlackRefused
from handlers.asker import Asker
from handlers.blocks.message import SlackMessage, simplify
from handlers.blocks.pages import render_page
from handlers.painting import Charts, Refusals, has_chart, paint
from handlers.palettes import LIGHT
from handlers.replying import reply
from handlers.retrying import PutOff, asked_pause_s, retry
from handlers.slack_errors import code_of, status_of

log = logging.getLogger(__name__)

Say = Callable[[SlackMessage], Awaitable[None]]

_FORM = ("invalid_blocks", "msg_blocks_too_long", "msg_too_long", "invalid_arguments", "no_text")
_TROUBLE = ("ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout")


class _FormRefused(Exception):
    """Slack did not take the blocks; a simpler form may pass."""


def in_reply(
    respond: AsyncRespond,
    client: AsyncWebClient,
    asker: Asker,
    *,
    charts: Refusals,
    is_shared: bool = False,
    replaces: bool = False,
) -> Say:
    """Answer a command or a button: to the person alone unless shared, below the message or in its place.

    An answer that can't be given there any more is posted.
    """

    async def send(message: SlackMessage) -> None:
        where = {
            "response_type": "in_channel" if is_shared else "ephemeral",
            "replace_original": replaces,
        }
        answered = await reply(respond, client, {**_content(message), **where})
        if answered.status_code != 200 or '"ok":false' in answered.body.replace(" ", ""):
            _refuse(answered.body)

    in_place = _with_simpler(send, client, charts.of(asker))
    return or_else(
        in_place, as_message(client, channel=asker.channel) if is_shared else to_asker(client, asker)
    )


def or_else(first: Say, otherwise: Say) -> Say:
    """Say it the first way; where Slack does not take it, the other."""

    async def say(message: SlackMessage) -> None:
        try:
            await first(message)
        except (SlackRefused, SlackDown) as failure:
            log.warning("reply_not_taken error=%s", failure)
            await otherwise(message)

    return say


def as_message(
    client: AsyncWebClient, *, channel: str, thread_ts: str | None = None, charts: Charts | None = None
) -> Say:
    """Post a message, flat or in a thread; `charts` remembers whether charts are taken there."""

    async def send(message: SlackMessage) -> None:
        fields: dict[str, Any] = {"channel": channel, **_content(message)}
        await _call(client, "chat.postMessage", {**fields, "thread_ts": thread_ts} if thread_ts else fields)

    return _with_simpler(send, client, charts)


def as_edit(client: AsyncWebClient, *, channel: str, ts: str) -> Say:
    """Give a posted message another form, in place."""

    async def send(message: SlackMessage) -> None:
        content = {"text": message.text, "blocks": list(message.blocks)}
        await _call(client, "chat.update", {"channel": channel, "ts": ts, **content})

    return _with_simpler(send, client)


def to_one(client: AsyncWebClient, *, channel: str, user: str, thread_ts: str | None = None) -> Say:
    """Show a message in a channel to one person alone."""

    async def send(message: SlackMessage) -> None:
        fields: dict[str, Any] = {"channel": channel, "user": user, **_content(message)}
        await _call(client, "chat.postEphemeral", {**fields, "thread_ts": thread_ts} if thread_ts else fields)

    return _with_simpler(send, client)


def in_modal(client: AsyncWebClient, *, trigger_id: str, view_id: str = "") -> Say:
    """Answer in a modal: the one named, else one that the first answer opens and later ones change."""
    shown = view_id

    async def say(message: SlackMessage) -> None:
        nonlocal shown
        view = render_page(message)
        if shown:
            await call(client, "views.update", {"view_id": shown, "view": view})
        else:
            opened = await call(client, "views.open", {"trigger_id": trigger_id, "view": view})
            shown = opened["view"]["id"]

    return say


def to_asker(client: AsyncWebClient, asker: Asker) -> Say:
    """Speak to the person alone: in the channel, or directly where neither they nor the bot are in it."""

    async def say(message: SlackMessage) -> None:
        try:
            await to_one(client, channel=asker.channel, user=asker.user)(message)
        except SlackRefused:
            await directly(client, asker)(message)

    return say


def directly(client: AsyncWebClient, asker: Asker) -> Say:
    """Speak to the person in a direct message."""

    async def say(message: SlackMessage) -> None:
        opened = await call(client, "conversations.open", {"users": asker.user})
        await as_message(client, channel=opened["channel"]["id"])(message)

    return say


async def call(client: AsyncWebClient, method: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Call a method of the Web API. Raises SlackRefused, or SlackDown when Slack can't be reached."""
    try:
        return await _call(client, method, fields)
    except _FormRefused as refused:
        raise SlackRefused(str(refused)) from refused


def _content(message: SlackMessage) -> dict[str, Any]:
    return {
        "text": message.text,
        "blocks": list(message.blocks),
        "unfurl_links": False,
        "unfurl_media": False,
    }


def _with_simpler(send: Say, client: AsyncWebClient, charts: Charts | None = None) -> Say:
    async def say(message: SlackMessage) -> None:
        async for form in _forms(message, client, charts):
            try:
                return await send(form)
            except _FormRefused as refused:
                log.warning("form_refused error=%s blocks=%s", refused, len(form.blocks))
                if charts and has_chart(form):
                    await charts.note_refusal()
                last = refused
        raise SlackRefused(str(last)) from last

    return say


async def _forms(
    message: SlackMessage, client: AsyncWebClient, charts: Charts | None
) -> AsyncIterator[SlackMessage]:
    """The forms of a message, each simpler than the one before."""
    if not (charts and has_chart(message) and await charts.are_refused()):
        yield message
    if has_chart(message):
        with suppress(SlackRefused, SlackDown):  # no picture either: the text beside the chart says the same
            yield await paint(client, message, colours=charts.colours if charts else LIGHT)
    simple = simplify(message)
    yield simple
    yield simplify(simple)


async def _call(client: AsyncWebClient, method: str, fields: dict[str, Any]) -> dict[str, Any]:
    return await retry(lambda: _call_once(client, method, fields))


async def _call_once(client: AsyncWebClient, method: str, fields: dict[str, Any]) -> dict[str, Any]:
    try:
        answer = await client.api_call(method, json=fields)
    except SlackApiError as error:
        status = status_of(error)
        code = code_of(error) or f"HTTP status {status}"
        if code in _TROUBLE or status >= 500:
            pause_s = asked_pause_s(error.response.headers)
            raise PutOff(f"Slack did not take {method} ({code}).", pause_s=pause_s) from error
        _refuse(code, cause=error)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise PutOff(f"Slack did not answer {method} ({type(error).__name__}).") from error
    return dict(answer.data)  # type: ignore[arg-type]


def _refuse(code: str | None, *, cause: Exception | None = None) -> NoReturn:
    said = code or ""
    if any(name in said for name in _FORM):
        raise _FormRefused(said) from cause
    raise SlackRefused(said) from cause
