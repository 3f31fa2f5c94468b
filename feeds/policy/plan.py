"""Puts together all that one poll changes, so that it can be written in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from feeds.policy.candidate import Candidate
from feeds.policy.newness import Arrival
from feeds.policy.routing import route
from feeds.types.decisions import OutgoingMessage, PlannedItem, PollPlan, ScoredItem, Verdict
from feeds.types.news import Feed
from feeds.types.subscriptions import Place, Routes


@dataclass(frozen=True, slots=True)
class NewItem:
    """A new item with the story it joins and how it came."""

    planned: PlannedItem
    arrival: Arrival


def make_plan(
    *,
    feed: Feed,
    lease: str | None,
    items: tuple[NewItem, ...] = (),
    edited: tuple[ScoredItem, ...] = (),
    routes: Routes,
    parents: Mapping[int, frozenset[Place]],
    now: datetime,
) -> PollPlan:
    """Plan a poll. `feed` is as it shall stand afterwards; `items` come and are told oldest first.

    `parents` says for each story of `items` where its message is posted or on its way already.
    """
    told: dict[int | str, frozenset[Place]] = dict(parents.items())
    verdicts: list[Verdict] = []
    messages: list[OutgoingMessage] = []
    for new in items:
        story = _story_of(new.planned)
        before = told.get(story, frozenset())
        routed = route(
            _candidate(new.planned, feed_id=feed.id), routes, arrival=new.arrival, parents=before, now=now
        )
        told[story] = before | {message.place for message in routed.messages}
        verdicts += (verdict for verdict in routed.verdicts if verdict.is_wanted)
        messages += routed.messages
    return PollPlan(
        feed=feed,
        lease=lease,
        items=tuple(new.planned for new in items),
        edited=edited,
        verdicts=tuple(verdicts),
        messages=tuple(messages),
    )


def _story_of(planned: PlannedItem) -> int | str:
    """Name a story: by its id, or by the key of the new item that starts it."""
    if planned.story_id is not None:
        return planned.story_id
    return planned.story_of_key or planned.scored.item.key


def _candidate(planned: PlannedItem, *, feed_id: int) -> Candidate:
    return Candidate(
        item=planned.scored.item,
        analysis=planned.scored.analysis,
        feed_id=feed_id,
        story_id=planned.story_id,
    )
