"""Reasons that are told never say the opposite of the number they are told for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.queries.reasons import reasons_for
from feeds.queries.stories import top_stories
from feeds.types.companies import Company
from feeds.types.reports import TickerReport, Window
from feeds.types.scores import Analysis, Driver, Polarity, Sentiment
from feeds.types.tones import StoryCount, Tone
from handlers.blocks.news import render_reasons
from handlers.blocks.why_score import WhyScore, render_why_score
from tests.handlers.making import NOON, make_item, make_row
from tests.handlers.showing import shown

weights = st.integers(-90, 90).map(lambda hundredths: hundredths / 100)
some_drivers = st.lists(
    st.builds(Driver, text=st.just("word"), weight=weights, symbol=st.sampled_from([None, "NVDA", "AMD"])),
    max_size=8,
)


def analysis(drivers, *, rows):
    return Analysis(Sentiment(0.1), 0.6, tickers=tuple(rows), drivers=tuple(drivers))


@given(some_drivers, weights.map(Sentiment), st.booleans())
def test_reasons_never_add_up_to_the_opposite_of_the_number(drivers, score, is_shared):
    rows = [make_row(), make_row("AMD")] if is_shared else [make_row()]
    reasons = reasons_for(analysis(drivers, rows=rows), "NVDA", shown=score, most=3)
    told = [*reasons.agreeing, *([reasons.against] if reasons.against else [])]
    assert sum(driver.weight for driver in told) * score.score >= 0
    assert len(reasons.agreeing) <= 3
    assert not reasons.against or reasons.agreeing


def driver(said, symbol=None):
    words, _, weight = said.rpartition(" ")
    return Driver(words, float(weight), symbol)


FORD, TESLA = driver("beats +0.70", "F"), driver("recalls -0.20", "TSLA")


@pytest.mark.parametrize(
    ("drivers", "score", "said"),
    [
        pytest.param([FORD, TESLA], -0.58, "for “recalls” -0.20", id="its own, not the other's"),
        pytest.param([FORD], -0.58, None, id="nothing of its own"),
        pytest.param(
            [driver("beats +0.70"), driver("tariffs -0.1")], -0.58, "for “tariffs” -0.10", id="of the whole"
        ),
        pytest.param(
            [driver("recalls -0.2", "TSLA"), driver("sales jump +0.1", "TSLA")],
            -0.58,
            "for “recalls” -0.20 · against it: “sales jump” +0.10",
            id="one against it",
        ),
        pytest.param(
            [driver("sales jump +0.3", "TSLA"), driver("recalls -0.2", "TSLA"), driver("flags +0.1", "TSLA")],
            -0.11,
            "for “recalls” -0.20 · against it: “flags” +0.10",
            id="neutral, the net direction first",
        ),
    ],
)
def test_the_reasons_of_a_story_about_several_agree_with_its_score(drivers, score, said):
    item = make_item(rows=[make_row("TSLA", score=score), make_row("F")], drivers=drivers)
    line = shown(render_reasons([report_on("TSLA", item)])).splitlines()[-1]
    assert line.partition(" · for ")[2] == (said or "").removeprefix("for ")


def report_on(symbol, *items, score=-0.58):
    window = Window(NOON.replace(day=3), NOON)
    tone = Tone.of_story([round(score * 100)])
    return TickerReport(
        company=Company(symbol, symbol),
        window=window,
        tone=tone,
        before=Tone(),
        change=None,
        count=StoryCount(1),
        top=top_stories(items, symbol=symbol),
    )


def test_what_speaks_against_the_tone_is_named_as_such_and_never_leads():
    good = make_item(1, title="Tesla opens a plant", story_id=1, rows=[make_row("TSLA", score=0.8)])
    bad = make_item(2, title="Tesla recalls cars", story_id=2, rows=[make_row("TSLA", score=-0.6)])
    message = render_reasons([report_on("TSLA", good, bad, score=-0.3)])
    assert message.text.endswith("above all for “Tesla recalls cars”")
    weighed, against = shown(message).split("*Against it*")
    assert "recalls cars" in weighed
    assert "opens a plant" in against


@pytest.mark.parametrize(
    ("premise", "score", "said"),
    [
        pytest.param(
            Polarity.NEGATIVE, 0.18, "TSLA is not down in the news of the last 7 days: ▲", id="not down"
        ),
        pytest.param(
            Polarity.POSITIVE, -0.4, "TSLA is not up in the news of the last 7 days: ▼▼", id="not up"
        ),
        pytest.param(
            Polarity.NEGATIVE,
            -0.02,
            "TSLA is neither up nor down in the news of the last 7 days: ■",
            id="flat",
        ),
        pytest.param(Polarity.NEGATIVE, -0.4, "TSLA: ▼▼ moderately negative -0.40", id="so it is"),
        pytest.param(None, -0.4, "TSLA: ▼▼ moderately negative -0.40", id="nothing taken for granted"),
    ],
)
def test_a_question_that_takes_the_wrong_thing_for_granted_hears_so_first(premise, score, said):
    report = report_on("TSLA", make_item(rows=[make_row("TSLA", score=score)]), score=score)
    message = render_reasons([report], premise=premise)
    assert message.text.startswith(said)
    assert shown(message).replace("*", "").startswith(said.replace("TSLA: ▼▼", "TSLA, last 7 days: ▼▼"))


def test_why_this_score_gives_each_company_its_own_reasons():
    item = make_item(
        score=0.5, rows=[make_row("F", score=0.8), make_row("TSLA", score=-0.5)], drivers=[FORD, TESLA]
    )
    whole, ford, tesla = [
        block["text"]["text"] for block in render_why_score(WhyScore(item, item.analysis)).blocks[1:-1]
    ]
    assert whole.splitlines()[1:] == ["• “beats” +0.70", "• “recalls” -0.20"]
    assert ford.splitlines()[1:] == ["• “beats” +0.70"]
    assert tesla.splitlines()[1:] == ["• “recalls” -0.20"]
