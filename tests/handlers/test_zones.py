"""Whose clock it is: the one set in Home, else the profile's, else UTC; the same everywhere."""

import re
from dataclasses import replace

import pytest

from feeds.types.preferences import Preferences
from feeds.types.subscriptions import QuietHours
from tests.handlers.showing import shown


def set_zone(stage, *, user="U01", zone):
    workspace = stage.sandbox.workspace
    workspace.users[user] = replace(workspace.users[user], time_zone=zone)


def set_at_home(stage, *, zone):
    """As the settings in Home would."""
    stage.db.run_now(
        lambda unit: unit.workspace(stage.workspace).preferences.keep("U01", Preferences(timezone=zone))
    )


@pytest.mark.parametrize(
    ("at_home", "profile", "told"),
    [
        pytest.param("Asia/Tokyo", "Asia/Kolkata", "JST", id="set in Home"),
        pytest.param(None, "Asia/Kolkata", "IST", id="of the profile"),
        pytest.param(None, "Nowhere/Land", "UTC", id="one that there is not"),
        pytest.param(None, "", "UTC", id="neither"),
    ],
)
async def test_times_are_told_by_one_clock_everywhere(newsroom, at_home, profile, told):
    set_zone(newsroom, zone=profile)
    set_at_home(newsroom, zone=at_home)
    feeds = await newsroom.sandbox.command("/alerts feeds")
    news = await newsroom.sandbox.say("what's new on Nvidia?")
    await newsroom.sandbox.open_home()
    for place in (feeds.messages[0], news.messages[0], newsroom.sandbox.home()):
        assert re.search(rf"\d\d:\d\d[^\n]* {told}\b", shown(place))


async def test_quiet_hours_are_read_by_the_same_clock(newsroom):
    set_zone(newsroom, zone="Asia/Tokyo")
    await newsroom.sandbox.command("/alerts subscribe all quiet:22:00-07:00 confirm")
    (standing,) = newsroom.subscriptions()
    assert isinstance(standing.rules.quiet, QuietHours)
    assert standing.rules.timezone == "Asia/Tokyo"
