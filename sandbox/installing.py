"""Installing the app by OAuth and taking it away again."""

from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from sandbox.api.errors import ApiError
from sandbox.dispatch.events import Events
from sandbox.state.ids import new_secret
from sandbox.state.model import Install
from sandbox.world import Grant, Team, World

CODE_S = 600.0


@dataclass(frozen=True, slots=True)
class InstallRequest:
    """What an app asks for when it sends somebody to the authorize page."""

    client_id: str
    scopes: tuple[str, ...]
    redirect_uri: str
    state: str = ""

    def check(self, world: World) -> None:
        """Raise ApiError with Slack's word for what is wrong with the request."""
        if self.client_id != world.client_id:
            raise ApiError("invalid_client_id")
        if not self.scopes:
            raise ApiError("invalid_scope")
        granted = world.config.scopes
        if granted is not None and not set(self.scopes) <= granted:
            raise ApiError("invalid_scope_requested")
        known = world.config.redirect_urls
        is_known = not known or any(self.redirect_uri.startswith(url) for url in known)
        if urlsplit(self.redirect_uri).scheme not in ("http", "https") or not is_known:
            raise ApiError("bad_redirect_uri")


def allow(world: World, request: InstallRequest, *, team: Team, user: str) -> str:
    """Let somebody allow the installation; gives the address the browser goes back to."""
    request.check(world)
    code = new_secret("code")
    world.grants[code] = Grant(
        team=team.workspace.id,
        user=user,
        scopes=frozenset(request.scopes),
        redirect_uri=request.redirect_uri,
        until=world.now() + CODE_S,
    )
    return _back(request, code=code)


def deny(request: InstallRequest) -> str:
    """Let somebody cancel; gives the address the browser goes back to."""
    return _back(request, error="access_denied")


def _back(request: InstallRequest, **answer: str) -> str:
    joint = "&" if "?" in request.redirect_uri else "?"
    return f"{request.redirect_uri}{joint}{urlencode({**answer, 'state': request.state})}"


def exchange_code(world: World, code: str, *, redirect_uri: str) -> tuple[Team, Grant, Install]:
    """Turn a code into an installation, once; raises ApiError."""
    grant = world.grants.pop(code, None)
    if grant is None or world.now() > grant.until:
        raise ApiError("invalid_code")
    if redirect_uri and redirect_uri != grant.redirect_uri:
        raise ApiError("bad_redirect_uri")
    team = world.teams[grant.team]
    install = world.install(team.workspace)
    install.scopes = grant.scopes
    for user in [known.id for known in team.workspace.users.values() if not known.is_bot]:
        team.workspace.direct_channel(user)
    return team, grant, install


def revoke(world: World, team: Team) -> None:
    """Make the token void and tell the app."""
    install = team.workspace.installed
    install.is_active = False
    event = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [install.bot_user]}}
    Events(world, team.workspace).send(event)


def uninstall(world: World, team: Team) -> None:
    """Take the app away: its token is void, its bot leaves every channel, and the app is told."""
    revoke(world, team)
    Events(world, team.workspace).send({"type": "app_uninstalled"})
    for channel in team.workspace.channels.values():
        if channel.kind != "im":
            channel.members.discard(team.workspace.installed.bot_user)
