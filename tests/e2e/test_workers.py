"""Several workers on one database tell everything once, on SQLite and on PostgreSQL."""

import asyncio
from collections import Counter

import pytest

from bot.delivery import Delivery
from feeds.policy.cadence import Bounds
from feeds.poller import Poller
from feeds.scoring.score import Scorer
from feeds.store import Database
from tests.bot.fake_slack import FakeSlack
from tests.bot.stage import HERE, THERE, Clock, show, subscribe
from tests.feeds.publisher import Article, FakeFetcher, rss
from tests.policy.samples import DAY, HOUR, NOW
from tests.postgres import postgres  # noqa: F401

WORKERS = 3
FEEDS = 12
URLS = [f"https://news.example/{n}" for n in range(FEEDS)]


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request, tmp_path):
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/test.db"
        return
    server = request.getfixturevalue("postgres")
    name = server.create()
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def databases(database_url):
    opened = [Database.open(database_url) for _ in range(WORKERS)]
    opened[0].migrate()
    yield opened
    for database in opened:
        database.close()


async def test_workers_share_feeds_and_messages_and_double_nothing(databases):
    first, clock, slack = databases[0], Clock(), FakeSlack()
    web = FakeFetcher({url: rss(Article(f"old {url}", "Old news", NOW - HOUR)) for url in URLS})
    for url in URLS:
        first.run_now(lambda unit, url=url: unit.feeds.add(url, now=NOW, in_catalogue=True))
    for place in (HERE, THERE):
        subscribe(first, place)
    pollers = [
        Poller(db, web, Scorer.load(), bounds=Bounds(300, 86_400), clock=clock, jitter=lambda: 0.0)
        for db in databases
    ]
    await asyncio.gather(*(poller.poll_due(clock.now) for poller in pollers))
    clock.turn(DAY.total_seconds())
    web.pages |= {url: rss(Article(f"new {url}", f"News of {url}", clock.now)) for url in URLS}
    reports = await asyncio.gather(*(poller.poll_due(clock.now) for poller in pollers))
    assert sorted(report.url for polled in reports for report in polled) == sorted(URLS)

    deliveries = [
        Delivery(db, slack, render=show, clock=clock, jitter=lambda: 0.0, pace_s=0.0) for db in databases
    ]
    assert all(await asyncio.gather(*(delivery.drain(limit_s=60) for delivery in deliveries)))
    assert Counter(slack.calls) == {"post C1": FEEDS, "post C2": FEEDS}
    assert len(set(slack.texts("C1"))) == FEEDS
    for poller in pollers:
        await poller.close()
