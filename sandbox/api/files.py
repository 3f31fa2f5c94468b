"""files.*: the three steps of an upload: ask for an address, send the bytes there, say where to show it."""

import mimetypes

from aiohttp import web

from sandbox.api.call import Call, Method
from sandbox.api.chat import bot_message, thread_of, writable_channel
from sandbox.api.content import Content, read_content, read_structure
from sandbox.api.errors import ApiError, missing_field
from sandbox.state.model import File, Json
from sandbox.state.shapes import file_json
from sandbox.world import World

MAX_BYTES = 20 * 2**20


async def get_upload_url(call: Call) -> Json:
    """Step one: an address for one file of a known length."""
    name, length = call.required("filename"), call.number("length", 0)
    if length <= 0:
        raise missing_field("length")
    if length > MAX_BYTES:
        raise ApiError("file_upload_size_restricted")
    mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = File(
        id=call.workspace.next_id("F"),
        name=name,
        title=name,
        mimetype=mimetype,
        alt=call.text("alt_txt"),
        length=length,
    )
    call.workspace.files[file.id] = file
    return {"upload_url": f"{call.world.url}/upload/{file.upload_key}", "file_id": file.id}


async def receive_upload(world: World, request: web.Request) -> web.Response:
    """Step two: the bytes, bare or as a form; they must be as many as were announced."""
    key = request.match_info["key"]
    for team in world.teams.values():
        for file in team.workspace.files.values():
            if file.upload_key == key:
                content = await _read_bytes(request)
                if len(content) != file.length:
                    return web.Response(status=400, text="length mismatch")
                file.content = content
                return web.Response(text=f"OK - {len(content)}")
    return web.Response(status=404, text="no such upload")


async def _read_bytes(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return await request.read()
    for part in (await request.post()).values():
        if isinstance(part, web.FileField):
            return part.file.read()
    return b""


async def complete_upload(call: Call) -> Json:
    """Step three: finish the files and, with a channel, show them there."""
    named = read_structure(call.args.get("files"), list, "invalid_arguments")
    if not named:
        raise missing_field("files")
    files = [_finished(call, entry) for entry in named]
    if call.text("channel_id"):
        _share(call, files)
    return {"files": [{"id": file.id, "title": file.title} for file in files]}


def _finished(call: Call, entry: Json) -> File:
    file = call.workspace.files.get(entry.get("id", ""))
    if file is None or not file.content:
        raise ApiError("file_not_found")
    file.title = entry.get("title") or file.title
    file.is_complete = True
    return file


def _share(call: Call, files: list[File]) -> None:
    channel = writable_channel(call, "channel_id")
    comment = {"text": call.text("initial_comment"), "blocks": call.args.get("blocks")}
    has_comment = bool(comment["text"] or comment["blocks"])
    content = read_content(comment, workspace=call.workspace) if has_comment else Content("", [], [])
    message = bot_message(call, channel=channel, content=content, thread_ts=thread_of(call, channel))
    message.files = [file_json(file, base_url=call.world.url) for file in files]
    call.workspace.post(message)


METHODS = (
    Method("files.getUploadURLExternal", get_upload_url, scope="files:write", tier=4),
    Method("files.completeUploadExternal", complete_upload, scope="files:write", tier=4),
)
