"""What Slack's answer means: posted once, retried when it was not, doubtful at most once."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.policy.settle import MAX_ATTEMPTS, MAX_WAIT_S, backoff_s, settle, settle_unsent, wants_simpler
from feeds.types.decisions import (
    Dead,
    Delivered,
    MessageKind,
    Posted,
    RateLimited,
    Refused,
    RetryAt,
    Uncertain,
    Unreachable,
)
from tests.policy.samples import NOW, claimed

POST, EDIT, REPLY = MessageKind.POST, MessageKind.EDIT, MessageKind.REPLY


def settled(outcome, *, jitter=0.0, **message):
    return settle(claimed(**message), outcome, now=NOW, jitter=jitter)


def test_posted_is_delivered():
    assert settled(Posted("1700.1")) == Delivered("1700.1")


@pytest.mark.parametrize(
    ("outcome", "message", "wait_s"),
    [
        pytest.param(RateLimited(30), {}, 30, id="rate limit"),
        pytest.param(RateLimited(0), {}, 1, id="rate limit without a wait"),
        pytest.param(RateLimited(30), {"attempts": 5000}, 30, id="rate limit, however often"),
        pytest.param(Unreachable("HTTP status 500"), {}, 2, id="first HTTP error"),
        pytest.param(Unreachable("HTTP status 500"), {"attempts": 3}, 16, id="fourth HTTP error"),
        pytest.param(Unreachable("HTTP status 500"), {"attempts": 50}, 900, id="bounded"),
        pytest.param(Unreachable("HTTP status 500"), {"was_uncertain": True}, 2, id="error after a doubt"),
        pytest.param(Refused("ratelimited"), {}, 2, id="rate limit by name"),
        pytest.param(Refused("internal_error"), {}, 2, id="trouble at Slack"),
        pytest.param(Refused("invalid_auth"), {}, 2, id="wrong token, which the operator can mend"),
        pytest.param(Refused("brand_new_error"), {}, 2, id="unknown error"),
        pytest.param(Uncertain("no answer"), {"kind": EDIT, "was_uncertain": True}, 2, id="doubtful edit"),
    ],
)
def test_message_is_tried_again_after(outcome, message, wait_s):
    answer = settled(outcome, **message)
    assert isinstance(answer, RetryAt)
    assert answer.when == NOW + timedelta(seconds=wait_s)
    assert not answer.is_uncertain


@pytest.mark.parametrize("kind", [POST, REPLY])
def test_message_that_may_have_been_posted_is_tried_once_more_and_marked(kind):
    answer = settled(Uncertain("no answer"), kind=kind)
    assert isinstance(answer, RetryAt)
    assert answer.is_uncertain


@pytest.mark.parametrize(
    ("outcome", "message", "says"),
    [
        pytest.param(
            Uncertain("no answer"), {"was_uncertain": True}, "may have been posted", id="doubtful twice"
        ),
        pytest.param(
            Unreachable("HTTP 500"), {"attempts": MAX_ATTEMPTS - 1}, "HTTP 500", id="no end of errors"
        ),
        pytest.param(Refused("channel_not_found"), {}, "does not exist", id="no channel"),
        pytest.param(Refused("is_archived"), {}, "archived", id="archived"),
        pytest.param(Refused("not_in_channel"), {}, "/invite", id="not a member"),
        pytest.param(Refused("account_inactive"), {}, "install it again", id="removed"),
        pytest.param(Refused("token_revoked"), {}, "install it again", id="revoked"),
        pytest.param(Refused("invalid_blocks"), {}, "plain text", id="refused even in plain text"),
        pytest.param(Refused("message_not_found"), {"kind": EDIT}, "deleted", id="deleted in Slack"),
        pytest.param(
            Refused("brand_new_error"), {"attempts": 4}, "brand_new_error", id="unknown, five times"
        ),
    ],
)
def test_message_is_given_up_when(outcome, message, says):
    answer = settled(outcome, **message)
    assert isinstance(answer, Dead)
    assert says in answer.why


def test_message_that_was_being_sent_when_the_process_ended_is_in_doubt():
    answer = settle_unsent(claimed(was_interrupted=True), now=NOW, jitter=0.0)
    assert isinstance(answer, RetryAt)
    assert answer.is_uncertain


def test_message_that_was_being_sent_again_when_the_process_ended_is_given_up():
    message = claimed(was_interrupted=True, was_uncertain=True)
    assert isinstance(settle_unsent(message, now=NOW, jitter=0.0), Dead)


@pytest.mark.parametrize("kind", [EDIT, REPLY])
def test_message_whose_alert_was_never_posted_is_given_up(kind):
    answer = settle_unsent(claimed(kind=kind, parent_ts=None), now=NOW, jitter=0.0)
    assert answer == Dead("the alert it belongs to was never posted")


@pytest.mark.parametrize(
    "message",
    [
        pytest.param({}, id="a post"),
        pytest.param({"was_uncertain": True}, id="a post in doubt"),
        pytest.param({"kind": REPLY, "parent_ts": "1.0"}, id="a reply"),
        pytest.param({"kind": EDIT, "parent_ts": "1.0", "was_interrupted": True}, id="an interrupted edit"),
    ],
)
def test_everything_else_is_sent(message):
    assert settle_unsent(claimed(**message), now=NOW, jitter=0.0) is None


@pytest.mark.parametrize(
    ("outcome", "simpler"),
    [
        (Refused("invalid_blocks"), True),
        (Refused("msg_blocks_too_long"), True),
        (Refused("msg_too_long"), True),
        (Refused("channel_not_found"), False),
        (Unreachable("HTTP 500"), False),
        (Uncertain("no answer"), False),
        (Posted("1"), False),
    ],
)
def test_only_a_refused_form_is_sent_again_in_a_simpler_one(outcome, simpler):
    assert wants_simpler(outcome) is simpler


@given(attempts=st.integers(0, 10_000), jitter=st.floats(0, 1, exclude_max=True))
def test_wait_is_bounded_and_never_shorter_than_before(attempts, jitter):
    assert 2 <= backoff_s(attempts, jitter=jitter) <= MAX_WAIT_S * 1.25
    assert backoff_s(attempts, jitter=0) <= backoff_s(attempts + 1, jitter=0)


outcomes = st.one_of(
    st.just(Uncertain("no answer")),
    st.builds(RateLimited, st.integers(0, 100_000)),
    st.just(Unreachable("HTTP 500")),
    st.builds(Refused, st.sampled_from(["internal_error", "ratelimited", "anything_else"]) | st.text()),
)


@given(st.lists(outcomes, max_size=300), st.sampled_from([POST, REPLY]))
def test_no_run_of_answers_sends_a_message_after_two_doubts(answers, kind):
    doubts, message = 0, claimed(kind=kind)
    for outcome in answers:
        settlement = settle(message, outcome, now=NOW, jitter=0.5)
        doubts += isinstance(outcome, Uncertain)
        if isinstance(settlement, Dead):
            return
        assert isinstance(settlement, RetryAt)
        assert settlement.when > NOW
        assert doubts < 2
        message = claimed(kind=kind, attempts=message.attempts + 1, was_uncertain=doubts > 0)
