"""Puts a world together: the pieces wired, the first workspace furnished."""

from sandbox.clock import Now, Timing
from sandbox.config import AppConfig
from sandbox.dispatch.events import Events
from sandbox.dispatch.socket_mode import SocketMode
from sandbox.faults import Faults
from sandbox.limits import RateLimits
from sandbox.tickets import Tickets
from sandbox.world import Team, World

PEOPLE = (("ada", "Ada Park"), ("ben", "Ben Ortiz"), ("cleo", "Cleo Hahn"))
WITH_BOT = ("markets", "random")
WITHOUT_BOT = ("lounge",)


def make_world(*, config: AppConfig, timing: Timing, now: Now, has_rate_limits: bool) -> World:
    """Wire everything; the world has no workspace yet and Socket Mode is the way to the bot."""
    socket_mode = SocketMode(app_id=config.app_id, timing=timing)
    return World(
        config=config,
        now=now,
        timing=timing,
        faults=Faults(),
        limits=RateLimits(now, has_rate_limits),
        socket_mode=socket_mode,
        courier=socket_mode,
        tickets=Tickets(now, timing),
    )


def furnish(world: World, name: str, *, is_installed: bool = True) -> Team:
    """Add a workspace with three people and three channels; the bot, installed, is in two of them."""
    team = world.add_team(name)
    workspace = team.workspace
    people = {workspace.add_user(handle, real_name).id for handle, real_name in PEOPLE}
    bot = {world.install(workspace).bot_user} if is_installed else set()
    for channel in WITH_BOT:
        workspace.add_channel(channel, members=people | bot)
    for channel in WITHOUT_BOT:
        workspace.add_channel(channel, members=people)
    if is_installed:
        for person in sorted(people):
            workspace.direct_channel(person)
    workspace.listen(Events(world, workspace).notice)
    return team
