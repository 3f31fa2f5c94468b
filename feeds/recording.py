"""The one transaction between "saw it" and "said it": stories, routing, plan and rows in one go.

Several workers agree because each takes the story lock before it looks at what the others have stored.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from feeds.noticing import tell_health
from feeds.policy.newness import Arrival, Backlog
from feeds.policy.plan import EditedItem, NewItem, make_plan
from feeds.policy.schedule import day_start
from feeds.store import Unit
from feeds.story_memory import StoryMemory
from feeds.types.decisions import ScoredItem
from feeds.types.news import Feed, HealthChange
from feeds.types.scores import Analysis
from feeds.types.subscriptions import Place, Routes

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Arriving:
    """A new item, scored, how it came, and what it means to workspaces that were taught otherwise."""

    scored: ScoredItem
    arrival: Arrival
    readings: Mapping[str, Analysis] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Harvest:
    """What one poll brought: the feed as it shall stand, new items oldest first, and edited ones."""

    feed: Feed
    lease: str | None
    new: tuple[Arriving, ...] = ()
    edited: tuple[ScoredItem, ...] = ()
    health: HealthChange | None = None

    @property
    def is_backlog(self) -> bool:
        """True at a feed's first sync."""
        return all(isinstance(new.arrival, Backlog) for new in self.new)

    @property
    def is_empty(self) -> bool:
        """True when only the feed's own row changes, and nobody is told of it."""
        return not self.new and not self.edited and self.health is None

    @property
    def weight(self) -> int:
        """How many items it has to write."""
        return len(self.new) + len(self.edited)


def record_all(unit: Unit, harvests: Sequence[Harvest], *, memory: StoryMemory, now: datetime) -> None:
    """Write down many polls in the caller's transaction: all of them, or none when it raises."""
    for harvest in harvests:
        if not harvest.is_empty:
            record(unit, harvest, memory=memory, now=now)
    unit.feeds.save_all([(harvest.feed, harvest.lease) for harvest in harvests if harvest.is_empty])


def record(unit: Unit, harvest: Harvest, *, memory: StoryMemory, now: datetime) -> None:
    """Write down a poll that brought something, and all that follows from it, in the caller's transaction."""
    unit.lock_stories()
    scored = tuple(new.scored for new in harvest.new)
    assign = memory.assign_backlog if harvest.is_backlog else memory.assign
    planned = assign(unit, scored, feed_id=harvest.feed.id, now=now)
    items = tuple(
        NewItem(story, new.arrival, new.readings) for story, new in zip(planned, harvest.new, strict=True)
    )
    edited = _find_edited(unit, harvest)
    stories = {new.planned.story_id for new in items} | {known.before.story_id for known in edited}
    known_stories = [story for story in stories if story is not None]
    routes = unit.routes_for(harvest.feed.id)
    plan = make_plan(
        feed=harvest.feed,
        lease=harvest.lease,
        items=items,
        edited=edited,
        routes=routes,
        parents=unit.outbox.parents(known_stories),
        folded=unit.held.folded(known_stories),
        posted_today=unit.posted_since(_days_of_caps(routes, now=now)),
        posted_this_hour=unit.posted_at(_without_caps(routes), since=now - _HOUR),
        now=now,
    )
    applied = unit.apply(plan, now=now)
    if harvest.health is not None and not applied.is_lost:
        tell_health(unit, harvest.feed, harvest.health, now=now)


def _days_of_caps(routes: Routes, *, now: datetime) -> dict[int, datetime]:
    """Say since when the posts of each subscription with a cap count."""
    return {
        subscription.id: day_start(subscription.rules, now=now)
        for subscription in routes.subscriptions
        if subscription.rules.max_per_day is not None
    }


def _without_caps(routes: Routes) -> frozenset[Place]:
    """Name the places where a subscription relies on the bound by the hour."""
    return frozenset(wish.place for wish in routes.subscriptions if wish.rules.max_per_day is None)


def remember_some(unit: Unit, *, memory: StoryMemory, now: datetime) -> bool:
    """Let the memory read a part of what is stored, so that no single transaction has to read it all.

    False when nothing was left to read.
    """
    unit.lock_stories()
    return memory.read_some(unit, now=now)


def _find_edited(unit: Unit, harvest: Harvest) -> tuple[EditedItem, ...]:
    found = ((scored, unit.items.by_key(harvest.feed.id, scored.item.key)) for scored in harvest.edited)
    return tuple(EditedItem(scored, before) for scored, before in found if before is not None)
