"""What a message asks, given what was asked before it: 30 minutes back flat, for good in a thread.

The conversation itself is the memory: earlier messages are read from Slack when a message alone says
too little, so any worker can go on with it and nothing has to be kept. An answer of ours counts where it
shows other companies or another span than were asked for just before: a button led to it. What we ask back
is answered by its buttons or in words. In the thread of an alert the alert comes before everything else.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from feeds.errors import NotFound
from feeds.scoring.companies import Companies
from feeds.store import Unit
from feeds.types.companies import Found as FoundCompany
from feeds.types.decisions import StoredItem
from handlers.answers.questions import is_known, read_text
from handlers.answers.ticker import remember
from handlers.asker import Asker
from handlers.blocks.asked import asked_in
from handlers.blocks.choices import CHOOSE, Choice
from handlers.blocks.report import ASK
from handlers.deps import Deps
from handlers.language.deciding import decide, stands_alone
from handlers.language.found import Found
from handlers.language.picks import read_pick
from handlers.language.questions import Aside, AskAbout, AskAboutItem, Question
from handlers.language.reading import read_sentence
from handlers.language.spans import DEFAULT, last
from handlers.speaking import call

MEMORY = timedelta(minutes=30)
MOST_READ = 200
MOST_SHOWN = 5  # tickers of an alert

_MENTION = re.compile(r"<@\w+")
_COMMAND = re.compile(r"\A/(?:ticker|alerts)\s+")
_NUMBERED = re.compile(rf"(?:{ASK}|{CHOOSE}):[a-z]*\d+")


@dataclass(frozen=True, slots=True)
class Offer:
    """A button below a question of ours."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Said:
    """An earlier turn: somebody's words to us, or the question that an answer of ours answers."""

    text: str
    is_ours: bool = False
    offers: tuple[Offer, ...] = ()  # of a question of ours


async def read_message(
    deps: Deps, asker: Asker, *, client: AsyncWebClient, event: Mapping[str, Any]
) -> Question:
    """Read a message event as a question."""
    text, companies = event.get("text", ""), deps.scorer.companies
    now = deps.clock().astimezone(asker.zone)
    read = read_sentence(text, knows=is_known(companies), now=now)
    if not isinstance(read, Found):
        return read
    if stands_alone(read):
        return decide(read, None)
    said = await _said_before(client, event)
    offers = said[-1].offers if said else ()
    if (picked := read_pick(read.said, labels=[offer.label for offer in offers])) is not None:
        return read_text(await _take(deps, asker, offers[picked]), companies=companies, now=now)
    before = await _alert_of_thread(deps, asker, event, now=now)
    for earlier in said:
        if not earlier.text:
            continue
        asked = read_text(earlier.text, companies=companies, now=now, before=before)
        if not isinstance(asked, Aside) and not _explains(asked):
            before = _shown(asked, before, companies) if earlier.is_ours else asked
    return decide(read, before)


async def _take(deps: Deps, asker: Asker, offer: Offer) -> str:
    """The question that a button asks, as if it were pressed: a choice is remembered."""
    if not offer.value.startswith("["):
        return _COMMAND.sub("", offer.value)
    choice = Choice.unpack(offer.value)
    await remember(deps, asker, choice)
    return _COMMAND.sub("", choice.question).replace(choice.words, f"${choice.symbol}")


def _explains(asked: Question) -> bool:
    """True for "why?" in the thread of an alert, after which its companies are still talked of."""
    return isinstance(asked, AskAboutItem) and asked.item_id is not None


def _shown(asked: Question, before: Question | None, companies: Companies) -> Question | None:
    """What is talked of once an answer to `asked` stands there; of the same companies the span it shows."""
    match asked, before:
        case AskAbout(window=window), AskAbout() if _symbols(asked, companies) == _symbols(before, companies):
            return replace(before, window=window)
        case _:
            return before if type(asked) is type(before) and not isinstance(asked, AskAbout) else asked


def _symbols(question: AskAbout, companies: Companies) -> set[str]:
    found = (companies.resolve(name) for name in question.names)
    return {each.symbol if isinstance(each, FoundCompany) else "" for each in found}


async def _alert_of_thread(
    deps: Deps, asker: Asker, event: Mapping[str, Any], *, now: datetime
) -> Question | None:
    """In the thread of an alert: a question about its companies, and about its item."""
    thread_ts = event.get("thread_ts")

    def read(unit: Unit) -> StoredItem | None:
        workspace = unit.workspace(asker.workspace)
        message = workspace.messages.at(asker.channel, str(thread_ts))
        try:
            return workspace.items.get(message.item_id) if message and message.item_id else None
        except NotFound:
            return None

    item = await deps.db.read(read) if thread_ts else None
    if item is None:
        return None
    names = tuple(f"${row.symbol}" for row in item.analysis.tickers[:MOST_SHOWN])
    return AskAbout(names, last(DEFAULT, now=now), item_id=item.id)


async def _said_before(client: AsyncWebClient, event: Mapping[str, Any]) -> Sequence[Said]:
    """What was said to us and answered before in the thread or, flat, in the last half hour; oldest first.

    A thread under an answer of ours goes on from that answer; in a direct conversation also from what was
    said before it.
    """
    channel, thread_ts = event["channel"], event.get("thread_ts")
    if thread_ts is None:
        return _turns(await _said_flat(client, channel, until=event["ts"]), event)
    wanted = {"channel": channel, "limit": MOST_READ, "latest": event["ts"], "ts": thread_ts}
    messages = (await call(client, "conversations.replies", wanted))["messages"]
    said = _turns(messages, event)
    if _is_direct(event) and messages and messages[0].get("bot_id") is not None:
        return [*_turns(await _said_flat(client, channel, until=thread_ts), event), *said]
    return said


def _turns(messages: Iterable[Mapping[str, Any]], event: Mapping[str, Any]) -> list[Said]:
    """What was said to us and what we answered; in a channel only where it mentions whom this message does.

    A thread is everybody's conversation; what stands flat in a channel is each person's own.
    """
    turns = (_turn(each, event) for each in messages if each["ts"] < event["ts"])
    return [turn for turn in turns if turn is not None]


def _turn(message: Mapping[str, Any], event: Mapping[str, Any]) -> Said | None:
    text, is_shared = str(message.get("text", "")), "thread_ts" in event
    if message.get("bot_id") is not None:
        blocks = message.get("blocks", ()) if is_shared or _is_direct(event) else ()
        asked, offers = asked_in(blocks), _offers(blocks)
        question = asked.question if asked else ""
        return Said(question, is_ours=True, offers=offers) if question or offers else None
    if not is_shared and message.get("user") != event["user"]:
        return None
    mentioned = set(_MENTION.findall(event.get("text", "")))
    return Said(text) if _is_direct(event) or mentioned & set(_MENTION.findall(text)) else None


def _offers(blocks: Iterable[Mapping[str, Any]]) -> tuple[Offer, ...]:
    """The numbered buttons of a question of ours; other buttons do something else than answer it."""
    buttons = (
        button for block in blocks for button in block.get("elements", ()) if isinstance(button, Mapping)
    )
    return tuple(
        Offer(button["text"]["text"], button["value"])
        for button in buttons
        if _NUMBERED.fullmatch(str(button.get("action_id", "")))
    )


def _is_direct(event: Mapping[str, Any]) -> bool:
    return bool(event.get("channel_type") == "im")


async def _said_flat(client: AsyncWebClient, channel: str, *, until: str) -> Sequence[Mapping[str, Any]]:
    """The messages of the half hour before one, oldest first."""
    oldest = f"{float(until) - MEMORY.total_seconds():.6f}"
    wanted = {"channel": channel, "limit": MOST_READ, "latest": until, "oldest": oldest}
    found = await call(client, "conversations.history", wanted)
    return list(reversed(found["messages"]))
