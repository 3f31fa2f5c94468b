"""A workspace sees the catalogue and the feeds it watches; nothing of anybody else's."""

import pytest

from feeds.errors import NotFound
from feeds.types.subscriptions import WatchAll, WatchFeed, WatchPortfolio
from tests.store.making import (
    NOON,
    OURS,
    THEIRS,
    add_feed,
    apply,
    by_key,
    later,
    planned,
    subscribe,
)


class World:
    """One item in the catalogue, one in a feed of ours, one in a feed of theirs, all of one story."""

    def __init__(self, db):
        self.db = db
        self.shared = add_feed(db, "https://shared.example/")
        self.ours = add_feed(db, "https://ours.example/", in_catalogue=False)
        self.theirs = add_feed(db, "https://theirs.example/", in_catalogue=False)
        self.watch(OURS, self.ours)
        self.watch(THEIRS, self.theirs)
        apply(db, self.shared, planned("shared", tickers={"NVDA": 0.2}))
        self.story_id = by_key(db, self.shared, "shared").story_id
        for key, feed in {"ours": self.ours, "theirs": self.theirs}.items():
            apply(db, feed, planned(key, story_id=self.story_id, tickers={"NVDA": 0.2}))
        everything = db.read_now(lambda unit: unit.items.recent(after_id=0, since=NOON, limit=9))
        self.ids = [stored.id for stored in everything]

    def watch(self, workspace, feed):
        self.db.run_now(lambda unit: unit.workspace(workspace).feeds.watch(feed.id))

    def read(self, work, workspace=OURS):
        return self.db.read_now(lambda unit: work(unit.workspace(workspace), self))


@pytest.fixture
def world(db):
    return World(db)


WHOLE = {"since": NOON, "until": later(minutes=1)}

ITEMS = {
    "about a ticker": lambda workspace, _: workspace.items.about("NVDA", since=NOON),
    "newest about a ticker": lambda workspace, _: reversed(workspace.items.newest("NVDA", **WHOLE, limit=9)),
    "latest": lambda workspace, _: workspace.items.latest(since=NOON, limit=9),
    "by words": lambda workspace, _: workspace.items.search("headline", since=NOON, limit=9),
    "of a story": lambda workspace, world: reversed(workspace.items.story(world.story_id)),
    "by id": lambda workspace, world: workspace.items.many(world.ids),
}


@pytest.mark.parametrize("work", ITEMS.values(), ids=ITEMS)
def test_items_are_those_it_sees_newest_first(world, work):
    assert [stored.item.key for stored in world.read(work)] == ["ours", "shared"]
    assert [stored.item.key for stored in world.read(work, THEIRS)] == ["theirs", "shared"]
    assert [stored.item.key for stored in world.read(work, "T-new")] == ["shared"]


def test_an_item_it_does_not_see_is_not_there(world):
    hidden = by_key(world.db, world.theirs, "theirs")
    with pytest.raises(NotFound):
        world.read(lambda workspace, _: workspace.items.get(hidden.id))
    assert world.read(lambda workspace, _: workspace.items.get(hidden.id), THEIRS) == hidden


COUNTS = {
    "mentions": lambda workspace, _: workspace.items.tickers_active(NOON)["NVDA"],
    "a window": lambda workspace, _: workspace.tones.of("NVDA", **WHOLE).items,
    "whole days": lambda workspace, _: (
        workspace.tones.of("NVDA", since=later(days=-3), until=later(days=3)).items
    ),
    "the loudest": lambda workspace, _: sum(
        workspace.tones.loudest(**WHOLE, at_least=floor, limit=9) == ("NVDA",) for floor in (1, 2, 3)
    ),
    "days": lambda workspace, _: workspace.tones.by_day("NVDA", **WHOLE)[0].tone.items,
}


@pytest.mark.parametrize("work", COUNTS.values(), ids=COUNTS)
def test_counts_are_of_what_it_sees(world, work):
    assert [world.read(work, workspace) for workspace in (OURS, THEIRS, "T-new")] == [2, 2, 1]


def test_feeds_are_those_it_sees(world):
    assert world.read(lambda workspace, _: workspace.feeds.all()) == (world.shared, world.ours)
    assert world.read(lambda workspace, _: workspace.feeds.get(world.ours.id)) == world.ours
    with pytest.raises(NotFound, match="no feed"):
        world.read(lambda workspace, _: workspace.feeds.get(world.theirs.id))


def test_a_feed_it_stops_watching_is_gone_from_sight(world):
    world.db.run_now(lambda unit: unit.workspace(OURS).feeds.unwatch(world.ours.id))
    assert world.read(lambda workspace, _: workspace.feeds.all()) == (world.shared,)
    assert world.read(COUNTS["days"]) == 1


@pytest.mark.parametrize("work", [*COUNTS.values()], ids=COUNTS)
def test_a_feed_that_joins_the_catalogue_is_seen_by_all_and_counted_once(world, work):
    assert add_feed(world.db, "https://theirs.example/", in_catalogue=True).in_catalogue
    assert [world.read(work, workspace) for workspace in (OURS, THEIRS, "T-new")] == [3, 2, 2]


def test_what_a_feed_brings_after_it_joined_the_catalogue_is_counted_there(world):
    add_feed(world.db, "https://theirs.example/", in_catalogue=True)
    apply(world.db, world.theirs, planned("next", tickers={"NVDA": 0.2}))
    assert world.read(COUNTS["days"], "T-new") == 3


def test_a_removed_feed_of_its_own_is_no_longer_counted(world):
    world.db.run_now(lambda unit: unit.feeds.remove(world.ours.id))
    assert world.read(COUNTS["whole days"]) == 1


def test_a_subscription_to_a_feed_shows_it_and_its_end_hides_it(db):
    feed = add_feed(db, in_catalogue=False)
    apply(db, feed, planned("a"))
    wish = subscribe(db, WatchFeed(feed.id, feed.url))
    again = subscribe(db, WatchFeed(feed.id, feed.url), channel="C2")
    counts = []
    for id in (wish.id, again.id):
        counts.append(len(seen(db)))
        db.run_now(lambda unit, id=id: unit.workspace(OURS).subscriptions.remove(id))
    assert [*counts, len(seen(db))] == [1, 1, 0]


def seen(db):
    return db.read_now(lambda unit: unit.workspace(OURS).items.latest(since=NOON, limit=9))


class TestRoutes:
    def routes(self, db, feed):
        return db.read_now(lambda unit: unit.routes_for(feed.id))

    def test_a_shared_feed_goes_to_every_workspace(self, world):
        wishes = [subscribe(world.db, WatchAll(), workspace=workspace) for workspace in (OURS, THEIRS)]
        assert self.routes(world.db, world.shared).subscriptions == tuple(wishes)

    def test_a_feed_of_its_own_goes_to_that_workspace(self, world):
        wish = subscribe(world.db, WatchAll())
        subscribe(world.db, WatchAll(), workspace=THEIRS)
        assert self.routes(world.db, world.ours).subscriptions == (wish,)

    def test_a_wish_for_another_feed_is_left_out(self, world):
        subscribe(world.db, WatchFeed(world.ours.id, world.ours.url))
        assert self.routes(world.db, world.shared).subscriptions == ()

    def test_a_paused_wish_is_there(self, world):
        wish = subscribe(world.db, WatchAll())
        paused = world.db.run_now(lambda unit: unit.workspace(OURS).subscriptions.pause(wish.id))
        assert self.routes(world.db, world.shared).subscriptions == (paused,)

    def test_mutes_and_holdings_come_from_the_workspaces_that_see_the_feed(self, world):
        for workspace in (OURS, THEIRS):
            subscribe(world.db, WatchPortfolio("U1"), workspace=workspace)
            world.db.run_now(lambda unit, id=workspace: mute_and_hold(unit.workspace(id)))
        routes = self.routes(world.db, world.ours)
        assert {mute.workspace for mute in routes.mutes} == {OURS}
        assert [(it.workspace, it.user, it.symbol) for it in routes.holdings] == [(OURS, "U1", "NVDA")]
        assert len(self.routes(world.db, world.shared).holdings) == 2

    def test_without_wishes_there_is_nothing_to_route(self, world):
        world.db.run_now(lambda unit: mute_and_hold(unit.workspace(OURS)))
        assert self.routes(world.db, world.shared).mutes == ()


def mute_and_hold(workspace):
    workspace.mutes.add(channel="C1", kind="ticker", value="F", until=None, created_by="U1")
    workspace.holdings.add("U1", ["NVDA"])
