"""`/ticker`: companies, movers, help."""

import re
from collections.abc import Sequence
from datetime import timedelta

from handlers.grammar.problems import Misread, UsageProblem, nearest_word
from handlers.grammar.queries import (
    DEFAULT_WINDOW,
    SEPARATORS,
    AskCompanies,
    AskMovers,
    AskTickerHelp,
    TickerQuery,
)
from handlers.grammar.values import LONGEST, guess_duration, read_duration, say_duration
from handlers.grammar.words import Line, Word

COMMAND = "/ticker"

MOST_COMPARED = 10

MOST_WORDS = 30

_BEGUN_LENGTH = re.compile(r"(\d{1,4})[a-z]{0,8}\Z", re.IGNORECASE)
_KEYWORDS = ("movers", "help")
_HELP = frozenset({"help", "?", "-h", "-?", "--help", "-help"})
_MONTHS = re.compile(r"(\d{1,4})([my])", re.IGNORECASE)
_DAYS = {"m": 30, "y": 365}
_ODD_LENGTH = re.compile(
    r"(?P<before>[-+~(]*)(?P<count>\d{1,6}(?:[.,]\d{1,3})?)(?P<unit>[hdwmy])[a-z]{0,5}(?P<behind>[!?.,;)]*)",
    re.IGNORECASE,
)
_HOURS = {"h": 1, "d": 24, "w": 168, "m": 720, "y": 8760}

# What asks for the movers, and what may stand beside it.
_AT_LARGE = frozenset("moving moves moved gainers losers winners trending list market markets today".split())  # noqa: SIM905
_BESIDE = frozenset("what what's whats is are the top biggest largest hot all stocks show me now".split())  # noqa: SIM905


def parse_ticker(text: str) -> TickerQuery | UsageProblem:
    """Read what came after `/ticker`."""
    try:
        return _parse(Line.read(COMMAND, text))
    except Misread as misread:
        return misread.problem


def read_as_length(unheard: str, *, words: Sequence[str]) -> UsageProblem | None:
    """What to say when the one of these words that no company is called begins as a length of time."""
    digits = _BEGUN_LENGTH.match(unheard)
    rest = [word for word in words if word != unheard]
    if digits is None or not rest:
        return None
    return UsageProblem(
        f"“{unheard}” was not understood: it is no length of time, and no company is called that.",
        Line(COMMAND, ()).says(*rest, say_duration(timedelta(days=int(digits[1])))),
    )


def several_unheard(unheard: Sequence[str], right: Sequence[str], length: timedelta) -> UsageProblem:
    """What to say of all the words that no company is called; `right` is what is left to ask about."""
    named = ", ".join(f"“{word}”" for word in unheard)
    what = f"No listed company is called {named}."
    if len(right) > MOST_COMPARED:
        what += f" The rest is {len(right)} companies; up to {MOST_COMPARED} can be compared at once."
    return UsageProblem(what, ask_about(right or ("$NVDA",), length))


def too_many(symbols: Sequence[str], length: timedelta) -> UsageProblem:
    """What to say of more companies than can be compared."""
    what = f"That is {len(symbols)} companies; up to {MOST_COMPARED} can be compared at once."
    return UsageProblem(what, ask_about(symbols, length))


def ask_about(names: Sequence[str], length: timedelta) -> str:
    """The command that asks about these companies, as many as can be compared."""
    return Line(COMMAND, ()).says(*names[:MOST_COMPARED], say_duration(length))


def _parse(line: Line) -> TickerQuery:
    line.check_quotes()
    if not line.words or line.words[0].lower in _HELP:
        return AskTickerHelp()
    window, words = _split_window(line)
    if not words:
        raise Misread("A length of time, but of which company?", line.says("NVDA", line.words[0].raw))
    first = words[0]
    if first.lower == "movers":
        return _movers(line, words, window=window)
    if first.lower == "compare" and len(words) > 1:
        words = words[1:]
    _check_at_large(line, words, window=window)
    if len(words) == 1 and not first.is_quoted and not first.text.isupper():
        _check_keyword(line, first)
    typed = tuple(part for word in words for part in _parts(word))
    names = [word for word in typed if word.casefold() not in SEPARATORS]
    if not names:
        raise Misread(f"There is no company in “{first.text}”.", line.says("NVDA"))
    if len(names) > MOST_WORDS:
        raise Misread(
            f"That is {len(names)} words; up to {MOST_COMPARED} companies can be compared at once.",
            line.says(*names[:MOST_COMPARED]),
        )
    return AskCompanies(typed, window)


def _movers(line: Line, words: list[Word], *, window: timedelta) -> AskMovers:
    if len(words) > 1:
        raise Misread(
            f"“{words[1].text}” was not understood: movers takes only a length of time.",
            line.says("movers", say_duration(window)),
        )
    return AskMovers(window)


def _check_at_large(line: Line, words: list[Word], *, window: timedelta) -> None:
    """Stop at a question about the market: nobody is called "today"."""
    if any(word.is_quoted or word.text.isupper() for word in words):
        return
    asked = {word.lower.rstrip("?!.") for word in words}
    if asked & _AT_LARGE and asked <= _AT_LARGE | _BESIDE:
        length = timedelta(days=1) if "today" in asked else window
        said = " ".join(word.text for word in words)
        raise Misread(f"“{said}” names no company.", line.says("movers", say_duration(length)))


def _check_keyword(line: Line, word: Word) -> None:
    meant = nearest_word(word.text, _KEYWORDS, cutoff=0.75)
    if meant is not None:
        raise Misread(f"“{word.text}” was not understood.", line.replaced(line.words.index(word), meant))


def _split_window(line: Line) -> tuple[timedelta, list[Word]]:
    """Take the length of time out of the words, wherever it stands."""
    window: timedelta | None = None
    rest: list[Word] = []
    for at, word in enumerate(line.words):
        read = None if word.is_quoted else _read_window(line, at)
        if read is None:
            rest.append(word)
        elif window is not None:
            raise Misread(f"“{word.text}” is a second length of time; give one.", line.replaced(at, ""))
        else:
            window = read
    return window or DEFAULT_WINDOW, rest


def _read_window(line: Line, at: int) -> timedelta | None:
    word = line.words[at]
    read = read_duration(word.text) or _read_months(line, at)
    if read is None:
        _check_loose(line, at)
        _check_odd(line, at)
        return None
    if not timedelta(0) < read <= LONGEST:
        raise Misread(
            f"“{word.text}” is out of bounds: from 1h to {LONGEST.days}d.",
            line.replaced(at, say_duration(read)),
        )
    return read


def _read_months(line: Line, at: int) -> timedelta | None:
    """Read `3m` or `1y` behind a name; 3M is a company, and so may be any that stands alone."""
    text = line.words[at].text
    found = _MONTHS.fullmatch(text)
    is_behind = any(read_duration(word.text) is None for word in line.words[:at])
    if found is None or not is_behind or text == "3M":
        return None
    return timedelta(days=int(found[1]) * _DAYS[found[2].lower()])


def _check_odd(line: Line, at: int) -> None:
    """Stop at a length of time with a sign, a fraction or a mark: "-7d", "1.5d", "7d!"."""
    text = line.words[at].text
    found = _ODD_LENGTH.fullmatch(text)
    if found is None or not (found["before"] or found["behind"] or not found["count"].isdecimal()):
        return
    hours = float(found["count"].replace(",", ".")) * _HOURS[found["unit"].lower()]
    right = say_duration(min(timedelta(hours=hours), LONGEST))
    raise Misread(
        f"“{text}” was not understood: a length of time is like 24h, 7d or 30d.", line.replaced(at, right)
    )


def _check_loose(line: Line, at: int) -> None:
    """Stop at a length of time in other words, "7days" or "7 days"."""
    word = line.words[at]
    unit = line.words[at + 1].text if word.text.isdecimal() and at + 1 < len(line.words) else ""
    meant = guess_duration(word.text + unit)
    if meant is not None:
        right = Line(line.command, line.words[: at + 1] + line.words[at + 1 + bool(unit) :])
        said = f"{word.text} {unit}".rstrip()
        raise Misread(f"“{said}” was not understood as a length of time.", right.replaced(at, meant))


def _parts(word: Word) -> list[str]:
    """The words in one word: commas part them, a phrase in quotes stays whole."""
    if word.is_quoted:
        return [word.text] if word.text else []
    return [part for part in re.split(r"[,;]+", word.text) if part.strip("$")]
