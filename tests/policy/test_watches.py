"""Does an item concern what a subscription watches?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.policy.watches import Hit, Miss, look
from feeds.types.subscriptions import WatchAll, WatchFeed, WatchPortfolio, WatchTickers, WatchWords
from tests.policy.samples import candidate, item, ticker

NVDA, AMD = ticker("NVDA"), ticker("AMD", relevance=0.3)


def saying(title: str, text: str = ""):
    return candidate(item=item(title=title, text=text))


@pytest.mark.parametrize(
    ("watch", "seen", "found"),
    [
        pytest.param(WatchAll(), candidate(), Hit(), id="everything"),
        pytest.param(WatchFeed(1, "https://a.example"), candidate(), Hit(), id="its feed"),
        pytest.param(
            WatchFeed(2, "https://b.example"),
            candidate(),
            Miss("not from https://b.example"),
            id="other feed",
        ),
        pytest.param(WatchTickers(("AMD", "NVDA")), candidate(NVDA, AMD), Hit((NVDA, AMD)), id="tickers"),
        pytest.param(
            WatchTickers(("INTC", "MU")), candidate(NVDA), Miss("not about $INTC or $MU"), id="other tickers"
        ),
        pytest.param(WatchWords(("chip war", "beats")), candidate(), Hit(), id="a word"),
        pytest.param(WatchWords(("beats",)), saying("Drumbeats", "heartbeats"), Miss, id="part of a word"),
        pytest.param(WatchWords(("stock split",)), saying("x", "A Stock-Split!"), Hit(), id="a phrase"),
        pytest.param(WatchWords(("stock split",)), saying("split the stock"), Miss, id="words out of order"),
        pytest.param(WatchWords(("...",)), candidate(), Miss, id="no word at all"),
        pytest.param(WatchPortfolio("U1"), candidate(NVDA, AMD), Hit((AMD,)), id="a holding"),
        pytest.param(WatchPortfolio("U1"), candidate(NVDA), Miss, id="no holding"),
    ],
)
def test_look_finds(watch, seen, found):
    answer = look(watch, seen, held=frozenset({"AMD"}))
    assert isinstance(answer, found) if isinstance(found, type) else answer == found


def test_a_long_list_of_tickers_is_told_short():
    answer = look(WatchTickers(tuple(f"T{n}" for n in range(500))), candidate())
    assert answer == Miss("not about $T0 or $T1 or $T2 or $T3 or $T4 or 495 others")


@given(phrase=st.text(), title=st.text())
def test_any_phrase_can_be_looked_for_in_any_title(phrase, title):
    assert isinstance(look(WatchWords((phrase,)), saying(title)), Hit | Miss)


@given(words=st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=5))
def test_a_phrase_is_found_in_itself(words):
    assert look(WatchWords((" ".join(words),)), saying("Before, " + " ".join(words).upper() + "!")) == Hit()
