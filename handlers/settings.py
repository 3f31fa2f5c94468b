"""The settings modal: checked at its inputs, kept, and said in Home."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from handlers.asker import asker_of_action
from handlers.blocks.forms import value_of
from handlers.blocks.message import SlackMessage
from handlers.blocks.settings import CASHTAGS, DARK, DIGEST_AT, NAMING, PICTURES, ZONE, render_saved
from handlers.deps import Deps
from handlers.failures import Listener, answer
from handlers.forms import Errors
from handlers.grammar.zones import find_zone, nearest_zone
from handlers.home import at_home
from handlers.preferences import change_preferences
from handlers.zones import zone_of


async def check_settings(_body: Mapping[str, Any], view: Mapping[str, Any]) -> Errors:
    """Find what is wrong with the settings."""
    zone = value_of(view["state"]["values"], ZONE)
    if not zone or find_zone(zone):
        return {}
    return {ZONE: f"“{zone}” is no time zone. Try: {nearest_zone(zone) or 'Europe/London'}"}


def save_settings(deps: Deps) -> Listener:
    """Keep the settings."""

    async def saved(body: Mapping[str, Any], view: Mapping[str, Any], client: AsyncWebClient) -> None:
        asker, values = asker_of_action(body), view["state"]["values"]

        async def work() -> SlackMessage:
            preferences = await change_preferences(
                deps,
                asker,
                timezone=find_zone(value_of(values, ZONE)),
                digest_at=time.fromisoformat(value_of(values, DIGEST_AT)),
                reads_dark=value_of(values, PICTURES) == DARK,
                is_cashtag_only=value_of(values, NAMING) == CASHTAGS,
            )
            return render_saved(preferences, zone=str(await zone_of(deps, client, asker)))

        await answer(at_home(deps, client, asker), work)

    return saved
