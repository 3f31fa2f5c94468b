"""A day of news on a fake clock: the small form of `./run bench week`.

Slack is down for a while, slows down now and then, and one channel is archived; the oracle reckons quiet
hours, caps and bounds anew, from what Slack took.
"""

import asyncio
from datetime import timedelta

import pytest

from benchmarks.simulation.checks import (
    broke_silence,
    count_broken_through,
    over_cap,
    settle_accounts,
)
from benchmarks.simulation.run import Size, opened, simulate
from feeds.types.decisions import MessageKind, Reason

DAY = Size(items=100, feeds=20, wishes=20, days=1, after=timedelta(hours=36), step=timedelta(minutes=30))


@pytest.fixture(scope="module")
def outcome():
    with opened() as db:
        yield asyncio.run(simulate(db, DAY))


def test_no_channel_gets_more_than_its_cap(outcome):
    assert over_cap(outcome) == []


def test_nothing_rings_in_quiet_hours_but_what_breaks_through(outcome):
    assert broke_silence(outcome) == []
    assert count_broken_through(outcome) > 0


def test_every_item_is_posted_folded_or_refused_with_a_reason(outcome):
    account = settle_accounts(outcome)
    assert account.unexplained == ()
    assert account.pairs == DAY.items * DAY.wishes
    assert {Reason.POSTED, Reason.SAME_STORY, Reason.CAP, Reason.QUIET_HOURS} <= account.reasons.keys()
    assert account.folded > 0


def test_who_subscribed_the_archived_channel_is_told_once(outcome):
    told = [sent.message for sent in outcome.slack.sent if sent.message.kind is MessageKind.NOTICE]
    assert [message.channel for message in told] == ["U1"]
