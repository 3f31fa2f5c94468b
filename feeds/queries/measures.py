"""The measures that reports share: change of tone, and a story count beside its own history. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import sqrt
from statistics import fmean

from feeds.types.decisions import StoredItem
from feeds.types.reports import Window
from feeds.types.tones import StoryCount, Tone

FEWEST_STORIES = 3  # on fewer a change of tone says nothing
FEWEST_PAST = 4  # windows of history below which "usual" says nothing
MOST_PAST = 30
DAY = timedelta(days=1)


def is_enough(tone: Tone) -> bool:
    """True for stories enough to compare their tone with another."""
    return tone.stories >= FEWEST_STORIES


def change_of(tone: Tone, before: Tone) -> float | None:
    """The change of the mean score; None when one of the two rests on too few stories to say."""
    now, then = tone.sentiment, before.sentiment
    if not (is_enough(tone) and is_enough(before) and now and then):
        return None
    return round(now.score - then.score, 2) + 0.0


def tone_of(items: Iterable[StoredItem], *, symbol: str) -> Tone:
    """Sum up what items say of one ticker; a story counts once a day."""
    told: defaultdict[tuple[int, date], list[int]] = defaultdict(list)
    for item in items:
        row = item.analysis.ticker(symbol)
        if row is not None:
            told[item.story_id, item.told_at.date()].append(round(row.sentiment.score * 100))
    return sum(map(Tone.of_story, told.values()), Tone())


def past_days(window: Window) -> int:
    """How many days of history a window is held against: up to 30 windows, a year at most."""
    return min(MOST_PAST * window.whole_days, 365)


def past_counts(stories: Mapping[date, int], *, window: Window) -> tuple[int, ...]:
    """Story counts of the windows of the same length before this one, the latest first.

    What lies before the first day with a story is unknown, not quiet.
    """
    if not stories or not window.whole_days:
        return ()
    end, length = window.since.date(), window.whole_days
    counts = [0] * min((end - min(stories)).days // length, MOST_PAST)
    for day, told in stories.items():
        place = ((end - day).days - 1) // length
        if 0 <= place < len(counts):
            counts[place] += told
    return tuple(counts)


def story_count(now: int, past: Sequence[int]) -> StoryCount:
    """Put a count beside those of the windows before.

    The deviation has a floor, that of chance arrivals and one story, so that a quiet ticker's second
    story is no spike.
    """
    if len(past) < FEWEST_PAST:
        return StoryCount(now)
    usual = fmean(past)
    variance = fmean(count * count for count in past) - usual * usual
    return StoryCount(now, usual, (now - usual) / sqrt(max(variance, usual, 1.0)))
