"""The small judgements that reading a sentence rests on."""

from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.types.reports import Window
from feeds.types.scores import Polarity
from handlers.answers.questions import read_text
from handlers.language.ellipsis import is_elliptical
from handlers.language.foreign import is_foreign
from handlers.language.listed import find_listed, find_terse, hide_names
from handlers.language.pasted import find_text_to_score
from handlers.language.questions import AskAbout, AskWhatMoves, Topic, UnreadSpan
from handlers.language.saying import say_again, say_movers_again
from tests.handlers.test_language import COMPANIES, NOW

LISTS = [
    pytest.param("compare nvidia and openai", ["nvidia"], ["openai"], ("openai",), id="behind"),
    pytest.param("openai or nvidia?", ["nvidia"], ["openai"], ("openai",), id="before"),
    pytest.param("nvidia, foo, bar baz", ["nvidia"], ["foo", "bar", "baz"], ("foo", "bar baz"), id="a chain"),
    pytest.param("apple to orange", ["apple"], ["orange"], ("orange",), id="compared to"),
    pytest.param("subscribe to apple", ["apple"], ["subscribe"], (), id="no list"),
    pytest.param("is apple up or collapsing", ["apple"], ["collapsing"], (), id="two verbs"),
    pytest.param("apple | orange", ["apple"], ["orange"], (), id="two clauses"),
    pytest.param("marks and spencer or foo", ["marks and spencer"], ["foo"], ("foo",), id="and in a name"),
]


@pytest.mark.parametrize(("text", "known", "unknown", "listed"), LISTS)
def test_words_joined_to_a_name_stand_in_its_list(text, known, unknown, listed):
    assert find_listed(text, known=known, unknown=unknown) == listed


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        pytest.param("tesla nvdia amd", ("nvdia",), id="among names"),
        pytest.param("tesla foo bar", ("foo bar",), id="together"),
        pytest.param("how is tesla nvdia", (), id="in a sentence"),
    ],
)
def test_words_beside_nothing_but_names_may_be_misspelt_ones(text, doubtful):
    assert find_terse(text, known=["tesla", "amd"], unknown=["nvdia", "foo", "bar"]) == doubtful


@given(st.text(), st.lists(st.text(min_size=1)))
def test_any_names_are_hidden_in_any_text(text, names):
    hide_names(text, names)


@pytest.mark.parametrize("text", ["and why?", "what about last week", "WHY", "more", "what's the trend", ""])
def test_a_sentence_of_small_words_leaves_something_out(text):
    assert is_elliptical(text)


@pytest.mark.parametrize("text", ["how is gold doing", "what about ALL", "why is SPY up", "and tomatoes?"])
def test_a_sentence_with_a_subject_of_its_own_leaves_nothing_out(text):
    assert not is_elliptical(text)


@pytest.mark.parametrize(
    "text",
    ["warum fällt Intel", "quoi de neuf sur Tesla", "¿Qué pasa con Tesla?", "hoe gaat het", "Что нового"],
)
def test_questions_of_other_languages_are_told(text):
    assert is_foreign(text)


@pytest.mark.parametrize(
    "text",
    ["nvda", "how is L'Oréal doing", "Nestlé news", "de Volkskrant on ASML", "\N{ROCKET}", "1,234", ""],
)
def test_english_with_foreign_names_stays_english(text):
    assert not is_foreign(text)


ARTICLE = "Nvidia beat estimates on Tuesday as sales of its chips rose. " * 8


@pytest.mark.parametrize(
    ("text", "scored"),
    [
        pytest.param(ARTICLE, ARTICLE, id="an article"),
        pytest.param(f"score this:\n{ARTICLE}", ARTICLE.strip(), id="with its lead"),
        pytest.param("please rate this headline - Ford halts output", "Ford halts output", id="a headline"),
        pytest.param(
            "what do you think of this? \nFord halts output", "Ford halts output", id="on a new line"
        ),
        pytest.param("score Tesla", None, id="a company"),
        pytest.param("what do you think of this company", None, id="a question"),
        pytest.param("how positive is Tesla", None, id="how positive"),
        pytest.param(
            "How is Tesla? I own some of it. What about Ford and all the others?", None, id="questions"
        ),
    ],
)
def test_a_text_is_scored_when_it_is_brought_for_that(text, scored):
    assert find_text_to_score(text) == scored


@given(st.text())
def test_any_text_is_judged_without_an_error(text):
    is_elliptical(text)
    is_foreign(text)
    find_text_to_score(text)


lengths = st.sampled_from([timedelta(hours=1), timedelta(hours=36), timedelta(days=7), timedelta(days=365)])
spans = st.sampled_from([None, "yesterday", "this week", "last month", "since Monday"])


def window_of(called, length):
    if called is None:
        now = NOW.astimezone(UTC)
        return Window(now - length, now)
    return read_text(f"nvda {called}", companies=COMPANIES, now=NOW).window


@given(
    st.sampled_from([topic for topic in Topic if topic is not Topic.BEYOND]),
    st.sampled_from([None, *Polarity]),
    spans,
    lengths,
)
def test_a_question_said_again_is_read_as_the_same(topic, direction, called, length):
    if direction is Polarity.NEUTRAL:
        direction = None
    question = AskAbout(("$NVDA", "$F"), window_of(called, length), topic, direction=direction)
    read = read_text(say_again(question, question.names), companies=COMPANIES, now=NOW)
    assert (read.names, read.window, read.topic) == (question.names, question.window, topic)
    assert topic is Topic.REPORT or read.direction == direction


@given(st.sampled_from([None, Polarity.POSITIVE, Polarity.NEGATIVE]), spans, lengths)
def test_what_moves_said_again_is_read_as_the_same(direction, called, length):
    question = AskWhatMoves(window_of(called, length), direction)
    assert read_text(say_movers_again(question), companies=COMPANIES, now=NOW) == question


LONG_WINDED = {
    "thanks": "thank you " * 30 + "x",
    "leads of time": "in this " * 30,
    "blanks": "is" + " " * 3_000 + "x",
    "marks": "!" + " " * 3_000 + "?",
    "no sentence": "a" * 40_000,
    "many sentences": "Nvidia. " * 59,
    "commas": "nvidia, " * 59,
}


@pytest.mark.parametrize("text", LONG_WINDED.values(), ids=LONG_WINDED)
def test_a_text_that_goes_on_and_on_is_read_all_the_same(text):
    read_text(text, companies=COMPANIES, now=NOW)


@pytest.mark.parametrize(
    "text",
    [
        "how was Nvidia in the  first week of February",
        "Nvidia in the  middle of January",
        "Nvidia third\u00a0quarter of 2025",
        "how was Nvidia 2500 years ago",
        "Nvidia 3000 years before Christmas",
        "Nvidia before 0001-01-03",
        "Nvidia since 0001-01-01",
    ],
)
def test_odd_blanks_and_years_beyond_the_calendar_are_read_or_said_to_be_unread(text):
    assert isinstance(read_text(text, companies=COMPANIES, now=NOW), AskAbout | UnreadSpan)


def test_blanks_change_nothing():
    one, other = (
        read_text(text, companies=COMPANIES, now=NOW)
        for text in ("nvda prior to 20 Jan", "nvda   prior \t to   20   Jan")
    )
    assert one == other
