"""Reads a sentence: its span of time, its kind, and the names in it.

What is not understood stays not understood: an Unreadable, never a guess.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from feeds.types.reports import Window
from handlers.blocks.mrkdwn import unescape
from handlers.language.deciding import decide
from handlers.language.ellipsis import is_elliptical
from handlers.language.foreign import is_foreign
from handlers.language.found import Found
from handlers.language.headlines import is_headline
from handlers.language.intents import find_intent
from handlers.language.listed import HIDDEN, hide_names
from handlers.language.names import Knows, find_names
from handlers.language.pasted import find_text_to_score
from handlers.language.questions import AskAboutItem, Question, ScoreThis
from handlers.language.spans import DEFAULT, last
from handlers.language.times import read_times
from handlers.language.uncovered import find_uncovered
from handlers.language.vocabulary import NO_NAMES

_WISH = re.compile(r"\s*(?:subscribe|follow)\s", re.IGNORECASE)
_URL = re.compile(r"https?://\S+")
_CHANNEL = re.compile(r"<#(?P<id>\w+)(?:\|[^>]*)?>")
_EXCLUDES = re.compile(r"\b(?P<how>excluding|except(?:\s+for)?|but\s+not|other\s+than)\s*\|", re.IGNORECASE)
_SOMEBODY = "Somebody"  # stands for a name, whose own words say nothing of what is asked
_NOT_MEANT = re.compile(r"\b(?:not|instead\s+of|rather\s+than)\s+(?:the\s+|in\s+|for\s+)*\|", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:compar\w+\s+(?:to|with|against)|than|vs\.?|versus|against)\s*\|", re.IGNORECASE)
_OPTION = re.compile(r"(?<!\S)(?:min|relevance|include|exclude|digest|quiet|break|max|tz):\S", re.IGNORECASE)
_MARKUP = re.compile(
    r"<(?:[@#!][^>]*|(?P<url>https?://[^|>\s]+)(?:\|(?P<label>[^>]*))?)>|`+|[*_~](?=\w)|(?<=\w)[*_~]"
)


def read_question(text: str, *, knows: Knows, now: datetime, before: Question | None = None) -> Question:
    """Read a sentence. `knows` says whether words are exactly a company's name or symbol.

    `now` is the asker's local time, `before` what was asked before in the same conversation: a
    sentence takes from it what it leaves out.
    """
    read = read_sentence(text, knows=knows, now=now)
    return decide(read, before) if isinstance(read, Found) else read


def read_sentence(text: str, *, knows: Knows, now: datetime) -> Question | Found:
    """Read a sentence by itself: what it asks, or what was found in it where that is still to be decided."""
    plain = strip_markup(text)
    if (text_to_score := find_text_to_score(plain)) is not None:
        return ScoreThis(text_to_score)
    if is_headline(plain, knows=knows):
        return ScoreThis(plain)
    if url := _find_address(plain):
        return AskAboutItem(url=url)
    found = _find(plain, knows=knows, now=now)
    channel = _CHANNEL.search(text)
    return replace(found, channel=channel["id"]) if channel else found


def read_strictly(text: str, *, knows: Knows, now: datetime) -> Question | None:
    """Read a sentence of which every word is understood; None for any other."""
    found = _find(strip_markup(text), knows=knows, now=now)
    return None if found.unknown or found.unread else decide(found, None)


def _find_address(text: str) -> str:
    """The one address in a text that says nothing else: "why is https://... negative?"; or nothing."""
    urls = _URL.findall(text)
    is_alone = len(urls) == 1 and is_elliptical(text.replace(urls[0], " "))
    return urls[0].rstrip("?!.,;)") if is_alone else ""


def _find(said: str, *, knows: Knows, now: datetime) -> Found:
    plain = " ".join(said.split())
    times = read_times(plain, knows=knows, now=now)
    rest, windows = times.rest, _meant(times.windows, times.rest)
    names, strange = find_names(NO_NAMES.sub(" | ", rest), knows=knows)
    unknown = tuple(word for word in strange if not is_elliptical(word))
    hidden = hide_names(rest, names)
    return Found(
        find_intent(hidden.replace(HIDDEN, _SOMEBODY), has_names=bool(names)),
        names,
        unknown,
        _window_of(windows, rest, now=now),
        rest,
        hidden,
        now,
        unread=times.unread or _excluded(rest),
        readings=times.readings,
        windows=windows,
        is_foreign=is_foreign(hidden),
        uncovered=find_uncovered(rest, has_company=knows),
        said=plain,
        wish=plain if _WISH.match(plain) and _OPTION.search(plain) else "",
    )


def _window_of(windows: Sequence[Window], rest: str, *, now: datetime) -> Window | None:
    """The span that is asked about, held against the other where two are said; `rest` is what is said beside.

    Where only what it is held against is said, the usual one is meant.
    """
    if not windows:
        return None
    if len(windows) == 1 and _AGAINST.search(rest):
        return _held_against(last(DEFAULT, now=now), windows[0])
    asked, *others = sorted(windows, key=lambda window: window.until, reverse=True)
    return _held_against(asked, others[0]) if others else asked


def _held_against(asked: Window, other: Window) -> Window:
    """One span held against another, or against the one before it where the two run into each other.

    "The last 7 days against the previous 7 days" names the same days twice.
    """
    is_same = (other.since, other.until) == (asked.since, asked.until)
    runs_into = other.since < asked.since < other.until < asked.until
    return asked if is_same or runs_into else replace(asked, against=other)


def _meant(windows: tuple[Window, ...], rest: str) -> tuple[Window, ...]:
    """The spans but the one that is said not to be meant: "not this week, last week"."""
    refused = _NOT_MEANT.search(rest)
    if refused is None or len(windows) == 1:
        return windows
    place = rest.count("|", 0, refused.end()) - 1
    return tuple(window for at, window in enumerate(windows) if at != place) or windows


def _excluded(rest: str) -> str:
    """The words by which a span is left out of another, which can't be done; nothing where none is."""
    match = _EXCLUDES.search(rest)
    return match["how"] if match else ""


def strip_markup(text: str) -> str:
    """Take Slack's markup off a message: mentions go, links show their words, entities are characters."""
    plain = _MARKUP.sub(lambda found: found["label"] or found["url"] or " ", text)
    return unescape(plain).replace("\u2019", "'").strip()
