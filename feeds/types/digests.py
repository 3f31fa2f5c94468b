"""What a digest tells: held items grouped by what they are about."""

from dataclasses import dataclass
from datetime import datetime

from feeds.types.decisions import Reason, StoredItem
from feeds.types.reports import Spread


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One story of a digest: its first item, how many sources tell it, and what they say of the ticker."""

    item: StoredItem
    sources: int
    spread: Spread


@dataclass(frozen=True, slots=True)
class DigestGroup:
    """The stories about one ticker, weightiest first; `symbol` is None for those about none.

    `change` is the ticker's change of tone against the span before; None where history is too short.
    `more` counts the stories that found no room.
    """

    symbol: str | None
    name: str
    lines: tuple[DigestLine, ...]
    spread: Spread
    change: float | None = None
    more: int = 0


@dataclass(frozen=True, slots=True)
class DigestReport:
    """A digest, groups in the order of |change| x relevance.

    `others` are the stories of the groups that found no room; `held` says why items waited.
    """

    since: datetime
    until: datetime
    groups: tuple[DigestGroup, ...] = ()
    stories: int = 0
    items: int = 0
    others: tuple[DigestLine, ...] = ()
    held: tuple[tuple[Reason, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many items wait to be told, by what holds them back, and when the next are."""

    held: tuple[tuple[Reason, int], ...]
    until: datetime
