"""HTML to plain text: scripts, styles, pixels and tags out, entities decoded, paragraphs kept as lines.

Pure, linear in the length of the text, and bounded: what an alert and a score need is at the front.
"""

import re
from html import unescape

TEXT_CHARS = 8_000
TITLE_CHARS = 500
_MARKUP_CHARS = 200_000  # of HTML looked at for one entry's text
# Possessive, so that no quote, however it is placed, is ever looked at twice.
_TAG = re.compile(
    r"<!--|<!\[CDATA\[|\]\]>|<[!?][^<>]*+>"
    r"|</?([a-zA-Z][\w:.-]{0,60}+)(?>=\s{0,9}\"[^\"<]{0,2000}\"|=\s{0,9}'[^'<]{0,2000}'|[^<>])*+>"
)
_BREAKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "thead", "tr",
        "ul",
    )
)  # fmt: skip
_SPACES = frozenset(("td", "th", "img", "iframe", "input", "button", "option", "source", "embed", "wbr"))
_SILENT = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "object",
        "iframe",
        "head",
        "select",
        "textarea",
        "title",
    )
)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls
    "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\uffff"  # hide, reorder
    "\ud800-\udfff]"  # halves of characters
)
_TWICE_ENCODED = re.compile(
    "[\u00c2-\u00c5\u00ce-\u00d1\u00e2][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122\u20ac]"
)
_BLANK_LINES = re.compile(r"\n\s*\n")


def plain_text(html: str) -> str:
    """The words of an HTML fragment, a line a paragraph, at most TEXT_CHARS."""
    html = html[:_MARKUP_CHARS]
    text = (
        _without_tags(html)
        if "<" in html
        else _BLANK_LINES.sub("\0", html).replace("\n", " ").replace("\0", "\n")
    )
    return _shortened(_tidy(text), TEXT_CHARS)


def plain_title(html: str) -> str:
    """The words of a headline, on one line, at most TITLE_CHARS."""
    html = html[: TITLE_CHARS * 20]
    text = _without_tags(html) if "<" in html else html
    return _shortened(" ".join(_tidy(text).split()), TITLE_CHARS)


def _without_tags(html: str) -> str:
    kept: list[str] = []
    at = 0
    while (tag := _TAG.search(html, at)) is not None:
        kept.append(html[at : tag.start()].replace("\n", " "))
        at = tag.end()
        if tag[0] == "<!--":
            at = _after(html, "-->", at)
            continue
        name = (tag[1] or "").lower().rpartition(":")[2]
        if name in _SILENT and not tag[0].startswith("</") and not tag[0].endswith("/>"):
            at = _after_closing(html, name, at)
        kept.append("\n" if name in _BREAKS else " " if name in _SPACES else "")
    kept.append(html[at:].replace("\n", " "))
    return "".join(kept)


def _after(html: str, end: str, at: int) -> int:
    found = html.find(end, at)
    return len(html) if found < 0 else found + len(end)


def _after_closing(html: str, name: str, at: int) -> int:
    """Behind the closing tag of an element whose content is not text; without one, behind everything."""
    closing = re.compile(rf"</(?:\w{{1,20}}:)?{name}[^<>]*>", re.IGNORECASE).search(html, at)
    return closing.end() if closing else len(html)


def _tidy(text: str) -> str:
    """Entities decoded, invisible characters out, runs of space made one, empty lines dropped."""
    if "&" in text:
        text = unescape(text)
    if not text.isascii():
        text = _encoded_once(text)
    lines = (_visible(" ".join(line.split())) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _visible(line: str) -> str:
    return line if line.isprintable() else _INVISIBLE.sub("", line).strip()


def _encoded_once(text: str) -> str:
    """Mend text that a publisher took for Latin-1 and encoded again: all of it must make sense as UTF-8."""
    if not _TWICE_ENCODED.search(text):
        return text
    for encoding in ("latin-1", "cp1252"):
        try:
            return text.encode(encoding).decode("utf-8")
        except ValueError:
            continue
    return text


def _shortened(text: str, most: int) -> str:
    """Cut between words."""
    if len(text) <= most:
        return text
    head = text[:most]
    return (head.rpartition(" ")[0] if " " in head[-80:] else head).rstrip() + "…"
