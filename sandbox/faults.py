"""Faults on purpose, and the log of everything that went wrong.

A fault waits for the next call of its method and then happens as many times as it was asked to.
The log holds every call the sandbox refused (on purpose or not) and whatever else was noted.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from sandbox.state.model import Json

EVERY_METHOD = "*"


class Drop(StrEnum):
    """When the connection breaks without an answer: before the call took effect, or after."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is to happen to the next `times` calls of a method (`*` is every method)."""

    method: str
    error: str | None = None
    status: int | None = None
    drop: Drop | None = None
    delay_s: float = 0.0
    retry_after_s: int | None = None
    times: int = 1


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that went wrong: a refused call, an unanswered delivery, an error somebody noted."""

    method: str
    error: str
    detail: str = ""
    channel: str | None = None
    is_injected: bool = False


class Faults:
    """The faults still to come and the log of those that happened."""

    def __init__(self) -> None:
        self.log: list[Refusal] = []
        self._waiting: list[Fault] = []
        self._listeners: list[Callable[[Refusal], None]] = []

    def inject(
        self,
        method: str,
        *,
        error: str | None = None,
        status: int | None = None,
        drop: Drop | bool | str | None = None,
        delay_s: float = 0.0,
        retry_after_s: int | None = None,
        times: int = 1,
    ) -> None:
        """Make the next `times` calls of `method` fail.

        `error` answers with Slack's error name, `status` with a bare HTTP status, `delay_s` waits
        first, `drop` breaks the connection: `True` or `"after"` when the call took effect already,
        `"before"` when it did not. Raises ValueError when nothing would happen.
        """
        how = Drop.AFTER if drop is True else Drop(drop) if drop else None
        if not (error or status or how or delay_s) or times < 1:
            raise ValueError("a fault needs an error, a status, a drop or a delay, at least once")
        self._waiting.append(Fault(method, error, status, how, delay_s, retry_after_s, times))

    def take(self, method: str) -> Fault | None:
        """Use up one turn of the first fault that fits the method."""
        for position, fault in enumerate(self._waiting):
            if fault.method in (method, EVERY_METHOD):
                rest = [replace(fault, times=fault.times - 1)] if fault.times > 1 else []
                self._waiting[position : position + 1] = rest
                return fault
        return None

    def clear(self) -> None:
        """Forget the faults still to come; the log stays."""
        self._waiting.clear()

    def waiting(self) -> list[Json]:
        """List the faults still to come."""
        return [asdict(fault) for fault in self._waiting]

    def entries(self) -> list[Json]:
        """List what went wrong so far, as a transcript shows it."""
        return [asdict(refusal) for refusal in self.log]

    def listen(self, listener: Callable[[Refusal], None]) -> None:
        """Call `listener` with everything that goes wrong from now on."""
        self._listeners.append(listener)

    def note(
        self,
        method: str,
        error: str,
        *,
        detail: str = "",
        channel: str | None = None,
        is_injected: bool = False,
    ) -> None:
        """Write something that went wrong into the log."""
        refusal = Refusal(method, error, detail, channel, is_injected)
        self.log.append(refusal)
        for listener in tuple(self._listeners):
            listener(refusal)
