"""What the listeners work with, given once at the start; closures hand it on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from feeds.poller import Poller
from feeds.scoring.score import Scorer
from feeds.store import Database
from feeds.subscribing import Subscribing
from handlers.blocks.message import SlackMessage
from handlers.painting import Refusals
from handlers.profiles import Profiles
from handlers.together import Together


@dataclass(frozen=True, slots=True)
class Deps:
    """The services behind the answers."""

    db: Database
    scorer: Scorer
    poller: Poller
    subscribing: Subscribing
    clock: Callable[[], datetime]
    profiles: Profiles
    charts: Refusals
    together: Together[SlackMessage] = field(default_factory=Together)
