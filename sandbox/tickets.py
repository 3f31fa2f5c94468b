"""Things that are good for a while: trigger ids (once, 3 s) and response URLs (5 times, 30 minutes)."""

from dataclasses import dataclass, field

from sandbox.api.errors import ApiError
from sandbox.clock import Now, Timing
from sandbox.state.ids import new_secret
from sandbox.state.model import Message

GONE = frozenset({"invalid_url", "expired_url", "used_url"})


@dataclass(slots=True)
class Trigger:
    """Leave to open one modal. `view` is the modal the person was in, if any."""

    team: str
    user: str
    until: float
    exchange: int | None = None
    view: str | None = None
    is_used: bool = False


@dataclass(slots=True)
class Origin:
    """Where a response URL leads: the place of the command or press, and the message it may replace."""

    team: str
    channel: str
    user: str
    until: float
    uses_left: int
    exchange: int | None = None
    source: Message | None = None


@dataclass(slots=True)
class Tickets:
    """All trigger ids and response URLs given out."""

    now: Now
    timing: Timing
    triggers: dict[str, Trigger] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)

    def new_trigger(
        self, *, team: str, user: str, exchange: int | None = None, view: str | None = None
    ) -> str:
        """Give out a trigger id."""
        key = new_secret("trigger")
        self.triggers[key] = Trigger(team, user, self.now() + self.timing.trigger_s, exchange, view)
        return key

    def new_origin(
        self, *, team: str, channel: str, user: str, exchange: int | None, source: Message | None = None
    ) -> str:
        """Give out the secret part of a response URL."""
        key = new_secret("response")
        until = self.now() + self.timing.response_url_s
        self.origins[key] = Origin(
            team, channel, user, until, self.timing.response_url_uses, exchange, source
        )
        return key

    def use_origin(self, key: str) -> Origin:
        """Use a response URL once; raises ApiError when it is unknown, too old or used up."""
        origin = self.origins.get(key)
        if origin is None:
            raise ApiError("invalid_url")
        if self.now() > origin.until:
            raise ApiError("expired_url")
        if not origin.uses_left:
            raise ApiError("used_url")
        origin.uses_left -= 1
        return origin

    def use_trigger(self, key: str, *, team: str) -> Trigger:
        """Use a trigger id once; raises ApiError when it is unknown, too old or used."""
        trigger = self.triggers.get(key)
        if trigger is None or trigger.team != team:
            raise ApiError("invalid_trigger_id")
        if trigger.is_used:
            raise ApiError("exchanged_trigger_id")
        if self.now() > trigger.until:
            raise ApiError("expired_trigger_id")
        trigger.is_used = True
        return trigger
