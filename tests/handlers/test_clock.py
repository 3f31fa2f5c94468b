"""Moments are told by the reader's clock, the zone named."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.blocks import limits
from handlers.blocks.clock import blocks_in_zone, in_zone, localised
from handlers.blocks.message import SlackMessage, sentence
from handlers.blocks.mrkdwn import local_time
from handlers.blocks.parts import section
from tests.handlers.making import texts
from tests.handlers.showing import shown

WINTER = datetime(2026, 1, 9, 8, 30, tzinfo=UTC)
ZONES = ["UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati"]


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        pytest.param("America/New_York", "2026-01-09 03:30 EST", id="behind"),
        pytest.param("Pacific/Kiritimati", "2026-01-09 22:30 UTC+14:00", id="a zone without a name"),
        pytest.param("UTC", "2026-01-09 08:30 UTC", id="UTC"),
    ],
)
def test_a_moment_is_told_by_the_readers_clock(zone, told):
    for written in (local_time(WINTER), "The publisher asked to wait until 2026-01-09 08:30 UTC."):
        message = in_zone(sentence(written), ZoneInfo(zone))
        assert told in message.text
        assert told in shown(message)


def test_what_is_no_moment_stays():
    assert localised("at 2026-13-41 99:99 UTC", ZoneInfo("Asia/Kolkata")) == "at 2026-13-41 99:99 UTC"


def test_the_token_for_slack_keeps_its_moment():
    (block,) = blocks_in_zone([section(local_time(WINTER))], ZoneInfo("America/New_York"))
    assert f"<!date^{int(WINTER.timestamp())}^" in block["text"]["text"]


@given(texts, st.sampled_from(ZONES), st.integers(0, 300))
def test_no_limit_is_broken(text, zone, count):
    moments = " ".join(local_time(WINTER + timedelta(hours=hour)) for hour in range(count))
    message = in_zone(SlackMessage(text, (section(f"{text} {moments}"),)), ZoneInfo(zone))
    assert len(message.blocks[0]["text"]["text"]) <= limits.SECTION_TEXT
    assert len(message.text) <= max(len(text), limits.FALLBACK_TEXT)
