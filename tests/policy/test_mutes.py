"""A mute silences a ticker, a source or a story in one channel, for a time or for good."""

import pytest

from feeds.policy.mutes import find_mute
from feeds.types.subscriptions import MuteKind, Place
from tests.policy.samples import HOUR, NOW, candidate, mute, ticker

HERE = Place("T1", "C1")
NVDA, AMD = ticker("NVDA", relevance=1.0), ticker("AMD", relevance=0.3)


@pytest.mark.parametrize(
    ("muted", "rows", "why"),
    [
        pytest.param(mute(MuteKind.TICKER, "NVDA"), (), "$NVDA is muted for good", id="main ticker"),
        pytest.param(
            mute(MuteKind.TICKER, "nvda"), (AMD,), "$NVDA is muted for good", id="main, asked for another"
        ),
        pytest.param(mute(MuteKind.TICKER, "AMD"), (), None, id="a ticker beside"),
        pytest.param(
            mute(MuteKind.TICKER, "AMD"), (AMD,), "$AMD is muted for good", id="the only one asked for"
        ),
        pytest.param(mute(MuteKind.TICKER, "AMD"), (NVDA, AMD), None, id="one of those asked for"),
        pytest.param(mute(MuteKind.SOURCE, "1"), (), "this source is muted for good", id="source"),
        pytest.param(mute(MuteKind.SOURCE, "2"), (), None, id="another source"),
        pytest.param(mute(MuteKind.STORY, "7"), (), "this story is muted for good", id="story"),
        pytest.param(mute(MuteKind.STORY, "8"), (), None, id="another story"),
        pytest.param(
            mute(MuteKind.STORY, "7", until=NOW + HOUR),
            (),
            "this story is muted until 2026-03-02 15:00 UTC",
            id="for a time",
        ),
        pytest.param(mute(MuteKind.STORY, "7", until=NOW), (), None, id="over"),
        pytest.param(mute(MuteKind.STORY, "7", channel="C2"), (), None, id="in another channel"),
        pytest.param(mute(MuteKind.STORY, "7", workspace="T2"), (), None, id="in another workspace"),
    ],
)
def test_item_is_silenced_by(muted, rows, why):
    seen = candidate(NVDA, AMD, story_id=7)
    assert find_mute([muted], candidate=seen, rows=rows, place=HERE, now=NOW) == why


def test_a_story_without_a_row_yet_is_not_silenced_by_any_story_mute():
    seen = candidate(story_id=None)
    assert find_mute([mute(MuteKind.STORY, "None")], candidate=seen, rows=(), place=HERE, now=NOW) is None
