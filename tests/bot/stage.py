"""A stage for tests of the path of an alert: a clock to turn by hand, and a store with news in it."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from feeds.policy.newness import CountsAsNew
from feeds.policy.plan import NewItem, make_plan
from feeds.store import Database, Unit
from feeds.types.decisions import ClaimedMessage
from feeds.types.subscriptions import Place, Rules, Watch, WatchAll
from handlers.blocks.message import SlackMessage
from tests.policy.samples import NOW, planned

HERE = Place("T1", "C1")
THERE = Place("T1", "C2")
FEED_URL = "https://news.example/rss"


class Clock:
    """A clock that stands still until it is turned."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def turn(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


async def until(is_so: Callable[[], bool]) -> None:
    """Let the loop run until something is so; fails when it never is."""
    async with asyncio.timeout(10):
        while not is_so():  # noqa: ASYNC110 - the fake has no event for everything
            await asyncio.sleep(0.005)


def show(message: ClaimedMessage) -> SlackMessage:
    """Draw a message plainly: its headline, and for the parent the number of the story's items."""
    if message.item is None:
        return SlackMessage(message.kind.value)
    if message.kind == "reply":
        return SlackMessage(f"also {message.item.item.key}", ())
    return SlackMessage(f"{message.items[0].item.key} x{len(message.items)}", ({"type": "section"},))


def subscribe(
    db: Database,
    place: Place = HERE,
    *,
    watch: Watch | None = None,
    rules: Rules | None = None,
    created_by: str = "U1",
) -> int:
    """Let a place follow everything, or what is named."""
    return db.run_now(
        lambda unit: (
            unit.workspace(place.workspace)
            .subscriptions.add(
                channel=place.channel,
                created_by=created_by,
                watch=watch or WatchAll(),
                rules=rules or Rules(),
                now=NOW - timedelta(days=1),
            )
            .id
        )
    )


def bring(
    db: Database, *keys: str, now: datetime = NOW, story_of: str | None = None, score: float = 0.4
) -> None:
    """Store one new item for each key, each its own story, or all copies of the item `story_of`."""

    def write(unit: Unit) -> None:
        feed = unit.feeds.add(FEED_URL, now=now, in_catalogue=True)
        story_id = None
        if story_of is not None:
            parent = unit.items.by_key(feed.id, story_of)
            assert parent is not None
            story_id = parent.story_id
        unit.lock_stories()
        known = [] if story_id is None else [story_id]
        plan = make_plan(
            feed=replace(feed, last_ok_at=now),
            lease=None,
            items=tuple(NewItem(planned(key, score=score, story_id=story_id), CountsAsNew()) for key in keys),
            routes=unit.routes_for(feed.id),
            parents=unit.outbox.parents(known),
            folded=unit.held.folded(known),
            now=now,
        )
        unit.apply(plan, now=now)

    db.run_now(write)
