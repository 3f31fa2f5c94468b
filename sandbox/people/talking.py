"""Messages and slash commands of people."""

from collections.abc import Sequence

from sandbox.api.errors import ApiError
from sandbox.dispatch import payloads
from sandbox.dispatch.delivery import Acked, Delivery, Kind, Outcome, Unanswered
from sandbox.exchange import Exchange
from sandbox.people.responding import respond
from sandbox.people.wording import as_message, escape
from sandbox.state.model import Channel, Json, Message
from sandbox.state.workspace import Workspace
from sandbox.tickets import Origin
from sandbox.world import Team, World


class RefusedAct(Exception):
    """A person tried what Slack does not let them do; the message is what they are told."""


def say(
    team: Team,
    text: str,
    *,
    user: str,
    channel: Channel,
    thread_ts: str | None = None,
    looks_at: str | None = None,
    files: Sequence[Json] = (),
) -> Exchange:
    """Post what a person typed, with files they gave; the events go out by themselves.

    `looks_at` is the channel the person has open beside a direct message (`app_context`).
    """
    workspace = team.workspace
    if channel.is_archived:
        raise RefusedAct(f"{channel.label} is archived")
    if not text.strip() and not files:
        raise RefusedAct("there is nothing to send")
    if user not in channel.members:
        raise RefusedAct(f"{user} is not in {channel.label}")
    written = _written(workspace, text)
    ts = workspace.next_ts()
    exchange = team.exchanges.open(
        text, to=user, place=channel.id, direct=channel.direct, thread_ts=thread_ts, anchor=thread_ts or ts
    )
    exchange.sent = Message(
        ts=ts,
        channel=channel.id,
        user=user,
        text=written,
        blocks=[_typed_block(text)] if text else [],
        thread_ts=thread_ts,
        looks_at=looks_at,
        files=list(files),
    )
    workspace.post(exchange.sent)
    return exchange


def _written(workspace: Workspace, text: str) -> str:
    names = {known.name.lower(): known.id for known in workspace.users.values()}
    return as_message(text, users=names)


def edit(team: Team, message: Message, text: str, *, user: str) -> None:
    """Edit one's own message."""
    if message.user != user:
        raise RefusedAct("cant_update_message")
    changes = {"text": _written(team.workspace, text), "blocks": [_typed_block(text)]}
    team.workspace.edit(message, changes=changes)


def delete(team: Team, message: Message, *, user: str) -> None:
    """Delete one's own message."""
    if message.user != user:
        raise RefusedAct("cant_delete_message")
    team.workspace.delete(message)


def _typed_block(text: str) -> Json:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "block_id": "typed", "elements": [section]}


async def command(world: World, team: Team, line: str, *, user: str, channel: Channel) -> Exchange:
    """Send a slash command and show what it answers at once; `error` says why it could not be sent."""
    workspace = team.workspace
    name, _, text = line.strip().partition(" ")
    exchange = team.exchanges.open(line.strip(), to=user, place=channel.id, direct=channel.direct)
    if name not in {known.command for known in world.config.commands}:
        exchange.error = f"{name} is not a valid command."
        exchange.stir()
        return exchange
    response = world.tickets.new_origin(
        team=workspace.id, channel=channel.id, user=user, exchange=exchange.number
    )
    payload = payloads.slash_command(
        command=name,
        text=escape(text.strip()),
        user=workspace.users[user],
        channel=channel,
        team=workspace.reference,
        app_id=world.config.app_id,
        trigger_id=world.tickets.new_trigger(team=workspace.id, user=user, exchange=exchange.number),
        response_url=f"{world.url}/response/{response}",
    )
    outcome = await world.courier.deliver(Delivery(Kind.COMMAND, payload))
    settle(world, exchange, name, outcome, world.tickets.origins[response])
    return exchange


def settle(world: World, exchange: Exchange, name: str, outcome: Outcome, origin: Origin) -> None:
    """Show what an acknowledgement said, or tell the person that the command failed."""
    match outcome:
        case Acked(None):
            return
        case Acked(payload) if payload is not None:
            if show(world, name, origin, payload):
                return
            error = "invalid_command_response"
        case Unanswered(reason, is_timeout):
            error = "operation_timeout" if is_timeout else "dispatch_failed"
            world.faults.note(name, error, detail=reason, channel=origin.channel)
    exchange.error = f'{name} failed with the error "{error}"'
    exchange.stir()


def show(world: World, name: str, origin: Origin, payload: Json) -> bool:
    """Show a response that came with an acknowledgement; False (and noted) when it is not acceptable."""
    try:
        respond(world, origin, payload)
    except ApiError as refusal:
        world.faults.note(name, refusal.error, detail="; ".join(refusal.messages), channel=origin.channel)
        return False
    return True
