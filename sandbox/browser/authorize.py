"""The page where somebody allows an app to be installed (`/oauth/v2/authorize`)."""

from collections.abc import Mapping
from html import escape

from aiohttp import web

from sandbox.api.errors import ApiError
from sandbox.installing import InstallRequest, allow, deny
from sandbox.world import World

_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Install {app}</title>
<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}}
button,select{{font:inherit;padding:.4rem .8rem}}</style>
<h1>{app} asks to be installed</h1><p>This is a local stand-in for Slack. The app asks for: {scopes}.</p>
<form method="post"><p><label>Workspace <select name="team">{teams}</select></label></p>
<p><button name="answer" value="allow">Allow</button> <button name="answer" value="deny">Cancel</button></p>
</form></html>"""


async def show(world: World, request: web.Request) -> web.Response:
    """Ask for permission, or say what is wrong with the request."""
    asked = read_request(request.query)
    try:
        asked.check(world)
    except ApiError as refusal:
        return web.Response(status=400, text=f"The app can't be installed: {refusal.error}")
    names = {id: team.workspace.name for id, team in world.teams.items()}
    teams = "".join(f'<option value="{escape(id)}">{escape(name)}</option>' for id, name in names.items())
    html = _PAGE.format(app=escape(world.config.name), scopes=escape(", ".join(asked.scopes)), teams=teams)
    return web.Response(text=html, content_type="text/html")


async def answer(world: World, request: web.Request) -> web.Response:
    """Take the answer and send the browser back to the app."""
    asked, form = read_request(request.query), await request.post()
    try:
        asked.check(world)
    except ApiError as refusal:
        return web.Response(status=400, text=f"The app can't be installed: {refusal.error}")
    team = world.teams.get(str(form.get("team")))
    if team is None or form.get("answer") != "allow":
        raise web.HTTPFound(deny(asked))
    raise web.HTTPFound(allow(world, asked, team=team, user=next(iter(team.workspace.users))))


def read_request(query: Mapping[str, str]) -> InstallRequest:
    """Read what the app asks for from the address it sent somebody to."""
    scopes = tuple(scope for scope in query.get("scope", "").replace(" ", ",").split(",") if scope)
    return InstallRequest(
        client_id=query.get("client_id", ""),
        scopes=scopes,
        redirect_uri=query.get("redirect_uri", ""),
        state=query.get("state", ""),
    )
