"""Slack's rate limits: a bucket of calls per method, and per channel for posts."""

import math
from dataclasses import dataclass, field

from sandbox.clock import Now


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` calls at once, then `per_s` a second."""

    per_s: float
    burst: int


POST = Rate(per_s=1.0, burst=10)
UPDATE = Rate(per_s=50 / 60, burst=50)
TIERS = {
    1: Rate(per_s=1 / 60, burst=5),
    2: Rate(per_s=20 / 60, burst=20),
    3: Rate(per_s=50 / 60, burst=50),
    4: Rate(per_s=100 / 60, burst=100),
}
GENEROUS = Rate(per_s=10.0, burst=600)


@dataclass(slots=True)
class _Bucket:
    level: float
    at: float


@dataclass(slots=True)
class RateLimits:
    """The buckets in use. Switched off, everything passes."""

    now: Now
    is_on: bool = True
    _buckets: dict[str, _Bucket] = field(default_factory=dict)

    def wait_s(self, key: str, rate: Rate) -> int | None:
        """Take one call from the bucket `key`; None if it passes, else whole seconds to wait."""
        if not self.is_on:
            return None
        now = self.now()
        bucket = self._buckets.setdefault(key, _Bucket(rate.burst, now))
        level = min(rate.burst, bucket.level + (now - bucket.at) * rate.per_s)
        bucket.at = now
        if level < 1:
            bucket.level = level
            return max(1, math.ceil((1 - level) / rate.per_s))
        bucket.level = level - 1
        return None
