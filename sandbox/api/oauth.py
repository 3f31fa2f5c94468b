"""oauth.v2.access, auth.revoke and apps.uninstall: tokens come and go."""

from sandbox.api.call import Call, Key, Method
from sandbox.api.errors import ApiError
from sandbox.installing import exchange_code, revoke, uninstall
from sandbox.state.model import Json


async def access(call: Call) -> Json:
    """Exchange a code for a bot token. The client's id and secret come as arguments or as basic auth."""
    _check_client(call)
    team, grant, install = exchange_code(
        call.world, call.required("code"), redirect_uri=call.text("redirect_uri")
    )
    return {
        "app_id": call.world.config.app_id,
        "access_token": install.bot_token,
        "token_type": "bot",
        "scope": ",".join(sorted(grant.scopes)),
        "bot_user_id": install.bot_user,
        "team": {"id": team.workspace.id, "name": team.workspace.name},
        "enterprise": None,
        "is_enterprise_install": False,
        "authed_user": {"id": grant.user},
    }


def _check_client(call: Call) -> None:
    if call.required("client_id") != call.world.client_id:
        raise ApiError("invalid_client_id")
    if call.text("client_secret") != call.world.client_secret:
        raise ApiError("bad_client_secret")


async def revoke_token(call: Call) -> Json:
    """Make one's own token void; `test` only tries."""
    if call.flag("test") or call.team is None:
        return {"revoked": False}
    revoke(call.world, call.team)
    return {"revoked": True}


async def uninstall_app(call: Call) -> Json:
    """Take the app away from the token's workspace."""
    _check_client(call)
    if call.team:
        uninstall(call.world, call.team)
    return {}


METHODS = (
    Method("oauth.v2.access", access, key=Key.NONE),
    Method("auth.revoke", revoke_token),
    Method("apps.uninstall", uninstall_app, tier=1),
)
