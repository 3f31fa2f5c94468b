"""reactions.* and pins.*: small marks on messages."""

from sandbox.api.call import Call, Method
from sandbox.api.errors import ApiError
from sandbox.state.model import Json, Message


async def add_reaction(call: Call) -> Json:
    """React to a message as the bot."""
    users = _message(call).reactions.setdefault(call.required("name"), set())
    if call.install.bot_user in users:
        raise ApiError("already_reacted")
    users.add(call.install.bot_user)
    return {}


async def remove_reaction(call: Call) -> Json:
    """Take the bot's reaction back."""
    message, name = _message(call), call.required("name")
    users = message.reactions.get(name, set())
    if call.install.bot_user not in users:
        raise ApiError("no_reaction")
    users.remove(call.install.bot_user)
    if not users:
        del message.reactions[name]
    return {}


async def pin(call: Call) -> Json:
    """Pin a message."""
    message = _message(call)
    if message.is_pinned:
        raise ApiError("already_pinned")
    message.is_pinned = True
    return {}


async def unpin(call: Call) -> Json:
    """Unpin a message."""
    message = _message(call)
    if not message.is_pinned:
        raise ApiError("no_pin")
    message.is_pinned = False
    return {}


def _message(call: Call) -> Message:
    message = call.channel().find(call.required("timestamp"))
    if message is None:
        raise ApiError("message_not_found")
    return message


METHODS = (
    Method("reactions.add", add_reaction, scope="reactions:write"),
    Method("reactions.remove", remove_reaction, scope="reactions:write"),
    Method("pins.add", pin, scope="pins:write"),
    Method("pins.remove", unpin, scope="pins:write"),
)
