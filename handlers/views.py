"""The modals: opened by a button, a shortcut or a bare command; checked at their inputs; then acted on."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from feeds.errors import DatabaseDown
from feeds.types.subscriptions import MuteKind
from handlers.answers.alerts import answer_edit
from handlers.answers.items import read_story
from handlers.answers.muting import answer_mute
from handlers.answers.subscribing import refusal_of
from handlers.answers.teaching import answer_wrong
from handlers.asker import Asker, asker_of_action
from handlers.blocks.alert import render_story
from handlers.blocks.forms import value_of
from handlers.blocks.message import SlackMessage
from handlers.blocks.modals import A_DAY, CHANNEL, HOW_LONG, WHAT
from handlers.deps import Deps
from handlers.failures import Listener, answer
from handlers.forms import (
    Errors,
    alert_errors,
    alert_text,
    correction_errors,
    correction_of,
    rules_errors,
    rules_of,
    wanted_text,
)
from handlers.home import at_home
from handlers.speaking import as_edit, to_asker
from handlers.visits import FROM_HOME, Visit
from handlers.zones import locate

CHECK_PATIENCE_S = 1.5  # Slack waits three seconds for what is wrong

Check = Callable[[Mapping[str, Any], Mapping[str, Any]], Awaitable[Errors]]


@dataclass(frozen=True, slots=True)
class Origin:
    """The alert a modal was opened from."""

    channel: str
    ts: str
    item_id: int

    def pack(self) -> str:
        """Put it into a view's metadata."""
        return json.dumps([self.channel, self.ts, self.item_id])

    @classmethod
    def unpack(cls, metadata: str) -> "Origin":
        """Read it back."""
        channel, ts, item_id = json.loads(metadata)
        return cls(channel, ts, item_id)


def submitted(check: Check, listener: Listener) -> Listener:
    """Say at the inputs what is wrong, or close the modal and act."""

    async def submit(
        ack: AsyncAck, body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient
    ) -> None:
        errors = await check(body, view)
        if errors:
            await ack(response_action="errors", errors=errors)
            return
        if view.get("previous_view_id"):
            await ack(response_action="clear")  # what follows is shown below the modals
        else:
            await ack()
        await listener(body, view, client)

    return submit


def check_alert(deps: Deps) -> Check:
    """Find what is wrong with a new alert; what the database is too slow to tell, the answer tells."""

    async def check(body: Mapping[str, Any], view: Mapping[str, Any]) -> Errors:
        values, refused = view["state"]["values"], ""
        errors = alert_errors(values)
        if WHAT not in errors:
            with suppress(DatabaseDown, TimeoutError):
                async with asyncio.timeout(CHECK_PATIENCE_S):
                    refused = await refusal_of(deps, asker_of_action(body), wanted_text(values))
        return errors | ({WHAT: refused} if refused else {})

    return check


def add_alert(deps: Deps) -> Listener:
    """Try the new alert out: the dry run appears in the chosen channel, to the person alone, or in Home."""

    async def added(body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient) -> None:
        values = view["state"]["values"]
        asker = await _asker_at(deps, client, body, channel=value_of(values, CHANNEL))
        visit, text = Visit(deps, client, body, asker), alert_text(values)
        is_from_home = view["private_metadata"] == FROM_HOME
        say = at_home(deps, client, asker) if is_from_home else to_asker(client, asker)
        await answer(say, lambda: visit.alerts(text), zone=asker.zone)

    return added


async def check_rules(_body: Mapping[str, Any], view: Mapping[str, Any]) -> Errors:
    """Find what is wrong with an edited alert."""
    return rules_errors(view["state"]["values"])


def edit_alert(deps: Deps) -> Listener:
    """Give a standing alert its new rules."""

    async def edited(body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient) -> None:
        channel, number = json.loads(view["private_metadata"])
        asker = await _asker_at(deps, client, body, channel=channel)
        rules = rules_of(view["state"]["values"], zone=str(asker.zone))
        say = to_asker(client, asker) if channel else at_home(deps, client, asker)
        await answer(say, lambda: answer_edit(deps, asker, number, rules), zone=asker.zone)

    return edited


def mute(deps: Deps) -> Listener:
    """Mute what was chosen in the alert's channel."""

    async def muted(body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient) -> None:
        origin, values = Origin.unpack(view["private_metadata"]), view["state"]["values"]
        asker = await _asker_at(deps, client, body, channel=origin.channel)
        kind, _, value = value_of(values, WHAT).partition(":")
        is_for_good = value_of(values, HOW_LONG) != A_DAY
        await answer(
            to_asker(client, asker),
            lambda: answer_mute(deps, asker, kind=MuteKind(kind), value=value, is_for_good=is_for_good),
            zone=asker.zone,
        )

    return muted


async def check_nothing(_body: Mapping[str, Any], _view: Mapping[str, Any]) -> Errors:
    """Nothing can be wrong in a modal of menus."""
    return {}


def check_correction(deps: Deps) -> Check:
    """Find what is missing in a correction."""

    async def check(_body: Mapping[str, Any], view: Mapping[str, Any]) -> Errors:
        values = view["state"]["values"]
        return correction_errors(values, resolve=deps.scorer.companies.resolve)

    return check


def correct(deps: Deps) -> Listener:
    """Learn what was wrong with an alert, and show the alert as it reads now."""

    async def corrected(body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient) -> None:
        origin, correction = Origin.unpack(view["private_metadata"]), correction_of(view["state"]["values"])
        asker = await _asker_at(deps, client, body, channel=origin.channel)

        async def work() -> SlackMessage:
            learnt = await answer_wrong(deps, asker, origin.item_id, correction)
            if origin.ts:
                story = await read_story(deps, asker, origin.item_id)
                await as_edit(client, channel=origin.channel, ts=origin.ts)(render_story(story))
            return learnt

        await answer(to_asker(client, asker), work, zone=asker.zone)

    return corrected


async def _asker_at(deps: Deps, client: AsyncWebClient, body: Mapping[str, Any], *, channel: str) -> Asker:
    """Who submitted a modal, as if they had asked in this channel."""
    return await locate(deps, client, replace(asker_of_action(body), channel=channel))
