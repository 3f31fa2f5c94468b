import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.store.search import terms
from tests.store.making import NOON, OURS, add_feed, apply, later, planned, scored

CUT = {
    "words": ("rate  cut", ("rate", "cut")),
    "a phrase": ('fed "rate cut" soon', ("fed", "rate cut", "soon")),
    "curly quotes": ("\u201crate cut\u201d", ("rate cut",)),
    "an open quote": ('"rate cut', ("rate", "cut")),
    "nothing but signs": ('" - * " ()', ()),
    "nothing": ("", ()),
}


@pytest.mark.parametrize(("words", "expected"), CUT.values(), ids=CUT)
def test_words_are_cut_into_terms(words, expected):
    assert terms(words) == expected


@pytest.fixture
def news(db):
    feed = add_feed(db)
    texts = {
        "1": ("Nvidia cuts prices", "A rate of growth."),
        "2": ("Fed: rate cut in sight", "Nvidia is unmoved."),
        "3": ("Ford recalls 2 million cars", "Größere Märkte; AT&T too."),
    }
    for hour, (key, (title, text)) in enumerate(texts.items()):
        apply(db, feed, planned(key, title=title, text=text), now=later(hours=hour))
    return db


def search(db, words, *, since=NOON, limit=9):
    found = db.read_now(lambda unit: unit.workspace(OURS).items.search(words, since=since, limit=limit))
    return [stored.item.key for stored in found]


FOUND = {
    "a word in headline or text, newest first": ("nvidia", ["2", "1"]),
    "all words": ("nvidia fed", ["2"]),
    "other endings of a word": ("recall car", ["3"]),
    "a phrase as it stands": ('"rate cut"', ["2"]),
    "a word in capitals": ("FORD", ["3"]),
    "a word that is nowhere": ("tesla", []),
    "accents and other letters": ("märkte", ["3"]),
    "a name with a sign in it": ("at&t", ["3"]),
    "nothing": ("  ", []),
}


@pytest.mark.parametrize(("words", "expected"), FOUND.values(), ids=FOUND)
def test_search_finds(news, words, expected):
    assert search(news, words) == expected


def test_search_keeps_to_the_window_and_the_limit(news):
    assert search(news, "nvidia", since=later(minutes=30)) == ["2"]
    assert search(news, "nvidia", limit=1) == ["2"]


def test_an_edited_item_is_found_by_its_new_words_only(news):
    feed = add_feed(news)
    apply(news, feed, edited=[scored("1", title="Nvidia raises forecast")])
    assert search(news, "forecast") == ["1"]
    assert search(news, "prices") == []


def test_a_swept_item_is_not_found(news):
    news.run_now(lambda unit: unit.items.sweep(before=later(minutes=30)))
    assert search(news, "nvidia") == ["2"]


def test_a_very_long_text_is_searchable_by_its_beginning(db):
    feed = add_feed(db)
    text = "first " + " ".join(f"word{number}" for number in range(400_000))
    apply(db, feed, planned("long", text=text))
    assert search(db, "first") == ["long"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(words=st.text(max_size=40) | st.text(alphabet="ab\"*:^()-+ANDORNEAR\\'", max_size=20))
def test_whatever_is_typed_is_an_answer(news, words):
    assert set(search(news, words)) <= {"1", "2", "3"}


def test_of_items_seen_at_once_none_is_missed(db):
    """Not even one that an edit has moved behind the others within the table."""
    feed, long = add_feed(db), "headline " * 180
    keys = [str(number) for number in range(9)]
    apply(db, feed, *(planned(key, text=long) for key in keys))
    apply(db, feed, edited=[scored("0", text=long, content_hash="other")])
    assert search(db, "headline", limit=99) == keys[::-1]
