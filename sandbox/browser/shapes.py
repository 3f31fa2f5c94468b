"""PURE: what the page is shown."""

from sandbox.config import AppConfig
from sandbox.state.model import Channel, ChannelKind, Json, Message
from sandbox.state.shapes import view_json
from sandbox.state.workspace import Workspace


def page_message(message: Message) -> Json:
    """Show a message."""
    return {
        "ts": message.ts,
        "channel": message.channel,
        "user": message.user,
        "text": message.text,
        "blocks": message.blocks,
        "thread_ts": message.thread_ts,
        "edited": {"ts": message.edited_ts} if message.edited_ts else None,
        "ephemeral": message.ephemeral_to is not None,
        "attachments": message.attachments,
        "files": [_page_file(file) for file in message.files],
        "metadata": message.metadata,
        "reactions": {name: sorted(users) for name, users in message.reactions.items()},
    }


def _page_file(file: Json) -> Json:
    return {
        "id": file["id"],
        "url": file["url_private"],
        "mimetype": file["mimetype"],
        "title": file["title"],
        "alt": file["alt_txt"] or file["title"],
    }


def is_seen(channel: Channel, user: str) -> bool:
    """True when the channel is public or the person is in it."""
    return channel.kind is ChannelKind.PUBLIC or user in channel.members


def page_channel(channel: Channel, *, user: str) -> Json:
    """Show a channel as `user` sees it."""
    return {
        "id": channel.id,
        "name": channel.name,
        "is_private": channel.kind is ChannelKind.PRIVATE,
        "is_member": user in channel.members,
    }


def page_state(workspace: Workspace, config: AppConfig, *, user: str) -> Json:
    """Show all that the page needs to begin with."""
    home = workspace.homes.get(user)
    install = workspace.install
    mine = [channel for channel in workspace.channels.values() if is_seen(channel, user)]
    direct = [channel for channel in mine if channel.kind is ChannelKind.DIRECT]
    return {
        "team": {"id": workspace.id, "name": workspace.name},
        "takes_new_blocks": workspace.takes_new_blocks,
        "me": user,
        "users": [
            {
                "id": known.id,
                "name": known.name,
                "real_name": known.real_name,
                "is_bot": known.is_bot,
                "tz": known.time_zone,
            }
            for known in workspace.users.values()
        ],
        "channels": [page_channel(channel, user=user) for channel in mine if channel not in direct],
        "dms": [{"id": channel.id, "user": min(channel.members - {user})} for channel in direct],
        "app": {"bot_user": install.bot_user if install else None, "name": config.name},
        "commands": [
            {"command": known.command, "description": known.description, "usage_hint": known.usage_hint}
            for known in config.commands
        ],
        "shortcuts": [
            {
                "name": known.name,
                "type": known.kind,
                "callback_id": known.callback_id,
                "description": known.description,
            }
            for known in config.shortcuts
        ],
        "home": view_json(home, team=workspace.id) if home else None,
        "prompts": [prompt for channel in direct for prompt in workspace.prompts.get(channel.id, ())],
    }
