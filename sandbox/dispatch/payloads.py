"""PURE: what Slack sends to an app, as JSON."""

from sandbox.state.model import Channel, ChannelKind, Install, Json, Message, User
from sandbox.state.shapes import message_json

VERIFICATION_TOKEN = "sandbox"  # noqa: S105 - Slack's long deprecated field, never secret here


def event_callback(
    event: Json, *, team: str, app_id: str, install: Install, event_id: str, at: float
) -> Json:
    """Wrap an event the way the Events API does."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": team,
        "context_team_id": team,
        "context_enterprise_id": None,
        "api_app_id": app_id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(at),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team,
                "user_id": install.bot_user,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{event_id}",
    }


def message_event(message: Message, *, channel: Channel, team: str) -> Json:
    """Tell of a new message."""
    shown = message_json(message, team=team)
    if message.looks_at and channel.kind is ChannelKind.DIRECT:
        shown["app_context"] = context_of(message.looks_at, team=team)
    if message.files:
        shown["subtype"] = "file_share"
    return shown | {"channel": channel.id, "event_ts": message.ts, "channel_type": channel.kind.value}


def context_of(channel: str, *, team: str) -> Json:
    """Say what a person looks at while talking to the app."""
    return {"entities": [{"type": "slack#/types/channel_id", "value": channel, "team_id": team}]}


def mention_event(message: Message, *, team: str) -> Json:
    """Tell of a message that names the app."""
    shown = message_json(message, team=team)
    return shown | {"type": "app_mention", "channel": message.channel, "event_ts": message.ts}


def changed_event(message: Message, *, previous: Json, channel: Channel, team: str, ts: str) -> Json:
    """Tell of a new form of a message."""
    return _hidden("message_changed", channel, ts) | {
        "message": message_json(message, team=team),
        "previous_message": previous,
    }


def deleted_event(message: Message, *, channel: Channel, team: str, ts: str) -> Json:
    """Tell of a message taken away."""
    return _hidden("message_deleted", channel, ts) | {
        "deleted_ts": message.ts,
        "previous_message": message_json(message, team=team),
    }


def _hidden(subtype: str, channel: Channel, ts: str) -> Json:
    return {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        "channel": channel.id,
        "channel_type": channel.kind.value,
        "ts": ts,
        "event_ts": ts,
    }


def slash_command(
    *,
    command: str,
    text: str,
    user: User,
    channel: Channel,
    team: Json,
    app_id: str,
    trigger_id: str,
    response_url: str,
) -> Json:
    """Tell of a slash command; every value is a string, as in a form."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": team["id"],
        "team_domain": team["domain"],
        "channel_id": channel.id,
        "channel_name": "directmessage" if channel.kind is ChannelKind.DIRECT else channel.name,
        "user_id": user.id,
        "user_name": user.name,
        "command": command,
        "text": text,
        "api_app_id": app_id,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }


def interaction(kind: str, *, user: User, team: Json, app_id: str, trigger_id: str | None) -> Json:
    """Begin an interactive payload of type `kind`."""
    payload: Json = {
        "type": kind,
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": team["id"]},
        "api_app_id": app_id,
        "token": VERIFICATION_TOKEN,
        "team": team,
        "enterprise": None,
        "is_enterprise_install": False,
    }
    return payload | ({"trigger_id": trigger_id} if trigger_id else {})


def channel_ref(channel: Channel) -> Json:
    """Name a channel the way interactive payloads do."""
    return {"id": channel.id, "name": "directmessage" if channel.kind is ChannelKind.DIRECT else channel.name}
