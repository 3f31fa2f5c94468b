"""Tells a pasted headline from a question: a company, and a verb as headlines have them. Pure."""

import re
from functools import cache

from config.resources import read_text
from handlers.language.listed import HIDDEN, hide_names
from handlers.language.names import Knows, find_names

FEWEST_WORDS = 3
LATEST_NAME = 4  # the place in which the company stands at the latest, counted from 0

_ASKING = re.compile(
    r"\W*(?:why|what\w*|how\w*|when|who\w*|which|where|is|are|was|were|has|have|had|did|do|does|can|could|should|would|will"
    r"|tell|show|give|get|compare|alert|let|ping|notify|warn|send|any\w*|list|rank|subscribe|follow|watch|mute|stop"
    r"|explain|score|and|or|also|please|if|sorry|just|only|not|no|yes|so|ok(?:ay)?|hey|hi)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\W*(?:update\s+\d\W+|brief\W+|breaking\W+|exclusive\W+)?(?:shares\s+of\s+)?", re.IGNORECASE
)


def is_headline(text: str, *, knows: Knows) -> bool:
    """True for what reads like a headline about a company: "Ford recalls 200,000 trucks today"."""
    begins = text.strip().lstrip("\"'\u201c")[:1]
    is_candidate = begins.isupper() and "?" not in text and "\n" not in text.strip()
    if not is_candidate or _ASKING.match(text) or len(text.split()) < FEWEST_WORDS:
        return False
    if _verb().search(text) is None:
        return False
    told = _SUBJECT.sub("", text, count=1)
    names, _ = find_names(told, knows=knows)
    words = hide_names(told, names).split()
    place = next((at for at, word in enumerate(words) if HIDDEN in word), None)
    is_early = place is not None and place <= LATEST_NAME
    return is_early and _verb().search(" ".join(words[place or 0 :])) is not None


@cache
def _verb() -> re.Pattern[str]:
    """A verb as headlines have it: "beats", "to cut", "sued by"."""
    lines = [line.partition(": ") for line in read_text("headline_verbs.txt").splitlines()]
    verbs: dict[str, list[str]] = {}
    for kind, _, words in lines:
        verbs.setdefault(kind, []).extend(word for word in words.strip(" ,").split(", ") if word)
    now, bare = "|".join(verbs["now"]), "|".join(verbs["bare"])
    many = "soar|tumble|plunge|slump|sink|jump|rally|fall|rise|drop|surge|slide"  # of shares
    return re.compile(rf"(?<![\w-])(?:(?:{now}|{many})(?!\w)|to\s+(?:{bare})\b|sued\s+by)")
