"""What a sentence that names nobody asks, given what was asked before in the same conversation."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import ceil

from feeds.types.reports import Window
from handlers.grammar.ticker import MOST_COMPARED
from handlers.language.alerting import find_digest, find_min_score, find_rhythm, is_by_price
from handlers.language.counts import length_of
from handlers.language.ellipsis import is_elliptical
from handlers.language.found import Found
from handlers.language.intents import Intent
from handlers.language.periods import DAY, midnight, say_day
from handlers.language.questions import (
    AskAbout,
    AskAboutItem,
    AskToBeTold,
    AskWhatMoves,
    Question,
    Topic,
    Unreadable,
)

_UNIT_BEFORE = re.compile(r"\bthe\s+(?P<unit>day|week|month|quarter|year)\s+before\b", re.IGNORECASE)
_BEFORE_THAT = re.compile(
    r"\W*(?:and|what about|how about|how was it|the|one|time|\W)*\s*before(?: (?:that|then))?\W*",
    re.IGNORECASE,
)


def follow_up(found: Found, before: Question | None) -> Question:
    """A sentence without a name: the same again over another span, or on another topic.

    One that speaks of something else goes on from nothing.
    """
    if not is_elliptical(found.text):
        return Unreadable()
    match before:
        case AskAbout(item_id=int(item_id)) if found.intent is Intent.REASONS and not found.window:
            return AskAboutItem(item_id)
        case AskAbout(names=(_, *_)) | AskToBeTold(names=(_, *_)):
            return _of_companies(found, before)
        case AskWhatMoves() if found.window:
            return replace(before, window=found.window, direction=found.direction or before.direction)
        case _ if found.ranks or _asks_at_large(found, before):
            return AskWhatMoves(found.span, found.direction)
        case _:
            return Unreadable()


def span_after(found: Found, before: AskAbout) -> Window:
    """The span of a sentence that goes on: its own, or the one before, held against what it names."""
    if found.held_against is not None:
        return replace(before.window, against=found.held_against)
    return found.window or before.window


def to_be_told(found: Found, names: tuple[str, ...], earlier: tuple[str, ...]) -> AskToBeTold:
    """To be told of these companies, in the direction and from the size that the sentence names."""
    text, digest, rhythm = found.text, find_digest(found.said), find_rhythm(found.said)
    return AskToBeTold(
        names,
        found.direction,
        earlier,
        find_min_score(text),
        is_by_price(found.hidden),
        digest=digest,
        channel=found.channel,
        limits=found.limits,
        unheard=(*found.refused, rhythm) if digest and rhythm else found.refused,
        moment="" if digest else found.unread or rhythm,
    )


def earlier_names(names: tuple[str, ...], before: Question | None) -> tuple[str, ...]:
    """The companies of the conversation but these."""
    match before:
        case AskAbout(names=asked, earlier=earlier) | AskToBeTold(names=asked, earlier=earlier):
            return tuple(name for name in dict.fromkeys(earlier + asked) if name not in names)
        case _:
            return ()


def _of_companies(found: Found, before: AskAbout | AskToBeTold) -> Question:
    """More about the companies that were talked of."""
    if found.intent is Intent.ALERT:
        return to_be_told(found, before.names, before.earlier)
    window = span_after(found, before) if isinstance(before, AskAbout) else found.span
    if found.means_all and before.earlier + before.names[1:]:
        return _compare_all(found, before, window)
    if found.ranks:
        return AskWhatMoves(found.span, found.direction)
    if not (found.window or found.intent):
        return Unreadable()
    topic = found.topic or (before.topic if isinstance(before, AskAbout) else Topic.REPORT)
    direction, without = found.direction, tuple[str, ...]()
    if isinstance(before, AskAbout):
        without = before.without
        is_same_kind = found.topic is None and (direction is None or topic is Topic.NEWS)
        direction = before.direction if is_same_kind else direction
    return AskAbout(before.names, window, topic, before.earlier, direction, without=without)


def _compare_all(found: Found, before: AskAbout | AskToBeTold, window: Window) -> AskAbout:
    """Compare those that were compared last; with one alone before, or if all are meant, all of them."""
    is_several = len(before.names) > 1 and not found.means_everybody
    names = before.names if is_several else (before.earlier + before.names)[-MOST_COMPARED:]
    without = before.without if isinstance(before, AskAbout) else ()
    return AskAbout(names, window, direction=found.direction, without=without)


def before_that(found: Found, before: Question | None) -> AskAbout | None:
    """The same over the span before the one asked about: "and before that?", "and the week before?"."""
    if not isinstance(before, AskAbout) or not before.names or found.names:
        return None
    unit = _UNIT_BEFORE.search(found.unread)
    if unit is None and _BEFORE_THAT.fullmatch(found.text) is None:
        return None
    length = length_of(1, unit["unit"]) if unit else (found.window or before.window).length
    return replace(before, window=_window_before(before.window.since.astimezone(found.now.tzinfo), length))


def _window_before(end: datetime, length: timedelta) -> Window:
    """So long before a moment; in whole days, which have names, unless it is less than one."""
    if length < DAY:
        return Window((end - length).astimezone(UTC), end.astimezone(UTC), "the time before", is_over=True)
    until = midnight(end)
    since = until - ceil(length / DAY) * DAY
    called = f"from {say_day(since)} to {say_day(until - DAY)}"
    return Window(since.astimezone(UTC), until.astimezone(UTC), called, is_over=True)


def _asks_at_large(found: Found, before: Question | None) -> bool:
    """True for "any news?" and "what happened yesterday?" where nobody was talked of."""
    is_asked = found.intent is Intent.NEWS or (found.window and found.intent is Intent.REASONS)
    return before is None and bool(is_asked)
