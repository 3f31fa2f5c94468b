"""What an order to be told asks for: how strong news must be, a digest and its time, everything. Pure."""

import re
from datetime import time

from feeds.types.subscriptions import Digest, DigestKind
from handlers.grammar.saying import say_digest
from handlers.grammar.values import guess_time, read_time
from handlers.language.intents import find_direction

EVERYTHING = "subscribe all"  # in the words of `/alerts`
DIGEST_AT, EVENING_AT = time(8, 30), time(18)
_DIGEST = re.compile(
    r"\bdigests?\b|\b(?:daily|hourly)\b|\b(?:send|give|get|mail)\s+(?:me|us)\s+(?:a\s+|an\s+)?morning\b"
    r"|\b(?:every|each)\s+(?:(?:week)?day|morning|evening|hour)\b",
    re.IGNORECASE,
)
_RHYTHM = re.compile(
    r"\b(?:bi-?weekly|weekly|fortnightly|monthly|quarterly|twice(?:\s+an?\s+\w+)?|end\s+of\s+(?:the\s+)?\w+"
    r"|after\s+(?:the\s+)?(?:market\s+)?close|every\s+(?:other\s+\w+|\d+\s+\w+|second\s+\w+|(?:mon|tues|wednes|thurs|fri|satur|sun)day))\b"
    r"|\b(?:UTC|GMT|CET|ET|EST|PT|[A-Z][a-z]+\s+time)\b"
)
_EVERYTHING = re.compile(
    r"\b(?:everything|anything|all(?:\s+(?:the|of|good|bad|positive|negative|bullish|bearish|market))*\s+news)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\bat\s+(?P<time>\d{1,2}(?:[:.h]\d\d)?(?:\s?[ap]m)?)\b", re.IGNORECASE)
_MIN_SCORE = re.compile(
    r"(?:\b(?:above|over|below|under|beyond|beneath|at least|more than|less than|min(?:imum)?)|[<>]=?)[\s:]*"
    r"[+-]?(?P<score>(?:0?\.\d+|0|1(?:\.0+)?))(?![\d.%])",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"\d\s?%|\$\s?\d|\b(?:percent|pct|dollars?|bucks|euros?|prices?)\b"
    r"|\b(?:hits?|reach(?:es)?|cross(?:es)?|touch(?:es)?|breaks?)\s+(?:above\s+|below\s+)?\d{2}",
    re.IGNORECASE,
)


def find_min_score(text: str) -> float:
    """Find how strong it must be: "above 0.6", "min:0.5"; 0 when nothing is said of that."""
    match = _MIN_SCORE.search(text)
    return float(match["score"]) if match else 0.0


def find_everything(text: str) -> str:
    """Find that all news are to be told, as a wish in the words of `/alerts`; empty where it is not said."""
    if _EVERYTHING.search(text) is None:
        return ""
    direction, digest = find_direction(text), find_digest(text)
    if digest is None and (at := _clock_in(text)):
        digest = Digest(DigestKind.DAILY, at)
    options = [direction.value] if direction else []
    options += [f"digest:{say_digest(digest)}"] if digest else []
    return " ".join((EVERYTHING, *options))


def find_digest(text: str) -> Digest | None:
    """Find a digest that is asked for, and when it is to come: by the hour, or once a day."""
    if _DIGEST.search(text) is None:
        return None
    if re.search(r"\b(?:before|at)\s+the\s+(?:market\s+)?open\b", text, re.IGNORECASE):
        return Digest(DigestKind.OPEN)
    if re.search(r"\bhour(?:ly)?\b", text, re.IGNORECASE):
        return Digest(DigestKind.HOURLY)
    kind = DigestKind.WEEKDAYS if re.search(r"\bweekdays?\b", text, re.IGNORECASE) else DigestKind.DAILY
    at = _clock_in(text)
    usual = EVENING_AT if re.search(r"\bevening\b", text, re.IGNORECASE) else DIGEST_AT
    return Digest(kind, at or usual)


def _clock_in(text: str) -> time | None:
    clock = _CLOCK.search(text)
    return read_time(guess_time(clock["time"].replace(" ", "")) or "") if clock else None


def find_rhythm(text: str) -> str:
    """Find a rhythm that no digest has: "weekly"; empty without one."""
    match = _RHYTHM.search(text)
    return " ".join(match.group().split()) if match else ""


def is_by_price(text: str) -> bool:
    """True for what depends on a price: "falls 5%", "hits $200"."""
    return _PRICE.search(text) is not None
