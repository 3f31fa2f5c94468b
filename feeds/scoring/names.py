"""How a registered name becomes the words people write; to build the table, and to read it."""

import re

from config.resources import read_text

_LEGAL = frozenset(read_text("legal_forms.txt").split())
_KEPT_PAIRS = frozenset({"trust", "partners", "group", "holding", "holdings"})
# Where a company is registered, behind its legal form: CORP /DE/, INC/MD, or what is left of it: CORP/
_TAIL = re.compile(
    r"(?P<form>[\s.]|\b(?:corp|inc|co|ltd|plc|lp|cv|nv|sa))\s*(?:/[A-Za-z ]{0,20}/?|\\[A-Za-z ]{2,9}\\?)\s*$",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
WORD = re.compile(r"[^\W_]+(?:['&.+!-][^\W_]+)*[!+]?|&")
_CODE = 4  # letters up to which a lone capital word may be a name of initials
_CODES = frozenset("ai bae cme dte eog etf etfs etn etns hdfc ii iii ing reit reits spdr ufj us usa".split())  # noqa: SIM905
_SMALL = frozenset({"of", "and", "the", "for", "in", "de", "du", "la"})


def readable_name(registered: str) -> str:
    """Turn a registered name into one to show: "ADVANCED MICRO DEVICES INC" -> "Advanced Micro Devices"."""
    name = _TAIL.sub(r"\g<form>", registered.strip()).replace("\\", " ")
    name = _DOTTED.sub(lambda found: found[0].replace(".", ""), name)
    words = [word.strip(",.") for word in name.replace(",", " ").split()]
    words = [word for word in words if word and word not in {"-", "/"}]
    while len(words) > 1 and words[-1].lower() in _LEGAL and not _is_part(words):
        words.pop()
    while len(words) > 1 and words[-1].lower() in {"&", "and"}:
        words.pop()
    is_shouted = all(word.upper() == word for word in words) and (len(words) > 1 or len(words[0]) > _CODE)
    cased = (_cased(word, is_first=not n) if is_shouted else word for n, word in enumerate(words))
    return " ".join(map(_as_code, cased))


def _is_part(words: list[str]) -> bool:
    """True when dropping the last word would leave nothing that names a company ("Trade Desk" keeps both)."""
    return len(words) == 2 and words[-1].lower() in _KEPT_PAIRS and len(words[0]) < 4


def _as_code(word: str) -> str:
    """Initials that the list writes like a word: "Etf" is ETF."""
    return word.upper() if word.istitle() and word.lower() in _CODES else word


def _cased(word: str, *, is_first: bool) -> str:
    if word.lower() in _SMALL and not is_first:
        return word.lower()
    is_code = len(word) <= 3 and not any(letter in "AEIOU" for letter in word.upper())
    return word if is_code or any(letter.isdigit() for letter in word) else word[:1] + word[1:].lower()


def name_words(text: str) -> list[str]:
    """Lower-case words of a name or a question, possessives and dots removed."""
    return [word_key(word) for word in WORD.findall(text.replace("\u2019", "'"))]


def word_key(word: str) -> str:
    """One word as names are looked up by: in small letters, without its possessive and dots."""
    return word.lower().removesuffix("'s").replace(".", "")


def name_key(name: str) -> str:
    """The words that find a company in text: lower case, legal form stripped, joined by single spaces."""
    words = name_words(name)
    while words and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in _LEGAL:
        words = words[:-1]
    while len(words) > 1 and words[-1] in {"&", "and", "com"}:
        words = words[:-1]
    return " ".join(words)
