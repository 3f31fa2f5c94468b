"""The poller brings in what is new, tells everybody who wants it, and lets no feed harm another."""

import asyncio
from datetime import timedelta

import pytest

from feeds.errors import DatabaseDown, NotFound
from feeds.policy.cadence import Bounds
from feeds.poller import DEMO_ITEMS, LEASE_S, MAX_AT_ONCE, Poller
from feeds.scoring.score import Scorer
from feeds.types.decisions import Reason
from feeds.types.news import FetchFailed, PollResult
from feeds.types.subscriptions import WatchAll
from tests.bot.stage import HERE, Clock, subscribe
from tests.feeds.publisher import Article, FakeFetcher, rss
from tests.policy.samples import DAY, HOUR, NOW

URL = "https://news.example/rss"
OTHER = "https://other.example/rss"
OLD = Article("old", "Ford recalls 2 million cars", NOW - HOUR / 2)
BEAT = Article("beat", "Nvidia beats estimates as revenue jumps 60%", NOW + HOUR / 2)


@pytest.fixture(scope="module")
def scorer():
    return Scorer.load()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def web():
    return FakeFetcher()


@pytest.fixture
async def poller(db, web, scorer, clock):
    poller = poller_of(db, web, scorer, clock)
    yield poller
    await poller.close()


def poller_of(db, web, scorer, clock, **options):
    options = {"bounds": Bounds(300, 86_400), "clock": clock, "jitter": lambda: 0.0, **options}
    return Poller(db, web, scorer, **options)


def catalogue(db, *urls):
    return [
        db.run_now(lambda unit, url=url: unit.feeds.add(url, now=NOW, in_catalogue=True)).id for url in urls
    ]


def waiting_titles(db):
    return [entry.url for entry in db.run_now(lambda unit: unit.outbox.entries())]


def verdicts(db, key_title):
    def find(unit):
        workspace = unit.workspace("T1")
        (item,) = [
            it for it in workspace.items.latest(since=NOW - 90 * DAY, limit=99) if it.item.title == key_title
        ]
        return [(verdict.reason, verdict.detail) for verdict in workspace.verdicts.of_item(item.id)]

    return db.run_now(find)


async def test_first_sync_stores_everything_and_tells_nothing(db, web, poller):
    catalogue(db, URL)
    subscribe(db)
    web.pages[URL] = rss(BEAT, OLD)
    (report,) = await poller.poll_due(NOW)
    assert (report.url, report.result, report.items, report.new) == (URL, PollResult.OK, 2, 2)
    assert waiting_titles(db) == []
    assert [reason for reason, _ in verdicts(db, OLD.title)] == [Reason.BEFORE_SUBSCRIPTION]


async def test_item_that_was_not_there_before_is_told(db, web, poller, clock):
    catalogue(db, URL)
    subscribe(db)
    web.pages[URL] = rss(OLD)
    await poller.poll_due(NOW)
    clock.turn(3600)
    web.pages[URL] = rss(BEAT, OLD)
    (report,) = await poller.poll_due(clock.now)
    assert (report.items, report.new) == (2, 1)
    assert waiting_titles(db) == ["https://news.example/beat"]


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        pytest.param(NOW - 5 * DAY, Reason.POSTED, id="five days old"),
        pytest.param(NOW - 30 * DAY, Reason.TOO_OLD, id="a month old"),
        pytest.param(None, Reason.POSTED, id="undated"),
        pytest.param(NOW + 9 * DAY, Reason.POSTED, id="dated in the future"),
    ],
)
async def test_item_new_to_the_feed_after_a_sync_of_the_subscription_is(db, web, poller, clock, at, reason):
    catalogue(db, URL)
    subscribe(db)
    for articles in ([OLD], [Article("x", "Late news", at), OLD]):
        web.pages[URL] = rss(*articles)
        await poller.poll_due(clock.now)
        clock.turn(3600)
    assert [found for found, _ in verdicts(db, "Late news")] == [reason]


async def test_item_dated_before_a_fresh_subscription_is_not_told_by_its_first_sync(db, web, poller, clock):
    catalogue(db, URL)
    web.pages[URL] = rss(OLD)
    await poller.poll_due(NOW)
    clock.turn(3600)
    db.run_now(lambda unit: unit.workspace("T1").subscriptions.add(
        channel="C1", created_by="U1", watch=WatchAll(), now=clock.now))  # fmt: skip
    late = Article("late", "Written before, found after", clock.now - timedelta(minutes=5))
    fresh = Article("fresh", "Written after", clock.now + timedelta(minutes=5))
    clock.turn(600)
    web.pages[URL] = rss(fresh, late, OLD)
    await poller.poll(URL)
    assert verdicts(db, late.title)[0][0] is Reason.BEFORE_SUBSCRIPTION
    assert verdicts(db, fresh.title)[0][0] is Reason.POSTED


async def test_same_news_is_told_once_however_often_it_is_polled(db, web, poller, clock):
    catalogue(db, URL)
    subscribe(db)
    web.pages[URL] = rss(OLD)
    await poller.poll_due(NOW)
    for n in range(4):
        clock.turn(3600)
        web.pages[URL] = rss(BEAT, OLD, title=f"Issue {n}")
        await poller.poll_due(clock.now)
    assert waiting_titles(db) == ["https://news.example/beat"]


async def test_edited_item_is_updated_and_not_told_again(db, web, poller, clock):
    catalogue(db, URL)
    subscribe(db)
    for title in ("First words", "Second words"):
        web.pages[URL] = rss(Article("a", title, NOW), OLD)
        await poller.poll_due(clock.now)
        clock.turn(3600)
    titles = {
        it.item.title for it in db.run_now(lambda u: u.items.recent(after_id=0, since=NOW - DAY, limit=9))
    }
    assert titles == {"Second words", OLD.title}
    assert waiting_titles(db) == []


async def test_alert_whose_headline_was_corrected_is_edited(db, web, poller, clock):
    catalogue(db, URL)
    subscribe(db)
    for articles in ([OLD], [BEAT, OLD], [Article("beat", "Nvidia misses estimates", BEAT.at), OLD]):
        web.pages[URL] = rss(*articles)
        await poller.poll_due(clock.now)
        clock.turn(3600)
    kinds = [entry.kind.value for entry in db.run_now(lambda unit: unit.outbox.entries())]
    assert kinds == ["post", "edit"]


async def test_items_are_scored_and_carry_their_tickers(db, web, poller):
    catalogue(db, URL)
    web.pages[URL] = rss(BEAT)
    await poller.poll_due(NOW)
    (item,) = db.run_now(lambda unit: unit.items.recent(after_id=0, since=NOW - DAY, limit=9))
    assert item.analysis.ticker("NVDA") is not None
    assert item.analysis.sentiment.score > 0


async def test_feed_that_fails_harms_nobody_else(db, web, poller):
    catalogue(db, URL, OTHER, "https://junk.example/rss", "https://gone.example/rss")
    web.pages[URL] = rss(BEAT)
    web.pages[OTHER] = FetchFailed(PollResult.TIMEOUT, "other.example took longer than 20 s to answer.")
    web.pages["https://junk.example/rss"] = b"\x00\xff not a feed"
    reports = {report.url: report for report in await poller.poll_due(NOW)}
    assert reports[URL].result is PollResult.OK
    assert reports[OTHER].result is PollResult.TIMEOUT
    assert reports["https://junk.example/rss"].result in {PollResult.NOT_A_FEED, PollResult.UNPARSABLE}
    assert reports["https://gone.example/rss"].result is PollResult.NOT_FOUND
    assert all(report.why for report in reports.values())


async def test_failure_is_kept_for_people_and_puts_the_next_try_off(db, web, poller, clock):
    (id,) = catalogue(db, OTHER)
    web.pages[OTHER] = FetchFailed(PollResult.TIMEOUT, "other.example took longer than 20 s to answer.")
    await poller.poll_due(NOW)
    feed = db.run_now(lambda unit: unit.feeds.get(id))
    assert (feed.last_result, feed.failures) == (PollResult.TIMEOUT, 1)
    assert feed.last_error == "other.example took longer than 20 s to answer."
    assert feed.next_poll_at > NOW
    assert await poller.poll_due(NOW) == ()


async def test_document_that_breaks_our_own_code_is_one_failure_of_its_feed(
    db, web, poller, monkeypatch, caplog
):
    catalogue(db, URL, OTHER)
    web.pages[URL] = rss(BEAT)
    web.pages[OTHER] = rss(Article("boom", "Boom", NOW))
    scored = poller._scorer.score

    def score(*, title, **words):
        if title == "Boom":
            raise ZeroDivisionError
        return scored(title=title, **words)

    monkeypatch.setattr(poller, "_scorer", type("Broken", (), {"score": staticmethod(score)})())
    reports = {report.url: report.result for report in await poller.poll_due(NOW)}
    assert reports == {URL: PollResult.OK, OTHER: PollResult.UNPARSABLE}
    assert "poll_broke" in caplog.text


async def test_slow_publisher_holds_up_nobody(db, web, poller, clock):
    catalogue(db, URL, OTHER)
    web.pages |= {URL: rss(BEAT), OTHER: rss(OLD)}
    web.hanging[OTHER] = asyncio.Event()
    (first,) = await poller.poll_due(NOW, patience_s=1.0)
    assert first.url == URL
    web.hanging[OTHER].set()
    (second,) = await poller.poll_due(NOW)
    assert second.url == OTHER


async def test_more_feeds_than_fit_at_once_are_all_polled(db, web, poller):
    urls = [f"https://news.example/{n}" for n in range(MAX_AT_ONCE * 2 + 7)]
    catalogue(db, *urls)
    web.pages |= {url: rss(OLD) for url in urls}
    reports = await poller.poll_due(NOW)
    assert sorted(report.url for report in reports) == sorted(urls)


async def test_named_url_is_remembered_with_its_validators(db, web, poller):
    web.pages[URL] = rss(BEAT)
    assert (await poller.poll(URL)).result is PollResult.OK
    assert (await poller.poll(URL)).result is PollResult.NOT_MODIFIED
    assert web.asked[1].etag is not None


async def test_named_feed_waits_as_long_as_its_publisher_asked_unless_forced(db, web, poller):
    web.pages[URL] = FetchFailed(
        PollResult.RATE_LIMITED, "Asked to slow down.", status=429, retry_after_s=7200
    )
    await poller.poll(URL)
    web.pages[URL] = rss(BEAT)
    waiting = await poller.poll(URL)
    assert (waiting.result, len(web.asked)) == (PollResult.WAITING, 1)
    assert "16:00" in waiting.why
    assert (await poller.poll(URL, force=True)).result is PollResult.OK


async def test_feed_that_another_worker_holds_is_not_polled_twice(db, web, poller):
    (id,) = catalogue(db, URL)
    db.run_now(lambda unit: unit.feeds.claim(id, now=NOW, lease_s=LEASE_S))
    report = await poller.poll(id)
    assert (report.result, web.asked) == (PollResult.WAITING, [])


async def test_unknown_id_is_not_found(poller):
    with pytest.raises(NotFound):
        await poller.poll(4711)


async def test_poll_that_can_not_be_written_down_is_made_again_later(db, web, scorer, clock, monkeypatch):
    catalogue(db, URL)
    web.pages[URL] = rss(BEAT)
    poller = poller_of(db, web, scorer, clock)

    def refuse(*_args, **_named):
        raise DatabaseDown

    with monkeypatch.context() as patch:
        patch.setattr("feeds.saving.record_all", refuse)
        assert await poller.poll_due(NOW) == ()
        clock.turn(LEASE_S + 1)
        with pytest.raises(DatabaseDown):
            await poller.poll(URL)
    clock.turn(LEASE_S + 1)
    (report,) = await poller.poll_due(clock.now)
    assert (report.result, report.new) == (PollResult.OK, 1)
    await poller.close()


async def test_demo_tells_everything_up_to_the_fifty_newest_of_a_feed(db, web, scorer, clock):
    subscribe(db, HERE)
    catalogue(db, URL)
    many = [Article(f"a{n}", f"Headline number {n} of {n * n}", NOW - n * DAY) for n in range(DEMO_ITEMS + 5)]
    web.pages[URL] = rss(*many)
    poller = poller_of(db, web, scorer, clock, is_demo=True)
    report = await poller.poll(URL, force=True)
    assert (report.items, report.new) == (DEMO_ITEMS + 5, DEMO_ITEMS)
    told = waiting_titles(db)
    assert told == [f"https://news.example/a{n}" for n in reversed(range(DEMO_ITEMS))]
    assert verdicts(db, many[-1].title)[0][0] is Reason.BEFORE_SUBSCRIPTION
    await poller.close()


async def test_named_address_that_never_worked_is_not_remembered(db, poller):
    assert (await poller.poll("rubbish")).result is PollResult.NOT_FOUND
    assert db.run_now(lambda unit: (unit.feeds.all(), unit.feeds.by_url("rubbish"))) == ((), None)


async def test_named_address_that_asked_us_to_wait_is_left_alone_and_not_listed(db, web, poller):
    web.pages[URL] = FetchFailed(PollResult.RATE_LIMITED, "Come less often.", retry_after_s=3_600)
    await poller.poll(URL)
    assert (await poller.poll(URL)).result is PollResult.WAITING
    assert len(web.asked) == 1
    assert db.run_now(lambda unit: unit.feeds.all()) == ()


@pytest.mark.parametrize("is_seen", [True, False], ids=["somebody sees", "worked before"])
async def test_failing_feed_is_kept_that(db, web, poller, is_seen):
    if is_seen:
        catalogue(db, URL)
    else:
        web.pages[URL] = rss(OLD)
        await poller.poll(URL)
        del web.pages[URL]
    assert not (await poller.poll(URL)).result.is_success
    assert [feed.url for feed in db.run_now(lambda unit: unit.feeds.all())] == [URL]
