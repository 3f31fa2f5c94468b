"""What was decided: reasons, plans, messages to send, and what became of them."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from feeds.types.news import Feed, NewsItem
from feeds.types.notices import Notice
from feeds.types.scores import Analysis
from feeds.types.subscriptions import Place
from feeds.types.timing import Hold, Silence


class Reason(StrEnum):
    """Why an item did or did not reach a subscription; the words are what people are told."""

    POSTED = "posted"
    SAME_STORY = "same story"
    FILTERED = "filtered"
    MUTED = "muted"
    QUIET_HOURS = "quiet hours"
    CAP = "cap"
    TOO_OLD = "too old"
    BEFORE_SUBSCRIPTION = "before subscription"
    WAITING = "waiting"
    UNDELIVERED = "undelivered"


@dataclass(frozen=True, slots=True)
class ScoredItem:
    """A new item and what it means. `fingerprint` is what story matching compares (see policy.stories)."""

    item: NewsItem
    analysis: Analysis


@dataclass(frozen=True, slots=True)
class StoredItem:
    """An item as it stands in the store."""

    id: int
    feed_id: int
    source: str  # the feed's title as people know it
    story_id: int
    item: NewsItem
    analysis: Analysis
    seen_at: datetime

    @property
    def told_at(self) -> datetime:
        """When it was news, which is what windows of time go by."""
        return told_at(self.item.published_at, seen_at=self.seen_at)

    def marked(self) -> "StoredItem":
        """The same item, about none but the companies that are marked."""
        return replace(self, analysis=self.analysis.marked())


def told_at(published_at: datetime | None, *, seen_at: datetime) -> datetime:
    """Tell when an item was news: at its own date, but not after we saw it."""
    return min(published_at, seen_at) if published_at else seen_at


class MessageKind(StrEnum):
    """What a message does in Slack: a story's parent, an edit of it, a reply to it; or what is no story's."""

    POST = "post"
    EDIT = "edit"
    REPLY = "reply"
    DIGEST = "digest"
    NOTICE = "notice"

    @property
    def is_in_thread(self) -> bool:
        """True for what can't be sent without its story's parent."""
        return self in {MessageKind.EDIT, MessageKind.REPLY}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One subscription's answer to one item, with the rule or the number behind it."""

    workspace: str
    channel: str
    subscription_id: int
    item_key: str
    reason: Reason
    detail: str = ""
    is_wanted: bool = True  # False: not what the subscription watches; not stored, `why` decides it anew
    hold: Hold | None = None

    @property
    def place(self) -> Place:
        """Whose verdict it is."""
        return Place(self.workspace, self.channel)


@dataclass(frozen=True, slots=True)
class SendNow:
    """What is wanted goes out at once; `why` says when it broke through quiet hours or a digest."""

    why: str = ""


@dataclass(frozen=True, slots=True)
class HoldUntil:
    """It waits, and is folded into the digest that goes out then."""

    when: datetime
    reason: Reason
    why: str


Timing = SendNow | HoldUntil


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """A message to write to the outbox; the item is named by key because it has no id yet."""

    workspace: str
    channel: str
    kind: MessageKind
    item_key: str
    silence: Silence | None = None

    @property
    def place(self) -> Place:
        """Where it goes."""
        return Place(self.workspace, self.channel)


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """A new item and the story it joins; `story_id` None starts a new story."""

    scored: ScoredItem
    story_id: int | None = None
    story_of_key: str | None = None  # joins the story that this other new item of the plan starts


@dataclass(frozen=True, slots=True)
class PollPlan:
    """All that one poll changes. Applying it twice equals applying it once."""

    feed: Feed  # as it shall stand after the poll
    lease: str | None
    items: tuple[PlannedItem, ...] = ()
    edited: tuple[ScoredItem, ...] = ()  # known items whose words changed: updated, never re-posted
    verdicts: tuple[Verdict, ...] = ()
    messages: tuple[OutgoingMessage, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldItem:
    """An item that waited for a digest, and why. `symbols` are the tickers the subscription asked for."""

    item: StoredItem
    reason: Reason
    symbols: tuple[str, ...] = ()

    def marked(self) -> "HeldItem":
        """The same, about none but the companies that are marked."""
        return replace(self, item=self.item.marked())


@dataclass(frozen=True, slots=True)
class DigestFacts:
    """What was known when a digest fell due: its span, and how the tone of each ticker changed."""

    since: datetime
    until: datetime
    changes: tuple[tuple[str, float | None], ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimedMessage:
    """An outbox row under a lease. `items` are the story's items this workspace may see, oldest first.

    A digest has `facts` and what was `held` for it instead, a notice has its `notice`.

    A claim gives at most one message a place, an edit or reply only when its parent is posted or
    given up, and one edit for all that wait for the same parent. `unit.outbox.begin(message, now=now)`
    notes that the request is about to be sent, and is False when the lease was lost. A message whose
    lease ran out after that comes back with `was_interrupted`: it may have been posted.
    """

    id: int
    lease: str
    workspace: str
    channel: str
    kind: MessageKind
    attempts: int  # made before this one
    was_uncertain: bool
    item: StoredItem | None = None
    items: tuple[StoredItem, ...] = field(default=())
    parent_ts: str | None = None  # of the posted parent, for edits and replies; None: it was never posted
    was_interrupted: bool = False
    held: tuple[HeldItem, ...] = ()
    facts: DigestFacts | None = None
    notice: Notice | None = None

    @property
    def place(self) -> Place:
        """Where it goes."""
        return Place(self.workspace, self.channel)

    def marked(self) -> "ClaimedMessage":
        """The same, about none but the companies that are marked."""
        return replace(
            self,
            item=self.item and self.item.marked(),
            items=tuple(item.marked() for item in self.items),
            held=tuple(held.marked() for held in self.held),
        )


@dataclass(frozen=True, slots=True)
class Posted:
    """Slack took it."""

    ts: str


@dataclass(frozen=True, slots=True)
class RateLimited:
    """Slack said 429; nothing was posted."""

    retry_after_s: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Slack answered with an error of its own (`code`, e.g. "channel_not_found"); nothing was posted."""

    code: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The request never left, or an HTTP error came back; nothing was posted."""

    why: str


@dataclass(frozen=True, slots=True)
class Uncertain:
    """The request was sent and no HTTP status came back: it may have been posted."""

    why: str


DeliveryOutcome = Posted | RateLimited | Refused | Unreachable | Uncertain


@dataclass(frozen=True, slots=True)
class Delivered:
    """Done; `ts` is Slack's id of the message."""

    ts: str


@dataclass(frozen=True, slots=True)
class RetryAt:
    """Not posted; try again then."""

    when: datetime
    why: str
    is_uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Dead:
    """Given up: listed by `outbox list` until somebody retries or drops it.

    `is_channel_lost`: nothing else gets into the channel either.
    """

    why: str
    is_channel_lost: bool = False


Settlement = Delivered | RetryAt | Dead


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying a plan changed. `is_lost`: the lease had run out, so nothing was written."""

    new_item_ids: tuple[int, ...] = ()
    messages: int = 0
    is_lost: bool = False
