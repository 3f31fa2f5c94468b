"""By whose clock a person reads: the time zone set in Home, else that of their Slack profile, else UTC."""

import asyncio
from dataclasses import replace
from datetime import tzinfo
from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient

from feeds.errors import DatabaseDown
from handlers.asker import Asker
from handlers.deps import Deps
from handlers.preferences import preferences_of

PATIENCE_S = 1.0


async def locate(deps: Deps, client: AsyncWebClient, asker: Asker) -> Asker:
    """The asker with their time zone; also while the database is down or slow, for whoever tells them so."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            zone = await zone_of(deps, client, asker)
    except (DatabaseDown, TimeoutError):
        zone = await deps.profiles.zone_of(client, asker)
    return replace(asker, zone=zone)


async def zone_of(deps: Deps, client: AsyncWebClient, asker: Asker) -> tzinfo:
    """A person's time zone."""
    chosen = (await preferences_of(deps, asker)).timezone
    return ZoneInfo(chosen) if chosen else await deps.profiles.zone_of(client, asker)
