"""Routing, the dry run and `/alerts why` give the same answer for every item and every subscription.

The items go through the one transaction that stores and routes, one after the other on a fake clock, with
digests and delivery between them; then the other two are asked.
"""

from collections import Counter
from datetime import time, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.digesting import queue_digest
from feeds.policy.dry_run import rehearse
from feeds.policy.newness import CountsAsNew
from feeds.queries.why import BY_ITS_ALERT, IN_A_DIGEST, read_told
from feeds.recording import Arriving, Harvest, record
from feeds.store import Database
from feeds.types.decisions import Delivered, PlannedItem, Reason, ScoredItem
from feeds.types.scores import Polarity
from feeds.types.subscriptions import (
    Digest,
    DigestKind,
    Holding,
    MuteKind,
    QuietHours,
    Routes,
    Rules,
    WatchAll,
    WatchPortfolio,
    WatchTickers,
    WatchWords,
)
from tests.policy.samples import DAY, NOW, analysis, item, ticker

NIGHTS = (QuietHours(time(14), time(9)), QuietHours(time(18), time(6)), QuietHours(time(12), time(23)))
ZONES = ("UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata")
END = NOW + 3 * DAY
numbers = count(1)

times = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
letting_through = st.sampled_from(
    [
        *(4 * [{}]),
        {"min_score": 0.35},
        {"direction": Polarity.NEGATIVE},
        {"min_relevance": 0.5},
        {"include": "nvidia OR recall"},
        {"exclude": "estimates AND NOT beats"},
    ]
)
told_when = st.fixed_dictionaries(
    {"timezone": st.sampled_from(ZONES)},
    optional={
        "digest": st.builds(Digest, st.sampled_from(DigestKind), times),
        "quiet": st.sampled_from(NIGHTS),
        "break_through": st.sampled_from([0.3, 0.6]),
        "max_per_day": st.just(1),
    },
)
rules = st.builds(lambda passes, when: Rules(**passes, **when), letting_through, told_when)
watches = st.sampled_from(
    [
        *(3 * [WatchAll()]),
        WatchTickers(("NVDA", "AMD")),
        WatchWords(("estimates", "recalls")),
        WatchWords(("strike",)),
        WatchPortfolio("U1"),
    ]
)
rows = st.lists(st.sampled_from(["NVDA", "AMD", "F"]), unique=True, max_size=2).flatmap(
    lambda symbols: st.tuples(
        *(
            st.builds(
                lambda score, relevance, symbol=symbol: ticker(symbol, score=score, relevance=relevance),
                st.sampled_from([-0.8, -0.4, 0.1, 0.4, 0.8]),
                st.sampled_from([0.2, 0.9]),
            )
            for symbol in symbols
        )
    )
)
news = st.lists(
    st.tuples(
        st.integers(0, 40),  # hours after the first
        st.integers(1, 3),  # which story it tells
        st.sampled_from(["Nvidia beats estimates", "Ford recalls cars", "Estimates are cut"]),
        st.sampled_from([-0.8, -0.2, 0.0, 0.4, 0.7]),
        rows,
    ),
    min_size=1,
    max_size=6,
).map(lambda told: sorted(told, key=lambda one: one[0]))
mutes = st.none() | st.tuples(
    st.sampled_from([(MuteKind.TICKER, "NVDA"), (MuteKind.TICKER, "F"), (MuteKind.SOURCE, "1")]),
    st.none() | st.just(END + DAY),
)


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    database = Database.open(f"sqlite:///{tmp_path_factory.mktemp('agreement')}/test.db")
    database.migrate()
    yield database
    database.close()


class Given:
    """A memory that is told which story each item belongs to."""

    def __init__(self):
        self.ids: dict[int, int] = {}
        self.next = 0

    def assign(self, unit, items, *, feed_id, now):
        return tuple(PlannedItem(scored, story_id=self.ids.get(self.next)) for scored in items)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(watch=watches, rules=rules, told=news, mute=mutes, held=st.sampled_from([(), ("F",)]))
def test_routing_the_dry_run_and_why_agree(db, watch, rules, told, mute, held):
    workspace = f"T{next(numbers)}"
    feed, wish = db.run_now(lambda unit: set_up(unit, workspace, watch, rules, mute, held))
    decided = bring_all(db, workspace, feed, wish, told)
    routed, items = [verdict for verdict, _ in decided], [stored for _, stored in decided]
    routes = db.read_now(lambda unit: routes_of(unit.workspace(workspace)))

    accounts = db.read_now(
        lambda unit: [
            read_told(unit.workspace(workspace), one, [wish], routes=routes, now=END)[0] for one in items
        ]
    )
    assert [verdict_behind(account) for account in accounts] == routed

    for last in range(1, len(items) + 1):
        dry = rehearse(wish, items[:last], routes=routes, now=END)
        assert Counter(dict(dry.reasons)) == Counter(routed[:last])
    assert dry.would_post == routed.count(Reason.POSTED)
    db.run_now(lambda unit: unit.workspace(workspace).erase())


def verdict_behind(account):
    """What was decided; of what has gone out in the end the why says that, and not that it waits."""
    return Reason.WAITING if account.detail.startswith((IN_A_DIGEST, BY_ITS_ALERT)) else account.reason


def set_up(unit, workspace, watch, rules, mute, held):
    ours = unit.workspace(workspace)
    feed = unit.feeds.add(f"https://{workspace}.example/rss", now=NOW)
    ours.feeds.watch(feed.id)
    ours.holdings.add("U1", held)
    if mute is not None:
        (kind, value), until = mute
        ours.mutes.add(channel="C1", kind=kind, value=value, until=until, created_by="U1")
    wish = ours.subscriptions.add(channel="C1", created_by="U1", watch=watch, rules=rules, now=NOW - 30 * DAY)
    return feed, wish


def bring_all(db, workspace, feed, wish, told):
    """Store the items each at its own time; gives what routing decided of each, and the item."""
    memory, decided = Given(), []
    for number, (hours, memory.next, title, score, its_rows) in enumerate(told):
        now = NOW + timedelta(hours=hours, seconds=number)
        scored = ScoredItem(
            item(f"{workspace} {number}", title=title, published_at=now), analysis(*its_rows, score=score)
        )
        harvest = Harvest(feed, None, (Arriving(scored, CountsAsNew()),))
        db.run_now(lambda unit, h=harvest, now=now: let_pass(unit, h, memory, now))
        stored = db.read_now(lambda unit, key=scored.item.key: unit.items.by_key(feed.id, key))
        memory.ids[memory.next] = stored.story_id
        verdicts = db.read_now(lambda unit, id=stored.id: unit.workspace(workspace).verdicts.of_item(id))
        decided.append((verdicts[0].reason if verdicts else Reason.FILTERED, stored))
    return decided


def let_pass(unit, harvest, memory, now):
    """Send the digests that are due before the item comes, and what is told at once after."""
    while unit.held.due_place(now=now):
        queue_digest(unit, now=now)
    deliver(unit, now)
    record(unit, harvest, memory=memory, now=now)
    deliver(unit, now)


def deliver(unit, now):
    while claimed := unit.outbox.claim_due(now=now, limit=9, lease_s=1):
        for message in claimed:
            unit.outbox.settle(message, Delivered(f"{message.id}.0"), now=now)


def routes_of(workspace):
    holdings = tuple(Holding(workspace.id, "U1", symbol) for symbol in workspace.holdings.of("U1"))
    return Routes(mutes=workspace.mutes.all(now=END, channel="C1"), holdings=holdings)
