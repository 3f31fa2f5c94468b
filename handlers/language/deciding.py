"""Makes a question of what was found in a sentence, and of what was asked before it."""

import re
from dataclasses import dataclass
from datetime import datetime

from feeds.types.reports import Window
from handlers.grammar.ticker import MOST_COMPARED
from handlers.language.intents import Intent, find_direction, find_min_score, is_by_price
from handlers.language.questions import (
    AskAbout,
    AskOwnAlerts,
    AskPortfolio,
    AskToBeTold,
    AskWhatMoves,
    AskWhatYouDo,
    Question,
    Thanks,
    Topic,
    Unreadable,
    UnreadSpan,
    Wish,
)
from handlers.language.spans import DEFAULT, last

FEW_WORDS = 3  # so many unknown words alone may be a misspelt name
MOST_UNKNOWN = 4

_CONTINUES = re.compile(
    r"\W*(?:and|also|or|now|then|ok(?:ay)?|same (?:for|with)|(?:and )?(?:what|how) about|vs\.?|versus)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:compar\w+|them|they|both|all|these|those|each|which|who|side by side|stack up)\b", re.IGNORECASE
)
_RANKS = re.compile(r"\b(?:best|worst|strongest|weakest|most|least)\b", re.IGNORECASE)
_YARDSTICK = re.compile(
    r"\b(?:its|their|the) (?:sectors?|peers?|industry|competitors?|competition|rivals?|markets?|index)\b",
    re.IGNORECASE,
)
_TOPICS = {Intent.REASONS: Topic.REASONS, Intent.NEWS: Topic.NEWS, Intent.BEYOND: Topic.BEYOND}


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found in a sentence; `text` is the sentence without its span of time."""

    intent: Intent | None
    names: tuple[str, ...]
    unknown: tuple[str, ...]
    window: Window | None
    text: str
    now: datetime
    unread: str = ""  # what speaks of a time, but of none that can be looked back over
    readings: tuple[str, ...] = ()  # the whole sentence in each of its meanings, where its dates have two
    windows: tuple[Window, ...] = ()  # all spans that were found, in the order said
    compares_spans: bool = False
    wish: str = ""  # the words of a command, if it is one

    @property
    def continues(self) -> bool:
        """True when it begins as a sentence that goes on from another."""
        return _CONTINUES.match(self.text) is not None

    @property
    def joins(self) -> bool:
        """True when it compares one company with those of the conversation."""
        is_half = self.intent is Intent.COMPARE and len(self.names) == 1
        return is_half and not self.compares_spans and _YARDSTICK.search(self.text) is None

    @property
    def ranks(self) -> bool:
        """True when it asks for the first or the last of several."""
        return self.intent is Intent.COMPARE and _RANKS.search(self.text) is not None

    @property
    def means_all(self) -> bool:
        """True when it compares without a name: all that was talked of is meant."""
        return self.intent is Intent.COMPARE and _SEVERAL.search(self.text) is not None


def decide(found: Found, before: Question | None) -> Question:
    """Decide what is asked; `before` is what was asked before in the same conversation."""
    if (beside := _beside(found)) is not None:
        return beside
    if not found.names or found.intent in {Intent.THANKS, Intent.HELP}:
        return _alone(found) or _unknown(found) or _follow_up(found, before)
    if found.intent is Intent.ALERT:
        return _to_be_told(found, found.names, _earlier(found.names, before))
    return _about(found, before)


def stands_alone(found: Found) -> bool:
    """True when nothing that was asked before can change the decision."""
    if _beside(found) is not None:
        return True
    if not found.names or found.intent in {Intent.THANKS, Intent.HELP}:
        return _alone(found) is not None
    is_half_compared = found.joins
    return found.intent is Intent.ALERT or not (found.continues or is_half_compared)


def _beside(found: Found) -> Question | None:
    """What is asked whatever companies are named."""
    if found.intent is Intent.OWN_ALERTS:
        return AskOwnAlerts()
    if found.wish:
        return Wish(found.wish)
    is_asked = found.names or found.intent is not None or found.continues
    if not (found.unread and is_asked) or found.intent is Intent.ALERT:
        return None
    is_whole = found.names or found.intent is Intent.MOVERS  # without what was asked before
    return UnreadSpan(found.unread, found.readings if is_whole else ())


def _to_be_told(found: Found, names: tuple[str, ...], earlier: tuple[str, ...]) -> AskToBeTold:
    text = found.text
    return AskToBeTold(names, find_direction(text), earlier, find_min_score(text), is_by_price(text))


def _alone(found: Found) -> Question | None:
    """What a sentence without a name can ask by itself."""
    match found.intent:
        case Intent.THANKS:
            return Thanks()
        case Intent.HELP:
            return AskWhatYouDo()
        case Intent.PORTFOLIO:
            return AskPortfolio()
        case Intent.OFF_TOPIC:
            return Unreadable()
        case Intent.MOVERS:
            return AskWhatMoves(_span(found))
        case _:
            return None


def _unknown(found: Found) -> Unreadable | None:
    """Words that mean nothing here: a name that is not known, if the rest speaks for one."""
    if not found.unknown:
        return None
    is_asked = found.intent is not None or found.window is not None
    is_short = len(found.text.split()) <= FEW_WORDS
    may_be_name = (is_asked or is_short) and len(found.unknown) <= MOST_UNKNOWN
    return Unreadable(found.unknown if may_be_name else ())


def _about(found: Found, before: Question | None) -> AskAbout:
    """A question about companies it names; one that goes on keeps the span and the topic."""
    names, topic, window = found.names, _topic(found), found.window
    if isinstance(before, AskAbout):
        if found.joins:
            names = tuple(dict.fromkeys(before.names + names))
            window = window or before.window
        elif found.continues:
            topic = topic or before.topic
            window = window or before.window
    return AskAbout(names, window or _span(found), topic or Topic.REPORT, _earlier(names, before))


def _earlier(names: tuple[str, ...], before: Question | None) -> tuple[str, ...]:
    """The companies of the conversation but these."""
    match before:
        case AskAbout(names=asked, earlier=earlier) | AskToBeTold(names=asked, earlier=earlier):
            return tuple(name for name in dict.fromkeys(earlier + asked) if name not in names)
        case _:
            return ()


def _follow_up(found: Found, before: Question | None) -> Question:
    """A sentence without a name: the same again over another span, or on another topic."""
    match before:
        case AskWhatMoves() if found.window:
            return AskWhatMoves(found.window)
        case AskAbout() | AskToBeTold() if found.intent is Intent.ALERT:
            return _to_be_told(found, before.names, before.earlier)
        case AskAbout() | AskToBeTold() if found.means_all and before.earlier + before.names[1:]:
            names = (before.earlier + before.names)[-MOST_COMPARED:]
            return AskAbout(names, found.window or _span_of(before, found))
        case AskAbout() | AskToBeTold() if (found.window or found.intent) and not found.ranks:
            topic = before.topic if isinstance(before, AskAbout) else Topic.REPORT
            window = found.window or _span_of(before, found)
            return AskAbout(before.names, window, _topic(found) or topic, before.earlier)
        case _:
            return AskWhatMoves(_span(found)) if found.ranks else Unreadable()


def _span_of(before: AskAbout | AskToBeTold, found: Found) -> Window:
    """The span asked about before, or the usual one."""
    return before.window if isinstance(before, AskAbout) else _span(found)


def _span(found: Found) -> Window:
    """The span asked for, or the usual one."""
    return found.window or last(DEFAULT, now=found.now)


def _topic(found: Found) -> Topic | None:
    if found.intent is Intent.REPORT:
        return Topic.REPORT
    return _TOPICS.get(found.intent) if found.intent else None
