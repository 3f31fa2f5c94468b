"""chat.*: messages posted, edited, deleted, shown to one person."""

from sandbox.api.call import Call, Method
from sandbox.api.content import MAX_SHORT_TEXT, Content, read_content
from sandbox.api.errors import ApiError
from sandbox.limits import POST
from sandbox.state.model import Channel, Json, Message
from sandbox.state.shapes import message_json


async def post_message(call: Call) -> Json:
    """Post to a channel the bot is in, or to a person's direct message."""
    channel = writable_channel(call)
    content = read_content(call.args, workspace=call.workspace)
    thread_ts = thread_of(call, channel)
    message = call.workspace.post(bot_message(call, channel=channel, content=content, thread_ts=thread_ts))
    shown = message_json(message, team=call.workspace.id)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def bot_message(call: Call, *, channel: Channel, content: Content, thread_ts: str | None) -> Message:
    """Make a message of the bot, not posted yet."""
    return Message(
        ts=call.workspace.next_ts(),
        channel=channel.id,
        user=call.install.bot_user,
        text=content.text,
        blocks=content.blocks,
        attachments=content.attachments,
        metadata=content.metadata,
        thread_ts=thread_ts,
        bot_id=call.install.bot_id,
        app_id=call.world.config.app_id,
    )


def writable_channel(call: Call, argument: str = "channel") -> Channel:
    """Read the channel a message goes to, at Slack's pace: about one a second, with a short burst."""
    name = call.required(argument)
    is_person = name in call.workspace.users
    channel = call.workspace.direct_channel(name) if is_person else call.channel(argument)
    if channel.is_archived:
        raise ApiError("is_archived")
    may_post = call.install.scopes is not None and "chat:write.public" in call.install.scopes
    if call.install.bot_user not in channel.members and not may_post:
        raise ApiError("not_in_channel")
    wait_s = call.world.limits.wait_s(f"post {call.workspace.id} {channel.id}", POST)
    if wait_s:
        raise ApiError("ratelimited", retry_after_s=wait_s)
    return channel


def thread_of(call: Call, channel: Channel) -> str | None:
    """Read `thread_ts`: it must name a message of the channel."""
    thread_ts = call.text("thread_ts") or None
    if thread_ts and channel.find(thread_ts) is None:
        raise ApiError("thread_not_found")
    return thread_ts


async def update(call: Call) -> Json:
    """Give one of the bot's messages a new form; blocks that are not named stay."""
    channel, message = own_message(call, "cant_update_message")
    content = read_content(call.args, workspace=call.workspace, max_text=MAX_SHORT_TEXT)
    changes = {name: getattr(content, name) for name in content.given}
    call.workspace.edit(message, changes=changes)
    shown = message_json(message, team=call.workspace.id)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


async def delete(call: Call) -> Json:
    """Take one of the bot's messages away."""
    channel, message = own_message(call, "cant_delete_message")
    call.workspace.delete(message)
    return {"channel": channel.id, "ts": message.ts}


def own_message(call: Call, error: str) -> tuple[Channel, Message]:
    """Find the message of the bot that a call names."""
    channel = call.channel()
    message = channel.find(call.required("ts"))
    if message is None:
        raise ApiError("message_not_found")
    if message.bot_id != call.install.bot_id:
        raise ApiError(error)
    return channel, message


async def post_ephemeral(call: Call) -> Json:
    """Show a message to one member of a channel."""
    channel = call.channel()
    user = call.required("user")
    if user not in channel.members:
        raise ApiError("user_not_in_channel")
    content = read_content(call.args, workspace=call.workspace)
    thread_ts = thread_of(call, channel)
    message = bot_message(call, channel=channel, content=content, thread_ts=thread_ts)
    message.ephemeral_to = user
    call.workspace.post(message)
    return {"message_ts": message.ts}


async def get_permalink(call: Call) -> Json:
    """Give the address of a message."""
    channel = call.channel()
    message = channel.find(call.required("message_ts"))
    if message is None:
        raise ApiError("message_not_found")
    link = f"{call.world.url}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    thread = f"?thread_ts={message.thread_ts}&cid={channel.id}" if message.thread_ts else ""
    return {"channel": channel.id, "permalink": link + thread}


METHODS = (
    Method("chat.postMessage", post_message, scope="chat:write", tier=0),
    Method("chat.update", update, scope="chat:write", tier=3),
    Method("chat.delete", delete, scope="chat:write", tier=3),
    Method("chat.postEphemeral", post_ephemeral, scope="chat:write", tier=4),
    Method("chat.getPermalink", get_permalink, tier=0),
)
