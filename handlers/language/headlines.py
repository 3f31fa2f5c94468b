"""Tells a pasted headline from a question: a company, and a verb as headlines have them. Pure."""

import re
from collections.abc import Sequence
from functools import cache

from config.resources import read_text
from handlers.language.ellipsis import is_elliptical
from handlers.language.listed import HIDDEN, hide_names
from handlers.language.names import Knows, find_names
from handlers.language.vocabulary import STOP_WORDS

FEWEST_WORDS, FEWEST_OF_PAST, FEWEST_OF_TITLES = 3, 5, 6
_ANY = ("now", "past")  # the kinds of verbs
LATEST_VERB = 3  # so many words behind the company at the latest
LATEST_NAME = 4  # the place in which the company stands at the latest, counted from 0

_ASKING = re.compile(
    r"\W*(?:why|what\w*|how\w*|when|who\w*|which|where|is|are|was|were|has|have|had|did|do|does|can|could|should|would|will"
    r"|tell|show|give|get|compare|alert|let|ping|notify|warn|send|any\w*|list|rank|subscribe|follow|watch|mute|stop"
    r"|explain|score|and|or|also|please|if|sorry|just|only|not|no|yes|so|ok(?:ay)?|hey|hi|hello|thanks|add|drop|replace"
    r"|i|i'm|i'd|we|my|our|need|want|looking|curious|wondering|trying|help|gimme|catch|check|walk|talk|quick|summ\w+"
    r"|recap|overview|latest|current|the\s+latest|(?:news|reports?|status|charts?|plot|update|brief)\s+(?:me|us|on|of|about|for)"
    r"|don't|make|use|try|remind|every|each|same|instead|sort|order|break|put|pull)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"(?:alert\w*|follow\S*|watch|mute|subscribe|notify|warn|stop|sorry|thanks|help|show|no)\b", re.IGNORECASE
)
_ADDRESS = re.compile(r"\b(?:me|us|my|our|when|whenever|if|once|you|please)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"\A[A-Z][^:?,\n]{2,40}:\s+(?=[\"\u201cA-Z])|\A(?i:heads up|btw|fyi|just in)\W+"  # what stands before it
)
_SUBJECT = re.compile(
    r"\W*(?:update\s+\d\W+|brief\W+|breaking\W+|exclusive\W+)?(?:shares\s+of\s+)?", re.IGNORECASE
)


def begins_as_headline(text: str) -> bool:
    """True for what begins as a headline may, and with no word that asks or bids."""
    return _is_spelt(text.strip()) and _ASKING.match(text) is None


def is_headline(text: str, *, knows: Knows) -> bool:
    """True for what reads like a headline about a company: "Ford recalls 200,000 trucks today".

    In small letters the company comes first, and something else is told of it: "ford recalls trucks".
    """
    told = _LABEL.sub("", text.strip(), count=1)
    if (
        "?" in told
        or "\n" in told
        or len(told.split()) < FEWEST_WORDS
        or _verb("now", "past").search(told) is None
    ):
        return False
    if _ASKING.match(told) and not _is_title(told):
        return False
    told = _SUBJECT.sub("", told, count=1)
    names, _ = find_names(told, knows=knows)
    hidden = hide_names(told, names).split()
    place = next((at for at, word in enumerate(hidden) if HIDDEN in word), None)
    if place is None or place > LATEST_NAME:
        return False
    is_spelt = _is_spelt(told)
    if is_spelt and (_verb("now").search(told) or len(told.split()) >= FEWEST_OF_PAST):
        return True
    return (place == 0 or is_spelt) and _tells_of(hidden[place + 1 :])


def _is_spelt(text: str) -> bool:
    """True for what begins with a capital, maybe in quotes or marked."""
    return text.lstrip("\"'\u201c*[")[:1].isupper()


def _is_title(text: str) -> bool:
    """True for a title that only begins as an order does: "Follow Tesla's lead, Ford raises prices"."""
    is_long = len(text.split()) >= FEWEST_OF_TITLES
    return is_long and _ORDER.match(text) is not None and _ADDRESS.search(text) is None


def _tells_of(behind: Sequence[str]) -> bool:
    """True where soon behind a company stands a verb, and anything else that says what it did."""
    words = [word.strip(".,;:!\"'") for word in behind]
    at = next((at for at, word in enumerate(words[:LATEST_VERB]) if _verb(*_ANY).fullmatch(word)), None)
    if at is None:
        return False
    others = words[:at] + words[at + 1 :]
    return any(
        any(map(str.isdigit, word)) or not (is_elliptical(word) or word.casefold() in STOP_WORDS)
        for word in others
        if word and HIDDEN not in word
    )


@cache
def _verb(*kinds: str) -> re.Pattern[str]:
    """A verb as headlines have it: "beats", "to cut", "sued by" of the kind now; "downgraded" of the past."""
    lines = [line.partition(": ") for line in read_text("headline_verbs.txt").splitlines()]
    verbs: dict[str, list[str]] = {}
    for kind, _, words in lines:
        verbs.setdefault(kind, []).extend(word for word in words.strip(" ,").split(", ") if word)
    now, bare = "|".join(word for kind in kinds for word in verbs[kind]), "|".join(verbs["bare"])
    many = "soar|tumble|plunge|slump|sink|jump|rally|fall|rise|drop|surge|slide"  # of shares
    return re.compile(rf"(?<![\w-])(?:(?:{now}|{many})(?!\w)|to\s+(?:{bare})\b|sued\s+by)")
