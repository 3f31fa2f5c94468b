"""All that a workspace has set, as it travels to a file and back: names instead of ids, and no secrets."""

from dataclasses import dataclass, field
from datetime import datetime

from feeds.types.subscriptions import LessonKind, MuteKind, Rules, Watch


@dataclass(frozen=True, slots=True)
class SavedAlert:
    """A subscription. Of a watched feed the address counts, not the id, and it holds no credentials."""

    channel: str
    created_by: str
    watch: Watch
    rules: Rules = field(default_factory=Rules)
    is_paused: bool = False
    paused_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class EndedAlert:
    """A subscription that was ended, to be put back; `feed_id` is that of the feed it watched."""

    alert: SavedAlert
    feed_id: int | None = None


@dataclass(frozen=True, slots=True)
class SavedMute:
    """A mute of a ticker, or of a source by its address; a story's mute means nothing elsewhere."""

    channel: str
    kind: MuteKind
    value: str
    created_by: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class SavedLesson:
    """What was taught about words; a vote on one item means nothing elsewhere."""

    kind: LessonKind
    words: str
    value: str
    taught_by: str


@dataclass(frozen=True, slots=True)
class Archive:
    """One workspace's settings; `choices` are words and the symbols they mean."""

    workspace: str
    alerts: tuple[SavedAlert, ...] = ()
    mutes: tuple[SavedMute, ...] = ()
    lessons: tuple[SavedLesson, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of an archive: alerts that are new, that got other rules, that stood already as they are.

    `left_out` says of each thing that could not be restored why, in a sentence.
    """

    added: int = 0
    changed: int = 0
    same: int = 0
    left_out: tuple[str, ...] = ()
