"""A reason, and the rule or the number behind it."""

from dataclasses import dataclass

from feeds.types.decisions import Reason


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one question about an item and a subscription came to."""

    reason: Reason
    detail: str
