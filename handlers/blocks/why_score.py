"""Why a text has the score it has: the words and sentences that decided, for the whole and each company."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from feeds.policy.sources import latest_by_source
from feeds.queries.reasons import Reasons, reasons_for
from feeds.types.decisions import StoredItem
from feeds.types.reports import Spread
from feeds.types.scores import Analysis, Driver, TickerSentiment
from feeds.types.subscriptions import Lesson, shift_in
from handlers.blocks.alert import headline, merge_rows, spread_badge
from handlers.blocks.badge import badge, percent, signed
from handlers.blocks.message import SlackMessage, compose
from handlers.blocks.mrkdwn import bold, escape, flatten
from handlers.blocks.parts import Block, context, section

MOST_DRIVERS = 8  # all there are, so that they add up
MOST_ROWS = 5

_WORDS_LENGTH = 200


@dataclass(frozen=True, slots=True)
class WhyScore:
    """Why an item has its score: as the workspace reads it, by its words alone, and what is known of both.

    `story` is all that tells the item's story, oldest first: the alert shows them together. `votes` are
    those on the item, `taught` the corrections of words that stand in it.
    """

    item: StoredItem
    by_words: Analysis
    story: tuple[StoredItem, ...] = ()
    votes: tuple[Lesson, ...] = ()
    taught: tuple[Lesson, ...] = ()


def render_why_score(why: WhyScore) -> SlackMessage:
    """Show what decided: somebody's vote, and the words and sentences, for the item and each ticker."""
    item, analysis = why.item, why.by_words
    shown, several = _shown_by_alert(why)
    voted = [_say_vote(vote) for vote in why.votes]
    return compose(
        f"{shown}: {' '.join((*voted, drivers_in_line(analysis.drivers)))}",
        [
            section(f"*Why {shown}?*", headline(item), several, *voted),
            *_driver_blocks(why),
            _taught_block(why.taught),
            context(f"Confidence {percent(analysis.confidence)} · scores run from -1 to +1"),
        ],
    )


def _shown_by_alert(why: WhyScore) -> tuple[str, str]:
    """The badge that the alert shows, and where several sources tell the story how the item differs."""
    own = why.item.analysis.sentiment
    told = latest_by_source(why.story or (why.item,))
    spread = Spread.of(item.analysis.sentiment for item in told)
    if len(told) == 1:
        updated = f"The alert shows {spread.mean.signed}, told last; this item: {own.signed}."
        return badge(spread.mean), updated if spread.mean != own else ""
    how = f"{spread.mean.signed}, the mean of {len(told)} sources"
    if spread.disagrees:
        how = f"that {len(told)} sources disagree"
    return spread_badge(spread), f"The alert shows {how}; this item: {own.signed}."


def _say_vote(vote: Lesson) -> str:
    symbol = vote.ballot.symbol if vote.ballot else ""
    about = f" for ${escape(symbol, limit=20)}" if symbol else ""
    label = escape(vote.value, limit=_WORDS_LENGTH)
    return f"Somebody in this workspace said so: {label}{about}. Home lists the vote."


def _taught_block(taught: Sequence[Lesson]) -> Block | None:
    """What the workspace has said of the item's words, which counts already in what they say together."""
    lines = [
        f"• “{escape(flatten(lesson.words), limit=_WORDS_LENGTH)}” {escape(shift_in(lesson.value), limit=20)}"
        for lesson in taught[:MOST_DRIVERS]
    ]
    return section("*Taught in this workspace, and counted already*", *lines) if lines else None


def _driver_blocks(why: WhyScore) -> list[Block]:
    """All that decided for the whole, which adds up to its score; of several companies each one's reasons."""
    analysis, rows = why.by_words, why.item.analysis.tickers[:MOST_ROWS]
    spreads = {row.symbol: row.spread for row in merge_rows(why.story or (why.item,))}
    titles = {row.symbol: _row_title(row, spreads.get(row.symbol)) for row in rows}
    by_words = [section(bold(f"By its words it would read {badge(analysis.sentiment)}"))] if why.votes else []
    if not analysis.drivers:
        return [*by_words, *map(section, titles.values()), section(_nothing_weighs(why))]
    if len(rows) == 1 and not why.votes:
        return [section(*titles.values(), *_driver_lines(analysis.drivers))]
    own = [section(titles[row.symbol], *_reason_lines(analysis, row)) for row in rows]
    return [*by_words, section(bold("The text as a whole"), *_driver_lines(analysis.drivers)), *own]


def _row_title(row: TickerSentiment, spread: Spread | None) -> str:
    """A company's badge as the alert shows it, and where its sources differ the one of this item."""
    told = spread or Spread.of([row.sentiment])
    here = "" if told.mean == row.sentiment else f" · this item: {row.sentiment.signed}"
    symbol = bold(escape(row.symbol, limit=20))
    return f"{symbol} {spread_badge(told)}{here} · relevance {row.relevance:.2f}"


def _reason_lines(analysis: Analysis, row: TickerSentiment) -> list[str]:
    reasons = reasons_for(analysis, row.symbol, shown=row.sentiment, most=MOST_DRIVERS)
    against = [f"Against it: {_quoted(reasons.against)}"] if reasons.against else []
    return [*map(driver_line, reasons.agreeing), *against]


def _nothing_weighs(why: WhyScore) -> str:
    """Why no words are shown."""
    if why.taught:
        return "Beside what was taught no word in it weighs either way."
    if why.votes:
        return "No word in it weighs either way: the vote alone decides."
    return "No word in it weighs either way, so it is neutral."


def _driver_lines(drivers: Sequence[Driver]) -> list[str]:
    return [driver_line(driver) for driver in drivers[:MOST_DRIVERS]]


def reasons_in_line(reasons: Reasons) -> str:
    """What spoke for a score and what against it, in one line; nothing where nothing spoke for it."""
    told = ", ".join(map(_quoted, reasons.agreeing))
    against = f" · against it: {_quoted(reasons.against)}" if reasons.against else ""
    return f"for {told}{against}" if told else ""


def _quoted(driver: Driver) -> str:
    return f"“{escape(flatten(driver.text), limit=_WORDS_LENGTH)}” {signed(driver.weight)}"


def driver_line(driver: Driver) -> str:
    """One word, phrase or sentence that decided, with its weight."""
    return f"• {_quoted(driver)}"


def drivers_in_line(drivers: Iterable[Driver]) -> str:
    """What decided, in one line."""
    said = [f"“{escape(flatten(driver.text), limit=60)}” {signed(driver.weight)}" for driver in drivers]
    return ", ".join(said[:MOST_DRIVERS]) or "no word in it weighs either way"
