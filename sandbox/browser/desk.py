"""Finds what a request of the page names: the person, the channel, the message, the view."""

from dataclasses import dataclass, field

from aiohttp import web

from sandbox.browser.live import Live
from sandbox.people.acting import Actor
from sandbox.state.model import Channel, Json, Message, View
from sandbox.world import Team, World


class Refused(Exception):
    """A request of the page that can't be carried out; the message is shown to the person."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The world as the page's requests see it, and the open pages of each workspace."""

    world: World
    live: dict[str, Live] = field(default_factory=dict)

    @property
    def is_bot_connected(self) -> bool:
        """True when the bot can be reached: over HTTP that is taken for granted."""
        return self.world.courier is not self.world.socket_mode or self.world.socket_mode.connections > 0

    def live_of(self, team: Team) -> Live:
        """Give the open pages of a workspace; from the first on they are told of everything."""
        workspace = team.workspace
        if workspace.id not in self.live:
            live = self.live[workspace.id] = Live(workspace)
            workspace.listen(live.notice)
            self.world.socket_mode.listen(live.bot_is)
            self.world.faults.listen(live.refused)
        return self.live[workspace.id]

    async def close(self, _app: web.Application) -> None:
        """Send every open page away when the server stops."""
        for live in self.live.values():
            await live.close()

    def team_of(self, user: str | None) -> tuple[Team, str]:
        """Find a person's workspace; without a name, the first person of the first one."""
        for team in self.world.teams.values():
            if user is None:
                return team, next(iter(team.workspace.users))
            if user in team.workspace.users:
                return team, user
        raise Refused("user_not_found")

    def actor(self, body: Json) -> Actor:
        """Find who acts."""
        team, user = self.team_of(body.get("user"))
        return Actor(self.world, team, user)


def named_channel(actor: Actor, body: Json, name: str = "channel") -> Channel:
    """Find the channel that a request names."""
    channel = actor.team.workspace.find_channel(str(body.get(name, "")))
    if channel is None:
        raise Refused("channel_not_found")
    return channel


def named_message(actor: Actor, body: Json) -> Message:
    """Find the message that a request names, as the person sees it."""
    message = named_channel(actor, body).find_for(str(body.get("ts", "")), user=actor.user)
    if message is None:
        raise Refused("message_not_found")
    return message


def named_view(actor: Actor, body: Json) -> View:
    """Find the open modal or Home tab that a request names."""
    workspace = actor.team.workspace
    for view in (*workspace.views.values(), *workspace.homes.values()):
        if view.id == body.get("view_id") and view.user == actor.user:
            return view
    raise Refused("view_not_found")
