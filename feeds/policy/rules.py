"""The options of a subscription that an item passes or fails by itself: score, direction, relevance, words.

With tickers asked for, their own numbers count: $TSLA negative is about Tesla's score, not the item's.
"""

from functools import lru_cache

from feeds.policy import filters
from feeds.policy.candidate import Candidate
from feeds.types.scores import Sentiment, TickerSentiment
from feeds.types.subscriptions import Rules


def refuse(rules: Rules, candidate: Candidate, rows: tuple[TickerSentiment, ...]) -> str | None:
    """Say which rule the item fails, with the number; None when it passes all.

    `rows` are the tickers asked for: one that passes is enough, else the most relevant one is named.
    """
    numbers = _refuse_rows(rules, rows) if rows else _refuse_whole(rules, candidate)
    return numbers or _refuse_words(rules, candidate.words)


def decisive(candidate: Candidate, rows: tuple[TickerSentiment, ...]) -> Sentiment:
    """The strongest score an item is judged by: of the tickers asked for, else of the whole."""
    if not rows:
        return candidate.analysis.sentiment
    return max((row.sentiment for row in rows), key=lambda sentiment: abs(sentiment.score))


def describe(candidate: Candidate, rows: tuple[TickerSentiment, ...]) -> str:
    """Say by which numbers an item was let through."""
    if not rows:
        return f"score {candidate.analysis.sentiment.signed}"
    best = max(rows, key=lambda row: row.relevance)
    return f"{best.symbol}: relevance {best.relevance:.2f}, score {best.sentiment.signed}"


def _refuse_rows(rules: Rules, rows: tuple[TickerSentiment, ...]) -> str | None:
    refusals = [_refuse_row(rules, row) for row in sorted(rows, key=lambda row: -row.relevance)]
    return None if None in refusals else refusals[0]


def _refuse_row(rules: Rules, row: TickerSentiment) -> str | None:
    if row.relevance < rules.min_relevance:
        return f"{row.symbol}'s relevance {row.relevance:.2f} is under relevance:{rules.min_relevance:g}"
    return _refuse_score(rules, row.sentiment, whose=f"{row.symbol}'s ")


def _refuse_whole(rules: Rules, candidate: Candidate) -> str | None:
    relevance = max((row.relevance for row in candidate.analysis.tickers), default=0.0)
    if relevance < rules.min_relevance:
        return f"the highest relevance {relevance:.2f} is under relevance:{rules.min_relevance:g}"
    return _refuse_score(rules, candidate.analysis.sentiment, whose="")


def _refuse_words(rules: Rules, words: str) -> str | None:
    if rules.include is not None and not filters.matches(wanted := _read(rules.include), words):
        return f"include: {filters.explain(wanted, words)}"
    if rules.exclude is not None and filters.matches(unwanted := _read(rules.exclude), words):
        return f"exclude: {filters.explain(unwanted, words)}"
    return None


@lru_cache(maxsize=1_024)
def _read(expression: str) -> filters.Filter:
    return filters.parse(expression)


def _refuse_score(rules: Rules, sentiment: Sentiment, *, whose: str) -> str | None:
    if rules.direction is not None and sentiment.polarity is not rules.direction:
        return f"{whose}score {sentiment.signed} is not {rules.direction.value}"
    if abs(sentiment.score) < rules.min_score:
        return f"{whose}score {sentiment.signed} is under min:{rules.min_score:g}"
    return None
