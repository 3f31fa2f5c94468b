"""Moments by the reader's clock. Every moment is written in UTC until it is known who reads it."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, tzinfo
from typing import Any

from handlers.blocks import limits
from handlers.blocks.message import SlackMessage
from handlers.blocks.mrkdwn import cut
from handlers.blocks.parts import Block

_WRITTEN = re.compile(r"\b\d{4}-\d\d-\d\d \d\d:\d\d UTC\b")
_OF_DEVICE = re.compile(r"<!date\^\d+\^[^|>]*\|([^>]*)>")
_FORM = "%Y-%m-%d %H:%M UTC"


def in_zone(message: SlackMessage, zone: tzinfo) -> SlackMessage:
    """Tell every moment in a message by a reader's clock, the zone named."""
    text = cut(localised(message.text, zone), limits.FALLBACK_TEXT)
    return SlackMessage(text, tuple(blocks_in_zone(message.blocks, zone)))


def blocks_in_zone(blocks: Iterable[Block], zone: tzinfo) -> list[Block]:
    """Tell every moment in blocks by a reader's clock."""
    return [_each_text(block, lambda text: localised(text, zone)) for block in blocks]


def off_device(blocks: Iterable[Block]) -> list[Block]:
    """Tell every moment as it is written, not by the clock of the device it is read on."""
    return [_each_text(block, lambda text: _OF_DEVICE.sub(r"\1", text)) for block in blocks]


def localised(text: str, zone: tzinfo) -> str:
    """Tell every moment in a text by a clock."""
    return _WRITTEN.sub(lambda found: _by_clock(found[0], zone), text)


def name_of(zone: tzinfo, *, at: datetime) -> str:
    """What a zone is called at a moment: "EST", "UTC+05:45"."""
    local = at.astimezone(zone)
    name = local.tzname() or ""
    return name if name.isalpha() else f"UTC{local.isoformat()[-6:]}"


def _by_clock(written: str, zone: tzinfo) -> str:
    try:
        moment = datetime.strptime(written, _FORM).replace(tzinfo=UTC).astimezone(zone)
    except (ValueError, OverflowError):
        return written
    return f"{moment:%Y-%m-%d %H:%M} {name_of(zone, at=moment)}"


def _each_text(value: Any, say: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            return {**value, "text": cut(say(value["text"]), limits.SECTION_TEXT)}
        return {
            key: _each_text(part, say) if isinstance(part, dict | list) else part
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [_each_text(part, say) for part in value]
    return value
