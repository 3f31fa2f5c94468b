"""The sandbox's only look at the time, and the waits it keeps; tests pass their own."""

import time
from collections.abc import Callable
from dataclasses import dataclass

Now = Callable[[], float]


def system_now() -> float:
    """Seconds since the epoch."""
    return time.time()  # noqa: TID251 - the sandbox is a world of its own and this is its clock


@dataclass(frozen=True, slots=True)
class Timing:
    """How long Slack waits for an app. The defaults are Slack's; tests shorten them."""

    ack_s: float = 3.0
    retry_waits_s: tuple[float, ...] = (0.5, 60.0, 300.0)
    trigger_s: float = 3.0
    response_url_s: float = 1800.0
    response_url_uses: int = 5
