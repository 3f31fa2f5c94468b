"""An item as a workspace reads it: with what it has taught. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from feeds.scoring.clauses import own_words
from feeds.scoring.corrections import MIDDLES, corrections_of, says
from feeds.scoring.linking import mentions
from feeds.scoring.score import Scorer
from feeds.scoring.text import sentences
from feeds.types.decisions import ClaimedMessage, ScoredItem, StoredItem
from feeds.types.news import NewsItem
from feeds.types.scores import Analysis, Label, Sentiment
from feeds.types.subscriptions import Lesson, LessonKind


def as_taught(
    item: StoredItem, *, scorer: Scorer, lessons: Sequence[Lesson], is_cashtag_only: bool = False
) -> StoredItem:
    """Read an item again with the lessons that concern it; without any it stays as it is."""
    analysis = read_again(item.item, scorer=scorer, lessons=lessons) or item.analysis
    for vote in votes_on(item, lessons):
        analysis = _as_voted(analysis, Label(vote.value), symbol=vote.ballot.symbol if vote.ballot else "")
    return replace(item, analysis=analysis.marked() if is_cashtag_only else analysis)


def votes_on(item: StoredItem, lessons: Iterable[Lesson]) -> tuple[Lesson, ...]:
    """The votes on an item's label, about the whole or a company; the last about the same counts."""
    votes = (lesson for lesson in lessons if lesson.kind is LessonKind.LABEL)
    return tuple(vote for vote in votes if vote.ballot and vote.ballot.item_id == item.id)


def words_taught(item: StoredItem, lessons: Iterable[Lesson]) -> tuple[Lesson, ...]:
    """What was taught of the weight of words that stand in an item."""
    text = f"{item.item.title}\n{item.item.text}"
    return tuple(each for each in lessons if each.kind is LessonKind.WORD and says(text, each.words))


def taught_by_vote(
    item: StoredItem, *, voted: Label, symbol: str, scorer: Scorer, lessons: Sequence[Lesson]
) -> tuple[tuple[str, float], ...]:
    """What a vote on an item as the workspace reads it says about its words, by their own weights.

    `symbol` is the company voted on, "" for the whole.
    """
    named = tuple(lesson for lesson in lessons if lesson.kind in {LessonKind.ALIAS, LessonKind.BLOCK})
    analysis, news = item.analysis, item.item
    if words_taught(item, lessons):
        plain = scorer.score(title=news.title, text=news.text, symbols=news.symbols, lessons=named)
        analysis = replace(analysis, drivers=plain.drivers)
    parts = _parts(news, scorer=scorer, lessons=named) if symbol else {}
    return corrections_of(analysis, voted=voted, symbol=symbol, parts=parts)


def _parts(news: NewsItem, *, scorer: Scorer, lessons: tuple[Lesson, ...]) -> Mapping[str, str]:
    """What an item says of each company it names."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for sentence in sentences(title=news.title, text=news.text):
        found = mentions(sentence.text, companies=scorer.companies, lessons=lessons)
        for symbol, part in own_words(sentence.text, found).items():
            parts[symbol].append(part)
    return {symbol: " . ".join(some) for symbol, some in parts.items()}


def read_again(item: NewsItem, *, scorer: Scorer, lessons: Sequence[Lesson]) -> Analysis | None:
    """Score an item with what was taught about its words; None when nothing was."""
    text = f"{item.title}\n{item.text}"
    about_words = tuple(
        lesson for lesson in lessons if lesson.kind is not LessonKind.LABEL and says(text, lesson.words)
    )
    if not about_words:
        return None
    return scorer.score(title=item.title, text=item.text, symbols=item.symbols, lessons=about_words)


def readings_of(scored: ScoredItem, *, scorer: Scorer, lessons: Iterable[Lesson]) -> Mapping[str, Analysis]:
    """What the item means to each workspace that was taught otherwise about its words."""
    by_workspace = groupby(sorted(lessons, key=_workspace_of), key=_workspace_of)
    readings = (
        (workspace, read_again(scored.item, scorer=scorer, lessons=tuple(its)))
        for workspace, its in by_workspace
    )
    return {workspace: analysis for workspace, analysis in readings if analysis is not None}


def message_as_taught(
    message: ClaimedMessage, *, scorer: Scorer, lessons: Sequence[Lesson], is_cashtag_only: bool = False
) -> ClaimedMessage:
    """A message with all its items as its workspace reads them."""
    if not lessons:
        return message

    def read(item: StoredItem) -> StoredItem:
        return as_taught(item, scorer=scorer, lessons=lessons, is_cashtag_only=is_cashtag_only)

    return replace(
        message,
        item=read(message.item) if message.item is not None else None,
        items=tuple(map(read, message.items)),
        held=tuple(replace(held, item=read(held.item)) for held in message.held),
    )


def words_for(item: StoredItem, symbol: str, *, scorer: Scorer) -> tuple[str, ...]:
    """The words by which an item names a ticker, each once."""
    text = f"{item.item.title}\n{item.item.text}"
    found = (
        mention.words.removesuffix("'s")
        for mention in mentions(text, companies=scorer.companies)
        if mention.symbol == symbol
    )
    return tuple(dict.fromkeys(found))


def _as_voted(analysis: Analysis, label: Label, *, symbol: str) -> Analysis:
    """A vote is about the whole or one company; of an item about one company alone, about both."""
    voted, rows = Sentiment(MIDDLES[label]), analysis.tickers
    meant = {symbol} if symbol else {row.symbol for row in rows if len(rows) == 1}
    is_whole = not symbol or [row.symbol for row in rows] == [symbol]
    return replace(
        analysis,
        sentiment=voted if is_whole else analysis.sentiment,
        tickers=tuple(replace(row, sentiment=voted) if row.symbol in meant else row for row in rows),
    )


def _workspace_of(lesson: Lesson) -> str:
    return lesson.workspace
