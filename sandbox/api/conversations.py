"""conversations.*: channels, their members and what was said in them."""

from collections.abc import Iterable

from sandbox.api.call import Call, Method
from sandbox.api.errors import ApiError
from sandbox.state.model import Channel, ChannelKind, Json, Message
from sandbox.state.shapes import channel_json, message_json

_TYPES = {
    "public_channel": ChannelKind.PUBLIC,
    "private_channel": ChannelKind.PRIVATE,
    "im": ChannelKind.DIRECT,
}


async def open_direct(call: Call) -> Json:
    """Open the direct message with one person."""
    user = call.required("users")
    if user not in call.workspace.users or call.workspace.users[user].is_bot:
        raise ApiError("user_not_found")
    channel = call.workspace.direct_channel(user)
    return {"channel": _shown(call, channel) if call.flag("return_im") else {"id": channel.id}}


async def info(call: Call) -> Json:
    """Show one channel."""
    return {"channel": _shown(call, call.channel())}


async def list_all(call: Call) -> Json:
    """Show the channels of the asked types that the bot can see."""
    names = call.text("types", "public_channel").split(",")
    unknown = [name for name in names if name.strip() not in (*_TYPES, "mpim")]
    if unknown:
        raise ApiError("invalid_types")
    kinds = {_TYPES.get(name.strip()) for name in names}
    bot = call.install.bot_user
    found = [
        _shown(call, channel)
        for channel in call.workspace.channels.values()
        if channel.kind in kinds and (channel.kind is ChannelKind.PUBLIC or bot in channel.members)
        if not (call.flag("exclude_archived") and channel.is_archived)
    ]
    return _page(call, "channels", found)


async def members(call: Call) -> Json:
    """List who is in a channel."""
    return _page(call, "members", sorted(call.channel().members))


async def join(call: Call) -> Json:
    """Join a public channel."""
    channel = call.channel()
    if channel.kind is not ChannelKind.PUBLIC:
        raise ApiError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise ApiError("is_archived")
    is_in = call.install.bot_user in channel.members
    call.workspace.join(channel, call.install.bot_user)
    warning = {"warning": "already_in_channel"} if is_in else {}
    return {"channel": _shown(call, channel), **warning}


async def history(call: Call) -> Json:
    """Show what was said in a channel, newest first, replies left out."""
    channel = _readable(call)
    parents = (message for message in channel.messages if message.thread_ts in (None, message.ts))
    found = [_in_history(call, channel, message) for message in _between(call, parents)]
    return _page(call, "messages", found[::-1])


async def replies(call: Call) -> Json:
    """Show a thread, its parent first."""
    channel = _readable(call)
    parent = channel.find(call.required("ts"))
    if parent is None:
        raise ApiError("thread_not_found")
    root = parent.thread_ts or parent.ts
    thread = (message for message in channel.messages if root in (message.ts, message.thread_ts))
    return _page(
        call, "messages", [_in_history(call, channel, message) for message in _between(call, thread)]
    )


def _readable(call: Call) -> Channel:
    channel = call.channel()
    if call.install.bot_user not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def _between(call: Call, messages: Iterable[Message]) -> list[Message]:
    """Keep what everybody sees between `oldest` and `latest`; the bounds count when `inclusive`."""
    oldest, latest = call.text("oldest", "0"), call.text("latest", "9" * 12)
    ends = (oldest, latest) if call.flag("inclusive") else ()
    return [
        message
        for message in messages
        if message.ephemeral_to is None
        if float(oldest) < float(message.ts) < float(latest) or message.ts in ends
    ]


def _in_history(call: Call, channel: Channel, message: Message) -> Json:
    shown = message_json(message, team=call.workspace.id)
    answers = [other.ts for other in channel.messages if other.thread_ts == message.ts != other.ts]
    if answers:
        shown |= {"thread_ts": message.ts, "reply_count": len(answers), "latest_reply": answers[-1]}
    return shown


def _page(call: Call, name: str, found: list[Json] | list[str]) -> Json:
    """Cut one page of up to `limit` (at most 1,000); the cursor is the place of the next."""
    limit = max(1, min(call.number("limit", 100), 1000))
    cursor = call.text("cursor") or "0"
    if not cursor.isdecimal():
        raise ApiError("invalid_cursor")
    start = int(cursor)
    has_more = len(found) > start + limit
    next_cursor = str(start + limit) if has_more else ""
    page: Json = {name: found[start : start + limit], "response_metadata": {"next_cursor": next_cursor}}
    return page | ({"has_more": has_more} if name == "messages" else {})


def _shown(call: Call, channel: Channel) -> Json:
    return channel_json(channel, viewer=call.install.bot_user)


METHODS = (
    Method("conversations.open", open_direct, scope="im:write"),
    Method("conversations.info", info, tier=3),
    Method("conversations.list", list_all, tier=2),
    Method("conversations.members", members, tier=4),
    Method("conversations.join", join, scope="channels:join"),
    Method("conversations.history", history, tier=3),
    Method("conversations.replies", replies, tier=3),
)
