"""How the names that one person follows do in the news, side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from feeds.queries.measures import change_of
from feeds.queries.movers import NameOf
from feeds.queries.report import read_comparison
from feeds.store import WorkspaceUnit
from feeds.types.companies import Company
from feeds.types.reports import Comparison, Window
from feeds.types.subscriptions import Subscription, WatchPortfolio, WatchTickers
from feeds.types.tones import Tone


@dataclass(frozen=True, slots=True)
class Followed:
    """The names that moved most of those followed, and how many others there are."""

    comparison: Comparison
    others: int = 0


def read_followed(
    workspace: WorkspaceUnit, user: str, *, window: Window, limit: int, name_of: NameOf
) -> Followed:
    """Compare the names that a person's own alerts follow, the largest change first."""
    symbols = followed_symbols(
        (wish for wish in workspace.subscriptions.all() if wish.created_by == user),
        held=workspace.holdings.of(user),
    )
    before = window.before
    ranked = rank(
        symbols,
        now=workspace.tones.of_many(symbols, since=window.since, until=window.until),
        before=workspace.tones.of_many(symbols, since=before.since, until=before.until),
    )
    companies = [Company(symbol, name_of(symbol) or symbol) for symbol in ranked[:limit]]
    return Followed(read_comparison(workspace, companies, window=window), len(ranked[limit:]))


def followed_symbols(wishes: Iterable[Subscription], *, held: Iterable[str]) -> tuple[str, ...]:
    """The symbols these wishes are about, each once, in the order they were made; `held` by a portfolio."""
    found: dict[str, None] = {}
    for wish in wishes:
        match wish.watch:
            case WatchTickers(symbols=symbols):
                found |= dict.fromkeys(symbols)
            case WatchPortfolio():
                found |= dict.fromkeys(held)
            case _:
                pass
    return tuple(found)


def rank(symbols: Iterable[str], *, now: Mapping[str, Tone], before: Mapping[str, Tone]) -> tuple[str, ...]:
    """Put the largest change of tone first, then the names most is told of."""

    def weight(symbol: str) -> tuple[float, int]:
        tone = now.get(symbol, Tone())
        return -abs(change_of(tone, before.get(symbol, Tone())) or 0.0), -tone.stories

    return tuple(sorted(symbols, key=weight))
