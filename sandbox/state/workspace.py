"""One workspace: finds its things and changes them, telling every listener."""

from collections.abc import Iterator

from sandbox.state.changes import (
    Change,
    ChannelChanged,
    Deleted,
    Edited,
    Listener,
    MemberJoined,
    Posted,
)
from sandbox.state.ids import Ids, Timestamps
from sandbox.state.model import Channel, ChannelKind, File, Install, Json, Message, User, View
from sandbox.state.shapes import message_json


class Workspace:
    """People, channels, messages, views and files of one team, and the app installed in it."""

    def __init__(self, *, id: str, name: str, ids: Ids, timestamps: Timestamps) -> None:
        self.id = id
        self.name = name
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.views: dict[str, View] = {}
        self.homes: dict[str, View] = {}
        self.files: dict[str, File] = {}
        self.prompts: dict[str, list[Json]] = {}
        self.install: Install | None = None
        self.takes_new_blocks = True
        self._ids = ids
        self._timestamps = timestamps
        self._listeners: list[Listener] = []

    @property
    def domain(self) -> str:
        """The name as it stands in addresses."""
        return self.name.lower().replace(" ", "-")

    @property
    def reference(self) -> Json:
        """The team as payloads name it."""
        return {"id": self.id, "domain": self.domain}

    def listen(self, listener: Listener) -> None:
        """Call `listener` with every change from now on."""
        self._listeners.append(listener)

    def tell(self, change: Change) -> None:
        """Tell every listener of a change."""
        for listener in tuple(self._listeners):
            listener(change)

    def add_user(self, name: str, real_name: str, *, is_bot: bool = False) -> User:
        """Add a person or a bot user."""
        user = User(self._ids.next("UB" if is_bot else "U"), name, real_name, is_bot)
        self.users[user.id] = user
        return user

    def add_channel(self, name: str, *, members: set[str], is_private: bool = False) -> Channel:
        """Add a channel with its first members."""
        kind = ChannelKind.PRIVATE if is_private else ChannelKind.PUBLIC
        return self._keep(Channel(self._ids.next("C"), name, kind, set(members)))

    def direct_channel(self, user: str) -> Channel:
        """Give the direct message between a person and the app's bot, opened if need be."""
        members = {user, self.installed.bot_user}
        for channel in self.channels.values():
            if channel.kind is ChannelKind.DIRECT and channel.members == members:
                return channel
        return self._keep(Channel(self._ids.next("D"), user, ChannelKind.DIRECT, members))

    def _keep(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        self.tell(ChannelChanged(channel))
        return channel

    @property
    def installed(self) -> Install:
        """The app's installation; a KeyError when it was never installed here."""
        if self.install is None:
            raise KeyError(f"the app is not installed in {self.name}")
        return self.install

    def find_channel(self, name: str) -> Channel | None:
        """Find a channel by its id, `#name` or bare name."""
        bare = name.removeprefix("#")
        by_name = (channel for channel in self.channels.values() if channel.label == f"#{bare}")
        return self.channels.get(name) or next(by_name, None)

    def messages(self) -> Iterator[Message]:
        """Go through every message of every channel."""
        for channel in self.channels.values():
            yield from channel.messages

    def join(self, channel: Channel, user: str, *, inviter: str | None = None) -> None:
        """Make somebody a member."""
        if user not in channel.members:
            channel.members.add(user)
            self.tell(ChannelChanged(channel))
            self.tell(MemberJoined(channel, user, inviter))

    def next_ts(self) -> str:
        """Give the next message timestamp."""
        return self._timestamps.next()

    def next_id(self, prefix: str) -> str:
        """Give the next id with that prefix."""
        return self._ids.next(prefix)

    def post(self, message: Message) -> Message:
        """Put a message into its channel."""
        self.channels[message.channel].messages.append(message)
        self.tell(Posted(message))
        return message

    def edit(self, message: Message, *, changes: Json, exchange: int | None = None) -> None:
        """Give a message a new form: `changes` are the fields of Message that get a new value."""
        previous = message_json(message, team=self.id)
        for name, value in changes.items():
            setattr(message, name, value)
        message.edited_ts = self.next_ts()
        message.edits += 1
        self.tell(Edited(message, previous, exchange))

    def delete(self, message: Message, *, exchange: int | None = None) -> None:
        """Take a message away."""
        self.channels[message.channel].messages.remove(message)
        self.tell(Deleted(message, exchange))
