"""The Slack app manifest for a configuration: what the app may do and where Slack sends events.

Pure: settings' facts in, a plain mapping out. Names follow Slack's app manifest reference.
"""

from typing import Any

BOT_SCOPES = (
    "app_mentions:read",
    "assistant:write",
    "channels:history",
    "channels:join",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "mpim:history",
    "mpim:read",
    "team:read",
    "users:read",
)
BOT_EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "message.im",
)


def make_manifest(*, public_url: str | None, uses_socket_mode: bool) -> dict[str, Any]:
    """Describe the app; `public_url` is where Slack reaches it in HTTP mode."""
    events_url = f"{(public_url or 'https://YOUR-HOST').rstrip('/')}/slack/events"
    where = {} if uses_socket_mode else {"request_url": events_url}
    return {
        "display_information": {
            "name": "Tickertone",
            "description": "Market news, scored and delivered in Slack",
            "background_color": "#12263a",
        },
        "features": {
            "agent_view": {
                "agent_description": "Ask how a ticker is doing, compare companies, follow the news.",
                "suggested_prompts": [
                    {"title": "How is a stock doing?", "message": "How is Nvidia doing?"},
                    {"title": "What moved?", "message": "What's moving today?"},
                ],
            },
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Tickertone", "always_online": True},
            "shortcuts": [
                {
                    "name": "Add an alert",
                    "type": "global",
                    "callback_id": "add_alert",
                    "description": "Follow tickers, a feed or words in a channel",
                },
                {
                    "name": "Score this message",
                    "type": "message",
                    "callback_id": "score_message",
                    "description": "Sentiment and tickers of any message",
                },
            ],
            "slash_commands": [{**command, **_command_url(where)} for command in _COMMANDS],
        },
        "oauth_config": {"scopes": {"bot": list(BOT_SCOPES)}},
        "settings": {
            "event_subscriptions": {**where, "bot_events": list(BOT_EVENTS)},
            "interactivity": {"is_enabled": True, **where},
            "org_deploy_enabled": True,
            "socket_mode_enabled": uses_socket_mode,
            "token_rotation_enabled": False,
        },
    }


_COMMANDS: tuple[dict[str, Any], ...] = (
    {
        "command": "/ticker",
        "description": "How a ticker is doing in the news",
        "usage_hint": "NVDA [7d] | NVDA AMD | movers | help",
        "should_escape": False,
    },
    {
        "command": "/alerts",
        "description": "Follow tickers, feeds or words in this channel",
        "usage_hint": "subscribe $NVDA min:0.35 | list | help",
        "should_escape": False,
    },
)


def _command_url(where: dict[str, str]) -> dict[str, str]:
    return {"url": where["request_url"]} if where else {}
