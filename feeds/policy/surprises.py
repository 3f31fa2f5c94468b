"""Surprises: a day's stories or tone far from what the ticker's own last 30 days would lead one to expect.

Every bound has a floor, so that a quiet ticker's second story is no spike and a day's only story no turn.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from statistics import fmean, pstdev

from feeds.queries.measures import story_count
from feeds.types.scores import Sentiment
from feeds.types.subscriptions import Rules
from feeds.types.surprises import StorySpike, Surprise, ToneTurn
from feeds.types.tones import DayTone, Tone

HISTORY_DAYS = 30
SPIKE_Z = 3.0
SPIKE_STORIES = 5  # fewer in a day are no spike, however quiet the ticker is
TURN_Z = 2.5
TURN_STORIES = 3  # fewer in a day are no turn, however strong they are
TURN_DAYS = 7  # with news, below which a usual tone can't be told
LOUDEST = 5  # tickers of the day, of which those hear who follow everything
LEAST_DEVIATION = 0.12  # the tone of a day wanders that much by chance alone

_DAY = timedelta(days=1)


def find_surprises(symbol: str, *, today: DayTone, history: Sequence[DayTone]) -> tuple[Surprise, ...]:
    """Hold a day against the days before it; what is later or older than 30 days is passed over."""
    first = today.day - HISTORY_DAYS * _DAY
    past = {day.day: day.tone for day in history if first <= day.day < today.day}
    found = (_find_spike(symbol, today, past), _find_turn(symbol, today.tone, past.values()))
    return tuple(surprise for surprise in found if surprise is not None)


def _find_spike(symbol: str, today: DayTone, past: Mapping[date, Tone]) -> StorySpike | None:
    """Count days without a story too, but not those before the first one: they are unknown, not quiet."""
    if not past or today.tone.stories < SPIKE_STORIES:
        return None
    length = (today.day - min(past)).days
    counts = [past.get(today.day - ago * _DAY, Tone()).stories for ago in range(1, length + 1)]
    count = story_count(today.tone.stories, counts)
    return StorySpike(symbol, count) if count.z is not None and count.z >= SPIKE_Z else None


def _find_turn(symbol: str, tone: Tone, past: Iterable[Tone]) -> ToneTurn | None:
    usual = [day.sentiment.score for day in past if day.sentiment is not None]
    if tone.sentiment is None or tone.stories < TURN_STORIES or len(usual) < TURN_DAYS:
        return None
    mean = fmean(usual)
    z = (tone.sentiment.score - mean) / max(pstdev(usual), LEAST_DEVIATION)
    if abs(z) < TURN_Z:
        return None
    return ToneTurn(symbol, tone.sentiment, Sentiment(mean), tone.stories, round(z, 1))


def is_asked_for(rules: Rules, tone: Tone) -> bool:
    """True when a subscription to the ticker, or to everything, wants to hear of a day with this tone.

    A day is measured by all stories of the ticker: who asked for those with certain words, of one feed or of
    certain keywords did not ask for that.
    """
    if rules.include is not None or tone.sentiment is None:
        return False
    is_right_way = rules.direction is None or tone.sentiment.polarity is rules.direction
    return is_right_way and abs(tone.sentiment.score) >= rules.min_score
