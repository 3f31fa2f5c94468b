"""What is out of the ordinary for a ticker, measured against its own history."""

from dataclasses import dataclass

from feeds.types.scores import Sentiment
from feeds.types.tones import StoryCount


@dataclass(frozen=True, slots=True)
class StorySpike:
    """Far more stories than the ticker usually has in a day."""

    symbol: str
    count: StoryCount


@dataclass(frozen=True, slots=True)
class ToneTurn:
    """A day's tone far from the ticker's own: `z` standard deviations from the usual, signed."""

    symbol: str
    now: Sentiment
    usual: Sentiment
    stories: int
    z: float


Surprise = StorySpike | ToneTurn
