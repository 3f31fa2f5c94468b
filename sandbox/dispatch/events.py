"""Sends the events an app subscribed to, and again when they are not acknowledged."""

import asyncio

from sandbox.dispatch import payloads
from sandbox.dispatch.delivery import NEVER_CONNECTED, Acked, Delivery, Kind, Unanswered
from sandbox.state.changes import Change, Deleted, Edited, MemberJoined, Posted
from sandbox.state.model import Channel, ChannelKind, Json, Message
from sandbox.state.workspace import Workspace
from sandbox.world import World

_SUBSCRIPTIONS = {
    ChannelKind.PUBLIC: "message.channels",
    ChannelKind.PRIVATE: "message.groups",
    ChannelKind.DIRECT: "message.im",
}
_LAST_WORDS = frozenset({"app_uninstalled", "tokens_revoked"})


class Events:
    """Turns what changes in one workspace into events for the bot."""

    def __init__(self, world: World, workspace: Workspace) -> None:
        self._world = world
        self._workspace = workspace

    def notice(self, change: Change) -> None:
        """Listen to the workspace; messages for one person's eyes are no events."""
        match change:
            case Posted(message) if message.ephemeral_to is None:
                self._posted(message)
            case Edited(message, previous) if message.ephemeral_to is None:
                channel = self._workspace.channels[message.channel]
                event = payloads.changed_event(message, previous=previous, channel=channel, **self._stamp())
                self._in_channel(channel, event)
            case Deleted(message) if message.ephemeral_to is None:
                channel = self._workspace.channels[message.channel]
                self._in_channel(channel, payloads.deleted_event(message, channel=channel, **self._stamp()))
            case MemberJoined(channel, user, inviter):
                self._joined(channel, user, inviter)
            case _:
                pass

    def _stamp(self) -> dict[str, str]:
        return {"team": self._workspace.id, "ts": self._workspace.next_ts()}

    def _posted(self, message: Message) -> None:
        channel = self._workspace.channels[message.channel]
        team = self._workspace.id
        self._in_channel(channel, payloads.message_event(message, channel=channel, team=team))
        install = self._workspace.install
        is_named = install is not None and f"<@{install.bot_user}>" in message.text
        if is_named and not message.is_by_bot and channel.kind is not ChannelKind.DIRECT:
            self.send(payloads.mention_event(message, team=team))

    def _in_channel(self, channel: Channel, event: Json) -> None:
        install = self._workspace.install
        if install and install.bot_user in channel.members:
            self.send(event, subscription=_SUBSCRIPTIONS[channel.kind])

    def _joined(self, channel: Channel, user: str, inviter: str | None) -> None:
        if self._workspace.installed.bot_user in channel.members:
            event = {
                "type": "member_joined_channel",
                "user": user,
                "channel": channel.id,
                "channel_type": "C" if channel.kind is ChannelKind.PUBLIC else "G",
                "team": self._workspace.id,
                "inviter": inviter,
                "event_ts": self._workspace.next_ts(),
            }
            self.send(event)

    def send(self, event: Json, *, subscription: str | None = None) -> None:
        """Send an event in the background, if the app is installed and subscribed to it."""
        install = self._workspace.install
        is_wanted = (subscription or event["type"]) in self._world.config.events
        if install and is_wanted and (install.is_active or event["type"] in _LAST_WORDS):
            payload = payloads.event_callback(
                event,
                team=self._workspace.id,
                app_id=self._world.config.app_id,
                install=install,
                event_id=self._world.ids.next("Ev"),
                at=self._world.now(),
            )
            self._world.spawn(self._deliver(payload))

    async def _deliver(self, payload: Json) -> None:
        """Try until acknowledged: at once, then after each of Slack's waits."""
        reason = ""
        for number, wait_s in enumerate((0.0, *self._world.timing.retry_waits_s)):
            await asyncio.sleep(wait_s)
            match await self._world.courier.deliver(Delivery(Kind.EVENT, payload, number, reason)):
                case Acked():
                    return
                case Unanswered(why):
                    reason = why
                    if why == NEVER_CONNECTED:
                        continue
                    self._world.faults.note(
                        f"event {payload['event']['type']}", why, detail=f"try {number + 1}"
                    )
