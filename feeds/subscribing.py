"""Subscribing: what a person wishes becomes a subscription, after a look at what it would have posted.

A shell over the store, the poller and discovery. A web address is polled at once, so that its first
sync is done before the subscription stands and what is in the feed by then is nobody's news.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from feeds.discover import discover
from feeds.errors import UsageError
from feeds.fetch import Fetcher
from feeds.policy.dry_run import DAYS, DryRun, rehearse
from feeds.policy.newness import MAX_AGE
from feeds.policy.refusals import CHANNEL_LOST
from feeds.poller import Poller, PollReport
from feeds.queries.taught import as_taught
from feeds.scoring.score import Scorer
from feeds.store import Database, Unit
from feeds.types.decisions import StoredItem
from feeds.types.news import FeedLink, PollResult
from feeds.types.subscriptions import (
    Holding,
    Place,
    Routes,
    Rules,
    Subscription,
    Watch,
    WatchFeed,
    WatchPortfolio,
)

MAX_REHEARSED = 5_000

_PASSING = frozenset(
    {
        PollResult.TIMEOUT,
        PollResult.UNREACHABLE,
        PollResult.RATE_LIMITED,
        PollResult.SERVER_ERROR,
        PollResult.UNPARSABLE,
        PollResult.WAITING,
    }
)  # what may be well in a while without anybody's doing


@dataclass(frozen=True, slots=True)
class FeedChoice:
    """A page that offers several feeds: somebody has to choose."""

    page_url: str
    links: tuple[FeedLink, ...]


@dataclass(frozen=True, slots=True)
class Resumed:
    """A subscription that speaks again; `missed` items that a lost channel did not get come in a digest."""

    subscription: Subscription
    missed: int = 0


class Subscribing:
    """Finds feeds, rehearses wishes and makes them stand."""

    def __init__(
        self,
        db: Database,
        poller: Poller,
        fetcher: Fetcher,
        *,
        scorer: Scorer,
        clock: Callable[[], datetime],
    ) -> None:
        self._scorer = scorer
        self._db = db
        self._poller = poller
        self._fetcher = fetcher
        self._clock = clock

    async def find_feed(self, url: str) -> WatchFeed | FeedChoice:
        """Find the feed at `url`, or behind the page at `url`, and see to its first sync.

        Raises UsageError when the address does not answer or no feed is there; a feed that is known to
        sleep has to wake up first.
        """
        found = await self._sync(url)
        if isinstance(found, WatchFeed):
            return found
        links = await discover(self._fetcher, url) if found.result is PollResult.NOT_A_FEED else ()
        match [link for link in links if link.url != url]:
            case []:
                raise _nothing_stands(found)
            case [link]:
                behind = await self._sync(
                    link.url
                )  # a page behind the page is not searched: it may be endless
                if isinstance(behind, PollReport):
                    raise _nothing_stands(behind)
                return behind
            case several:
                return FeedChoice(url, tuple(several))

    async def _sync(self, url: str) -> WatchFeed | PollReport:
        """Give the feed at an address, polled at least once; the report when that fails."""
        known = await self._db.run(lambda unit: unit.feeds.by_url(url))
        if known is not None and not known.is_first_sync and not known.is_asleep:
            return WatchFeed(known.id, known.url)
        report = await self._poller.poll(url)
        return await self._watch(url) if report.result.is_success else report

    def refusal(self, url: str) -> str | None:
        """Why an address is never asked, as far as its spelling tells; None when it may be tried."""
        return self._fetcher.refusal(url)

    async def rehearse(self, *, place: Place, user: str, watch: Watch, rules: Rules) -> DryRun:
        """Say what the wish would have posted in the last days; changes nothing."""
        now = self._clock()
        wish = Subscription(
            id=0,
            workspace=place.workspace,
            channel=place.channel,
            created_by=user,
            watch=watch,
            created_at=now,
            rules=rules,
        )
        return await self._db.read(lambda unit: _rehearse(unit, wish, scorer=self._scorer, now=now))

    async def subscribe(self, *, place: Place, user: str, watch: Watch, rules: Rules) -> Subscription:
        """Make the wish stand. Raises UsageError when the same stands in the channel already."""
        now = self._clock()
        return await self._db.run(
            lambda unit: unit.workspace(place.workspace).subscriptions.add(
                channel=place.channel, created_by=user, watch=watch, rules=rules, now=now
            )
        )

    async def unsubscribe(self, workspace: str, id: int) -> Subscription:
        """End a subscription and say which it was. Raises NotFound."""

        def remove(unit: Unit) -> Subscription:
            subscriptions = unit.workspace(workspace).subscriptions
            ended = subscriptions.get(id)
            subscriptions.remove(id)
            return ended

        return await self._db.run(remove)

    async def standing(self, workspace: str, *, channel: str | None = None) -> tuple[Subscription, ...]:
        """List a workspace's subscriptions, or those of one channel."""
        return await self._db.read(lambda unit: unit.workspace(workspace).subscriptions.all(channel=channel))

    async def find(self, place: Place, watch: Watch) -> Subscription | None:
        """Give the subscription that watches the same in the channel, under whatever rules."""
        return await self._db.read(
            lambda unit: unit.workspace(place.workspace).subscriptions.find(
                channel=place.channel, watch=watch
            )
        )

    async def pause(self, workspace: str, id: int, *, until: datetime | None) -> Subscription:
        """Pause a subscription, for good or until then. Raises NotFound."""
        return await self._db.run(lambda unit: unit.workspace(workspace).subscriptions.pause(id, until=until))

    async def resume(self, workspace: str, id: int) -> Resumed:
        """Let a paused subscription speak again, of what a lost channel missed too. Raises NotFound."""
        now = self._clock()

        def resume(unit: Unit) -> Resumed:
            wish = unit.workspace(workspace).subscriptions.resume(id)
            missed = unit.held.revive(wish, whys=CHANNEL_LOST, since=now - MAX_AGE, now=now)
            return Resumed(wish, missed)

        return await self._db.run(resume)

    async def _watch(self, url: str) -> WatchFeed:
        feed = await self._db.read(lambda unit: unit.feeds.by_url(url))
        if feed is None:
            raise UsageError("That feed was removed just now. Subscribe again.")
        return WatchFeed(feed.id, feed.url)


def _nothing_stands(report: PollReport) -> UsageError:
    """What went wrong with an address, and that nobody asks it again unless the person does."""
    again = " Give the same command again to try it once more." if report.result in _PASSING else ""
    return UsageError(f"{report.why} Nothing is subscribed.{again}")


def _rehearse(unit: Unit, wish: Subscription, *, scorer: Scorer, now: datetime) -> DryRun:
    since = now - timedelta(days=DAYS)
    workspace = unit.workspace(wish.workspace)
    user = wish.watch.user if isinstance(wish.watch, WatchPortfolio) else wish.created_by
    lessons = workspace.lessons.all()
    heard = (item for item in _heard_by(unit, wish, since=since) if item.told_at >= since)
    return rehearse(
        wish,
        [as_taught(item, scorer=scorer, lessons=lessons) for item in heard],
        routes=Routes(
            mutes=workspace.mutes.all(channel=wish.channel),
            holdings=tuple(Holding(wish.workspace, user, symbol) for symbol in workspace.holdings.of(user)),
            cashtag_only=workspace.cashtag_only,
        ),
        now=now,
    )


def _heard_by(unit: Unit, wish: Subscription, *, since: datetime) -> tuple[StoredItem, ...]:
    """List what the wish chooses from: one feed's items, or all that the workspace sees."""
    if isinstance(wish.watch, WatchFeed):
        return unit.items.of_feed(wish.watch.feed_id, since=since, limit=MAX_REHEARSED)
    return unit.workspace(wish.workspace).items.latest(since=since, limit=MAX_REHEARSED)
