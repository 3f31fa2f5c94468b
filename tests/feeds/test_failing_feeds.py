"""Nothing is silently dead: what fails for good is told once, with the reason, and once when it is well."""

from datetime import timedelta

import pytest

from feeds.errors import UsageError
from feeds.policy.cadence import SLEEPS_AFTER, Bounds
from feeds.poller import Poller
from feeds.subscribing import Subscribing
from feeds.types.decisions import Delivered
from feeds.types.news import FetchFailed, HealthChange, PollResult
from feeds.types.subscriptions import WatchFeed, WatchTickers
from tests.bot.stage import HERE, THERE, Clock, subscribe
from tests.feeds.publisher import Article, FakeFetcher, rss
from tests.handlers.stage import SCORER
from tests.policy.samples import DAY, HOUR, NOW

URL = "https://news.example/rss"
DOWN = FetchFailed(PollResult.TIMEOUT, "news.example took longer than 20 s to answer.")
GONE = FetchFailed(PollResult.GONE, "news.example says this feed has ended for good.", status=410)
PAUSED = FetchFailed(
    PollResult.WAITING, "news.example asked us to wait.", retry_after_s=86_400, paused_by="news.example:443"
)
OLD = Article("old", "Ford recalls 2 million cars", NOW - HOUR)


class World:
    """A feed, its publisher, a channel that follows it, and a worker that polls whatever is due."""

    def __init__(self, db, *, follows_feed=True):
        self.db, self.web, self.clock = db, FakeFetcher(), Clock()
        self.poller = Poller(
            db, self.web, SCORER, bounds=Bounds(300, 86_400), clock=self.clock, jitter=lambda: 0.5
        )
        self.feed_id = db.run_now(lambda unit: unit.feeds.add(URL, now=NOW, in_catalogue=True)).id
        self.web.pages[URL] = rss(OLD)
        if follows_feed:
            subscribe(db, HERE, watch=WatchFeed(self.feed_id, URL))

    async def live(self, span: timedelta) -> None:
        """Poll the feed each time it is due, until so much time has passed."""
        end = self.clock.now + span
        while (due := self.feed.next_poll_at) and due <= end:
            self.clock.now = max(due, self.clock.now)
            await self.poller.poll_due(self.clock.now)
        self.clock.now = end

    @property
    def feed(self):
        return self.db.read_now(lambda unit: unit.feeds.get(self.feed_id))

    def told(self):
        """Deliver what waits: to whom, and the turn that it tells or the headline."""

        def deliver(unit):
            told = []
            while claimed := unit.outbox.claim_due(now=self.clock.now, limit=99, lease_s=1):
                for message in claimed:
                    unit.outbox.settle(message, Delivered(f"{message.id}.0"), now=self.clock.now)
                    told.append(
                        (
                            message.channel,
                            message.notice.change if message.notice else message.item.item.title,
                        )
                    )
            return told

        return self.db.run_now(deliver)


@pytest.fixture
async def world(db):
    world = World(db)
    await world.live(HOUR)
    yield world
    await world.poller.close()


async def test_six_days_of_failure_are_told_once_and_so_is_recovery(world):
    world.web.pages[URL] = DOWN
    await world.live(SLEEPS_AFTER - HOUR)
    assert world.told() == []
    await world.live(6 * HOUR)
    assert world.told() == [("C1", HealthChange.ASLEEP)]
    assert world.feed.last_error == DOWN.why
    await world.live(14 * DAY)
    assert world.told() == []
    world.web.pages[URL] = rss(OLD)
    await world.live(2 * DAY)
    assert world.told() == [("C1", HealthChange.RECOVERED)]
    assert not world.feed.is_asleep
    await world.live(7 * DAY)
    assert world.told() == []


async def test_a_feed_that_fails_for_good_again_is_told_again(world):
    turns = []
    for page in (DOWN, rss(OLD), DOWN):
        world.web.pages[URL] = page
        await world.live(8 * DAY)
        turns += world.told()
    assert [turn for _, turn in turns] == [HealthChange.ASLEEP, HealthChange.RECOVERED, HealthChange.ASLEEP]


async def test_what_was_published_meanwhile_is_told_with_the_recovery(world):
    world.web.pages[URL] = DOWN
    await world.live(9 * DAY)
    world.told()
    missed = Article("new", "Tesla raises its forecast", world.clock.now - DAY)
    world.web.pages[URL] = rss(missed, OLD)
    await world.live(DAY)
    assert sorted(world.told()) == sorted([("C1", HealthChange.RECOVERED), ("C1", missed.title)])


async def test_failures_of_days_tell_nothing(world):
    for _ in range(5):
        world.web.pages[URL] = DOWN
        await world.live(5 * DAY)
        world.web.pages[URL] = rss(OLD)
        await world.live(DAY)
    assert world.told() == []


async def test_the_end_of_a_feed_is_told_at_once_and_once(world):
    world.web.pages[URL] = GONE
    await world.live(5 * DAY)
    assert world.told() == [("C1", HealthChange.GONE)]
    asked = len(world.web.asked)
    await world.live(10 * DAY)
    assert 9 <= len(world.web.asked) - asked <= 11
    world.web.pages[URL] = rss(OLD)
    await world.live(2 * DAY)
    assert world.told() == [("C1", HealthChange.RECOVERED)]


@pytest.mark.parametrize(
    ("days", "told"),
    [(12, [("C1", HealthChange.ASLEEP)]), (None, [])],
    ids=["for a while hears it then", "for good hears nothing"],
)
async def test_who_has_paused(world, days, told):
    until = None if days is None else world.clock.now + days * DAY
    (wish,) = world.db.read_now(lambda unit: unit.workspace("T1").subscriptions.all())
    world.db.run_now(lambda unit: unit.workspace("T1").subscriptions.pause(wish.id, until=until))
    world.web.pages[URL] = DOWN
    await world.live(10 * DAY)
    assert world.told() == []
    await world.live(3 * DAY)
    assert world.told() == told


async def test_a_host_that_never_lets_us_ask_is_told_like_one_that_fails(world):
    world.web.pages[URL] = PAUSED
    await world.live(20 * DAY)
    assert world.told() == [("C1", HealthChange.ASLEEP)]
    assert world.feed.failures == 0


async def test_retry_of_a_sleeping_feed_that_is_well_tells_its_subscribers(world):
    world.web.pages[URL] = DOWN
    await world.live(9 * DAY)
    world.told()
    world.web.pages[URL] = rss(OLD)
    assert (await world.poller.poll(world.feed_id)).result.is_success
    assert world.told() == [("C1", HealthChange.RECOVERED)]


async def test_nobody_begins_to_follow_a_sleeping_feed_unawares(world):
    subscribing = Subscribing(world.db, world.poller, world.web, scorer=SCORER, clock=world.clock)
    world.web.pages[URL] = DOWN
    await world.live(9 * DAY)
    with pytest.raises(UsageError, match="took longer than 20 s"):
        await subscribing.find_feed(URL)
    world.web.pages[URL] = rss(OLD)
    assert await subscribing.find_feed(URL) == WatchFeed(world.feed_id, URL)


async def test_where_nobody_follows_the_feed_itself_those_who_follow_everything_are_told(db):
    world = World(db, follows_feed=False)
    subscribe(db, THERE)
    subscribe(db, HERE, watch=WatchTickers(("NVDA",)))
    world.web.pages[URL] = DOWN
    await world.live(8 * DAY)
    assert world.told() == [("C2", HealthChange.ASLEEP)]
    await world.poller.close()


async def test_who_follows_everything_is_not_told_where_somebody_follows_the_feed(world):
    subscribe(world.db, THERE)
    world.web.pages[URL] = DOWN
    await world.live(8 * DAY)
    assert world.told() == [("C1", HealthChange.ASLEEP)]
