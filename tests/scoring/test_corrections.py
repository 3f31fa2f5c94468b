"""What a workspace says about words moves the scores of what says them, and a vote teaches which words."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.scoring.corrections import LITTLE, MIDDLES, corrections_of, says
from feeds.scoring.score import Scorer
from feeds.types.scores import Analysis, Driver, Label, Sentiment
from feeds.types.subscriptions import LessonKind
from tests.policy.samples import ticker
from tests.scoring.lessons import lesson

BOTH = "Ford beats estimates as Tesla recalls 2 million cars"


def taught(words, value):
    return lesson(LessonKind.WORD, words, value)


def decided_by(*drivers, score=0.5):
    return Analysis(
        Sentiment(score), 0.8, tickers=(ticker("NVDA"),), drivers=tuple(Driver(*one) for one in drivers)
    )


@pytest.mark.parametrize(
    ("lessons", "moved"),
    [
        pytest.param([], 0.0, id="nothing taught"),
        pytest.param([taught("recalls", "+0.25")], 0.25, id="in the headline"),
        pytest.param([taught("RECALLS", "+0.25")], 0.25, id="in other letters"),
        pytest.param([taught("recall", "+0.25")], 0.0, id="not within a word"),
        pytest.param([taught("a safety review", "+0.2")], 0.5 * LITTLE, id="in the text, by half"),
        pytest.param([taught("recalls", "+0.25"), taught("recalls", "-0.05")], 0.2, id="several add up"),
        pytest.param([taught("recalls", "+0.9")], 0.37 + LITTLE, id="one vote at most takes its weight away"),
        pytest.param([taught("recalls", "+0.37@1"), taught("recalls", "+0.37@1:NVDA")], 0.42, id="one item"),
        pytest.param([taught("recalls", "+0.37@1"), taught("recalls", "+0.37@2")], 0.74, id="two items"),
        pytest.param([taught("$%&", "+0.25")], 0.0, id="no words"),
    ],
)
def test_words_move_the_score_by_what_they_were_taught(scorer: Scorer, lessons, moved):
    title, text = "Nvidia recalls graphics cards", "The company said after a safety review that few are left."
    plain = scorer.score(title=title, text=text)
    again = scorer.score(title=title, text=text, lessons=tuple(lessons))
    assert again.sentiment.score == pytest.approx(plain.sentiment.score + moved, abs=0.006)
    assert again.tickers[0].sentiment == again.sentiment


def test_of_two_companies_that_one_is_moved_whose_sentence_says_it(scorer: Scorer):
    lessons = (taught("shares jump", "-0.1"),)
    told = {"title": BOTH, "text": "Tesla shares jump 5%."}
    before, after = scorer.score(**told), scorer.score(**told, lessons=lessons)
    assert after.ticker("F") == before.ticker("F")
    assert after.ticker("TSLA").sentiment == Sentiment(before.ticker("TSLA").sentiment.score - 0.05)


def test_of_two_companies_in_one_sentence_that_one_is_moved_whose_clause_says_it(scorer: Scorer):
    before, after = (
        scorer.score(title=BOTH, lessons=some) for some in ((), (taught("beats estimates", "-0.3"),))
    )
    assert after.ticker("TSLA") == before.ticker("TSLA")
    assert after.ticker("F").sentiment == Sentiment(before.ticker("F").sentiment.score - 0.3)


PARTS = {"F": "beats estimates", "TSLA": "recalls 2 million cars"}
TWO = Analysis(
    Sentiment(0.1),
    0.8,
    tickers=(ticker("F", score=0.6), ticker("TSLA", score=-0.1)),
    drivers=(Driver("beats estimates", 0.37), Driver("recalls", -0.2), Driver("on Monday", -0.07)),
)


@pytest.mark.parametrize(
    ("symbol", "voted", "said"),
    [
        pytest.param("TSLA", Label.STRONGLY_NEGATIVE, {"recalls": -0.2, "on Monday": -0.07}, id="one of two"),
        pytest.param("TSLA", Label.MILDLY_POSITIVE, {"recalls": 0.2, "on Monday": 0.07}, id="the other way"),
        pytest.param("F", Label.NEUTRAL, {"beats estimates": -0.37}, id="the other"),
        pytest.param("", Label.STRONGLY_NEGATIVE, {"beats estimates": -0.37}, id="the whole"),
    ],
)
def test_a_vote_about_one_company_leaves_alone_what_is_said_of_others(symbol, voted, said):
    assert dict(corrections_of(TWO, voted=voted, symbol=symbol, parts=PARTS)) == said


@pytest.mark.parametrize("label", Label)
@given(
    weight=st.floats(0.05, 1).map(lambda one: round(one, 2)),
    title=st.sampled_from(
        ["Nvidia beats estimates", "Nvidia shares fall", "Nvidia wins order despite probe"]
    ),
)
def test_one_vote_turns_no_word_round(scorer: Scorer, label, weight, title):
    plain = scorer.score(title=title)
    decided = replace(plain, drivers=tuple(replace(one, weight=weight) for one in plain.drivers))
    for words, shift in corrections_of(decided, voted=label):
        lessons = (taught(words, f"{shift:+g}@7"),)
        own = sum(one.weight for one in plain.drivers if one.text.lower() == words.lower())
        moved = scorer.score(title=title, lessons=lessons).sentiment.score - plain.sentiment.score
        assert abs(moved) <= abs(own) + LITTLE + 0.01


@settings(max_examples=30)
@given(values=st.lists(st.floats(-9, 9), max_size=4))
def test_no_lesson_leads_out_of_bounds(scorer: Scorer, values):
    lessons = tuple(taught("recalls", f"{value:+g}") for value in values)
    assert -1 <= scorer.score(title=BOTH, lessons=lessons).sentiment.score <= 1


@pytest.mark.parametrize(
    ("analysis", "voted", "said"),
    [
        pytest.param(
            decided_by(("beats", 0.7), ("probe", -0.2)),
            Label.NEUTRAL,
            {"beats": -0.5},
            id="what pulled wrong",
        ),
        pytest.param(
            decided_by(("beats", 0.3), ("jumps", 0.2)),
            Label.MODERATELY_NEGATIVE,
            {"beats": -0.3, "jumps": -0.2},
            id="at most its own weight",
        ),
        pytest.param(
            decided_by(("beats", 0.2), ("jumps", 0.1), score=0.3),
            Label.MODERATELY_POSITIVE,
            {"beats": 0.11, "jumps": 0.06},
            id="too weak",
        ),
        pytest.param(decided_by(("NVDA", 0.5)), Label.NEUTRAL, {}, id="no name"),
        pytest.param(decided_by(("beats", 0.5)), Label.MODERATELY_POSITIVE, {}, id="hardly a difference"),
        pytest.param(decided_by(score=0.0), Label.STRONGLY_NEGATIVE, {}, id="no words decided"),
    ],
)
def test_a_vote_teaches_the_words_that_decided(analysis, voted, said):
    assert dict(corrections_of(analysis, voted=voted)) == said


@pytest.mark.parametrize("label", Label)
@pytest.mark.parametrize(
    "title", [BOTH, "Nvidia shares fall as regulators open probe", "Nvidia unveils a chip"]
)
def test_what_a_vote_teaches_brings_the_same_headline_nearer_to_it(scorer: Scorer, title, label):
    before = scorer.score(title=title)
    lessons = tuple(taught(words, f"{shift:+g}") for words, shift in corrections_of(before, voted=label))
    after = scorer.score(title=title, lessons=lessons)
    wanted = MIDDLES[label]
    assert abs(after.sentiment.score - wanted) <= abs(before.sentiment.score - wanted)


def test_words_that_stand_far_apart_are_found_where_both_stand_in_order():
    assert says("Demand for cranes and hoists rose again", "demand ... rose")
    assert not says("Prices rose, demand did not", "demand ... rose")


@given(text=st.text(max_size=40), words=st.text(max_size=10))
def test_looking_for_words_never_fails(text, words):
    says(text, words)
