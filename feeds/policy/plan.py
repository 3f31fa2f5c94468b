"""Puts together all that one poll changes, so that it can be written in one transaction."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from feeds.policy.candidate import Candidate
from feeds.policy.newness import Arrival, CountsAsNew
from feeds.policy.routing import route
from feeds.policy.timing import Standing
from feeds.types.decisions import (
    MessageKind,
    OutgoingMessage,
    PlannedItem,
    PollPlan,
    Reason,
    ScoredItem,
    StoredItem,
    Verdict,
)
from feeds.types.news import Feed
from feeds.types.scores import Analysis
from feeds.types.subscriptions import Place, Routes

_NOWHERE: Mapping[int, frozenset[Place]] = MappingProxyType({})
_NONE_THERE: Mapping[Place, int] = MappingProxyType({})
_NONE_YET: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class NewItem:
    """A new item with the story it joins and how it came."""

    planned: PlannedItem
    arrival: Arrival
    readings: Mapping[str, Analysis] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EditedItem:
    """A known item whose publisher has changed it, and how it stands in the store until now."""

    scored: ScoredItem
    before: StoredItem

    @property
    def shows(self) -> bool:
        """True when an alert about it would read differently: other headline, link or score."""
        old, new = self.before.item, self.scored.item
        return (old.title, old.url, self.before.analysis.sentiment) != (
            new.title,
            new.url,
            self.scored.analysis.sentiment,
        )


def make_plan(
    *,
    feed: Feed,
    lease: str | None,
    items: tuple[NewItem, ...] = (),
    edited: tuple[EditedItem, ...] = (),
    routes: Routes,
    parents: Mapping[int, frozenset[Place]],
    folded: Mapping[int, frozenset[Place]] = _NOWHERE,
    posted_today: Mapping[int, int] = _NONE_YET,
    posted_this_hour: Mapping[Place, int] = _NONE_THERE,
    now: datetime,
) -> PollPlan:
    """Plan a poll. `feed` is as it shall stand afterwards; `items` come and are told oldest first.

    `parents` says for each story of `items` and `edited` where its message is posted or on its way
    already, `folded` where a digest told it; for the counts see `Standing`. What counts as new whatever its
    date is told however many there are. An edited item is never told again; a message that would read
    differently is edited.
    """
    told: dict[int | str, frozenset[Place]] = dict(parents.items())
    posted, lately = Counter(posted_today), Counter(posted_this_hour)
    verdicts: list[Verdict] = []
    messages: list[OutgoingMessage] = []
    for new in items:
        story = _story_of(new.planned)
        in_digests = folded.get(story, frozenset()) if isinstance(story, int) else frozenset()
        by_hour = {} if isinstance(new.arrival, CountsAsNew) else lately
        before = Standing(told.get(story, frozenset()), in_digests, posted, by_hour)
        routed = route(_candidate(new, feed_id=feed.id), routes, arrival=new.arrival, before=before, now=now)
        told[story] = before.parents | {message.place for message in routed.messages}
        posted.update(it.subscription_id for it in routed.verdicts if it.reason is Reason.POSTED)
        lately.update(message.place for message in routed.messages if message.kind is MessageKind.POST)
        verdicts += (verdict for verdict in routed.verdicts if verdict.is_wanted)
        messages += routed.messages
    return PollPlan(
        feed=feed,
        lease=lease,
        items=tuple(new.planned for new in items),
        edited=tuple(known.scored for known in edited),
        verdicts=tuple(verdicts),
        messages=(*messages, *_corrections(edited, parents)),
    )


def _corrections(
    edited: tuple[EditedItem, ...], parents: Mapping[int, frozenset[Place]]
) -> tuple[OutgoingMessage, ...]:
    return tuple(
        OutgoingMessage(place.workspace, place.channel, MessageKind.EDIT, known.scored.item.key)
        for known in edited
        if known.shows
        for place in sorted(parents.get(known.before.story_id, ()), key=str)
    )


def _story_of(planned: PlannedItem) -> int | str:
    """Name a story: by its id, or by the key of the new item that starts it."""
    if planned.story_id is not None:
        return planned.story_id
    return planned.story_of_key or planned.scored.item.key


def _candidate(new: NewItem, *, feed_id: int) -> Candidate:
    planned = new.planned
    return Candidate(
        item=planned.scored.item,
        analysis=planned.scored.analysis,
        feed_id=feed_id,
        story_id=planned.story_id,
        readings=new.readings,
    )
