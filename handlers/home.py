"""App Home: published when somebody opens it, and again when a button in it was pressed."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from feeds.errors import DatabaseDown, SlackRefused
from feeds.queries.followed import read_followed
from feeds.store import Unit
from feeds.types.companies import Company
from handlers.answers.muting import muted_stories
from handlers.answers.teaching import voted_items
from handlers.answers.ticker import last
from handlers.asker import Asker
from handlers.blocks.clock import blocks_in_zone, off_device
from handlers.blocks.help import PROMPTS_TITLE, examples, render_brief_greeting, render_greeting
from handlers.blocks.home import (
    MOST_LESSONS,
    MOST_MUTES,
    MOST_NAMES,
    HomeContent,
    render_bare_home,
    render_home,
)
from handlers.blocks.message import SlackMessage
from handlers.deps import Deps
from handlers.failures import Listener, answer
from handlers.grammar.queries import DEFAULT_WINDOW
from handlers.reach import may_see, may_see_mute
from handlers.speaking import Say, as_message, call
from handlers.zones import locate

log = logging.getLogger(__name__)


def home_opened(deps: Deps) -> Listener:
    """The Home tab is drawn; in the Messages tab a new user is greeted with something to tap."""

    async def opened(body: Mapping[str, Any], event: Mapping[str, Any], client: AsyncWebClient) -> None:
        asker = Asker(body["team_id"], event["user"], "")
        if event.get("tab") == "messages":
            known = await locate(deps, client, asker)
            await greet(client, event["channel"], is_cashtag_only=known.is_cashtag_only)
        else:
            await answer(at_home(deps, client, asker), lambda: publish_home(deps, client, asker))

    return opened


async def publish_home(
    deps: Deps, client: AsyncWebClient, asker: Asker, *, notice: SlackMessage | None = None
) -> None:
    """Draw one person's Home as things stand, below what is to be said in it."""
    zone, window = (await locate(deps, client, asker)).zone, last(deps, DEFAULT_WINDOW)
    name_of = deps.scorer.companies.name_of

    def read(unit: Unit) -> HomeContent:
        workspace, user = unit.workspace(asker.workspace), asker.user
        lessons = workspace.lessons.all()
        mutes = [mute for mute in workspace.mutes.all(now=window.until) if may_see_mute(asker, mute)]
        return HomeContent(
            user=user,
            subscriptions=[each for each in workspace.subscriptions.all() if may_see(asker, each)],
            waiting=workspace.waiting(),
            followed=read_followed(workspace, user, window=window, limit=MOST_NAMES, name_of=name_of),
            feeds=workspace.feeds.all(),
            pauses=unit.feeds.pauses(now=window.until),
            mutes=mutes,
            lessons=lessons,
            choices=tuple(
                (words, Company(symbol, name_of(symbol) or symbol))
                for words, symbol in workspace.choices.all().items()
            ),
            preferences=workspace.preferences.of(user),
            zone=str(zone),
            now=window.until,
            voted=voted_items(workspace, lessons[-MOST_LESSONS:]),
            muted_stories=muted_stories(workspace, mutes[:MOST_MUTES]),
        )

    content = await deps.db.read(read)
    view = render_home(content, notice=notice, channel=asker.channel)
    blocks = blocks_in_zone(view["blocks"], zone)
    view["blocks"] = off_device(blocks) if content.preferences.timezone else blocks
    await call(client, "views.publish", {"user_id": asker.user, "view": view})


def at_home(deps: Deps, client: AsyncWebClient, asker: Asker) -> Say:
    """Say something at the top of a person's Home."""

    async def say(message: SlackMessage) -> None:
        try:
            await publish_home(deps, client, asker, notice=message)
        except DatabaseDown:
            view = render_bare_home(message)
            await call(client, "views.publish", {"user_id": asker.user, "view": view})

    return say


async def greet(client: AsyncWebClient, channel: str, *, is_cashtag_only: bool = False) -> None:
    """Offer prompts to tap; somebody who never wrote is told what there is to ask, each example once."""
    is_prompted = await _prompt(client, channel, examples(is_cashtag_only=is_cashtag_only))
    history = await call(client, "conversations.history", {"channel": channel, "limit": 1})
    if not history["messages"]:
        await as_message(client, channel=channel)(
            render_brief_greeting() if is_prompted else render_greeting(is_cashtag_only=is_cashtag_only)
        )


async def _prompt(client: AsyncWebClient, channel: str, asked: Sequence[str]) -> bool:
    """Show the examples as prompts; False where Slack takes none."""
    prompts = [{"title": example, "message": example} for example in asked]
    fields = {"channel_id": channel, "title": PROMPTS_TITLE, "prompts": prompts}
    try:
        await call(client, "assistant.threads.setSuggestedPrompts", fields)
    except SlackRefused as refused:
        log.warning("prompts_refused error=%s", refused.code)
        return False
    return True
