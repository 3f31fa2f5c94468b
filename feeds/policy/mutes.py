"""What a channel has muted: a ticker, a source or a story, for a time or for good."""

from collections.abc import Iterable
from datetime import datetime

from feeds.policy.candidate import Candidate
from feeds.types.scores import TickerSentiment
from feeds.types.subscriptions import Mute, MuteKind, Place


def find_mute(
    mutes: Iterable[Mute],
    *,
    candidate: Candidate,
    rows: tuple[TickerSentiment, ...],
    place: Place,
    now: datetime,
) -> str | None:
    """Say what silences the item in this place; None when nothing does.

    A muted ticker silences what is mainly about it, and what was asked for by muted tickers alone.
    """
    standing = [mute for mute in mutes if mute.place == place and mute.is_on_at(now)]
    symbols = {mute.value.upper(): mute for mute in standing if mute.kind is MuteKind.TICKER}
    for mute in standing:
        if mute.kind is MuteKind.SOURCE and mute.value == str(candidate.feed_id):
            return f"this source is muted {_until(mute)}"
        if mute.kind is MuteKind.STORY and _is_story(mute.value, candidate.story_id):
            return f"this story is muted {_until(mute)}"
    for symbol in _main_symbols(candidate):
        if symbol in symbols:
            return f"${symbol} is muted {_until(symbols[symbol])}"
    if rows and all(row.symbol in symbols for row in rows):
        return f"${rows[0].symbol} is muted {_until(symbols[rows[0].symbol])}"
    return None


def _main_symbols(candidate: Candidate) -> tuple[str, ...]:
    top = max((row.relevance for row in candidate.analysis.tickers), default=0.0)
    return tuple(row.symbol for row in candidate.analysis.tickers if row.relevance == top)


def _until(mute: Mute) -> str:
    return "for good" if mute.until is None else f"until {mute.until:%Y-%m-%d %H:%M} UTC"


def _is_story(value: str, story_id: int | None) -> bool:
    return story_id is not None and value == str(story_id)
