"""What people do on the page; each becomes the same as what a test does from Python."""

from collections.abc import Awaitable, Callable

from sandbox.browser.desk import Desk, Refused, named_channel, named_message, named_view
from sandbox.exchange import PATIENCE_S, Exchange
from sandbox.people import acting, giving, modals, talking
from sandbox.people.acting import Actor
from sandbox.people.elements import find_element
from sandbox.people.inputs import inputs
from sandbox.state.model import Json, Message, View

SETTLE_S = 1.0

Act = Callable[[Desk, Json], Awaitable[Json]]


async def say(desk: Desk, body: Json) -> Json:
    """Post a message."""
    actor = desk.actor(body)
    exchange = talking.say(
        actor.team,
        str(body.get("text", "")),
        user=actor.user,
        channel=named_channel(actor, body),
        thread_ts=body.get("thread_ts"),
        looks_at=body.get("in"),
    )
    _watch(desk, exchange)
    return {"ts": exchange.sent.ts if exchange.sent else None}


async def command(desk: Desk, body: Json) -> Json:
    """Use a slash command."""
    actor = desk.actor(body)
    line = f"{body.get('command', '')} {body.get('text', '')}"
    channel = named_channel(actor, body)
    return _done(desk, await talking.command(desk.world, actor.team, line, user=actor.user, channel=channel))


def _watch(desk: Desk, exchange: Exchange) -> None:
    """Let an exchange settle by itself: nobody waits for it."""
    desk.world.spawn(exchange.wait(timeout_s=PATIENCE_S, settle_s=SETTLE_S))


def _done(desk: Desk, exchange: Exchange) -> Json:
    _watch(desk, exchange)
    if exchange.error:
        raise Refused(exchange.error)
    return {"errors": exchange.errors} if exchange.errors else {}


async def action(desk: Desk, body: Json) -> Json:
    """Press a button or make a choice."""
    actor = desk.actor(body)
    where = named_view(actor, body) if body.get("view_id") else named_message(actor, body)
    pressed = _object(body, "action")
    state = _object(_object(body, "state"), "values")
    return _done(desk, await acting.press(actor, pressed, where=where, state=state))


def _object(body: Json, name: str) -> Json:
    value = body.get(name) or {}
    if not isinstance(value, dict):
        raise Refused(f"{name} must be an object")
    return value


async def submit(desk: Desk, body: Json) -> Json:
    """Submit a modal."""
    actor = desk.actor(body)
    view = named_view(actor, body)
    values = _object(body, "values")
    own = {placed.block["block_id"] for placed in inputs(view)}
    view.values |= {block: held for block, held in values.items() if block not in own}
    given = {block: held for block, held in values.items() if block in own}
    return _done(desk, await modals.submit(actor, view, given))


async def close(desk: Desk, body: Json) -> Json:
    """Close a modal; `clear` closes those below it too."""
    actor = desk.actor(body)
    await modals.close(actor, named_view(actor, body), is_cleared=bool(body.get("clear")))
    return {}


async def shortcut(desk: Desk, body: Json) -> Json:
    """Use a shortcut, on a message when one is named."""
    actor = desk.actor(body)
    message = named_message(actor, body) if body.get("ts") else None
    return _done(desk, await acting.shortcut(actor, str(body.get("callback_id")), message=message))


async def home(desk: Desk, body: Json) -> Json:
    """Open the Home or Messages tab."""
    _watch(desk, acting.open_home(desk.actor(body), tab=str(body.get("tab", "home"))))
    return {}


async def edit(desk: Desk, body: Json) -> Json:
    """Edit one's own message."""
    actor = desk.actor(body)
    talking.edit(actor.team, named_message(actor, body), str(body.get("text", "")), user=actor.user)
    return {}


async def delete(desk: Desk, body: Json) -> Json:
    """Delete one's own message."""
    actor = desk.actor(body)
    talking.delete(actor.team, named_message(actor, body), user=actor.user)
    return {}


async def options(desk: Desk, body: Json) -> Json:
    """Ask the bot for the options of an external select."""
    actor = desk.actor(body)
    where = named_view(actor, body) if body.get("view_id") else _message_of_block(actor, body)
    blocks = where.content["blocks"] if isinstance(where, View) else where.blocks
    placed = find_element(blocks, str(body.get("action_id")), block_id=body.get("block_id"))
    return {"options": await acting.suggest(actor, placed, str(body.get("value", "")), where=where)}


def _message_of_block(actor: Actor, body: Json) -> Message:
    for message in actor.team.workspace.messages():
        if any(block.get("block_id") == body.get("block_id") for block in message.blocks):
            return message
    raise Refused("message_not_found")


async def give_file(desk: Desk, body: Json) -> Json:
    """Put a file into a form."""
    actor, name = desk.actor(body), str(body.get("name", ""))
    content = giving.decode(str(body.get("content", "")))
    return {"file": giving.give(desk.world, actor.team, name=name, content=content)}


async def take_blocks(desk: Desk, body: Json) -> Json:
    """Say whether the workspace takes the new blocks: charts and data tables."""
    desk.actor(body).team.workspace.takes_new_blocks = body.get("takes") is True
    return {}


async def add_fault(desk: Desk, body: Json) -> Json:
    """Make something go wrong."""
    known = ("error", "status", "delay_s", "drop", "times")
    given = {name: body[name] for name in known if body.get(name) is not None}
    try:
        desk.world.faults.inject(str(body.get("method", "*")), **given)
    except (TypeError, ValueError) as wrong:
        raise Refused(str(wrong)) from None
    return {}


ACTS: dict[str, Act] = {
    "say": say,
    "command": command,
    "action": action,
    "submit": submit,
    "close": close,
    "shortcut": shortcut,
    "home": home,
    "edit": edit,
    "delete": delete,
    "options": options,
    "files": give_file,
    "blocks": take_blocks,
    "faults": add_fault,
}
