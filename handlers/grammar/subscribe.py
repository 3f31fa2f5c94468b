"""`/alerts subscribe WHAT OPTION...`: sorts the words into what is wanted and under which rules."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from feeds.types.subscriptions import Rules
from handlers.grammar.options import CONFIRM, DIRECTIONS, OPTIONS, Wrong, guess_filter, read_option
from handlers.grammar.problems import Misread, nearest_word
from handlers.grammar.queries import (
    Subscribe,
    Want,
    WantAll,
    WantCompanies,
    WantFeed,
    WantPortfolio,
    WantWords,
)
from handlers.grammar.words import Line, Word, unquote

MOST_TICKERS = 500
_LOOSE = 0.6  # of 1: before a colon stands an option, so a far misspelling is still one

_OPTION = re.compile(r"([^\s:\"=/.]+)([:=])(.*)", re.DOTALL)
_EXCHANGES = frozenset({"nasdaq", "nyse", "amex", "otc", "nysearca", "lse", "tsx", "asx", "xetra", "hkex"})
_BARE = (*DIRECTIONS, CONFIRM)
_KNOWN = "there are " + ", ".join(f"{option}:" for option in OPTIONS)
_DIGITS = tuple(".0123456789")
_PATTERN = re.compile(r"\.[*+]|\\[A-Za-z]|^/.+/\w*$")  # narrower than a filter's: brackets may be meant
_WHOLE: Mapping[str, Want] = {"all": WantAll(), "everything": WantAll(), "portfolio": WantPortfolio()}
_ADDRESS = re.compile(r"(?:[\w-]+\.)+[a-z]{3,}(?:[/?#:].*)?|(?:[\w-]+\.)+\w+/.*|www\..+", re.IGNORECASE)


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    line: Line
    rules: Rules = field(default_factory=Rules)
    given: dict[str, Word] = field(default_factory=dict)
    wanted: list[tuple[int, Word]] = field(default_factory=list)


def read_subscribe(line: Line) -> Subscribe:
    """Read the words after the command. Raises Misread."""
    reading = _read(line)
    _check_patterns(reading)
    return Subscribe(
        want=_want(reading),
        rules=reading.rules,
        is_confirmed=CONFIRM in reading.given,
        names_zone="tz" in reading.given,
    )


def read_options(line: Line) -> Rules:
    """Read words that are options and nothing else. Raises Misread."""
    reading = _read(line)
    for at, word in reading.wanted:
        raise Misread(f"“{word.text}” is no option; {_KNOWN}.", reading.line.replaced(at, ""))
    return reading.rules


def _read(line: Line) -> _Reading:
    line.check_quotes()
    reading = _Reading(_join_colons(line))
    for at, word in enumerate(reading.line.words):
        _read_word(reading, at, word)
    return reading


def _join_colons(line: Line) -> Line:
    """Take `min: 0.35` and `min 0.35` as the `min:0.35` they can only mean."""
    raws: list[str] = []
    for word in line.words:
        if raws and raws[-1].endswith(":") and raws[-1][:-1].casefold() in OPTIONS:
            raws[-1] += word.raw
        elif raws and _is_value(word, of=raws[-1]):
            raws[-1] += f":{word.raw}"
        else:
            raws.append(word.raw)
    return Line(line.command, tuple(Word(raw) for raw in raws))


def _is_value(word: Word, *, of: str) -> bool:
    """True for the 0.35 behind a small "min": no symbol is written so before a number or a time."""
    is_number = word.raw[:1] in _DIGITS and of in OPTIONS
    return is_number and not isinstance(read_option(of, word.raw), Wrong)


def _read_word(reading: _Reading, at: int, word: Word) -> None:
    option = None if word.is_quoted or "://" in word.raw.partition('"')[0] else _OPTION.fullmatch(word.raw)
    if not word.is_quoted and word.lower in _BARE:
        _read_bare(reading, at, word)
    elif option is not None and option[1].casefold().lstrip("$") not in _EXCHANGES:
        _read_option(reading, at, key=option[1], sign=option[2])
    else:
        _check_bare(reading, at, word)
        reading.wanted.append((at, word))


def _read_bare(reading: _Reading, at: int, word: Word) -> None:
    if word.lower in DIRECTIONS:
        direction = DIRECTIONS[word.lower]
        if reading.rules.direction not in {None, direction}:
            raise Misread(
                "positive and negative contradict each other; without either, both come.",
                reading.line.replaced(at, ""),
            )
        reading.rules = replace(reading.rules, direction=direction)
    reading.given[word.lower] = word


def _read_option(reading: _Reading, at: int, *, key: str, sign: str) -> None:
    line, word = reading.line, reading.line.words[at]
    value = unquote(word.raw.partition(sign)[2])
    name = key.casefold()
    if name not in OPTIONS:
        longer = (option for option in OPTIONS if name.startswith(option))
        meant = (
            nearest_word(name, OPTIONS) or nearest_word(name, OPTIONS, cutoff=_LOOSE) or next(longer, None)
        )
        if meant is None:
            raise Misread(f"“{key}{sign}” is no option; {_KNOWN}.", line.replaced(at, ""))
        shown = f'{meant}:"{value}"' if " " in value else f"{meant}:{value}"
        raise Misread(f"“{key}{sign}” is no option.", line.replaced(at, shown))
    if sign == "=":
        raise Misread(f"“{word.text}” needs a colon.", line.replaced(at, word.raw.replace("=", ":", 1)))
    if name in reading.given and reading.given[name].lower != word.lower:
        raise Misread(
            f"“{reading.given[name].text}” and “{word.text}” contradict each other.", line.replaced(at, "")
        )
    read = read_option(name, value)
    if isinstance(read, Wrong):
        raise Misread(
            f"“{word.text}” was not understood: {read.why.rstrip('.')}.",
            line.replaced(at, f"{name}:{read.meant}" if read.meant else ""),
        )
    reading.rules = read.apply(reading.rules)
    reading.given[name] = word
    if reading.rules.include and reading.rules.include == reading.rules.exclude:
        raise Misread(
            "include: and exclude: ask for the same words, so nothing could pass.", line.replaced(at, "")
        )


def _check_bare(reading: _Reading, at: int, word: Word) -> None:
    """Stop at a misspelt option, which would pass for a company's name."""
    if word.is_quoted or word.text.isupper() or word.text.startswith("$"):
        return
    meant = nearest_word(word.text, _BARE, cutoff=0.75)
    if meant is not None:
        raise Misread(f"“{word.text}” was not understood.", reading.line.replaced(at, meant))


def _want(reading: _Reading) -> Want:
    line, words = reading.line, [word for _, word in reading.wanted]
    if not words:
        raise Misread(
            "What should be followed? Tickers, a feed's address, words in quotes, or all.",
            line.says("$NVDA", *(word.raw for word in line.words)),
        )
    if all(word.is_quoted for word in words):
        return _phrases(line, words)
    if any(word.is_quoted for word in words):
        raise _mixed(reading)
    if any(_looks_like_address(word) for word in words):
        return _feed(reading)
    if any(word.lower in _WHOLE for word in words):
        return _whole(reading)
    names = tuple(part for word in words for part in word.text.split(",") if part.strip("$"))
    if not names:
        raise Misread(f"There is no company in “{words[0].text}”.", line.says("$NVDA"))
    if len(names) > MOST_TICKERS:
        raise Misread(f"That is {len(names)} tickers; one alert holds up to {MOST_TICKERS}. Use several.")
    return WantCompanies(names)


def _check_patterns(reading: _Reading) -> None:
    """Stop at a pattern in place of names or words: its words may have been meant as a filter."""
    if not any(_PATTERN.search(word.text) and not _looks_like_address(word) for _, word in reading.wanted):
        return
    text = " ".join(word.text for _, word in reading.wanted)
    include = guess_filter(text)
    wanted = ["all", f"include:{include}"] if include else ['"interest rates"']
    options = [word.raw for key, word in reading.given.items() if key != "include" or not include]
    raise Misread(
        f"“{text[:60]}” looks like a pattern; alerts follow words and phrases.",
        reading.line.says(*wanted, *options),
    )


def _phrases(line: Line, words: list[Word]) -> WantWords:
    phrases = tuple(word.text for word in words if word.text)
    if not phrases:
        raise Misread("There are no words in the quotes.", line.says('"interest rates"'))
    return WantWords(phrases)


def _mixed(reading: _Reading) -> Misread:
    """Words in quotes beside something else: the words may have been meant as a filter."""
    quoted = [word.raw for _, word in reading.wanted if word.is_quoted]
    others = [word.raw for _, word in reading.wanted if not word.is_quoted]
    options = [word.raw for word in reading.given.values() if word not in [w for _, w in reading.wanted]]
    include = quoted[0] if len(quoted) == 1 else '"' + " OR ".join(raw.strip('"') for raw in quoted) + '"'
    return Misread(
        "An alert follows tickers or words, not both; words can narrow it with include:.",
        reading.line.says(*others, f"include:{include}", *options),
    )


def _feed(reading: _Reading) -> WantFeed:
    line = reading.line
    at, word = next((at, word) for at, word in reading.wanted if _looks_like_address(word))
    for other, extra in reading.wanted:
        if other != at:
            what = f"An alert follows one address and nothing else; “{extra.text}” is too much."
            raise Misread(what, line.replaced(other, ""))
    scheme, separator, rest = word.text.partition("://")
    if not separator:
        raise Misread(
            f"“{word.text}” looks like an address without its https://.",
            line.replaced(at, f"https://{word.text}"),
        )
    if scheme.casefold() not in {"http", "https"} or not rest.strip("/"):
        meant = f"https://{rest}" if rest[:1].isalnum() else "https://example.com/feed"
        raise Misread(f"“{word.text}” is no web address.", line.replaced(at, meant))
    return WantFeed(word.text)


def _whole(reading: _Reading) -> Want:
    named = [(at, word) for at, word in reading.wanted if word.lower in _WHOLE]
    if len(reading.wanted) > 1:
        at, word = named[0]
        raise Misread(
            f"“{word.text}” stands alone: an alert follows it or something else, not both.",
            reading.line.replaced(at, ""),
        )
    return _WHOLE[named[0][1].lower]


def _looks_like_address(word: Word) -> bool:
    return "://" in word.text or _ADDRESS.fullmatch(word.text) is not None
