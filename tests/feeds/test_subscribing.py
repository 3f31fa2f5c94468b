"""Subscribing finds the feed, rehearses the wish, and never makes old news new."""

import pytest

from feeds.errors import NotFound, UsageError
from feeds.policy.cadence import Bounds
from feeds.poller import Poller
from feeds.scoring.score import Scorer
from feeds.subscribing import FeedChoice, Subscribing
from feeds.types.news import Fetched, FetchFailed, PollResult
from feeds.types.subscriptions import MuteKind, Rules, WatchAll, WatchFeed, WatchPortfolio, WatchTickers
from tests.bot.stage import HERE, THERE, Clock
from tests.feeds.publisher import Article, FakeFetcher, rss
from tests.policy.samples import DAY, HOUR, NOW

URL = "https://news.example/rss"
PAGE = "https://news.example/"
EMPTY = "https://empty.example/"
BEAT = Article("beat", "Nvidia beats estimates as revenue jumps 60%", NOW - HOUR)
DULL = Article("dull", "The committee will meet on Thursday", NOW - 2 * HOUR)
STALE = Article("stale", "Nvidia shares soar on record profit", NOW - 20 * DAY)


@pytest.fixture
def web():
    return FakeFetcher({URL: rss(BEAT, DULL, STALE)})


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def subscribing(db, web, clock):
    scorer = Scorer.load()
    poller = Poller(db, web, scorer, bounds=Bounds(300, 86_400), clock=clock)
    yield Subscribing(db, poller, web, scorer=scorer, clock=clock)
    await poller.close()


def page(*links):
    tags = "".join(
        f"<link rel='alternate' type='application/rss+xml' href='{url}' title='{t}'>" for t, url in links
    )
    return Fetched(PAGE, f"<html><head>{tags}</head><body>Hi</body></html>".encode(), "text/html")


def stored_urls(db):
    return [feed.url for feed in db.run_now(lambda unit: unit.feeds.all())]


async def wish(subscribing, watch, rules=None, place=HERE):
    return await subscribing.subscribe(place=place, user="U1", watch=watch, rules=rules or Rules())


async def rehearse(subscribing, watch, rules=None, place=HERE):
    return await subscribing.rehearse(place=place, user="U1", watch=watch, rules=rules or Rules())


async def test_feed_is_found_at_its_address_and_synced_at_once(db, subscribing):
    watch = await subscribing.find_feed(URL)
    assert isinstance(watch, WatchFeed)
    feed = db.run_now(lambda unit: unit.feeds.get(watch.feed_id))
    assert (feed.url, feed.is_first_sync) == (URL, False)


async def test_feed_that_is_known_is_not_asked_again(web, subscribing):
    assert await subscribing.find_feed(URL) == await subscribing.find_feed(URL)
    assert len(web.asked) == 1


async def test_feed_behind_a_page_is_found(db, web, subscribing):
    web.pages[PAGE] = page(("News", "/rss"))
    watch = await subscribing.find_feed(PAGE)
    assert isinstance(watch, WatchFeed)
    assert stored_urls(db) == [watch.url] == [URL]


async def test_page_with_several_feeds_offers_them(db, web, subscribing):
    web.pages[PAGE] = page(("News", "/rss"), ("Markets", "/markets"))
    choice = await subscribing.find_feed(PAGE)
    assert isinstance(choice, FeedChoice)
    assert [link.title for link in choice.links] == ["News", "Markets"]
    assert stored_urls(db) == []


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        pytest.param(FetchFailed(PollResult.TIMEOUT, "It took too long."), "It took too long.", id="timeout"),
        pytest.param(FetchFailed(PollResult.UNAUTHORIZED, "It asks for a login."), "login", id="login"),
        pytest.param(Fetched(EMPTY, b"<html><body>Hi</body></html>", "text/html"), "feed", id="no feed"),
    ],
)
async def test_address_without_a_feed_is_refused_and_forgotten(db, web, subscribing, answer, says):
    web.pages[EMPTY] = answer
    with pytest.raises(UsageError, match=says):
        await subscribing.find_feed(EMPTY)
    assert stored_urls(db) == []


@pytest.mark.parametrize(
    ("result", "is_passing"),
    [
        pytest.param(PollResult.TIMEOUT, True, id="slow today"),
        pytest.param(PollResult.WAITING, True, id="not asked now"),
        pytest.param(PollResult.NOT_FOUND, False, id="not there"),
        pytest.param(PollResult.UNAUTHORIZED, False, id="behind a login"),
    ],
)
async def test_who_could_not_subscribe_hears_what_stands_and_whether_to_try_again(
    web, subscribing, result, is_passing
):
    web.pages[EMPTY] = FetchFailed(result, "It failed.")
    with pytest.raises(UsageError) as refused:
        await subscribing.find_feed(EMPTY)
    assert "It failed. Nothing is subscribed." in str(refused.value)
    assert ("Give the same command again" in str(refused.value)) is is_passing


async def test_pages_that_lead_to_each_other_are_not_followed_for_ever(db, web, subscribing):
    other = "https://news.example/other"
    for page, behind in ((PAGE, other), (other, PAGE)):
        web.pages[page] = f'<html><link rel="alternate" type="application/rss+xml" href="{behind}">'.encode()
    with pytest.raises(UsageError):
        await subscribing.find_feed(PAGE)
    assert len(web.asked) == 3
    assert stored_urls(db) == []


async def test_feed_that_fails_and_was_there_before_stays(db, web, subscribing):
    db.run_now(lambda unit: unit.feeds.add(URL, now=NOW, in_catalogue=True))
    web.pages[URL] = FetchFailed(PollResult.TIMEOUT, "It took too long.")
    with pytest.raises(UsageError):
        await subscribing.find_feed(URL)
    assert stored_urls(db) == [URL]


async def test_what_stands_in_the_feed_is_rehearsed_before_anybody_subscribes(subscribing):
    watch = await subscribing.find_feed(URL)
    seen = await rehearse(subscribing, watch)
    assert (seen.would_post, seen.of_items) == (2, 2)
    assert [example.item.title for example in seen.examples] == [BEAT.title, DULL.title]


async def test_rules_count_in_the_rehearsal(subscribing):
    watch = await subscribing.find_feed(URL)
    seen = await rehearse(subscribing, watch, Rules(min_score=0.15))
    assert (seen.would_post, seen.of_items) == (1, 2)


async def test_mutes_and_holdings_count_in_the_rehearsal(db, subscribing):
    await wish(subscribing, await subscribing.find_feed(URL))
    db.run_now(lambda unit: unit.workspace("T1").holdings.add("U1", ["NVDA"]))
    db.run_now(
        lambda unit: unit.workspace("T1").mutes.add(
            channel="C2", kind=MuteKind.TICKER, value="NVDA", until=None, created_by="U1"
        )
    )
    assert (await rehearse(subscribing, WatchPortfolio("U1"))).would_post == 1
    assert (await rehearse(subscribing, WatchPortfolio("U1"), place=THERE)).would_post == 0
    assert (await rehearse(subscribing, WatchPortfolio("U2"))).would_post == 0


async def test_other_workspaces_see_nothing_of_a_feed_that_is_not_shared(subscribing):
    await wish(subscribing, await subscribing.find_feed(URL))
    elsewhere = type(HERE)("T2", "C1")
    assert (await rehearse(subscribing, WatchAll())).of_items == 2
    assert (await rehearse(subscribing, WatchAll(), place=elsewhere)).of_items == 0


async def test_rehearsal_leaves_nothing_behind(db, subscribing):
    await rehearse(subscribing, await subscribing.find_feed(URL))
    assert await subscribing.standing("T1") == ()


async def test_subscription_stands_and_what_was_there_is_not_posted(db, web, clock, subscribing):
    made = await wish(subscribing, await subscribing.find_feed(URL))
    assert await subscribing.standing("T1", channel="C1") == (made,)
    clock.turn(3600)
    await subscribing.find_feed(URL)
    assert db.run_now(lambda unit: unit.outbox.entries()) == ()


async def test_same_wish_twice_is_there_already(subscribing):
    await wish(subscribing, WatchTickers(("NVDA",)))
    with pytest.raises(UsageError, match="already"):
        await wish(subscribing, WatchTickers(("NVDA",)), Rules(min_score=0.5))


async def test_subscription_is_paused_resumed_and_ended(subscribing):
    made = await wish(subscribing, WatchAll())
    until = NOW + DAY
    assert (await subscribing.pause("T1", made.id, until=until)).paused_until == until
    assert not (await subscribing.resume("T1", made.id)).subscription.is_paused
    assert await subscribing.unsubscribe("T1", made.id) == made
    assert await subscribing.standing("T1") == ()


async def test_subscription_of_another_workspace_is_not_found(subscribing):
    made = await wish(subscribing, WatchAll())
    for attempt in (subscribing.unsubscribe, subscribing.resume):
        with pytest.raises(NotFound):
            await attempt("T2", made.id)
