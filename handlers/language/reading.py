"""Reads a sentence: its span of time, its kind, and the names in it.

What is not understood stays not understood: an Unreadable, never a guess.
"""

import re
from datetime import datetime

from handlers.blocks.mrkdwn import unescape
from handlers.language.deciding import Found, decide, stands_alone
from handlers.language.intents import find_intent
from handlers.language.names import Knows, find_names
from handlers.language.questions import Question, ScoreThis
from handlers.language.times import read_times
from handlers.language.vocabulary import NO_NAMES

ARTICLE_WORDS = 60  # a text this long is pasted, not asked

_WISH = re.compile(r"\s*(?:subscribe|follow)\s", re.IGNORECASE)
_OPTION = re.compile(r"(?<!\S)(?:min|relevance|include|exclude|digest|quiet|break|max|tz):\S", re.IGNORECASE)
_MARKUP = re.compile(
    r"<(?:[@#!][^>]*|(?P<url>https?://[^|>\s]+)(?:\|(?P<label>[^>]*))?)>|`+|[*_~](?=\w)|(?<=\w)[*_~]"
)


def read_question(text: str, *, knows: Knows, now: datetime, before: Question | None = None) -> Question:
    """Read a sentence. `knows` says whether words are exactly a company's name or symbol.

    `now` is the asker's local time, `before` what was asked before in the same conversation: a
    sentence takes from it what it leaves out.
    """
    plain = strip_markup(text)
    if len(plain.split()) >= ARTICLE_WORDS:
        return ScoreThis(plain)
    return decide(_find(plain, knows=knows, now=now), before)


def is_complete(text: str, *, knows: Knows, now: datetime) -> bool:
    """True when nothing that was asked before can change what a sentence asks."""
    plain = strip_markup(text)
    return len(plain.split()) >= ARTICLE_WORDS or stands_alone(_find(plain, knows=knows, now=now))


def _find(plain: str, *, knows: Knows, now: datetime) -> Found:
    times = read_times(plain, knows=knows, now=now)
    rest, windows = times.rest, times.windows
    names, unknown = find_names(NO_NAMES.sub(" | ", rest), knows=knows)
    return Found(
        find_intent(rest, has_names=bool(names)),
        names,
        unknown,
        max(windows, key=lambda window: window.until, default=None),
        rest,
        now,
        unread=times.unread,
        readings=times.readings,
        windows=windows,
        compares_spans=len(windows) > 1,
        wish=plain if _WISH.match(plain) and _OPTION.search(plain) else "",
    )


def strip_markup(text: str) -> str:
    """Take Slack's markup off a message: mentions go, links show their words, entities are characters."""
    plain = _MARKUP.sub(lambda found: found["label"] or found["url"] or " ", text)
    return unescape(plain).replace("\u2019", "'").strip()
