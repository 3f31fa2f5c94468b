"""PURE: what a person types, as Slack hands it to an app."""

import re
from collections.abc import Callable, Mapping

_KEPT = re.compile(r"<(?:@U\w+|#C\w+|!\w+|https?://)[^<>\s]*>")
_LINK = re.compile(r"https?://[^\s<>]+[^\s<>.,;:!?)\"'\]]")
_NAME = re.compile(r"@([\w.-]+)")


def escape(text: str) -> str:
    """Escape `&`, `<` and `>`, as Slack does with everything typed; links and mentions in `<...>` stay."""
    return _outside(text, _escape_plain)


def _escape_plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_message(text: str, *, users: Mapping[str, str]) -> str:
    """Write a typed message as Slack stores it: escaped, `@name` a mention, addresses as links.

    `users` leads from a name in lower case to a user id.
    """
    return _outside(text, lambda plain: _LINK.sub(r"<\g<0>>", _mention(_escape_plain(plain), users)))


def _mention(text: str, users: Mapping[str, str]) -> str:
    def replace(match: re.Match[str]) -> str:
        user = users.get(match[1].lower())
        return f"<@{user}>" if user else match[0]

    return _NAME.sub(replace, text)


def _outside(text: str, change: Callable[[str], str]) -> str:
    parts, end = [], 0
    for kept in _KEPT.finditer(text):
        parts += [change(text[end : kept.start()]), kept[0]]
        end = kept.end()
    return "".join([*parts, change(text[end:])])
