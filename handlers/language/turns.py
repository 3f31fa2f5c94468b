"""How a sentence goes on from the companies that are talked of: adds to them, swaps or leaves out some. Pure.

Each is told by the sentence with one sign in the place of each name.
"""

import re

from handlers.language.found import YARDSTICK, Found
from handlers.language.intents import Intent

_LEAD = r"\W*(?:(?:and|now|then|but|ok(?:ay)?|please|can\s+you|could\s+you|let's)[\s,]+)*"
_ADD = r"(?:add|include|plus|throw\s+in|bring(?:\s+back)?)"
_DROP = r"(?:drop|without|remove|except|minus|leave\s+out|take\s+out|forget|ignore|exclude|skip|lose)"
_END = r"(?:[\s,]+(?:please|back|instead))*\W*\Z"
_MORE = re.compile(
    rf"{_LEAD}(?:(?P<also>also)|{_ADD})\s+(?:in\s+)?\0(?:[\s,]*(?:and\s+)?\0|\s+(?:too|as\s+well|back|please))*\W*\Z",
    re.IGNORECASE,
)
_LESS = re.compile(
    rf"{_LEAD}(?:{_DROP}\s+\0|(?:no|not|no\s+more)\s+\0{_END}|(?:(?:leave|take|throw)\s+)?\0\s+out{_END})",
    re.IGNORECASE,
)
_ALL_BUT = re.compile(
    r"\b(?:every\w+|all|anything|movers?|moving|moves?|stocks|names|companies|best|worst)\b.*"
    r"\b(?:except|without|besides|but(?:\s+not)?|apart\s+from|excluding|other\s+than|minus)\s+(?:for\s+)?\0",
    re.IGNORECASE,
)
_GOES_FIRST = re.compile(  # the first name goes, the second comes
    rf"{_LEAD}(?:(?:\w+\s+)?(?:replace|swap|exchange|change)\s+\0\s+(?:with|for|by|to)"
    rf"|(?:not|instead\s+of|rather\s+than)\s+\0[\s,]*|{_DROP}\s+\0\W+(?:and\s+)?{_ADD})\s*\0{_END}",
    re.IGNORECASE,
)
_COMES_FIRST = re.compile(
    rf"{_LEAD}(?:\0\s+(?:instead\s+of|rather\s+than|not)|{_ADD}\s+\0\W+(?:and\s+)?{_DROP})\s+\0{_END}",
    re.IGNORECASE,
)
_EITHER = re.compile(
    r"\b(?:better|worse|good|bad|up|down|positive|negative|bullish|bearish)\s+or\b", re.IGNORECASE
)
_THAN = re.compile(r"\bthan\s+(?:the\s+)?\0", re.IGNORECASE)
_JOINS = re.compile(  # behind which a name is one half of a comparison
    r"\b(?:compar\w+|vs\.?|versus|with|against|to|than|and|or)\s+(?:it\s+|them\s+|that\s+)?(?:with\s+|to\s+|against\s+)?"
    r"(?:the\s+)?\0",
    re.IGNORECASE,
)


def joins(found: Found) -> bool:
    """True when it compares one company with those of the conversation."""
    if found.intent is not Intent.COMPARE or len(found.names) != 1 or found.compares_spans or found.listed:
        return False
    is_either = _EITHER.search(found.text) and _THAN.search(found.hidden) is None
    is_whole = YARDSTICK.search(found.text) or is_either
    return not is_whole and _JOINS.search(found.hidden) is not None


def adds(found: Found, *, count: int) -> bool:
    """True when it takes companies in beside those talked of: "add Google"; "also Google" beside several."""
    more = _MORE.match(found.hidden) if found.names else None
    return more is not None and (more["also"] is None or count > 1)


def left_out(found: Found) -> tuple[str, ...]:
    """The companies that it takes out: "drop AMD", "compare all but AMD"; none where it takes out none."""
    is_less = _LESS.match(found.hidden) or _ALL_BUT.search(found.hidden)
    return (*found.names, *found.listed) if found.names and is_less else ()


def means_all_but(found: Found) -> bool:
    """True when it means all companies but those it names, where no several are talked of."""
    return bool(found.names) and _ALL_BUT.search(found.hidden) is not None


def swapped(found: Found) -> tuple[str, str] | None:
    """The company that is to go and the one that is to come: "replace Microsoft with Google"."""
    if len(found.names) != 2:
        return None
    first, second = found.names
    if _GOES_FIRST.match(found.hidden):
        return first, second
    return (second, first) if _COMES_FIRST.match(found.hidden) else None


def goes_on(found: Found) -> bool:
    """True for any of these, and for what begins as a sentence that goes on from another."""
    is_turn = left_out(found) or joins(found) or adds(found, count=2) or swapped(found)
    return found.continues or bool(is_turn)
