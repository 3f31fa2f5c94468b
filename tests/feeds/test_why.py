"""What `/alerts why` says became of an item: decided, on its way, posted, folded, given up."""

from datetime import time, timedelta

import pytest

from feeds.digesting import queue_digest
from feeds.queries.why import read_told
from feeds.types.decisions import Dead, Delivered, Reason
from feeds.types.subscriptions import Digest, DigestKind, QuietHours, Routes, Rules, WatchAll, WatchTickers
from tests.bot.stage import bring, subscribe
from tests.policy.samples import HOUR, NOW

HOURLY = Rules(digest=Digest(DigestKind.HOURLY))
QUIET = Rules(quiet=QuietHours(time(13), time(15)))
THEN = NOW + HOUR


def why(db, key="a"):
    """The reason, the detail and the moment."""

    def read(unit):
        workspace = unit.workspace("T1")
        (item,) = workspace.items.by_url(f"https://news.example/{key}")
        return read_told(workspace, item, workspace.subscriptions.all("C1"), routes=Routes(), now=THEN)

    (told,) = db.read_now(read)
    return told.reason, told.detail, told.at


def send(db, settlement, *, now=THEN):
    """Queue the digest that is due, and let what waits come to this end."""

    def work(unit):
        queue_digest(unit, now=now)
        while claimed := unit.outbox.claim_due(now=now, limit=9, lease_s=1):
            for message in claimed:
                unit.outbox.settle(message, settlement, now=now)

    db.run_now(work)


POSTED, REFUSED = Delivered("7.0"), Dead("the channel is archived")


@pytest.mark.parametrize(
    ("rules", "settlement", "reason", "said", "at"),
    [
        pytest.param(Rules(), None, Reason.WAITING, "on its way", None, id="an alert on its way"),
        pytest.param(Rules(), POSTED, Reason.POSTED, "score +0.40", THEN, id="an alert posted"),
        pytest.param(Rules(), REFUSED, Reason.UNDELIVERED, "archived", None, id="an alert given up"),
        pytest.param(HOURLY, None, Reason.WAITING, "digest:hourly", None, id="before the digest"),
        pytest.param(HOURLY, POSTED, Reason.POSTED, "in a digest", THEN, id="in the digest"),
        pytest.param(HOURLY, REFUSED, Reason.UNDELIVERED, "archived", None, id="a digest given up"),
        pytest.param(QUIET, None, Reason.QUIET_HOURS, "quiet:13:00-15:00", None, id="in quiet hours"),
        pytest.param(QUIET, POSTED, Reason.QUIET_HOURS, "quiet:13:00-15:00", THEN, id="after quiet hours"),
    ],
)
def test_what_became_of_an_item(db, rules, settlement, reason, said, at):
    subscribe(db, rules=rules)
    bring(db, "a")
    if settlement is not None:
        send(db, settlement)
    found, detail, moment = why(db)
    assert (found, moment) == (reason, at)
    assert said in detail


def test_a_copy_is_told_by_its_storys_alert_whatever_becomes_of_its_own_reply(db):
    subscribe(db)
    bring(db, "a")
    send(db, POSTED, now=NOW)
    bring(db, "b", story_of="a", now=NOW + timedelta(minutes=1))
    assert why(db, "b")[::2] == (Reason.SAME_STORY, NOW)


def test_what_waited_is_told_by_the_alert_of_a_stronger_copy(db):
    subscribe(db, rules=Rules(digest=Digest(DigestKind.HOURLY), break_through=0.6))
    bring(db, "a")
    bring(db, "b", story_of="a", score=0.9)
    send(db, POSTED)
    reason, detail, at = why(db, "a")
    assert (reason, at) == (Reason.POSTED, THEN)
    assert detail.startswith("by the story's alert")


@pytest.mark.parametrize(
    ("watch", "reason"),
    [(WatchAll(), Reason.BEFORE_SUBSCRIPTION), (WatchTickers(("TSLA",)), Reason.FILTERED)],
    ids=["asked for", "not asked for"],
)
def test_an_alert_made_later_says_so_only_of_what_it_asks_for(db, watch, reason):
    bring(db, "a", now=NOW - 25 * HOUR)
    subscribe(db, watch=watch)
    assert why(db)[0] is reason
