"""From raw text to clean sentences and tokens: bounded, linear in the input, and never an exception."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

MAX_TITLE_CHARS = 400  # a longer one is a text
MAX_CHARS = 24_000  # what is read of one text; news items are far shorter
MAX_RAW_CHARS = 200_000  # what is looked at while markup is removed

_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9:-]{0,30}(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE)  # not "<AAPL.O>"
_STORY_CODE = re.compile(r"\s?\[n[A-Z][A-Z0-9]{6,12}\]")  # how an agency ends its sentences: "[nL4N2Z028U]"
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]+")
_PLAIN = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2013": "-",
        "\u2014": " - ",
        "\u2026": "...",
        "\u2011": "-",
        "\u2010": "-",
        "\u2212": "-",
    }
)
TOKEN = re.compile(
    r"https?://\S+|www\.\S+"
    r"|<\.?[A-Za-z0-9_]+(?:\.[A-Z]{1,2})?>"
    r"|[$#@][A-Za-z][A-Za-z0-9_]*(?:[.-][A-Za-z]\b)?"
    r"|(?:[A-Za-z]\.){2,}"
    r"|[QqHh][1-4]\b"
    r"|(?:(?<![\w.,%)])[+-])?\d+(?:[.,]\d+)*(?:[A-Za-z]{1,3}\b)?(?:\s?%)?"
    r"|[^\W\d_]+(?:['&/-][^\W_]+)*"
    r"|\.\.\.|[%$.,;:?!()\"+-]"
    r"|[^\w\s]"
)
_WITH_PERCENT = re.compile(r"\S+(?: %\S*)*")
_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9$])")
_NO_END = re.compile(
    r"(?:\b(?:Inc|Corp|Co|Ltd|Plc|No|Nos|vs|Mr|Mrs|Ms|Dr|St|Jr|Sr|Prof|Gov|Sen|Rep|Gen|Bros|Jan|Feb|Mar|Apr|Jun"
    r"|Jul|Aug|Sept?|Oct|Nov|Dec|approx|est|Rs|cf|al|etc|Mt|Ft|U\.S|U\.K|E\.U|N\.V|S\.A|A\.G|a\.m|p\.m|i\.e|e\.g)"
    r"|\b[A-Z])\.$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text; the title of an item is a sentence of its own."""

    text: str
    is_title: bool = False


def clean(raw: str) -> str:
    """Remove markup, control characters and odd quotes; cut at MAX_CHARS."""
    text = raw[:MAX_RAW_CHARS]
    if "<" in text:
        text = _TAG.sub(" ", _HIDDEN.sub(" ", text))
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode("utf-8").translate(_PLAIN)
    if "[n" in text:
        text = _STORY_CODE.sub("", text)
    text = text[:MAX_CHARS]
    if " 's " in text or "``" in text:  # how corpora and some wires write: "the group 's ``aim ''"
        text = text.replace(" 's ", "'s ").replace("``", '"').replace("''", '"')
    return " ".join((text if text.isprintable() else _SPACE.sub(" ", text)).split())


def split_at_spaces(text: str) -> list[str]:
    """What stands between spaces; a percent sign belongs to what stands before it: "4.2 %"."""
    return _WITH_PERCENT.findall(text) if " %" in text else text.split()


def tokens(text: str) -> tuple[str, ...]:
    """Words, numbers, marks and symbols, in order."""
    return tuple(TOKEN.findall(text))


def split(text: str) -> list[str]:
    """Cut clean text into sentences; abbreviations and initials don't end one."""
    if len(text) < 30:
        return [text] if text else []
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        piece = text[start : end.start()]
        if _NO_END.search(piece[-12:]):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]


def sentences(*, title: str, text: str) -> list[Sentence]:
    """All sentences of an item, the title first. A body that repeats the title says it once."""
    heading = clean(title)
    body = clean(text)
    if len(heading) > MAX_TITLE_CHARS:
        heading, body = "", f"{heading} {body}".rstrip()
    found = [Sentence(heading, is_title=True)] if heading else []
    if heading and body.startswith(heading):
        body = body[len(heading) :].lstrip(" .:-")
    said = split(body)
    if heading and said and _is_same(said[0], heading):  # "Fed waits - Reuters", "Fed waits Reuters"
        del said[0]
    return found + [Sentence(one) for one in said]


def _is_same(one: str, other: str) -> bool:
    """True for two texts with the same letters and digits."""
    return all(mine == theirs for mine, theirs in zip_longest(_letters(one), _letters(other)))


def _letters(text: str) -> Iterator[str]:
    return map(str.lower, filter(str.isalnum, text))
