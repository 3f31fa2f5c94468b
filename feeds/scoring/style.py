"""In which style a text is written. The same word weighs differently in a post, a filing and a headline."""

import re
from enum import StrEnum

_POST = re.compile(r"(?<!\w)[$@#][A-Za-z]")
_LINK = re.compile(r"https?://")
_EMOJI = "\u2600"  # where they begin
_FORMAL_CHARS = 40


class Style(StrEnum):
    """A post that speaks for its author, a full sentence of a filing or an article, or a headline."""

    POST = "s"
    FORMAL = "f"
    HEADLINE = "h"


def has_pictures(text: str) -> bool:
    """True for a text with emoji, or with anything else that stands behind them in Unicode."""
    return not text.isascii() and max(text) > _EMOJI


def style_of(text: str) -> Style:
    """Tell by marks alone: cashtags and emoji; a full stop at the end of a longer text.

    A post with a link mostly passes on the headline of what it links to.
    """
    if "://" in text and _LINK.search(text):
        return Style.HEADLINE
    if ("$" in text or "@" in text or "#" in text) and _POST.search(text):
        return Style.POST
    if has_pictures(text):
        return Style.POST
    return Style.FORMAL if text.endswith((".", '."')) and len(text) > _FORMAL_CHARS else Style.HEADLINE
