"""When something may be told."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Hold:
    """What is wanted waits for the digest of then. `symbols` are the tickers that were asked for."""

    until: datetime
    symbols: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Silence:
    """A span in which a message is not sent, however late it is; its end is outside."""

    start: datetime
    end: datetime
