"""auth.*, api.test, apps.*: who am I, and opening Socket Mode."""

from sandbox.api.call import Call, Key, Method
from sandbox.api.errors import ApiError
from sandbox.state.model import Json


async def test_api(call: Call) -> Json:
    """Echo; `error` makes it fail with that name."""
    if error := call.text("error"):
        raise ApiError(error, extra={"args": call.args})
    return {"args": call.args}


async def test_auth(call: Call) -> Json:
    """Say whose token this is."""
    workspace, install = call.workspace, call.install
    return {
        "url": f"{call.world.url}/",
        "team": workspace.name,
        "user": workspace.users[install.bot_user].name,
        "team_id": workspace.id,
        "user_id": install.bot_user,
        "bot_id": install.bot_id,
        "is_enterprise_install": False,
    }


async def open_connection(call: Call) -> Json:
    """Give the address of one Socket Mode connection."""
    ticket = call.world.socket_mode.issue_ticket()
    address = call.world.url.replace("http", "ws", 1)
    return {"url": f"{address}/socket?ticket={ticket}&app_id={call.world.config.app_id}"}


METHODS = (
    Method("api.test", test_api, key=Key.NONE, tier=4),
    Method("auth.test", test_auth, tier=4),
    Method("apps.connections.open", open_connection, key=Key.APP, tier=1),
)
