"""A memo works out what it lacks, once, and never holds more than it may."""

from hypothesis import given
from hypothesis import strategies as st

from feeds.scoring.memo import Memo


def test_a_value_is_worked_out_once():
    asked: list[str] = []
    memo: Memo[str, int] = Memo(lambda word: asked.append(word) or len(word), most=8)
    assert [memo["profit"], memo["profit"], memo["loss"]] == [6, 6, 4]
    assert asked == ["profit", "loss"]


@given(st.lists(st.integers()), st.integers(min_value=1, max_value=4))
def test_a_memo_is_right_and_bounded_whatever_is_asked(keys, most):
    memo: Memo[int, int] = Memo(lambda key: -key, most=most)
    for key in keys:
        assert memo[key] == -key
        assert len(memo) <= most
