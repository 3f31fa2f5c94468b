"""What people are told besides news."""

from hypothesis import given
from hypothesis import strategies as st

from feeds.types.news import HealthChange
from feeds.types.notices import ChannelLost, FeedTurned, Surprising
from feeds.types.scores import Sentiment
from feeds.types.surprises import StorySpike, ToneTurn
from feeds.types.tones import StoryCount
from handlers.blocks.feeds import RETRY
from handlers.blocks.message import simplify
from handlers.blocks.notices import render_notice
from tests.handlers.making import scores, texts, urls
from tests.handlers.showing import shown
from tests.handlers.slack_rules import refusals


def test_a_lost_channel_names_the_cause_and_the_way_back():
    text = shown(render_notice(ChannelLost("C01", "the bot is not in the channel: /invite it there", (3, 5))))
    assert "<#C01>" in text
    assert "/invite it there" in text
    assert "paused 2 alerts" in text
    assert "/alerts resume 3" in text


def test_a_sleeping_feed_says_why_and_can_be_retried():
    why = "example.com took longer than 20 s to answer. It is not your setup."
    message = render_notice(FeedTurned(7, "https://example.com/rss", "Wire", HealthChange.ASLEEP, why))
    assert why in shown(message)
    (retry,) = message.blocks[-1]["elements"]
    assert (retry["action_id"], retry["value"], retry["text"]["text"]) == (RETRY, "7", "Retry")


def test_a_feed_that_is_well_again_needs_no_button():
    message = render_notice(FeedTurned(7, "https://example.com/rss", "Wire", HealthChange.RECOVERED))
    assert "well again" in message.text
    assert all(block["type"] == "section" for block in message.blocks)


def test_a_spike_says_what_is_usual():
    spike = StorySpike("NVDA", StoryCount(12, 2.0, 5.0))
    assert "12 stories, far more than the usual 2" in shown(render_notice(Surprising("NVIDIA", spike)))


def test_a_turn_says_how_the_tone_was():
    turn = ToneTurn("NVDA", Sentiment(-0.5), Sentiment(0.2), stories=4, z=-4.1)
    text = shown(render_notice(Surprising("NVIDIA", turn)))
    assert "moderately negative -0.50 over 4 stories, where +0.20 is usual" in text
    assert "Stop these alerts" in text


counts = st.builds(StoryCount, st.integers(0, 10**6), st.floats(0, 10**6), st.floats(-99, 99))
surprises = st.builds(StorySpike, texts, counts) | st.builds(
    ToneTurn, texts, scores, scores, st.integers(1, 99), st.floats(-99, 99)
)
notices = (
    st.builds(
        ChannelLost,
        texts,
        texts,
        st.lists(st.integers(1), min_size=1, max_size=99).map(tuple),
        st.integers(0),
    )
    | st.builds(FeedTurned, st.integers(1), urls.filter(bool), texts, st.sampled_from(HealthChange), texts)
    | st.builds(Surprising, texts, surprises)
)


@given(notices)
def test_no_notice_breaks_a_limit_of_slacks(notice):
    message = render_notice(notice)
    assert refusals(message) == []
    assert refusals(simplify(message)) == []
