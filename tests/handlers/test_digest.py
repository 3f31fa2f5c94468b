"""The digest as people see it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.policy.digests import MOST_GROUPS, MOST_LINES
from feeds.types.decisions import ClaimedMessage, DigestFacts, HeldItem, MessageKind, Reason
from handlers.blocks.message import simplify
from handlers.blocks.outgoing import render_outgoing
from tests.handlers.making import NOON, items, make_item, make_row
from tests.handlers.showing import shown
from tests.handlers.slack_rules import refusals

WAITING = (Reason.WAITING, Reason.QUIET_HOURS, Reason.CAP)


def digest_of(*held, changes=()):
    return ClaimedMessage(
        id=1,
        lease="lease",
        workspace="T01",
        channel="C01",
        kind=MessageKind.DIGEST,
        attempts=0,
        was_uncertain=False,
        held=held,
        facts=DigestFacts(NOON, NOON, changes),
    )


def held(id, symbol="NVDA", *, score=0.4, reason=Reason.WAITING, **fields):
    row = make_row(symbol, score=score, name=f"{symbol} Corp")
    return HeldItem(make_item(id, story_id=id, rows=[row], score=score, **fields), reason)


def test_a_digest_is_grouped_by_ticker_the_most_moved_first_and_linked():
    changes = (("AMD", -0.5), ("NVDA", 0.1))
    text = shown(render_outgoing(digest_of(held(1), held(2, "AMD", score=-0.4), changes=changes)))
    assert text.index("AMD Corp") < text.index("NVDA Corp")
    assert "-0.50 against the span before" in text
    assert text.count("<https://example.com/a?utm_source=rss&amp;b=1|Nvidia beats estimates>") == 2


def test_it_says_why_things_waited():
    message = digest_of(held(1), held(2, reason=Reason.QUIET_HOURS), held(3, reason=Reason.CAP))
    text = shown(render_outgoing(message))
    assert "1 item waited for the digest" in text
    assert "1 item waited for the end of quiet hours" in text
    assert "1 item waited because a cap was reached" in text


def test_one_chart_shows_the_tone_of_each_ticker():
    message = render_outgoing(digest_of(held(1), held(2, "AMD", score=-0.4)))
    charts = [block for block in message.blocks if block["type"] == "data_visualization"]
    assert [chart["chart"]["type"] for chart in charts] == ["bar"]
    points = charts[0]["chart"]["series"][0]["data"]
    assert {point["label"]: point["value"] for point in points} == {"NVDA": 0.4, "AMD": -0.4}


def test_what_finds_no_room_is_counted():
    text = shown(render_outgoing(digest_of(*(held(id) for id in range(1, MOST_LINES + 3)))))
    assert "and 2 more stories: `/ticker NVDA`" in text


def test_a_story_alone_says_its_tone_once():
    assert shown(render_outgoing(digest_of(held(1)))).count("moderately positive") == 1


def test_stories_of_smaller_groups_are_linked_too():
    waiting = [held(number, f"X{number}", title=f"Story {number}") for number in range(1, MOST_GROUPS + 4)]
    text = shown(render_outgoing(digest_of(*waiting)))
    assert text.count("|Story ") == MOST_GROUPS + 3
    assert "*Also*" in text


@pytest.mark.parametrize("url_length", [30, 600, 1900])
def test_stories_that_fit_nowhere_are_counted(url_length):
    url = "https://example.com/" + "x" * (url_length - 20)
    waiting = [held(number, f"X{number}", title=f"Story {number}", url=url) for number in range(1, 101)]
    text = shown(render_outgoing(digest_of(*waiting)))
    (counted,) = re.findall(r"and (\d+) more stories", text)
    assert text.count("|Story ") + int(counted) == 100


def test_ending_it_is_one_tap_away():
    message = render_outgoing(digest_of(held(1)))
    assert "Stop these alerts" in str(message.blocks[-1])
    assert "NVDA Corp" in message.text


@given(
    st.lists(st.builds(HeldItem, item=items, reason=st.sampled_from(WAITING)), min_size=1, max_size=12),
)
def test_no_digest_breaks_a_limit_of_slacks(waiting):
    message = render_outgoing(digest_of(*waiting))
    assert refusals(message) == []
    assert refusals(simplify(message)) == []


def test_what_tells_nothing_is_not_rendered():
    with pytest.raises(ValueError, match="tells nothing"):
        render_outgoing(ClaimedMessage(1, "lease", "T01", "C01", MessageKind.NOTICE, 0, was_uncertain=False))
