"""Tells a pasted headline from a question: a company, and a verb as headlines have them. Pure."""

import re
from functools import cache

from config.resources import read_text
from handlers.language.listed import HIDDEN, hide_names
from handlers.language.names import Knows, find_names

FEWEST_WORDS, FEWEST_OF_PAST = 3, 5
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
_SUBJECT = re.compile(
    r"\W*(?:update\s+\d\W+|brief\W+|breaking\W+|exclusive\W+)?(?:shares\s+of\s+)?", re.IGNORECASE
)


def begins_as_headline(text: str) -> bool:
    """True for what begins as a headline may, and with no word that asks or bids."""
    return text.strip().lstrip("\"'\u201c*[")[:1].isupper() and _ASKING.match(text) is None


def is_headline(text: str, *, knows: Knows) -> bool:
    """True for what reads like a headline about a company: "Ford recalls 200,000 trucks today"."""
    if not begins_as_headline(text) or "?" in text or "\n" in text.strip():
        return False
    words = len(text.split())
    if words < FEWEST_WORDS or _verb(with_past=words >= FEWEST_OF_PAST).search(text) is None:
        return False
    told = _SUBJECT.sub("", text, count=1)
    names, _ = find_names(told, knows=knows)
    hidden = hide_names(told, names).split()
    place = next((at for at, word in enumerate(hidden) if HIDDEN in word), None)
    return place is not None and place <= LATEST_NAME


@cache
def _verb(*, with_past: bool) -> re.Pattern[str]:
    """A verb as headlines have it: "beats", "to cut", "sued by"; "downgraded" in longer ones."""
    lines = [line.partition(": ") for line in read_text("headline_verbs.txt").splitlines()]
    verbs: dict[str, list[str]] = {}
    for kind, _, words in lines:
        verbs.setdefault(kind, []).extend(word for word in words.strip(" ,").split(", ") if word)
    now, bare = "|".join(verbs["now"] + verbs["past"] * with_past), "|".join(verbs["bare"])
    many = "soar|tumble|plunge|slump|sink|jump|rally|fall|rise|drop|surge|slide"  # of shares
    return re.compile(rf"(?<![\w-])(?:(?:{now}|{many})(?!\w)|to\s+(?:{bare})\b|sued\s+by)")
