"""assistant.threads.*: what the bot is doing, prompts it suggests, the title of a thread."""

from sandbox.api.call import Call, Method
from sandbox.api.content import read_structure
from sandbox.api.errors import ApiError, missing_field
from sandbox.blockcheck.rules import items, shape, string
from sandbox.state.changes import PromptsSet, StatusSet
from sandbox.state.model import Channel, ChannelKind, Json

_PROMPTS = items(shape({"title": string(), "message": string()}), most=4)


async def set_status(call: Call) -> Json:
    """Say what the bot is doing; an empty status ends it."""
    channel = call.channel("channel_id")
    if "status" not in call.args:
        raise missing_field("status")
    call.workspace.tell(StatusSet(channel.id, call.required("thread_ts"), call.text("status")))
    return {}


async def set_prompts(call: Call) -> Json:
    """Suggest up to four prompts in a direct message, in a thread or at its top."""
    channel = _direct(call)
    prompts = read_structure(call.args.get("prompts"), list, "invalid_arguments")
    if not prompts:
        raise missing_field("prompts")
    problems = tuple(map(str, _PROMPTS(prompts, "/prompts")))
    if problems:
        raise ApiError("invalid_arguments", messages=problems)
    call.workspace.prompts[channel.id] = prompts
    call.workspace.tell(PromptsSet(channel.id, prompts))
    return {}


async def set_title(call: Call) -> Json:
    """Name a thread of a direct message."""
    channel = _direct(call)
    thread_ts, title = call.required("thread_ts"), call.required("title")
    if channel.find(thread_ts) is None:
        raise ApiError("thread_not_found")
    channel.thread_titles[thread_ts] = title
    return {}


def _direct(call: Call) -> Channel:
    channel = call.channel("channel_id")
    if channel.kind is not ChannelKind.DIRECT:
        raise ApiError("channel_not_found")
    return channel


METHODS = (
    Method("assistant.threads.setStatus", set_status, scope="chat:write"),
    Method("assistant.threads.setSuggestedPrompts", set_prompts, scope="assistant:write"),
    Method("assistant.threads.setTitle", set_title, scope="assistant:write"),
)
