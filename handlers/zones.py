"""In whose time zone a person reads the clock."""

from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_sdk.web.async_client import AsyncWebClient

from feeds.errors import SlackDown
from handlers.speaking import call


async def zone_of(client: AsyncWebClient, user: str) -> tzinfo:
    """A person's time zone; UTC when Slack does not say."""
    try:
        info = await call(client, "users.info", {"user": user})
        return ZoneInfo(info["user"].get("tz") or "UTC")
    except (SlackDown, ZoneInfoNotFoundError, ValueError):
        return UTC
