"""An item as a workspace reads it: with what it has taught. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from feeds.scoring.linking import mentions
from feeds.scoring.score import Scorer
from feeds.types.decisions import StoredItem
from feeds.types.scores import Label, Sentiment
from feeds.types.subscriptions import Lesson, LessonKind

# A label a person voted for, as a number: the middle of its span.
MIDDLES = {
    Label.STRONGLY_POSITIVE: 0.8,
    Label.MODERATELY_POSITIVE: 0.47,
    Label.MILDLY_POSITIVE: 0.25,
    Label.NEUTRAL: 0.0,
    Label.MILDLY_NEGATIVE: -0.25,
    Label.MODERATELY_NEGATIVE: -0.47,
    Label.STRONGLY_NEGATIVE: -0.8,
}


def as_taught(
    item: StoredItem, *, scorer: Scorer, lessons: Sequence[Lesson], is_cashtag_only: bool = False
) -> StoredItem:
    """Read an item again with the lessons that concern it; without any it stays as it is."""
    text = f"{item.item.title}\n{item.item.text}".casefold()
    linking = tuple(
        lesson
        for lesson in lessons
        if lesson.kind is not LessonKind.LABEL and lesson.words.casefold() in text
    )
    analysis = item.analysis
    if linking:
        analysis = scorer.score(
            title=item.item.title, text=item.item.text, symbols=item.item.symbols, lessons=linking
        )
    voted = [lesson for lesson in lessons if lesson.kind is LessonKind.LABEL and lesson.words == str(item.id)]
    if voted:
        analysis = replace(analysis, sentiment=Sentiment(MIDDLES[Label(voted[-1].value)]))
    return replace(item, analysis=analysis.marked() if is_cashtag_only else analysis)


def words_for(item: StoredItem, symbol: str, *, scorer: Scorer) -> tuple[str, ...]:
    """The words by which an item names a ticker, each once."""
    text = f"{item.item.title}\n{item.item.text}"
    found = (
        mention.words for mention in mentions(text, companies=scorer.companies) if mention.symbol == symbol
    )
    return tuple(dict.fromkeys(found))
