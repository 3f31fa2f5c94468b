"""The things of a workspace as the JSON that Slack's Web API and events show."""

from sandbox.state.model import Channel, ChannelKind, File, Json, Message, User, View


def message_json(message: Message, *, team: str) -> Json:
    """Show a message as history and events do."""
    shown: Json = {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "text": message.text,
        "team": team,
    }
    optional: Json = {
        "blocks": message.blocks,
        "thread_ts": message.thread_ts,
        "bot_id": message.bot_id,
        "app_id": message.app_id,
        "attachments": message.attachments,
        "files": message.files,
        "metadata": message.metadata,
        "edited": message.edited_ts and {"user": message.user, "ts": message.edited_ts},
        "reactions": [
            {"name": name, "users": sorted(users), "count": len(users)}
            for name, users in message.reactions.items()
        ],
    }
    return shown | {name: value for name, value in optional.items() if value}


def user_json(user: User, *, team: str) -> Json:
    """Show a person as users.info does."""
    return {
        "id": user.id,
        "team_id": team,
        "name": user.name,
        "real_name": user.real_name,
        "deleted": False,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "tz": user.time_zone,
        "tz_offset": -18000,
        "locale": "en-US",
        "profile": {
            "real_name": user.real_name,
            "display_name": user.name,
            "email": f"{user.name}@example.com",
        },
    }


def channel_json(channel: Channel, *, viewer: str) -> Json:
    """Show a channel as conversations.info does, as `viewer` sees it."""
    if channel.kind is ChannelKind.DIRECT:
        others = sorted(channel.members - {viewer})
        return {"id": channel.id, "is_im": True, "user": others[0], "is_archived": channel.is_archived}
    return {
        "id": channel.id,
        "name": channel.name,
        "is_channel": channel.kind is ChannelKind.PUBLIC,
        "is_group": channel.kind is ChannelKind.PRIVATE,
        "is_im": False,
        "is_private": channel.kind is ChannelKind.PRIVATE,
        "is_archived": channel.is_archived,
        "is_member": viewer in channel.members,
        "num_members": len(channel.members),
    }


def view_json(view: View, *, team: str) -> Json:
    """Show a view as payloads and views.* answers do: the content with Slack's own fields."""
    shown = {
        "id": view.id,
        "team_id": team,
        "app_id": view.app_id,
        "hash": view.hash,
        "state": {"values": view.values},
        "root_view_id": view.root_id,
        "previous_view_id": view.previous_id,
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "title": None,
        "submit": None,
        "close": None,
        "clear_on_close": False,
        "notify_on_close": False,
    }
    return shown | view.content | {"state": {"values": view.values}}


def file_json(file: File, *, base_url: str) -> Json:
    """Show a file as it hangs on a message."""
    url = f"{base_url}/files/{file.id}/{file.name}"
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "alt_txt": file.alt,
        "size": len(file.content),
        "url_private": url,
        "permalink": url,
    }
