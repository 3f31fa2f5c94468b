"""The buttons: each reads its value, asks the answer it stands for, and replies where it belongs.

A button in Home is answered at the top of Home or in a modal, one in a modal in its place, one in a message
below it or in its place.
"""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from feeds.types.companies import Company
from handlers.answers.alerts import answer_alerts, answer_restore, answer_stop
from handlers.answers.feeds import retry_feed
from handlers.answers.items import read_item
from handlers.answers.muting import answer_unmute
from handlers.answers.questions import answer_question, read_text
from handlers.answers.teaching import answer_lessons, unlearn
from handlers.answers.ticker import forget, remember
from handlers.answers.ticker_command import answer_ticker_text
from handlers.answers.why import answer_why_score
from handlers.asker import asker_of_action
from handlers.blocks.asked import own
from handlers.blocks.choices import Choice, render_chosen
from handlers.blocks.clock import in_zone
from handlers.blocks.help import render_connecting
from handlers.blocks.lessons import render_forgotten
from handlers.blocks.message import SlackMessage, sentence
from handlers.blocks.modals import mute_modal, wrong_modal
from handlers.blocks.report import render_kept, render_shared
from handlers.blocks.settings import settings_modal
from handlers.blocks.trials import unpack_trial
from handlers.deps import Deps
from handlers.failures import Listener, answer
from handlers.grammar.archives import read_ended
from handlers.grammar.queries import ListAlerts, Pause, Resume, Unsubscribe
from handlers.grammar.ticker import COMMAND
from handlers.home import at_home, publish_home
from handlers.posts import show_again
from handlers.preferences import change_preferences, preferences_of
from handlers.speaking import Say, in_modal, in_reply
from handlers.views import Origin
from handlers.visits import Visit, is_ephemeral
from handlers.zones import locate

ALERTS = "/alerts"

Press = Callable[[Visit, str], Awaitable[SlackMessage | None]]


def pressed(deps: Deps, press: Press, *, replaces: bool = False, opens: bool = False) -> Listener:
    """A listener for a button: `press` gets the visit and the button's value.

    The answer to one in Home that `opens` something is shown in a modal. What takes the place of the message
    does so only for whoever asked: anybody else gets an answer of their own.
    """

    async def listener(
        body: Mapping[str, Any], action: Mapping[str, Any], respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        asker = await locate(deps, client, asker_of_action(body))
        visit = Visit(deps, client, body, asker)
        reply = partial(in_reply, respond, client, asker, charts=deps.charts)
        in_view = _in_view(visit, opens=opens)
        say = in_view or reply(replaces=replaces and not visit.is_of_another)
        work = partial(press, visit, value_of_action(action))
        await answer(say, work, zone=asker.zone, aside=in_view or reply())

    return listener


def sharing(deps: Deps) -> Listener:
    """A listener for Share: the answer is posted for all, and the private one can't be shared again.

    What goes wrong is told to whoever pressed it alone, below their answer.
    """

    async def listener(
        body: Mapping[str, Any], action: Mapping[str, Any], respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        asker = await locate(deps, client, asker_of_action(body))
        visit = Visit(deps, client, body, asker)
        reply = partial(in_reply, respond, client, asker, charts=deps.charts)
        for_all, in_place = reply(is_shared=True), reply(replaces=True)
        work = partial(share, visit, value_of_action(action), for_all=for_all, in_place=in_place)
        await answer(reply(), work, zone=asker.zone)

    return listener


async def ask(visit: Visit, value: str) -> SlackMessage | None:
    """A question: its answer takes the place of the message."""
    answered = await answer_any(visit, value, is_private=visit.is_private)
    return answered and _as_before(visit, answered)


async def choose(visit: Visit, value: str) -> SlackMessage | None:
    """Which company an ambiguous word means: remembered, and the question is answered."""
    choice = Choice.unpack(value)
    await remember(visit.deps, visit.asker, choice)
    answered = await answer_any(visit, choice.question, is_private=visit.is_private)
    if answered is None:
        return None
    name = visit.deps.scorer.companies.name_of(choice.symbol) or choice.symbol
    chosen = render_chosen(answered, words=choice.words, company=Company(choice.symbol, name))
    return _as_before(visit, chosen)


async def unchoose(visit: Visit, value: str) -> SlackMessage | None:
    """Forget which company an ambiguous word means."""
    return await forget(visit.deps, visit.asker, value)


async def share(visit: Visit, value: str, *, for_all: Say, in_place: Say) -> None:
    """The same answer for the whole channel, with who shared it; their own stays without the offer."""
    answered = await answer_any(visit, value, is_private=False)
    if answered is None:
        return
    answered = in_zone(answered, visit.asker.zone)
    await for_all(render_shared(answered, by=visit.asker.user))
    if is_ephemeral(visit.body):
        await in_place(render_kept(answered))


def _as_before(visit: Visit, answered: SlackMessage) -> SlackMessage:
    """An answer in the place of another is whose that was, and as shared."""
    asked, user = visit.asked, visit.asker.user
    if visit.is_private or asked is None:
        return answered
    return render_shared(answered, by=user) if asked.is_shared else own(answered, user=user)


async def follow(visit: Visit, value: str) -> SlackMessage | None:
    """Alert here: a dry run of what the report is about; in a view a channel is asked for."""
    if visit.asker.channel:
        return await visit.alerts(f"subscribe {value}")
    await visit.open_alert(value)
    return None


async def try_out(visit: Visit, value: str) -> SlackMessage | None:
    """Tighten or loosen a dry run."""
    steps, command = unpack_trial(value)
    return await visit.alerts(command.removeprefix(ALERTS), steps=steps)


async def confirm(visit: Visit, value: str) -> SlackMessage | None:
    """Make a dry run stand."""
    return await visit.alerts(f"{value.removeprefix(ALERTS)} confirm")


async def unsubscribe(visit: Visit, value: str) -> SlackMessage | None:
    """End a subscription."""
    return await answer_alerts(visit.deps, visit.asker, Unsubscribe(int(value)))


async def restore(visit: Visit, value: str) -> SlackMessage | None:
    """Put back a subscription that was ended."""
    return await answer_restore(visit.deps, visit.asker, read_ended(value))


async def pause(visit: Visit, value: str) -> SlackMessage | None:
    """Pause a subscription until somebody resumes it."""
    return await answer_alerts(visit.deps, visit.asker, Pause(int(value)))


async def resume(visit: Visit, value: str) -> SlackMessage | None:
    """Let a paused subscription go on."""
    return await answer_alerts(visit.deps, visit.asker, Resume(int(value)))


async def edit(visit: Visit, value: str) -> None:
    """Open a subscription's rules."""
    await visit.open_edit(int(value))


async def add(visit: Visit, _value: str) -> None:
    """Open the alert modal."""
    await visit.open_alert()


async def connect(visit: Visit, _value: str) -> SlackMessage:
    """How to bring the bot to where a team talks."""
    return render_connecting(is_cashtag_only=visit.asker.is_cashtag_only)


async def put_away(visit: Visit, _value: str) -> SlackMessage:
    """Show the first steps no longer."""
    await change_preferences(visit.deps, visit.asker, knows_the_way=True)
    return sentence("The first steps are put away; `/ticker help` and `/alerts help` show all there is.")


async def change_settings(visit: Visit, _value: str) -> None:
    """Open the settings."""
    preferences = await preferences_of(visit.deps, visit.asker)
    zone = await visit.deps.profiles.zone_of(visit.client, visit.asker)
    await visit.open(settings_modal(preferences, profile_zone=str(zone)))


async def retry(visit: Visit, value: str) -> SlackMessage | None:
    """Fetch a failing feed now."""
    return await retry_feed(visit.deps, visit.asker, int(value))


async def why_score(visit: Visit, value: str) -> SlackMessage | None:
    """Why an alert has its score."""
    return await answer_why_score(visit.deps, visit.asker, int(value))


async def mute(visit: Visit, value: str) -> None:
    """Open the choice of what to mute, and for how long."""
    item = await read_item(visit.deps, visit.asker, int(value))
    await visit.open(mute_modal(item, metadata=_origin(visit, item.id).pack()))


async def unmute(visit: Visit, value: str) -> SlackMessage | None:
    """End a mute."""
    return await answer_unmute(visit.deps, visit.asker, int(value))


async def wrong(visit: Visit, value: str) -> None:
    """Open the form that says what is wrong."""
    item = await read_item(visit.deps, visit.asker, int(value))
    await visit.open(wrong_modal(item, metadata=_origin(visit, item.id).pack()))


async def forget_lesson(visit: Visit, value: str) -> SlackMessage | None:
    """Forget a lesson; alerts that it changed are edited back.

    Where all are listed the others are shown, and Home below shows it too.
    """
    undone = await unlearn(visit.deps, visit.asker, int(value))
    shown = await show_again(visit.deps, visit.client, visit.asker, undone.stories)
    forgotten = render_forgotten(undone.lesson, changed=shown.alerts, edited=shown.edited)
    if not visit.is_in_modal:
        return forgotten
    await publish_home(visit.deps, visit.client, visit.asker, notice=forgotten)
    return await answer_lessons(visit.deps, visit.asker)


async def all_lessons(visit: Visit, _value: str) -> SlackMessage:
    """Everything the workspace has taught."""
    return await answer_lessons(visit.deps, visit.asker)


async def more(visit: Visit, value: str) -> SlackMessage | None:
    """Stop these alerts: those that let this one through, each with a button to end it.

    A digest and a surprise are no single item's: all that the channel follows is shown.
    """
    item_id = value.partition(":")[2]
    if item_id.isdecimal():
        return await answer_stop(visit.deps, visit.asker, int(item_id))
    return await answer_alerts(visit.deps, visit.asker, ListAlerts())


async def answer_any(visit: Visit, said: str, *, is_private: bool) -> SlackMessage | None:
    """Answer a button's question: a command of ours, or plain English."""
    deps, asker = visit.deps, visit.asker
    if said.startswith(COMMAND):
        return await answer_ticker_text(deps, asker, said.removeprefix(COMMAND), is_private=is_private)
    if said.startswith(ALERTS):
        return await visit.alerts(said.removeprefix(ALERTS))
    now = deps.clock().astimezone(asker.zone)
    question = read_text(said, companies=deps.scorer.companies, now=now)
    return await answer_question(deps, asker, question, is_private=is_private)


def value_of_action(action: Mapping[str, Any]) -> str:
    """What a button or a menu's choice carries."""
    chosen = action.get("selected_option") or action
    return str(chosen.get("value", ""))


def _in_view(visit: Visit, *, opens: bool) -> Say | None:
    """Answer where the button is, if it is in a modal or in Home."""
    if visit.view is None:
        return None
    if visit.view["type"] == "modal":
        return in_modal(visit.client, trigger_id=visit.body["trigger_id"], view_id=visit.view["id"])
    if opens:
        return in_modal(visit.client, trigger_id=visit.body["trigger_id"])
    return at_home(visit.deps, visit.client, visit.asker)


def _origin(visit: Visit, item_id: int) -> Origin:
    """The alert whose button was pressed; one that a single person sees can't be edited later."""
    ts = "" if is_ephemeral(visit.body) else str(visit.body.get("message", {}).get("ts", ""))
    return Origin(visit.asker.channel, ts, item_id)
