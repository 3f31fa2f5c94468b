"""users.*, bots.info and team.info: who is there."""

from sandbox.api.call import Call, Method
from sandbox.api.errors import ApiError
from sandbox.state.model import Json
from sandbox.state.shapes import user_json


async def user_info(call: Call) -> Json:
    """Show one person."""
    user = call.workspace.users.get(call.required("user"))
    if user is None:
        raise ApiError("user_not_found")
    return {"user": user_json(user, team=call.workspace.id)}


async def list_users(call: Call) -> Json:
    """Show everybody, on one page."""
    team = call.workspace.id
    members = [user_json(user, team=team) for user in call.workspace.users.values()]
    return {"members": members, "response_metadata": {"next_cursor": ""}}


async def bot_info(call: Call) -> Json:
    """Show the app's bot."""
    install = call.install
    if call.text("bot", install.bot_id) != install.bot_id:
        raise ApiError("bot_not_found")
    app = call.world.config
    bot = {
        "id": install.bot_id,
        "app_id": app.app_id,
        "name": app.name,
        "user_id": install.bot_user,
        "deleted": False,
    }
    return {"bot": bot}


async def team_info(call: Call) -> Json:
    """Show the workspace."""
    workspace = call.workspace
    return {"team": {"id": workspace.id, "name": workspace.name, "domain": workspace.domain}}


METHODS = (
    Method("users.info", user_info, scope="users:read", tier=4),
    Method("users.list", list_users, scope="users:read", tier=2),
    Method("bots.info", bot_info, scope="users:read"),
    Method("team.info", team_info, scope="team:read"),
)
