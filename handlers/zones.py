"""By whose clock a person reads: the time zone set in Home, else that of their Slack profile, else UTC.

Read together with whatever else they have set that decides how answers look.
"""

import asyncio
from dataclasses import replace
from datetime import tzinfo
from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient

from feeds.errors import DatabaseDown
from feeds.types.preferences import Preferences
from handlers.asker import Asker
from handlers.deps import Deps
from handlers.preferences import preferences_of

PATIENCE_S = 1.0


async def locate(deps: Deps, client: AsyncWebClient, asker: Asker) -> Asker:
    """The asker with what they have set, or by their profile alone while the database is down or slow."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            kept = await preferences_of(deps, asker)
    except (DatabaseDown, TimeoutError):
        kept = Preferences()
    zone = await _zone_of(kept, deps, client, asker)
    return replace(asker, zone=zone, reads_dark=kept.reads_dark, is_cashtag_only=kept.is_cashtag_only)


async def zone_of(deps: Deps, client: AsyncWebClient, asker: Asker) -> tzinfo:
    """A person's time zone."""
    return await _zone_of(await preferences_of(deps, asker), deps, client, asker)


async def _zone_of(kept: Preferences, deps: Deps, client: AsyncWebClient, asker: Asker) -> tzinfo:
    return ZoneInfo(kept.timezone) if kept.timezone else await deps.profiles.zone_of(client, asker)
