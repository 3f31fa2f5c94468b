"""What people are told besides news: a channel is lost, a feed fails or is well again, a surprise."""

from dataclasses import dataclass
from datetime import date

from feeds.types.news import HealthChange
from feeds.types.surprises import Surprise


@dataclass(frozen=True, slots=True)
class ChannelLost:
    """Slack lets nothing into a channel any more, so these subscriptions were paused; `why` is for people.

    `given_up` counts the messages that waited for the channel and are lost, the refused one among them.
    """

    channel: str
    why: str
    subscriptions: tuple[int, ...]
    given_up: int = 0


@dataclass(frozen=True, slots=True)
class FeedTurned:
    """A feed sleeps after failing for long, was ended by its publisher, or is well again."""

    feed_id: int
    url: str
    title: str
    change: HealthChange
    why: str = ""


@dataclass(frozen=True, slots=True)
class Surprising:
    """A ticker that a channel follows is out of the ordinary on a day; `name` is its company's."""

    name: str
    surprise: Surprise
    day: date | None = None


Notice = ChannelLost | FeedTurned | Surprising
