"""The door to the clock: the one place that asks what time it is."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Tell the time, aware and in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the door
