"""What a message asks, given what was asked before it: 30 minutes back flat, for good in a thread.

The conversation itself is the memory: earlier messages are read from Slack when a message alone says
too little, so any worker can go on with it and nothing has to be kept.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_sdk.web.async_client import AsyncWebClient

from feeds.errors import SlackDown
from handlers.answers.questions import read_text
from handlers.deps import Deps
from handlers.language.questions import Question, Unreadable
from handlers.language.reading import Context
from handlers.speaking import call

MEMORY = timedelta(minutes=30)
MOST_READ = 20


async def read_event(deps: Deps, client: AsyncWebClient, event: Mapping[str, Any]) -> Question:
    """Read a message event as a question."""
    zone = await zone_of(client, event["user"])
    text, companies, now = event.get("text", ""), deps.scorer.companies, deps.clock().astimezone(zone)
    question = read_text(text, companies=companies, now=now)
    if not needs_context(question):
        return question
    context: Context | None = None
    for earlier in await _said_before(client, event, now=now):
        read = read_text(earlier, companies=companies, now=now, context=context)
        context = context if isinstance(read, Unreadable) else Context(read)
    return read_text(text, companies=companies, now=now, context=context)


def needs_context(question: Question) -> bool:
    """True for a message that says too little by itself."""
    return isinstance(question, Unreadable) and not question.names


async def zone_of(client: AsyncWebClient, user: str) -> tzinfo:
    """A person's time zone; UTC when Slack does not say."""
    try:
        info = await call(client, "users.info", {"user": user})
        return ZoneInfo(info["user"].get("tz") or "UTC")
    except (SlackDown, ZoneInfoNotFoundError, ValueError):
        return UTC


async def _said_before(client: AsyncWebClient, event: Mapping[str, Any], *, now: datetime) -> Sequence[str]:
    """What the same person said before in the thread or, flat, in the last half hour; oldest first."""
    wanted = {"channel": event["channel"], "limit": MOST_READ, "latest": event["ts"]}
    if event.get("thread_ts"):
        found = await call(client, "conversations.replies", {**wanted, "ts": event["thread_ts"]})
        messages = found["messages"]
    else:
        oldest = f"{(now - MEMORY).timestamp():.6f}"
        found = await call(client, "conversations.history", {**wanted, "oldest": oldest})
        messages = found["messages"][::-1]
    return [
        each.get("text", "")
        for each in messages
        if each.get("user") == event["user"] and each["ts"] < event["ts"]
    ]
