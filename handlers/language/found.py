"""What was found in a sentence, and what follows from its words alone. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime

from feeds.types.reports import Window
from feeds.types.scores import Polarity
from handlers.language.alerting import is_by_price
from handlers.language.ellipsis import is_elliptical
from handlers.language.headlines import begins_as_headline
from handlers.language.intents import NEGATED, Intent, find_direction
from handlers.language.listed import HIDDEN, find_listed, find_terse
from handlers.language.questions import Topic
from handlers.language.spans import DEFAULT, last
from handlers.language.vocabulary import STOP_WORDS

FEW_WORDS = 4  # a question of so many at most is read whole
TOLD_WORDS = 4  # a statement has so many at least,
TELLING_WORDS, TELLING_BESIDE_QUESTION = 3, 6  # and of them so many that tell something
TALK_WORDS = 5  # from so many on a sentence that asks nothing is talk: "I had an apple for lunch"

_CONTINUES = re.compile(
    r"\W*(?:and|also|or|now|then|ok(?:ay)?|same (?:for|with)|just|only|(?:and )?(?:what|how) about|vs\.?"
    r"|versus|make\s+(?:that|it)|switch\s+to)\b|.*\b(?:too|as\s+well|instead)\W*\Z",
    re.IGNORECASE,
)
_HOLDS = re.compile(r"\b(?:vs|versus|compar\w+)\b", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:compar\w+|them|they|both|all|these|those|each|which|who|side by side|stack up)\b", re.IGNORECASE
)
_ASKS = re.compile(
    r"\b(?:what\w*|who\w*|how\w*|why|when|which|any\w*|about|tell|show|give|see|check|know|look\w*|thoughts?)\b",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"\b(?:good|bad|best|worst|positive|negative|bullish|bearish)(?:\s+\w+)?\s+(?:news|stor(?:y|ies)|headlines?|articles?|updates?|ones?)\b"
    r"|\b(?:good|bad|positive|negative|bullish|bearish)\s+only\b"
    r"|\bany(?:thing)?\s+(?:good|bad|positive|negative|bullish|bearish)\b"
    r"|\bonly\s+(?:the\s+)?(?:good|bad|positive|negative|bullish|bearish)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['.\-][^\W\d_]+)*")
_NOT = r"\b(?:not|without|except(?:\s+for)?|excluding|minus|other\s+than)"
_BUT = re.compile(
    r"\b(?:except(?:\s+for)?|excluding|but\s+not|other\s+than|nothing\s+(?:about|on))\s+(?:the\s+)?([^\W\d_]{3,})",
    re.IGNORECASE,
)
_AT_LARGE = frozenset({"shares", "immediately", "instantly", "unless", "digest", "digests"})
_WORST = re.compile(r"\b(?:worst|weakest|down\s+(?:the\s+)?most)\b", re.IGNORECASE)
_BEST = re.compile(r"\b(?:best|strongest|rank|order|sort|up\s+(?:the\s+)?most)\b", re.IGNORECASE)
_RANKS = re.compile(r"\b(?:best|worst|strongest|weakest|most|least)\b", re.IGNORECASE)
YARDSTICK = re.compile(
    r"\b((?:its|their|the) (?:sectors?|peers?|industry|competitors?|competition|rivals?|markets?|index))\b",
    re.IGNORECASE,
)
_TOPICS = {
    Intent.REASONS: Topic.REASONS,
    Intent.NEWS: Topic.NEWS,
    Intent.BEYOND: Topic.BEYOND,
    Intent.REPORT: Topic.REPORT,
}


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found in a sentence; `text` is the sentence without its span of time."""

    intent: Intent | None
    names: tuple[str, ...]
    unknown: tuple[str, ...]
    window: Window | None
    text: str
    hidden: str  # that text with one sign in the place of each name
    now: datetime
    unread: str = ""  # what speaks of a time, but of none that can be looked back over
    readings: tuple[str, ...] = ()  # the whole sentence in each of its meanings, where its dates have two
    windows: tuple[Window, ...] = ()  # all spans that were found, in the order said
    wish: str = ""  # the words of a command, if it is one
    is_foreign: bool = False
    uncovered: str = ""  # the first words that mean what is no company: an index, a currency
    channel: str = ""  # the first one that it names
    said: str = ""  # the whole sentence

    @property
    def continues(self) -> bool:
        """True when it begins as a sentence that goes on from another."""
        return _CONTINUES.match(self.text) is not None

    @property
    def compares_spans(self) -> bool:
        """True when two spans of time are said."""
        return len(self.windows) > 1

    @property
    def wanted(self) -> tuple[str, ...]:
        """The names but those that are said to be left out: "Nvidia but not AMD"."""
        others = tuple(name for name in self.names if not self._is_left_out(name))
        return others or self.names

    def _is_left_out(self, name: str) -> bool:
        pattern = r"\s+".join(map(re.escape, name.split()))
        return re.search(rf"{_NOT}\s+{pattern}(?!\w)", self.text, re.IGNORECASE) is not None

    @property
    def splits_spans(self) -> bool:
        """True when it names several companies and a span for each."""
        is_held_against = re.search(r"\b(?:vs|versus|compar\w+|against|than)\b", self.text, re.IGNORECASE)
        return len(self.names) > 1 and self.compares_spans and is_held_against is None

    @property
    def means_everybody(self) -> bool:
        """True when all that were talked of are meant, not those of the last comparison alone."""
        return re.search(r"\b(?:all|every\w*)\b", self.text, re.IGNORECASE) is not None

    @property
    def held_against(self) -> Window | None:
        """The one span that is said, where it is for another to be held against: "vs last month"."""
        is_only = len(self.windows) == 1 and self.window is not None
        return self.windows[0] if is_only and self.window != self.windows[0] else None

    @property
    def listed(self) -> tuple[str, ...]:
        """Words that no company is called, in a list with known names."""
        return find_listed(self.text, known=self.names, unknown=self.unknown) if self.unknown else ()

    @property
    def beside(self) -> str:
        """What is no company and yet stands in a list with one: "gold" in "compare Nvidia and gold"."""
        words = self.uncovered.split()
        return self.uncovered if words and find_listed(self.text, known=self.names, unknown=words) else ""

    @property
    def doubtful(self) -> tuple[str, ...]:
        """Words that stand beside nothing but names, and may be misspelt ones."""
        return find_terse(self.text, known=self.names, unknown=self.unknown) if self.unknown else ()

    @property
    def unheard(self) -> tuple[str, ...]:
        """What is said of the names and can't be done: a part left out, a sector to compare with.

        In a sentence too short to be about something else, all words and numbers that mean nothing.
        """
        if not self.names:
            return ()
        if self.intent is not None or len(self.text.split()) > FEW_WORDS:
            return self.refused
        numbers = re.findall(r"(?<![\w$.-])\d+\w*(?![\w.])", self.hidden)
        return tuple(dict.fromkeys((*self.refused, *self.unknown, *numbers)))

    @property
    def refused(self) -> tuple[str, ...]:
        """What of the news is to be left out, or a sector to compare with, neither of which can be done."""
        negated = (each.group() for each in NEGATED.finditer(self.hidden))
        others = (found for pattern in (_BUT, YARDSTICK) for found in pattern.findall(self.hidden))
        return tuple(dict.fromkeys((*negated, *others)))

    @property
    def limits(self) -> tuple[str, ...]:
        """Words right behind a name that may say what of it is meant: "Tesla recalls"."""
        if find_direction(self.hidden) or is_by_price(self.hidden):
            return ()
        behind = re.findall(rf"{HIDDEN}(?:'s)?\s+([^\W\d_]{{4,}})", self.hidden)
        return tuple(word for word in behind if word not in _AT_LARGE and not is_elliptical(word))

    @property
    def says_little(self) -> bool:
        """True when it asks for nothing that is known, and over no span."""
        return self.intent is None and self.window is None and "?" not in self.text

    @property
    def is_talk(self) -> bool:
        """True for a sentence that asks nothing and has a word in it that is a name elsewhere."""
        is_list = len(self.names + self.listed) > 1
        is_long = len(self.text.split()) >= TALK_WORDS and not self.hidden.startswith(HIDDEN)
        is_asking = _ASKS.search(self.text) is not None
        return (
            self.says_little and is_long and not (is_list or is_asking) and all(map(str.islower, self.names))
        )

    @property
    def tells(self) -> bool:
        """True for a sentence that tells something, as a headline does, and asks nothing."""
        compares = len(self.names) > 1 and _HOLDS.search(self.text) is not None
        if not self.names or compares or self.is_foreign or not begins_as_headline(self.said):
            return False
        least = TELLING_BESIDE_QUESTION if "?" in self.said else TELLING_WORDS
        words = _WORD.findall(self.hidden.replace(HIDDEN, " "))
        asking = frozenset() if self.says_little else STOP_WORDS
        telling = [word for word in words if word.casefold() not in asking and not is_elliptical(word)]
        return len(self.said.split()) >= TOLD_WORDS and len(telling) >= least

    @property
    def ranks(self) -> bool:
        """True when it asks for the first or the last of several."""
        return self.intent is Intent.COMPARE and _RANKS.search(self.text) is not None

    @property
    def means_all(self) -> bool:
        """True when it compares without a name: all that was talked of is meant."""
        return self.intent is Intent.COMPARE and _SEVERAL.search(self.text) is not None

    @property
    def span(self) -> Window:
        """The span asked for, or the usual one."""
        return self.window or last(DEFAULT, now=self.now)

    @property
    def topic(self) -> Topic | None:
        """What is to be said about companies, if it says so."""
        return _TOPICS.get(self.intent) if self.intent else None

    @property
    def direction(self) -> Polarity | None:
        """The direction it speaks of, if it is one; of news only where no other is wanted."""
        if self.intent is Intent.NEWS and _WANTED.search(self.text) is None:
            return None
        ranks = self.intent in {Intent.COMPARE, Intent.NEWS, Intent.MOVERS} or len(self.names) > 1
        said = find_direction(self.hidden.replace(HIDDEN, " "))
        return said or (_end_of(self.hidden) if ranks else None)


def _end_of(text: str) -> Polarity | None:
    """From which end companies are to be ranked, if they are."""
    if _WORST.search(text):
        return Polarity.NEGATIVE
    return Polarity.POSITIVE if _BEST.search(text) else None
