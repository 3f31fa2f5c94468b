"""Tells a text to be scored from a question: by its length, its form, or what leads up to it. Pure."""

import re

from handlers.language.ellipsis import is_elliptical

ARTICLE_WORDS = 60  # a text this long is pasted, not asked
SENTENCES = 2  # so many of some length are no question either
_SENTENCE_WORDS = 8
_HEADLINE_WORDS = 3

_THIS = r"(?:\s+(?:this|that|the|following|article|headline|text|news|story|item|for\s+me|please))*"
_LEAD = re.compile(
    rf"\W*(?:please\s+|can\s+you\s+|could\s+you\s+)*"
    rf"(?:(?:score|rate|analy[sz]e|grade|evaluate|read){_THIS}|what\s+do\s+you\s+(?:think|make)\s+of{_THIS}|thoughts(?:\s+on)?{_THIS}"
    rf"|how\s+(?:positive|negative|bullish|bearish|good|bad)\s+is{_THIS})\s*(?P<end>[:\n]|\?\s*\n|[-\u2013\u2014]\s)\s*",
    re.IGNORECASE,
)
_ASIDE = re.compile(  # what is asked of it, before the text
    r"\W*is\s+(?:this|that|it|the\s+following)\s+(?:good|bad|positive|negative|bullish|bearish)(?:\s+(?:or|news|for)\s+\S+)*"
    r"\s*[:?]\s*"
    r"|\W*(?:what(?:'s|\s+is)\s+the\s+)?(?:score|rate|sentiment|tone)\s+(?:(?:of|for|in|this)\s+)*(?=[\"\u201c])",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\W*(?:please\s+)?(?:score|rate|grade)\s+(?:this|that|the\s+following)\s+"
    r"(?!(?:week|month|quarter|year|stock|company|ticker|one|message|news|headline|article)\b)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"(?:>[^\n]*(?:\n\s*|\Z))+")
_WITHIN = re.compile(r"[\"\u201c](?P<said>[^\"\u201c\u201d]+)[\"\u201d]")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|\Z)[^.!?\n]*)*[.!](?=\s|\Z)")


def find_text_to_score(text: str) -> str | None:
    """Find the text that somebody wants scored, without what leads up to it; None for anything else."""
    lead = _LEAD.match(text) or _ASIDE.match(text) or _BARE.match(text)
    rest = text[lead.end() :].strip() if lead else _quoted(text)
    if len(rest.split()) >= _HEADLINE_WORDS:
        return rest.strip('"\u201c\u201d')
    return text if len(text.split()) >= ARTICLE_WORDS or _is_prose(text) else None


def _quoted(text: str) -> str:
    """What somebody quotes, if what stands around it is about nothing else: `is "Ford cuts jobs" good?`."""
    if _QUOTED.fullmatch(text):
        return re.sub(r"^\s*>+", "", text, flags=re.MULTILINE).strip()
    within = _WITHIN.search(text)
    return within["said"] if within and is_elliptical(text.replace(within.group(), " ")) else ""


def _is_prose(text: str) -> bool:
    """True for several whole sentences that ask nothing."""
    if len(text.split()) < SENTENCES * _SENTENCE_WORDS:
        return False
    whole = [each for each in _SENTENCE.findall(text) if len(each.split()) >= _SENTENCE_WORDS]
    return len(whole) >= SENTENCES and "?" not in text
