"""What a message asks, given what was asked before it: 30 minutes back flat, for good in a thread.

The conversation itself is the memory: earlier messages are read from Slack when a message alone says
too little, so any worker can go on with it and nothing has to be kept. In the thread of an alert the
alert comes before everything else that was said.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from feeds.errors import NotFound
from feeds.store import Unit
from handlers.answers.questions import is_known, read_text
from handlers.asker import Asker
from handlers.blocks.report import question_in
from handlers.deps import Deps
from handlers.language.questions import Aside, AskAbout, Question
from handlers.language.reading import is_complete
from handlers.language.spans import DEFAULT, last
from handlers.speaking import call

MEMORY = timedelta(minutes=30)
MOST_READ = 200

_MENTION = re.compile(r"<@\w+")


async def read_message(
    deps: Deps, asker: Asker, *, client: AsyncWebClient, event: Mapping[str, Any]
) -> Question:
    """Read a message event as a question."""
    text, companies = event.get("text", ""), deps.scorer.companies
    now = deps.clock().astimezone(asker.zone)
    if is_complete(text, knows=is_known(companies), now=now):
        return read_text(text, companies=companies, now=now)
    before = await _alert_of_thread(deps, asker, event, now=now)
    for earlier in await _said_before(client, event):
        read = read_text(earlier, companies=companies, now=now, before=before)
        before = before if isinstance(read, Aside) else read
    return read_text(text, companies=companies, now=now, before=before)


async def _alert_of_thread(
    deps: Deps, asker: Asker, event: Mapping[str, Any], *, now: datetime
) -> Question | None:
    """In the thread of an alert: a question about its tickers."""
    thread_ts = event.get("thread_ts")

    def read(unit: Unit) -> tuple[str, ...]:
        workspace = unit.workspace(asker.workspace)
        message = workspace.messages.at(asker.channel, str(thread_ts))
        try:
            item = workspace.items.get(message.item_id) if message and message.item_id else None
        except NotFound:
            return ()
        return tuple(f"${row.symbol}" for row in item.analysis.tickers[:1]) if item else ()

    names = await deps.db.read(read) if thread_ts else ()
    return AskAbout(names, last(DEFAULT, now=now)) if names else None


async def _said_before(client: AsyncWebClient, event: Mapping[str, Any]) -> Sequence[str]:
    """What was said to us before in the thread or, flat, in the last half hour; oldest first.

    A thread under an answer of ours goes on from that answer: in a channel from what it shows, in a direct
    conversation from what was said before it.
    """
    channel, thread_ts = event["channel"], event.get("thread_ts")
    if thread_ts is None:
        return _said_to_us(await _said_flat(client, channel, until=event["ts"]), event)
    wanted = {"channel": channel, "limit": MOST_READ, "latest": event["ts"], "ts": thread_ts}
    messages = (await call(client, "conversations.replies", wanted))["messages"]
    said = _said_to_us(messages, event)
    if not messages or messages[0].get("bot_id") is None:
        return said
    if _is_direct(event):
        return [*_said_to_us(await _said_flat(client, channel, until=thread_ts), event), *said]
    return [question_in(messages[0].get("blocks", ())), *said]


def _said_to_us(messages: Iterable[Mapping[str, Any]], event: Mapping[str, Any]) -> list[str]:
    """The texts said to us before; in a channel those that mention whom this one mentions.

    A thread is everybody's conversation; what stands flat in a channel is each person's own.
    """
    mentioned, is_shared = set(_MENTION.findall(event.get("text", ""))), "thread_ts" in event
    texts = [
        each.get("text", "")
        for each in messages
        if each.get("bot_id") is None
        and each["ts"] < event["ts"]
        and (is_shared or each.get("user") == event["user"])
    ]
    return [text for text in texts if _is_direct(event) or mentioned & set(_MENTION.findall(text))]


def _is_direct(event: Mapping[str, Any]) -> bool:
    return bool(event.get("channel_type") == "im")


async def _said_flat(client: AsyncWebClient, channel: str, *, until: str) -> Sequence[Mapping[str, Any]]:
    """The messages of the half hour before one, oldest first."""
    oldest = f"{float(until) - MEMORY.total_seconds():.6f}"
    wanted = {"channel": channel, "limit": MOST_READ, "latest": until, "oldest": oldest}
    found = await call(client, "conversations.history", wanted)
    return list(reversed(found["messages"]))
