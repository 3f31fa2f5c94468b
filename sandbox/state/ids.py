"""Ids and timestamps in Slack's shapes."""

import secrets
from collections import Counter

from sandbox.clock import Now


class Ids:
    """Counts ids up per prefix: U01, U02, ... They are short, so that a person can read a transcript."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def next(self, prefix: str) -> str:
        """Give the next id that starts with `prefix`."""
        self._counts[prefix] += 1
        return f"{prefix}{self._counts[prefix]:02}"


class Timestamps:
    """Message timestamps: unique and rising, whatever the clock does."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._last_us = 0

    def next(self) -> str:
        """Give the next `ts`, six decimals as Slack writes them."""
        self._last_us = max(int(self._now() * 1_000_000), self._last_us + 1)
        return f"{self._last_us // 1_000_000}.{self._last_us % 1_000_000:06}"


def new_secret(prefix: str) -> str:
    """Make a token nobody can guess, in the shape of Slack's (`xoxb-...`)."""
    return f"{prefix}-{secrets.token_hex(16)}"
