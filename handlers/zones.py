"""In whose time zone a person reads the clock: the one set in Home, else that of their Slack profile."""

from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_sdk.web.async_client import AsyncWebClient

from feeds.errors import SlackDown
from handlers.asker import Asker
from handlers.deps import Deps
from handlers.preferences import preferences_of
from handlers.speaking import call


async def zone_of(deps: Deps, client: AsyncWebClient, asker: Asker) -> tzinfo:
    """A person's time zone; UTC when neither they nor Slack say."""
    chosen = (await preferences_of(deps, asker)).timezone
    return ZoneInfo(chosen) if chosen else await profile_zone(client, asker.user)


async def profile_zone(client: AsyncWebClient, user: str) -> tzinfo:
    """The time zone of a person's Slack profile; UTC when Slack does not say."""
    try:
        info = await call(client, "users.info", {"user": user})
        return ZoneInfo(info["user"].get("tz") or "UTC")
    except (SlackDown, ZoneInfoNotFoundError, ValueError):
        return UTC
