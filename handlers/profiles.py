"""What Slack says of people: the time zones of their profiles, asked for once an hour each."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_sdk.web.async_client import AsyncWebClient

from feeds.errors import SlackDown
from handlers.asker import Asker
from handlers.speaking import call

KEPT = timedelta(hours=1)
MOST_KEPT = 10_000


class Profiles:
    """Remembers what Slack said."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._zones: dict[tuple[str, str], tuple[tzinfo, datetime]] = {}

    async def zone_of(self, client: AsyncWebClient, asker: Asker) -> tzinfo:
        """The time zone of a person's profile; UTC when Slack does not say."""
        who, now = (asker.workspace, asker.user), self._clock()
        zone, until = self._zones.get(who, (UTC, now))
        if until <= now:
            zone = await _ask_zone(client, asker.user)
            if len(self._zones) >= MOST_KEPT:
                self._zones.clear()
            self._zones[who] = zone, now + KEPT
        return zone


async def _ask_zone(client: AsyncWebClient, user: str) -> tzinfo:
    try:
        info = await call(client, "users.info", {"user": user})
        return ZoneInfo(info["user"].get("tz") or "UTC")
    except (SlackDown, ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
