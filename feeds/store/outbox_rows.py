"""Rows of the outbox as they begin."""

from datetime import datetime
from typing import Any

from feeds.types.decisions import MessageKind
from feeds.types.subscriptions import Place
from feeds.types.timing import Silence


def new_row(place: Place, kind: MessageKind, *, silence: Silence | None, now: datetime) -> dict[str, Any]:
    """Make a row for a message on its way; what it tells is for the caller to add."""
    return {
        "workspace": place.workspace,
        "channel": place.channel,
        "kind": kind,
        "state": "pending",
        "is_open": kind is MessageKind.EDIT,
        "created_at": now,
        "silent_from": silence and silence.start,
        "silent_until": silence and silence.end,
        "attempts": 0,
        "is_uncertain": False,
        "why": "",
    }
