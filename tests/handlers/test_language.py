"""Plain English: each phrasing of the table asks what it says, and a conversation keeps what was asked."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.scoring.score import Scorer
from feeds.types.companies import Found
from handlers.answers.questions import read_text
from handlers.language.deciding import stands_alone
from handlers.language.questions import (
    AllBut,
    Aside,
    AskAbout,
    AskAboutItem,
    AskOwnAlerts,
    AskPortfolio,
    AskToBeTold,
    AskWhatMoves,
    AskWhatYouDo,
    NotCovered,
    NotEnglish,
    ScoreThis,
    Thanks,
    Topic,
    TwoSpans,
    Unreadable,
    UnreadSpan,
    Wish,
)
from handlers.language.reading import read_sentence

COMPANIES = Scorer.load().companies
HERE = ZoneInfo("America/New_York")
NOW = datetime(2026, 3, 11, 15, 30, tzinfo=HERE)
TABLE = Path(__file__).with_name("phrasings.tsv")


def _rows():
    for line in TABLE.read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            text, kind, symbols, span = [*line.split("\t"), "", ""][:4]
            yield pytest.param(text, kind, symbols, span, id=text)


ROWS = list(_rows())


def names_in(question):
    """The names of a question, and the words among them that are none."""
    return (*getattr(question, "names", ()), *getattr(question, "listed", ()))


def symbols_of(names):
    found = [COMPANIES.resolve(name) for name in names]
    return " ".join(one.symbol if isinstance(one, Found) else f"?{type(one).__name__}" for one in found)


KINDS = {
    AskWhatMoves: "movers",
    AskPortfolio: "portfolio",
    AskWhatYouDo: "help",
    AskOwnAlerts: "own alerts",
    Wish: "wish",
    UnreadSpan: "unread span",
    TwoSpans: "two spans",
    AllBut: "all but",
    Thanks: "thanks",
    NotEnglish: "foreign",
    NotCovered: "uncovered",
    AskAboutItem: "item",
    ScoreThis: "score",
}


def kind_of(question):
    match question:
        case AskAbout(topic=topic, direction=direction) if topic is Topic.NEWS and direction:
            return f"news-{direction.value}"
        case AskAbout(topic=topic):
            return topic.name.lower()
        case AskWhatMoves(direction=direction) if direction:
            return f"movers-{direction.value}"
        case AskToBeTold(direction=direction, min_score=score, is_by_price=is_by_price):
            parts = ("alert", direction and direction.value, score and f"{score:g}", is_by_price and "price")
            return "-".join(filter(None, parts))
        case Unreadable(names=names):
            return "unheard" if names else "unreadable"
        case _:
            return KINDS[type(question)]


def say_span(window):
    """The window as the table writes it, with what it is held against."""
    return f"{say_one(window)} vs {say_one(window.against)}" if window.against else say_one(window)


def say_one(window):
    since, until = window.since.astimezone(HERE), window.until.astimezone(HERE)
    if until != NOW:
        return f"{say_moment(since)}..{say_moment(until)}"
    if since.hour == since.minute == 0:
        return f"{since:%m-%d}.."
    hours = (window.until - window.since) / timedelta(hours=1)
    return f"{hours:g}h"


def say_moment(moment):
    return f"{moment:%m-%d}" if moment.hour == moment.minute == 0 else f"{moment:%m-%dT%H:%M}"


def in_hours(span):
    return f"{int(span[:-1]) * 24}h" if span.endswith("d") else span


def test_the_table_holds_three_hundred_phrasings():
    assert len(ROWS) >= 300


@pytest.mark.parametrize(("text", "kind", "symbols", "span"), ROWS)
def test_a_phrasing_asks(text, kind, symbols, span):
    question = read_text(text, companies=COMPANIES, now=NOW)
    assert kind_of(question) == kind
    if kind == "unheard":
        assert " ".join(question.names) == symbols
    elif kind != "unreadable" and not isinstance(question, tuple(KINDS)):
        assert symbols_of(names_in(question)) == symbols
    if isinstance(question, AskAbout | AskWhatMoves):
        assert say_span(question.window) == in_hours(span or "7d")


CONVERSATIONS = [
    pytest.param(
        [
            ("how is Tesla doing this month?", "report TSLA 03-01.."),
            ("and last week?", "report TSLA 03-02..03-09"),
        ],
        id="another span",
    ),
    pytest.param(
        [
            ("Nvidia 30d", "report NVDA 720h"),
            ("and Intel?", "report INTC 720h"),
            ("why?", "reasons INTC 720h"),
        ],
        id="another company, then why",
    ),
    pytest.param(
        [("why is META down?", "reasons META 168h"), ("what about Snap?", "reasons SNAP 168h")],
        id="the same topic",
    ),
    pytest.param(
        [("AMD today", "report AMD 03-11.."), ("compare with Intel", "report AMD INTC 03-11..")],
        id="compared with what was asked",
    ),
    pytest.param(
        [
            ("Boeing", "report BA 168h"),
            ("any news?", "news BA 168h"),
            ("over the last 2 weeks", "news BA 336h"),
        ],
        id="news, then further back",
    ),
    pytest.param(
        [("Boeing", "report BA 168h"), ("tell me when it turns negative", "alert-negative BA")],
        id="to be told of it",
    ),
    pytest.param(
        [("what's moving?", "movers 168h"), ("and yesterday?", "movers 03-10..03-11")], id="movers before"
    ),
    pytest.param(
        [
            ("Apple", "report AAPL 168h"),
            ("thanks", "thanks"),
            ("and last month?", "report AAPL 02-01..03-01"),
        ],
        id="thanks in between",
    ),
    pytest.param(
        [("Apple", "report AAPL 168h"), ("the weather is nice", "unreadable"), ("why?", "reasons AAPL 168h")],
        id="nonsense in between",
    ),
    pytest.param(
        [
            ("how is Nvidia doing this month?", "report NVDA 03-01.."),
            ("and AMD?", "report AMD 03-01.."),
            ("tell me when Intel turns negative", "alert-negative INTC"),
            ("compare them", "report NVDA AMD INTC 168h"),
            ("and last week?", "report NVDA AMD INTC 03-02..03-09"),
            ("compare all three", "report NVDA AMD INTC 03-02..03-09"),
        ],
        id="all that was talked of",
    ),
    pytest.param(
        [
            ("Nvidia", "report NVDA 168h"),
            ("AMD yesterday", "report AMD 03-10..03-11"),
            ("or last week?", "report AMD 03-02..03-09"),
            ("which is better?", "report NVDA AMD 03-02..03-09"),
        ],
        id="or, then which",
    ),
    pytest.param(
        [
            ("Apple", "report AAPL 168h"),
            ("who is doing worst?", "movers-negative 168h"),
            ("AMD and Intel today", "report AMD INTC 03-11.."),
            ("which one is worst?", "report AMD INTC 03-11.."),
        ],
        id="the worst of all, or of several",
    ),
    pytest.param(
        [("Apple", "report AAPL 168h"), ("how is my portfolio?", "portfolio"), ("why?", "reasons AAPL 168h")],
        id="a portfolio in between",
    ),
    pytest.param([("why?", "unreadable")], id="nothing before"),
    pytest.param(
        [
            ("Nvidia", "report NVDA 168h"),
            ("chart please", "report NVDA 168h"),
            ("risks?", "report NVDA 168h"),
            ("more", "news NVDA 168h"),
            ("any bad news?", "news-negative NVDA 168h"),
            ("what drove that", "reasons NVDA 168h"),
            ("alert me on it", "alert NVDA"),
        ],
        id="more about the same",
    ),
    pytest.param(
        [
            ("nvidia 7d", "report NVDA 168h"),
            ("and before that?", "report NVDA 02-25..03-04"),
        ],
        id="the span before",
    ),
    pytest.param(
        [
            ("any bad news on Boeing?", "news-negative BA 168h"),
            ("and Airbus?", "news-negative AIR.PA 168h"),
            ("and all news on Pfizer?", "news PFE 168h"),
        ],
        id="the same kind of news",
    ),
    *(
        pytest.param([("Boeing", "report BA 168h"), (asked, told)], id=asked)
        for asked, told in (
            ("how is gold doing", "uncovered"),
            ("how is cost", "unreadable"),
            ("how many companies do you cover", "help"),
            ("what do I follow?", "own alerts"),
            ("tell me about big moves", "movers 168h"),
            ("compare Nvidia and OpenAI", "report NVDA ?Unknown 168h"),
            ("tsla vs f", "report TSLA F 168h"),
            ("is nvidia positive or negative", "report NVDA 168h"),
            ("how does tesla compare to last month", "report TSLA 168h vs 02-01..03-01"),
            ("did tesla get better or worse this week", "report TSLA 03-09.."),
            ("compare it with Pfizer", "report BA PFE 168h"),
            ("vs Pfizer", "report BA PFE 168h"),
            ("how does that compare to Airbus", "report BA AIR.PA 168h"),
        )
    ),
    pytest.param(
        [("Ford", "report F 168h"), ("not this week, last week", "report F 03-02..03-09")],
        id="a span that is not meant",
    ),
    pytest.param(
        [
            ("bad news this week", "movers-negative 03-09.."),
            ("good news this week", "movers-positive 03-09.."),
            ("and last week?", "movers-positive 03-02..03-09"),
        ],
        id="the other kind of news at large",
    ),
    pytest.param(
        [
            ("compare AMD and Intel this month", "report AMD INTC 03-01.."),
            ("vs last month", "report AMD INTC 03-01.. vs 02-01..03-01"),
        ],
        id="held against another span",
    ),
    pytest.param(
        [
            ("Nvidia and Tesla last week", "report NVDA TSLA 03-02..03-09"),
            ("add Google", "report NVDA TSLA GOOGL 03-02..03-09"),
            ("also Apple", "report NVDA TSLA GOOGL AAPL 03-02..03-09"),
        ],
        id="more companies",
    ),
    pytest.param(
        [
            ("Apple last week", "report AAPL 03-02..03-09"),
            ("Tesla too", "report TSLA 03-02..03-09"),
            ("make that Ford", "report F 03-02..03-09"),
            ("include Intel", "report F INTC 03-02..03-09"),
        ],
        id="another, and one more",
    ),
    pytest.param(
        [
            ("Apple", "report AAPL 168h"),
            ("alert me on everything", "wish"),
            ("alert me on all negative news", "wish"),
        ],
        id="everything is no company",
    ),
    pytest.param(
        [
            ("any bad news on Ford?", "news-negative F 168h"),
            ("sort by tone", "news-negative F 168h"),
            ("since yesterday", "news-negative F 03-10.."),
        ],
        id="a kind of news stays",
    ),
    *(
        pytest.param([(asked, told)], id=asked)
        for asked, told in (
            ("movers without Nvidia", "all but NVDA"),
            ("what's moving besides Tesla", "all but TSLA"),
            ("alert me on everything except Tesla", "wish"),
            ("alert me on Tesla, not Ford", "alert TSLA"),
            ("tell me when Nvidia is no longer negative", "alert NVDA"),
            ("between Tesla and Ford, which one is more negative", "report TSLA F 168h"),
            ("anything negative about Intel?", "news-negative INTC 168h"),
            ("stop Tesla", "own alerts"),
            ("cancel", "thanks"),
            ("NVDA last 7 days vs previous 7 days", "report NVDA 168h"),
            ("Boeing vs the previous week", "report BA 168h"),
            ("Apple this week vs this month", "report AAPL 03-09.. vs 03-01.."),
            ("Ford last week, not this week", "report F 03-02..03-09"),
        )
    ),
    pytest.param([("what's moving?", "movers 168h"), ("why?", "unreadable")], id="movers have no one reason"),
]


@pytest.mark.parametrize("turns", CONVERSATIONS)
def test_a_conversation_keeps_what_was_asked(turns):
    before = None
    for text, expected in turns:
        question = read_text(text, companies=COMPANIES, now=NOW, before=before)
        names = symbols_of(names_in(question))
        span = say_span(question.window) if hasattr(question, "window") else ""
        assert " ".join(part for part in (kind_of(question), names, span) if part) == expected
        if not isinstance(question, Aside):
            before = question


@pytest.mark.parametrize(
    "text",
    [
        "replace Intel with Google",
        "Google instead of Intel",
        "swap Intel for Google",
        "instead of Intel, Google",
        "add Google and remove Intel",
        "drop Intel, add Google",
    ],
)
def test_one_takes_the_place_of_another(text):
    before = read_text("AMD and Intel yesterday", companies=COMPANIES, now=NOW)
    question = read_text(text, companies=COMPANIES, now=NOW, before=before)
    assert (symbols_of(question.names), symbols_of(question.without)) == ("AMD INTC GOOGL", "INTC")
    assert question.window == before.window


@pytest.mark.parametrize(
    "text",
    [
        "drop $AMD",
        "and without AMD",
        "ok, leave out AMD",
        "now remove AMD please",
        "ignore AMD",
        "not AMD",
        "leave AMD out",
        "compare all but AMD",
        "everything but AMD",
    ],
)
def test_one_is_left_out_of_those_that_were_compared(text):
    before = read_text("AMD, Intel and Nvidia yesterday", companies=COMPANIES, now=NOW)
    question = read_text(text, companies=COMPANIES, now=NOW, before=before)
    assert question == replace(before, without=question.without)
    assert symbols_of(question.without) == "AMD"


@pytest.mark.parametrize(
    ("text", "is_alone"),
    [
        ("how is Tesla doing?", True),
        ("movers", True),
        ("and Intel?", False),
        ("why?", False),
        ("compare with AMD", False),
    ],
)
def test_only_a_sentence_that_leaves_something_out_needs_what_was_before(text, is_alone):
    found = read_sentence(text, knows=lambda words: words in {"Tesla", "Intel", "AMD"}, now=NOW)
    assert stands_alone(found) is is_alone


def test_a_pasted_article_is_to_be_scored():
    article = "Nvidia beat estimates on Tuesday as sales of its chips rose. " * 12
    assert isinstance(read_text(article, companies=COMPANIES, now=NOW), ScoreThis)


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text):
    read_text(text, companies=COMPANIES, now=NOW)


@given(
    st.sampled_from(
        [
            "last 9999 days",
            "since monday",
            "in february",
            "last year",
            "yesterday",
            "since 9am",
            "last night",
            "from monday to friday",
            "H1",
            "early may",
            "since easter",
            "two years ago",
            "a month ago",
            "since 9 weeks ago",
            "before 3 march",
            "until 1 may",
            "20/2",
        ]
    ),
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 - the zone is given below
    st.sampled_from(["UTC", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"]),
)
def test_a_span_is_never_empty_over_a_year_or_in_the_future(words, moment, zone):
    now = moment.replace(tzinfo=ZoneInfo(zone))
    question = read_text(f"Nvidia {words}", companies=COMPANIES, now=now)
    assert isinstance(question, AskAbout | UnreadSpan)
    if isinstance(question, AskAbout):
        assert question.window.until <= now.astimezone(UTC)
        assert timedelta(minutes=15) <= question.window.length <= timedelta(days=366)


SPEAKS_OF_TIME = re.compile(
    r"\d|\b(?:days?|weeks?|months?|quarters?|years?|hours?|time|times|today|daily|night|morning|first|second|half|last"
    r"|since|century|season|summer|winter|spring|fall|(?:mon|tues|wednes|thurs|fri|satur|sun)day|sun|sat|nov|mar|dec)\b",
    re.IGNORECASE,
)
NAMED_LIKE_TIMES = [each for each in COMPANIES.listings.values() if SPEAKS_OF_TIME.search(each.name)]
ARE_TIMES = {"United States 12 Month Natural Gas Fund", "Start Today"}  # what nobody can tell from a span


def test_a_companys_name_is_no_time():
    read = {
        each.name: read_text(f"how is {each.name} doing?", companies=COMPANIES, now=NOW)
        for each in NAMED_LIKE_TIMES
        if each.name not in ARE_TIMES
    }
    assert len(read) > 50
    assert [name for name, asked in read.items() if isinstance(asked, UnreadSpan)] == []
    spans = {say_span(asked.window) for asked in read.values() if isinstance(asked, AskAbout)}
    assert spans == {"168h"}


def test_a_follow_up_whose_time_is_not_read_says_so():
    before = read_text("how is Tesla doing?", companies=COMPANIES, now=NOW)
    asked = read_text("and last summer?", companies=COMPANIES, now=NOW, before=before)
    assert asked == UnreadSpan("last summer")


def test_dates_that_can_mean_two_things_are_asked_back_with_the_whole_question():
    asked = read_text("why did Tesla fall on 2/3?", companies=COMPANIES, now=NOW)
    assert asked.readings == ("why did Tesla fall 2 Mar 2026?", "why did Tesla fall 3 Feb 2026?")
    again = [read_text(reading, companies=COMPANIES, now=NOW) for reading in asked.readings]
    assert [say_span(one.window) for one in again] == ["03-02..03-03", "02-03..02-04"]
    assert {one.topic for one in again} == {Topic.REASONS}


def test_topics_are_all_in_the_table():
    kinds = {row.values[1] for row in ROWS}
    assert {topic.name.lower() for topic in Topic} <= kinds
