"""A ticker's day out of the ordinary is told once to those who follow the ticker, and to nobody else."""

from datetime import time, timedelta

import pytest

from feeds.policy.surprises import LOUDEST
from feeds.surprising import queue_surprises
from feeds.types.decisions import PlannedItem, PollPlan, ScoredItem
from feeds.types.scores import Polarity
from feeds.types.subscriptions import (
    Digest,
    DigestKind,
    MuteKind,
    QuietHours,
    Rules,
    WatchAll,
    WatchPortfolio,
    WatchTickers,
    WatchWords,
)
from feeds.types.surprises import StorySpike, ToneTurn
from tests.bot.stage import FEED_URL, HERE, THERE, subscribe
from tests.policy.samples import DAY, HOUR, NOW, analysis, item, ticker

NVDA = WatchTickers(("NVDA",))
NAMES = {"NVDA": "NVIDIA"}


@pytest.fixture
def db(db):
    """A month in which two quiet stories a day told of Nvidia, and a day on which eight bad ones do."""
    for ago in range(30, 0, -1):
        tell(db, 2, score=0.1, at=NOW - ago * DAY)
    tell(db, 8, score=-0.7, at=NOW - timedelta(hours=2))
    return db


def tell(db, stories, *, score, at, symbol="NVDA"):
    row = ticker(symbol, score=score)

    def write(unit):
        feed = unit.feeds.add(FEED_URL, now=at, in_catalogue=True)
        planned = [
            PlannedItem(
                ScoredItem(item(f"{symbol} {at} {number}", published_at=at), analysis(row, score=score))
            )
            for number in range(stories)
        ]
        unit.apply(PollPlan(feed, None, tuple(planned)), now=at)

    db.run_now(write)


async def surprise(db, *, now=NOW):
    await queue_surprises(db, name_of=NAMES.get, now=now)
    return told(db, now)


def told(db, now):
    claimed = []
    while more := db.run_now(lambda unit: unit.outbox.claim_due(now=now, limit=9, lease_s=0)):
        db.run_now(lambda unit, more=more: [unit.outbox.drop(message.id) for message in more])
        claimed += [(message.channel, type(message.notice.surprise)) for message in more]
    return claimed


BOTH = [("C1", StorySpike), ("C1", ToneTurn)]


async def test_a_loud_and_bad_day_is_told_where_the_ticker_is_followed(db):
    subscribe(db, HERE, watch=NVDA)
    subscribe(db, THERE, watch=WatchWords(("bank",)))
    assert await surprise(db) == BOTH


async def test_who_follows_everything_hears_of_the_loudest_tickers_only(db):
    for number in range(LOUDEST):
        tell(db, 9, score=0.1, at=NOW - HOUR, symbol=f"LOUD{number}")
    subscribe(db, watch=WatchAll())
    assert await surprise(db) == []
    tell(db, 4, score=-0.7, at=NOW - HOUR)
    assert await surprise(db) == BOTH


async def test_who_takes_digests_hears_of_it_when_the_next_one_is_due(db):
    subscribe(db, watch=NVDA, rules=Rules(digest=Digest(DigestKind.HOURLY)))
    assert await surprise(db, now=NOW + timedelta(minutes=10)) == []
    assert told(db, NOW + HOUR) == BOTH


async def test_what_is_strong_does_not_wait_for_the_digest(db):
    subscribe(db, watch=NVDA, rules=Rules(digest=Digest(DigestKind.HOURLY), break_through=0.6))
    assert await surprise(db) == BOTH


async def test_a_quiet_tickers_second_story_is_no_surprise(db):
    tell(db, 1, score=0.1, at=NOW - 20 * DAY, symbol="QUIET")
    tell(db, 1, score=-0.9, at=NOW - HOUR, symbol="QUIET")
    subscribe(db, watch=WatchTickers(("QUIET",)))
    assert await surprise(db) == []


async def test_each_is_told_once_a_day(db):
    subscribe(db, watch=NVDA)
    assert await surprise(db) == BOTH
    assert await surprise(db, now=NOW + timedelta(hours=3)) == []


async def test_a_portfolio_follows_what_it_holds(db):
    db.run_now(lambda unit: unit.workspace("T1").holdings.add("U1", ["NVDA"]))
    subscribe(db, watch=WatchPortfolio("U1"))
    subscribe(db, THERE, watch=WatchPortfolio("U2"))
    assert await surprise(db) == BOTH


@pytest.mark.parametrize(
    "rules",
    [
        Rules(direction=Polarity.POSITIVE),
        Rules(min_score=0.9),
        Rules(include="chips"),
        Rules(max_per_day=0),
    ],
    ids=["other direction", "too weak", "certain words only", "cap reached"],
)
async def test_who_did_not_ask_for_it_is_not_told(db, rules):
    subscribe(db, watch=NVDA, rules=rules)
    assert await surprise(db) == []


async def test_nothing_is_told_of_what_is_muted_or_paused(db):
    subscribe(db, HERE, watch=NVDA)
    paused = subscribe(db, THERE, watch=NVDA)

    def silence(unit):
        ours = unit.workspace("T1")
        ours.mutes.add(channel="C1", kind=MuteKind.TICKER, value="NVDA", until=None, created_by="U1")
        ours.subscriptions.pause(paused)

    db.run_now(silence)
    assert await surprise(db) == []


async def test_quiet_hours_are_kept(db):
    subscribe(db, watch=NVDA, rules=Rules(quiet=QuietHours(time(13), time(15))))
    assert await surprise(db) == []
    assert told(db, NOW + timedelta(hours=1)) == BOTH


async def test_an_ordinary_day_is_no_surprise(db):
    subscribe(db, watch=NVDA)
    yesterday = NOW - DAY
    assert await surprise(db, now=yesterday + timedelta(hours=1)) == []
