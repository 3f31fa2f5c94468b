"""Reads a sentence: its span of time, its kind, and the names in it.

What is not understood stays not understood: an Unreadable, never a guess.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from feeds.types.reports import Window
from handlers.language.intents import Intent, find_direction, find_intent
from handlers.language.questions import (
    AskNews,
    AskReasons,
    AskReport,
    AskToBeTold,
    AskWhatMoves,
    AskWhatYouDo,
    Question,
    ScoreThis,
    Thanks,
    Unreadable,
)
from handlers.language.vocabulary import JOINERS, SHORTEST_SYMBOL, SHOUTED, STOP_WORDS
from handlers.language.windows import DEFAULT, find_window, last

ARTICLE_WORDS = 60  # a text this long is pasted, not asked
LONGEST_NAME = 6

Knows = Callable[[str], bool]

_WORD = re.compile(r"\$?[^\W_]+(?:['\u2019.&+:-][^\W_]+)*[!+]?|&|\||,|/|\+")
_MARKUP = re.compile(
    r"<(?:[@#!][^>]*|(?P<url>https?://[^|>\s]+)(?:\|(?P<label>[^>]*))?)>|`+|[*_~](?=\w)|(?<=\w)[*_~]"
)
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}


@dataclass(frozen=True, slots=True)
class Context:
    """What was asked before in the same conversation."""

    question: Question


def read_question(text: str, *, knows: Knows, now: datetime, context: Context | None = None) -> Question:
    """Read a sentence. `knows` says whether words are exactly a company's name or symbol.

    `now` is the asker's local time. A sentence without a name takes it from the context.
    """
    plain = strip_markup(text)
    if len(plain.split()) >= ARTICLE_WORDS:
        return ScoreThis(plain)
    spoken = find_window(plain, now=now)
    rest = spoken.rest if spoken else plain
    names, unknown = find_names(rest, knows=knows)
    asked = _Asked(
        intent=find_intent(rest),
        names=names,
        unknown=unknown,
        window=spoken.window if spoken else None,
        text=rest,
        now=now,
    )
    return _decide(asked, context)


@dataclass(frozen=True, slots=True)
class _Asked:
    """All that was found in a sentence."""

    intent: Intent | None
    names: tuple[str, ...]
    unknown: tuple[str, ...]
    window: Window | None
    text: str
    now: datetime

    @property
    def span(self) -> Window:
        """The window asked for, or the usual one."""
        return self.window or last(DEFAULT, now=self.now)


def strip_markup(text: str) -> str:
    """Take Slack's markup off a message: mentions go, links show their words, entities are characters."""
    plain = _MARKUP.sub(lambda found: found["label"] or found["url"] or " ", text)
    for entity, character in _ENTITIES.items():
        plain = plain.replace(entity, character)
    return plain.replace("\u2019", "'").strip()


def find_names(text: str, *, knows: Knows) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Find the names in a text: those that are known, in order, and the words left that may be one."""
    is_loud = text.isupper()
    known: list[str] = []
    unknown: list[str] = []
    words = _WORD.findall(text)
    at = 0
    while at < len(words):
        size = _name_length(words, at, knows=knows, is_loud=is_loud)
        if size:
            known.append(" ".join(words[at : at + size]))
        elif not _is_plain(words[at]):
            unknown.append(words[at])
        at += size or 1
    return tuple(dict.fromkeys(known)), tuple(unknown)


def _name_length(words: Sequence[str], at: int, *, knows: Knows, is_loud: bool) -> int:
    """How many words from here on are a known name, the most first; 0 for none."""
    for size in range(min(LONGEST_NAME, len(words) - at), 1, -1):
        phrase = words[at : at + size]
        if not _is_plain(phrase[-1]) and knows(" ".join(phrase)):
            return size
    word = words[at]
    if word.startswith("$"):
        return int(knows(word))
    if _is_plain(word) and (is_loud or not word.isupper() or len(word) < 2 or word.casefold() in SHOUTED):
        return 0
    if word.islower() and len(word) < SHORTEST_SYMBOL:
        return 0
    return int(knows(word))


def _is_plain(word: str) -> bool:
    """True for a word of the language, which says nothing about a company."""
    bare = word.casefold().removesuffix("'s")
    return word == "|" or bare in JOINERS or bare in STOP_WORDS or (bare.isdecimal() and len(bare) < 5)


def _decide(asked: _Asked, context: Context | None) -> Question:
    """Make a question of what was found, with what was asked before where something is missing."""
    if not asked.names and (alone := _without_names(asked)) is not None:
        return alone
    names = asked.names or _names_of(context)
    if asked.intent is Intent.ALERT and names:
        return AskToBeTold(names, find_direction(asked.text))
    if asked.names:
        return _about(asked.intent, asked.names, asked.span)
    return Unreadable(asked.unknown if asked.intent else ()) if asked.unknown else _follow_up(asked, context)


def _without_names(asked: _Asked) -> Question | None:
    """What a sentence without a name can ask by itself."""
    match asked.intent:
        case Intent.THANKS:
            return Thanks()
        case Intent.HELP:
            return AskWhatYouDo()
        case Intent.MOVERS:
            return AskWhatMoves(asked.span)
        case _:
            return None


def _about(intent: Intent | None, names: tuple[str, ...], window: Window) -> Question:
    match intent:
        case Intent.REASONS:
            return AskReasons(names, window)
        case Intent.NEWS:
            return AskNews(names, window)
        case _:
            return AskReport(names, window)


def _follow_up(asked: _Asked, context: Context | None) -> Question:
    """A sentence without a name: the same as before over another span, or of another kind."""
    names = _names_of(context)
    if context is None or (asked.window is None and asked.intent is None):
        return Unreadable()
    if isinstance(context.question, AskWhatMoves) and asked.window:
        return AskWhatMoves(asked.window)
    if not names:
        return Unreadable()
    kind = (
        asked.intent if asked.intent in {Intent.REASONS, Intent.NEWS} else _KINDS.get(type(context.question))
    )
    return _about(kind, names, asked.window or _window_of(context) or asked.span)


_KINDS: Mapping[type, Intent] = {AskReasons: Intent.REASONS, AskNews: Intent.NEWS}


def _names_of(context: Context | None) -> tuple[str, ...]:
    match context:
        case Context(
            AskReport(names=names) | AskReasons(names=names) | AskNews(names=names) | AskToBeTold(names=names)
        ):
            return names
        case _:
            return ()


def _window_of(context: Context | None) -> Window | None:
    match context:
        case Context(AskReport(window=window) | AskReasons(window=window) | AskNews(window=window)):
            return window
        case _:
            return None
