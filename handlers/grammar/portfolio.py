"""`/portfolio`: holdings and the morning brief."""

import re
from collections.abc import Callable, Mapping
from datetime import time

from handlers.grammar.problems import Misread, UsageProblem, nearest_word
from handlers.grammar.queries import (
    AddHolding,
    AskPortfolioHelp,
    ClearPortfolio,
    ExportPortfolio,
    ImportPortfolio,
    PortfolioQuery,
    RemoveHolding,
    ScheduleBrief,
    SharePortfolio,
    ShowBrief,
    ShowPortfolio,
    StopBrief,
)
from handlers.grammar.values import guess_time, read_number, read_time
from handlers.grammar.words import Line
from handlers.grammar.zones import find_zone, nearest_zone

_AMOUNT = re.compile(r"[\d.,+-]+%?")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def parse_portfolio(text: str) -> PortfolioQuery | UsageProblem:
    """Read what came after `/portfolio`."""
    try:
        return _parse(Line.read("/portfolio", text))
    except Misread as misread:
        return misread.problem


def _parse(line: Line) -> PortfolioQuery:
    if not line.words:
        return ShowPortfolio()
    verb = line.words[0]
    read = _VERBS.get(verb.lower)
    if read is None:
        meant = nearest_word(verb.text, _VERBS)
        raise Misread(
            f"“{verb.text}” was not understood.",
            line.replaced(0, meant) if meant else line.says("add", verb.raw, "100"),
        )
    return read(line.drop_first())


def _alone(query: PortfolioQuery) -> Callable[[Line], PortfolioQuery]:
    def read(line: Line) -> PortfolioQuery:
        if line.words:
            raise Misread(f"“{line.after(0)}” is too much: {line.command} stands alone.", line.command)
        return query

    return read


def _add(line: Line) -> AddHolding:
    raws, cost = _split_cost(line)
    if len(raws) < 2 or not _AMOUNT.fullmatch(raws[-1]):
        raise Misread(
            "How much of it? Add a number of shares or a weight.", line.says(*(raws or ["NVDA"]), "100")
        )
    name, said = " ".join(raws[:-1]).replace('"', ""), raws[-1]
    if not said.endswith("%"):
        return AddHolding(name, shares=_amount(said, meant=line.says(*raws[:-1], "100")), cost=cost)
    weight = _amount(said[:-1], meant=line.says(*raws[:-1], "40%"))
    if weight > 100:
        raise Misread(f"“{said}” is out of bounds: up to 100%.", line.says(*raws[:-1], "100%"))
    if cost is not None:
        raise Misread("A weight has no cost; shares have.", line.says(*raws))
    return AddHolding(name, weight=weight / 100)


def _split_cost(line: Line) -> tuple[list[str], float | None]:
    """Part what is held from what it cost, `NVDA 120 @ 95.50`."""
    raws = " ".join(word.raw for word in line.words).replace("@", " @ ").split()
    if "@" not in raws:
        return raws, None
    at = raws.index("@")
    said = "".join(raws[at + 1 :]).removeprefix("$")
    return raws[:at], _amount(said, meant=line.says(*raws[:at], "@ 95.50"))


def _amount(said: str, *, meant: str) -> float:
    plain = said.replace(",", "") if _THOUSANDS.fullmatch(said) else said
    number = read_number(plain)
    if number is None or number <= 0:
        raise Misread(f"“{said}” is not a number above zero.", meant)
    return number


def _remove(line: Line) -> RemoveHolding:
    if not line.words:
        raise Misread("Remove what?", line.says("NVDA"))
    return RemoveHolding(line.after(0))


def _brief(line: Line) -> PortfolioQuery:
    match [word.lower for word in line.words]:
        case []:
            return ShowBrief()
        case ["off"]:
            return StopBrief()
        case ["at", said]:
            return ScheduleBrief(_brief_time(line, said))
        case ["at", said, zone]:
            return ScheduleBrief(_brief_time(line, said), _brief_zone(line, zone))
        case _:
            raise Misread(f"“{line.after(0)}” was not understood.", line.says("at", _guess_brief_time(line)))


def _brief_time(line: Line, said: str) -> time:
    at = read_time(said)
    if at is None:
        rest = [word.raw for word in line.words[2:]]
        raise Misread(
            f"“{said}” was not understood as a time of day.",
            line.says("at", guess_time(said) or "08:30", *rest),
        )
    return at


def _brief_zone(line: Line, said: str) -> str:
    zone = find_zone(said)
    if zone is None:
        raise Misread(f"“{line.words[2].text}” is no time zone.", line.replaced(2, nearest_zone(said) or ""))
    return zone


def _guess_brief_time(line: Line) -> str:
    guesses = (guess_time(word.lower) for word in line.words)
    return next((guess for guess in guesses if guess), "08:30")


_VERBS: Mapping[str, Callable[[Line], PortfolioQuery]] = {
    "add": _add,
    "remove": _remove,
    "clear": _alone(ClearPortfolio()),
    "import": _alone(ImportPortfolio()),
    "export": _alone(ExportPortfolio()),
    "brief": _brief,
    "share": _alone(SharePortfolio()),
    "help": _alone(AskPortfolioHelp()),
}
