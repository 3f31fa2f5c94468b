"""What the page reads: the workspace, messages, faults, the transcript, files."""

from aiohttp import web

from sandbox.browser.desk import Desk, Refused
from sandbox.browser.shapes import is_seen, page_message, page_state
from sandbox.state.model import Json
from sandbox.transcript import make_transcript


async def read_state(desk: Desk, request: web.Request) -> Json:
    """Show the workspace to one of its people."""
    team, user = desk.team_of(request.query.get("user") or None)
    return page_state(team.workspace, desk.world.config, user=user)


async def read_messages(desk: Desk, request: web.Request) -> Json:
    """Show a channel's messages, ephemeral ones to their person only."""
    team, user = desk.team_of(request.query.get("user") or None)
    channel = team.workspace.find_channel(request.query.get("channel", ""))
    if channel is None or not is_seen(channel, user):
        raise Refused("channel_not_found")
    seen = [message for message in channel.messages if message.ephemeral_to in (None, user)]
    return {"messages": [page_message(message) for message in seen]}


async def read_faults(desk: Desk, _request: web.Request) -> Json:
    """Show the faults still to come and those that happened."""
    return {"faults": desk.world.faults.waiting(), "log": desk.world.faults.entries()}


async def read_transcript(desk: Desk, request: web.Request) -> Json:
    """Show everything posted, answered and refused."""
    team, _ = desk.team_of(request.query.get("user") or None)
    return make_transcript(team, desk.world.faults)


async def serve_file(desk: Desk, request: web.Request) -> web.Response:
    """Serve an uploaded file; as an image only what is one, so that it can't run as a page."""
    for team in desk.world.teams.values():
        file = team.workspace.files.get(request.match_info["id"])
        if file and file.is_complete:
            is_image = file.mimetype in ("image/png", "image/jpeg", "image/gif", "image/webp")
            kind = file.mimetype if is_image else "application/octet-stream"
            headers = {"X-Content-Type-Options": "nosniff"}
            return web.Response(body=file.content, content_type=kind, headers=headers)
    raise web.HTTPNotFound
