"""What a list of feeds that somebody brings may not hold: the checks that one feed added by hand passes.

Each address is judged without asking it; what its name leads to is judged when it is first polled.
"""

from collections.abc import Callable, Iterable

from feeds.policy.urls import address_key, redacted

_SHOWN = 200
Refusal = Callable[[str], str | None]  # why an address is not fetched; None when it may be tried


class Sieve:
    """Judges one list, address by address, and remembers what stood in it before."""

    def __init__(self, refusal: Refusal) -> None:
        self._refusal = refusal
        self._seen: set[tuple[str, str]] = set()

    def sift(self, urls: Iterable[str]) -> tuple[list[str], list[str]]:
        """The good addresses, and a sentence for each of the others."""
        good: list[str] = []
        left_out: list[str] = []
        for url in urls:
            why = self.why_not(url)
            (good if why is None else left_out).append(why or url)
        return good, left_out

    def why_not(self, url: str, *, place: str = "") -> str | None:
        """Why this feed is left out, in a sentence that names it; None when it is good."""
        shown = redacted(url)[:_SHOWN] + ("…" if len(url) > _SHOWN else "")
        if (why := self._refusal(url)) is not None:
            return f"{shown}: {why}"
        if (named := (place, address_key(url))) in self._seen:
            return f"{shown}: The file names it twice."
        self._seen.add(named)
        return None
