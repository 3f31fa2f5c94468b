"""The app as Slack knows it: what its manifest declares, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Command:
    """One slash command as people see it suggested."""

    command: str
    description: str = ""
    usage_hint: str = ""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One shortcut; `kind` is `global` or `message`."""

    name: str
    kind: str
    callback_id: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class AppConfig:
    """What a manifest says. Events that are not subscribed are not sent; scopes not granted are missed."""

    app_id: str = "A01"
    name: str = "Tickertone"
    commands: tuple[Command, ...] = (
        Command("/ticker", "How is a ticker doing?", "NVDA 7d"),
        Command("/alerts", "Alerts in this channel", "subscribe $NVDA"),
        Command("/portfolio", "Your holdings", "add NVDA 120"),
    )
    shortcuts: tuple[Shortcut, ...] = (
        Shortcut("Score this message", "message", "score_message"),
        Shortcut("Add an alert", "global", "add_alert"),
    )
    events: frozenset[str] = frozenset(
        {
            "app_context_changed",
            "app_home_opened",
            "app_mention",
            "app_uninstalled",
            "assistant_thread_context_changed",
            "assistant_thread_started",
            "member_joined_channel",
            "member_left_channel",
            "message.channels",
            "message.groups",
            "message.im",
            "tokens_revoked",
        }
    )
    scopes: frozenset[str] | None = None  # None: every scope is granted
    redirect_urls: tuple[str, ...] = ()  # empty: any is taken

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, Any]) -> "AppConfig":
        """Read an app manifest (the parsed YAML or JSON that Slack takes)."""
        features, settings = manifest.get("features", {}), manifest.get("settings", {})
        oauth = manifest.get("oauth_config", {})
        return cls(
            name=manifest["display_information"]["name"],
            commands=tuple(_command(entry) for entry in features.get("slash_commands", ())),
            shortcuts=tuple(_shortcut(entry) for entry in features.get("shortcuts", ())),
            events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
            scopes=frozenset(oauth.get("scopes", {}).get("bot", ())),
            redirect_urls=tuple(oauth.get("redirect_urls", ())),
        )


def _command(entry: Mapping[str, Any]) -> Command:
    return Command(entry["command"], entry.get("description", ""), entry.get("usage_hint", ""))


def _shortcut(entry: Mapping[str, Any]) -> Shortcut:
    return Shortcut(entry["name"], entry["type"], entry["callback_id"], entry.get("description", ""))
