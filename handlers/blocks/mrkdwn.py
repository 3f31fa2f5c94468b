"""Text on its way into Slack's mrkdwn: cleaned, escaped, cut without breaking anything, linked."""

import re
from datetime import datetime
from urllib.parse import urlsplit

from handlers.blocks import limits

ELLIPSIS = "…"

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_URL_ESCAPES = {" ": "%20", "|": "%7C", "<": "%3C", ">": "%3E", "\n": "%0A", "\t": "%09"}
_TOKEN = re.compile(r"<[^<>\n]*>|&(?:amp|lt|gt);|.", re.DOTALL)


def clean(text: str) -> str:
    """Drop what can't be shown: control characters, text direction overrides, lone surrogates."""
    return _SURROGATES.sub("\ufffd", _UNPRINTABLE.sub("", text)).strip()


def flatten(text: str) -> str:
    """Clean a text and put it on one line."""
    return " ".join(clean(text).split())


def escape(text: str, *, limit: int = limits.SECTION_TEXT) -> str:
    """Escape a person's or publisher's words, so that they can only ever be read as words.

    The result has at most `limit` characters; a cut text ends in an ellipsis at a word's end.
    """
    cleaned = clean(text)
    escaped = "".join(_ENTITIES.get(character, character) for character in cleaned[: limit + 1])
    return escaped if len(escaped) <= limit else cut(escaped, limit)


def unescape(text: str) -> str:
    """Read what Slack escaped in a person's words."""
    for character, entity in reversed(_ENTITIES.items()):
        text = text.replace(entity, character)
    return text


def cut(mrkdwn: str, limit: int) -> str:
    """Cut mrkdwn so that no link and no entity is broken; at a word's end where one is near."""
    if len(mrkdwn) <= limit:
        return mrkdwn
    kept: list[str] = []
    room = limit - len(ELLIPSIS)
    for token in _TOKEN.findall(mrkdwn):
        room -= len(token)
        if room < 0:
            break
        kept.append(token)
    return _back_to_word(kept) + ELLIPSIS


def _back_to_word(tokens: list[str], *, reach: int = 30) -> str:
    """Drop a broken last word, if its beginning is within reach."""
    for back in range(1, min(reach, len(tokens)) + 1):
        if tokens[-back].isspace():
            return "".join(tokens[:-back]).rstrip()
    return "".join(tokens).rstrip()


def shorten(text: str, limit: int) -> str:
    """Clean and cut a plain text (button, header, fallback): nothing is escaped."""
    flat = flatten(text)
    if len(flat) <= limit:
        return flat
    head = flat[: limit - len(ELLIPSIS)]
    at = head.rfind(" ")
    return (head[:at] if at > len(head) - 30 and at > 0 else head).rstrip() + ELLIPSIS


def link(url: str | None, words: str, *, limit: int = 500) -> str:
    """Link words to a web address; words alone when the address can't be linked.

    The address stays as the publisher wrote it, but for the characters that would end the link.
    """
    label = escape(flatten(words), limit=limit)
    target = _target(url)
    return label if target is None or not label else f"<{target}|{label}>"


def bold(mrkdwn: str) -> str:
    """Make it bold, unless it holds what would end the bold too early."""
    return mrkdwn if "*" in mrkdwn or "\n" in mrkdwn or not mrkdwn.strip() else f"*{mrkdwn}*"


def local_time(moment: datetime) -> str:
    """Show a moment in each reader's own time zone; the fallback is UTC."""
    fallback = f"{moment:%Y-%m-%d %H:%M} UTC"
    return f"<!date^{int(moment.timestamp())}^{{date_short_pretty}} at {{time}}|{fallback}>"


def channel_link(channel: str) -> str:
    """Name a channel by its id; a direct message has no name to others."""
    return "a direct message" if channel.startswith("D") else f"<#{escape(channel)}>"


def _target(url: str | None) -> str | None:
    if url is None:
        return None
    address = url.strip()
    for character, code in _URL_ESCAPES.items():
        address = address.replace(character, code)
    address = clean(address).replace("&", "&amp;")
    if len(address) > limits.LINK_URL or not _is_web(address):
        return None
    return address


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
