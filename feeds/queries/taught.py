"""An item as a workspace reads it: with what it has taught. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from feeds.scoring.corrections import MIDDLES, says
from feeds.scoring.linking import mentions
from feeds.scoring.score import Scorer
from feeds.types.decisions import ClaimedMessage, ScoredItem, StoredItem
from feeds.types.news import NewsItem
from feeds.types.scores import Analysis, Label, Sentiment
from feeds.types.subscriptions import Lesson, LessonKind


def as_taught(
    item: StoredItem, *, scorer: Scorer, lessons: Sequence[Lesson], is_cashtag_only: bool = False
) -> StoredItem:
    """Read an item again with the lessons that concern it; without any it stays as it is."""
    analysis = read_again(item.item, scorer=scorer, lessons=lessons) or item.analysis
    voted = [lesson for lesson in lessons if lesson.kind is LessonKind.LABEL and lesson.words == str(item.id)]
    if voted:
        analysis = _as_voted(analysis, Label(voted[-1].value))
    return replace(item, analysis=analysis.marked() if is_cashtag_only else analysis)


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


def _as_voted(analysis: Analysis, label: Label) -> Analysis:
    """The vote is about the whole; of an item about one company alone, about that company too."""
    voted = Sentiment(MIDDLES[label])
    rows = analysis.tickers
    if len(rows) == 1:
        rows = (replace(rows[0], sentiment=voted),)
    return replace(analysis, sentiment=voted, tickers=rows)


def _workspace_of(lesson: Lesson) -> str:
    return lesson.workspace
