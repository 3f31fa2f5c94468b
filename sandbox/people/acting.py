"""Buttons, choices, shortcuts and tabs: each becomes the payload Slack sends."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.dispatch import payloads
from sandbox.dispatch.delivery import Acked, Delivery, Kind, Unanswered
from sandbox.dispatch.events import Events
from sandbox.exchange import Exchange, said_of
from sandbox.people.elements import Placed
from sandbox.people.inputs import fill
from sandbox.people.talking import RefusedAct
from sandbox.state.model import Channel, Json, Message, View
from sandbox.state.shapes import message_json, view_json
from sandbox.world import Team, World

TROUBLE = "This app did not respond. Try again in a moment."


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in a workspace who acts."""

    world: World
    team: Team
    user: str

    @property
    def direct(self) -> str:
        """The person's direct message with the bot."""
        return self.team.workspace.direct_channel(self.user).id

    def open(self, said: str, *, where: Message | None = None) -> Exchange:
        """Begin an exchange, on a message or off all channels."""
        if where is None:
            return self.team.exchanges.open(said, to=self.user, place="", direct=self.direct)
        return self.team.exchanges.open(
            said,
            to=self.user,
            place=where.channel,
            direct=self.team.workspace.channels[where.channel].direct,
            thread_ts=where.thread_ts,
            anchor=where.thread_ts or where.ts,
        )

    def payload(self, kind: str, *, exchange: Exchange | None = None, view: View | None = None) -> Json:
        """Begin an interactive payload; with an exchange it carries a trigger."""
        workspace = self.team.workspace
        trigger = None
        if exchange:
            trigger = self.world.tickets.new_trigger(
                team=workspace.id, user=self.user, exchange=exchange.number, view=view.id if view else None
            )
        return payloads.interaction(
            kind,
            user=workspace.users[self.user],
            team=workspace.reference,
            app_id=self.world.config.app_id,
            trigger_id=trigger,
        )

    def response_url(self, exchange: Exchange, *, channel: str, source: Message | None) -> str:
        """Give out a response URL."""
        key = self.world.tickets.new_origin(
            team=self.team.workspace.id,
            channel=channel,
            user=self.user,
            exchange=exchange.number,
            source=source,
        )
        return f"{self.world.url}/response/{key}"

    async def send(self, payload: Json, exchange: Exchange | None = None) -> Json | None:
        """Send an interactive payload; what the bot answered at once, None when it did not."""
        match await self.world.courier.deliver(Delivery(Kind.INTERACTIVE, payload)):
            case Acked(answer):
                return answer or {}
            case Unanswered(reason):
                self.world.faults.note(payload["type"], reason)
                if exchange:
                    exchange.error = TROUBLE
                    exchange.stir()
        return None


async def press(
    actor: Actor, action: Json, *, where: Message | View, state: Mapping[str, Any] | None = None
) -> Exchange:
    """Press a button or make a choice, in a message, a modal or the Home tab."""
    workspace = actor.team.workspace
    exchange = actor.open(said_of(action), where=where if isinstance(where, Message) else None)
    action = action | {"action_ts": workspace.next_ts()}
    if isinstance(where, Message):
        payload = _from_message(actor, exchange, where) | {"state": {"values": dict(state or {})}}
    else:
        where.exchange = exchange.number
        exchange.is_home = where.content["type"] == "home"
        where.values = fill(where, {}) | dict(state or {})
        payload = actor.payload("block_actions", exchange=exchange, view=where)
        payload |= _from_view(where, workspace.id)
    await actor.send(payload | {"actions": [action]}, exchange)
    return exchange


def _from_view(view: View, team: str) -> Json:
    return {"container": {"type": "view", "view_id": view.id}, "view": view_json(view, team=team)}


def _from_message(actor: Actor, exchange: Exchange, message: Message) -> Json:
    workspace = actor.team.workspace
    payload = actor.payload("block_actions", exchange=exchange) | {
        "container": _container(message),
        "channel": payloads.channel_ref(workspace.channels[message.channel]),
        "response_url": actor.response_url(exchange, channel=message.channel, source=message),
    }
    shown = {} if message.ephemeral_to else {"message": message_json(message, team=workspace.id)}
    return payload | shown


def _container(message: Message) -> Json:
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": message.ephemeral_to is not None,
    }
    return container | ({"thread_ts": message.thread_ts} if message.thread_ts else {})


async def suggest(actor: Actor, placed: Placed, typed: str, *, where: Message | View) -> list[Json]:
    """Ask the bot for the options of an external select while somebody types."""
    workspace = actor.team.workspace
    payload = actor.payload("block_suggestion") | {
        "action_id": placed.action_id,
        "block_id": placed.block["block_id"],
        "value": typed,
    }
    if isinstance(where, View):
        payload |= _from_view(where, workspace.id)
    else:
        channel = payloads.channel_ref(workspace.channels[where.channel])
        payload |= {"container": _container(where), "channel": channel}
    answer = await actor.send(payload) or {}
    grouped = [option for group in answer.get("option_groups", ()) for option in group["options"]]
    return [*answer.get("options", ()), *grouped]


async def shortcut(actor: Actor, callback_id: str, *, message: Message | None = None) -> Exchange:
    """Use a global shortcut, or a message shortcut on a message."""
    kind = "message" if message else "global"
    known = {(entry.kind, entry.callback_id): entry for entry in actor.world.config.shortcuts}
    if (kind, callback_id) not in known:
        raise RefusedAct(f"there is no {kind} shortcut {callback_id!r}")
    workspace = actor.team.workspace
    exchange = actor.open(f"[{known[kind, callback_id].name}]", where=message)
    payload = actor.payload("message_action" if message else "shortcut", exchange=exchange)
    payload |= {"callback_id": callback_id, "action_ts": workspace.next_ts()}
    if message:
        payload |= {
            "channel": payloads.channel_ref(workspace.channels[message.channel]),
            "message_ts": message.ts,
            "message": message_json(message, team=workspace.id),
            "response_url": actor.response_url(exchange, channel=message.channel, source=None),
        }
    await actor.send(payload, exchange)
    return exchange


def open_home(actor: Actor, *, tab: str = "home") -> Exchange:
    """Open the app's Home or Messages tab; the bot hears of it and may publish a view or greet."""
    workspace = actor.team.workspace
    exchange = actor.open(f"[{tab} tab]")
    exchange.is_home = tab == "home"
    event: Json = {
        "type": "app_home_opened",
        "user": actor.user,
        "channel": actor.direct,
        "tab": tab,
        "event_ts": workspace.next_ts(),
    }
    home = workspace.homes.get(actor.user)
    if home and tab == "home":
        event["view"] = view_json(home, team=workspace.id)
    Events(actor.world, workspace).send(event)
    return exchange


def look_at(actor: Actor, channel: Channel) -> None:
    """Open a channel beside the app; the bot hears what the person looks at now."""
    workspace = actor.team.workspace
    event = {
        "type": "app_context_changed",
        "user": actor.user,
        "channel": actor.direct,
        "context": payloads.context_of(channel.id, team=workspace.id),
        "event_ts": workspace.next_ts(),
    }
    Events(actor.world, workspace).send(event)
