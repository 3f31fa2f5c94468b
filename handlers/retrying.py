"""Sends an answer again that Slack puts off or fails at by its own fault; alerts have the outbox.

What is sent again may be seen twice, which is better than never.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from feeds.errors import SlackDown

PAUSES_S = (0.5, 2.0)  # before the second try and the third, where Slack names no time
LONGEST_PAUSE_S = 20.0  # an answer that is put off for longer is better given another way


T = TypeVar("T")


class PutOff(SlackDown):
    """Slack did not take it now. Try again in a minute."""

    def __init__(self, message: str, *, pause_s: float | None = None) -> None:
        super().__init__(message)
        self.pause_s = pause_s


async def retry(send: Callable[[], Awaitable[T]]) -> T:
    """Send until it is taken, three times at most. Raises the last PutOff, and whatever else it meets."""
    for pause_s in PAUSES_S:
        try:
            return await send()
        except PutOff as put_off:
            asked_s = pause_s if put_off.pause_s is None else put_off.pause_s
            if asked_s > LONGEST_PAUSE_S:
                raise
            await asyncio.sleep(asked_s)
    return await send()


def asked_pause_s(headers: Mapping[str, str]) -> float | None:
    """How long Slack asks to wait, if it names a time."""
    asked = str(headers.get("Retry-After", ""))
    return float(asked) if asked.isdecimal() else None
