"""`/alerts`: every WHAT and OPTION, and a right form for every wrong one."""

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.types.scores import Polarity
from feeds.types.subscriptions import Digest, DigestKind, QuietHours, Rules
from handlers.grammar import UsageProblem, parse_alerts
from handlers.grammar.queries import (
    AskAlertsHelp,
    AskWhy,
    Edit,
    ExportAlerts,
    ImportAlerts,
    ListAlerts,
    ListFeeds,
    OpenAlertModal,
    Pause,
    Resume,
    SendTest,
    Subscribe,
    Unsubscribe,
    WantAll,
    WantCompanies,
    WantFeed,
    WantPortfolio,
    WantWords,
)

NVDA = WantCompanies(("$NVDA",))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        pytest.param("", OpenAlertModal(), id="nothing opens the modal"),
        pytest.param("LIST", ListAlerts(), id="list in capitals"),
        pytest.param("feeds", ListFeeds(), id="feeds"),
        pytest.param("help", AskAlertsHelp(), id="help"),
        pytest.param("unsubscribe 3", Unsubscribe(3), id="unsubscribe"),
        pytest.param("unsubscribe #3", Unsubscribe(3), id="number sign"),
        pytest.param("pause 3", Pause(3), id="pause"),
        pytest.param("pause 3 2d", Pause(3, timedelta(days=2)), id="pause for two days"),
        pytest.param("resume 3", Resume(3), id="resume"),
        pytest.param("edit 3", Edit(3), id="edit"),
        pytest.param("test 3", SendTest(3), id="test"),
        pytest.param("why Nvidia “record quarter”", AskWhy("Nvidia record quarter"), id="why words"),
        pytest.param("why https://x.com/a?b=c", AskWhy("https://x.com/a?b=c"), id="why address"),
        pytest.param("export", ExportAlerts(), id="export"),
        pytest.param("import", ImportAlerts(), id="import"),
    ],
)
def test_alerts_are_looked_after(text, query):
    assert parse_alerts(text) == query


@pytest.mark.parametrize("verb", ["subscribe", "add", "follow", "FOLLOW"])
@pytest.mark.parametrize(
    ("text", "want"),
    [
        pytest.param("$NVDA", NVDA, id="one ticker"),
        pytest.param("$NVDA AMD,intc", WantCompanies(("$NVDA", "AMD", "intc")), id="tickers"),
        pytest.param("NASDAQ:AAPL BRK.B", WantCompanies(("NASDAQ:AAPL", "BRK.B")), id="exchange and class"),
        pytest.param("https://example.com/feed", WantFeed("https://example.com/feed"), id="address"),
        pytest.param("HTTP://example.com:8080", WantFeed("HTTP://example.com:8080"), id="loud address"),
        pytest.param("<https://example.com/a|example.com/a>", WantFeed("https://example.com/a"), id="link"),
        pytest.param('"interest rates"', WantWords(("interest rates",)), id="phrase"),
        pytest.param('"rate cut" “rate hike”', WantWords(("rate cut", "rate hike")), id="two phrases"),
        pytest.param("portfolio", WantPortfolio(), id="portfolio"),
        pytest.param("ALL", WantAll(), id="all"),
    ],
)
def test_what_is_wanted_is_understood(verb, text, want):
    assert parse_alerts(f"{verb} {text}") == Subscribe(want)


@pytest.mark.parametrize(
    ("option", "rules"),
    [
        pytest.param("min:0.35", Rules(min_score=0.35), id="min"),
        pytest.param("min: .35", Rules(min_score=0.35), id="min with a space"),
        pytest.param("min .35", Rules(min_score=0.35), id="min without a colon"),
        pytest.param("max 5", Rules(max_per_day=5), id="max without a colon"),
        pytest.param("MIN:1", Rules(min_score=1.0), id="loud min"),
        pytest.param("positive", Rules(direction=Polarity.POSITIVE), id="positive"),
        pytest.param("Negative", Rules(direction=Polarity.NEGATIVE), id="negative"),
        pytest.param("relevance:0.5", Rules(min_relevance=0.5), id="relevance"),
        pytest.param('include:"a AND (b OR c)"', Rules(include="a AND (b OR c)"), id="include"),
        pytest.param("exclude:“x OR y”", Rules(exclude="x OR y"), id="exclude in curly quotes"),
        pytest.param('include:"“rate cut” OR fed"', Rules(include='"rate cut" OR fed'), id="phrase within"),
        pytest.param(
            r'include:"\"rate cut\" OR fed"', Rules(include='"rate cut" OR fed'), id="escaped phrase"
        ),
        pytest.param("digest:hourly", Rules(digest=Digest(DigestKind.HOURLY)), id="hourly"),
        pytest.param("digest:08:30", Rules(digest=Digest(DigestKind.DAILY, time(8, 30))), id="daily"),
        pytest.param(
            "digest:weekdays@08:30", Rules(digest=Digest(DigestKind.WEEKDAYS, time(8, 30))), id="weekdays"
        ),
        pytest.param("digest:open", Rules(digest=Digest(DigestKind.OPEN)), id="open"),
        pytest.param("quiet:22:00-07:00", Rules(quiet=QuietHours(time(22), time(7))), id="quiet"),
        pytest.param(
            "quiet:22:00\u20137:00", Rules(quiet=QuietHours(time(22), time(7))), id="quiet with a dash"
        ),
        pytest.param("break:0.6", Rules(break_through=0.6), id="break"),
        pytest.param("max:20", Rules(max_per_day=20), id="max"),
        pytest.param("min:0.3 min:0.3", Rules(min_score=0.3), id="the same twice"),
    ],
)
def test_an_option_is_understood_wherever_it_stands(option, rules):
    assert parse_alerts(f"subscribe $NVDA {option}") == Subscribe(NVDA, rules)
    assert parse_alerts(f"subscribe {option} $NVDA") == Subscribe(NVDA, rules)


def test_a_time_zone_is_found_in_any_case():
    read = parse_alerts("subscribe all tz:europe/berlin confirm")
    assert read == Subscribe(WantAll(), Rules(timezone="Europe/Berlin"), is_confirmed=True, names_zone=True)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        pytest.param("lst", "list", id="misspelt verb"),
        pytest.param("stop 3", "unsubscribe 3", id="another word"),
        pytest.param("sub $NVDA", "subscribe $NVDA", id="begun verb"),
        pytest.param("$NVDA min:0.3", "subscribe $NVDA min:0.3", id="no verb"),
        pytest.param("list all", "list", id="too much"),
        pytest.param("unsubscribe", "list", id="no number"),
        pytest.param("stop all", "list", id="another word for a verb, without a number"),
        pytest.param("subscribe $NVDA mim:0.35", "subscribe $NVDA min:0.35", id="far misspelt option"),
        pytest.param("unsubscribe alert 7", "unsubscribe 7", id="a number in words"),
        pytest.param("pause 3 for 2 days", "pause 3 2d", id="loose pause"),
        pytest.param("pause 3 400d", "pause 3 365d", id="long pause"),
        pytest.param("resume 3 4", "resume 3", id="two numbers"),
        pytest.param("why", "why Nvidia earnings", id="why nothing"),
        pytest.param("subscribe", "subscribe $NVDA", id="nothing wanted"),
        pytest.param("subscribe min:0.3", "subscribe $NVDA min:0.3", id="only an option"),
        pytest.param('subscribe ""', 'subscribe "interest rates"', id="empty quotes"),
        pytest.param("subscribe $", "subscribe $NVDA", id="only a sign"),
        pytest.param("subscribe $NVDA positive negative", "subscribe $NVDA positive", id="contradiction"),
        pytest.param("subscribe $NVDA min:0.3 min:0.5", "subscribe $NVDA min:0.3", id="two bounds"),
        pytest.param("subscribe $NVDA min:1.5", "subscribe $NVDA min:1", id="min over one"),
        pytest.param("subscribe $NVDA min:-0.2", "subscribe $NVDA min:0.2", id="min under zero"),
        pytest.param("subscribe $NVDA min:35%", "subscribe $NVDA min:0.35", id="percent"),
        pytest.param("subscribe $NVDA min:0,35", "subscribe $NVDA min:0.35", id="decimal comma"),
        pytest.param("subscribe $NVDA min:high", "subscribe $NVDA min:0.35", id="min in words"),
        pytest.param("subscribe $NVDA min=0.35", "subscribe $NVDA min:0.35", id="equals"),
        pytest.param("subscribe $NVDA minimum:0.35", "subscribe $NVDA min:0.35", id="long option"),
        pytest.param("subscribe $NVDA nonsense:1", "subscribe $NVDA", id="an option like none"),
        pytest.param("subscribe all tz:Mars/Olympus", "subscribe all", id="a zone like none"),
        pytest.param("subscribe $NVDA relevence:0.5", "subscribe $NVDA relevance:0.5", id="misspelt option"),
        pytest.param("subscribe $NVDA postive", "subscribe $NVDA positive", id="misspelt direction"),
        pytest.param("subscribe $NVDA confirmed", "subscribe $NVDA confirm", id="confirmed"),
        pytest.param("subscribe all include:", "subscribe all", id="empty filter"),
        pytest.param('subscribe all include:"AND OR"', "subscribe all", id="a filter without a word"),
        pytest.param('subscribe all include:"(ai|chips)"', 'subscribe all include:"ai OR chips"', id="a bar"),
        pytest.param('subscribe all include:"a AND b', 'subscribe all include:"a AND b"', id="open quote"),
        pytest.param("subscribe all include:“a AND b", "subscribe all include:“a AND b”", id="curly quote"),
        pytest.param('subscribe all "', "subscribe all", id="only a quote"),
        pytest.param('subscribe "rate cut', 'subscribe "rate cut"', id="open phrase"),
        pytest.param('subscribe all include:a"b', 'subscribe all include:a"b"', id="a quote within"),
        pytest.param('subscribe all include:"chips.*"', 'subscribe all include:"chips"', id="a pattern"),
        pytest.param(
            'subscribe all include:"a AND (b OR c"', 'subscribe all include:"a AND (b OR c)"', id="open"
        ),
        pytest.param('subscribe all exclude:"a AND"', 'subscribe all exclude:"a"', id="half a filter"),
        pytest.param("subscribe all digest:8am", "subscribe all digest:08:00", id="loose digest"),
        pytest.param("subscribe all digest:25:00", "subscribe all digest:08:30", id="25 o'clock"),
        pytest.param("subscribe all digest:daily", "subscribe all digest:08:30", id="daily"),
        pytest.param("subscribe all digest:weekday@9", "subscribe all digest:weekdays@09:00", id="weekday"),
        pytest.param("subscribe all digest:hour", "subscribe all digest:hourly", id="hour"),
        pytest.param("subscribe all quiet:10pm-7am", "subscribe all quiet:22:00-07:00", id="loose quiet"),
        pytest.param("subscribe all quiet:22:00", "subscribe all quiet:22:00-07:00", id="half a quiet"),
        pytest.param("subscribe all quiet:07:00-07:00", "subscribe all quiet:22:00-07:00", id="no quiet"),
        pytest.param("subscribe all max:0", "subscribe all max:1", id="none a day"),
        pytest.param("subscribe all max:2.5", "subscribe all max:20", id="half a message"),
        pytest.param("subscribe all tz:Berlin", "subscribe all tz:Europe/Berlin", id="a city"),
        pytest.param("subscribe all tz:Europe/Brelin", "subscribe all tz:Europe/Berlin", id="misspelt zone"),
        pytest.param("subscribe all tz:PST", "subscribe all tz:America/Los_Angeles", id="abbreviated zone"),
        pytest.param(
            'subscribe $NVDA "chips" min:0.3', 'subscribe $NVDA include:"chips" min:0.3', id="mixed"
        ),
        pytest.param("subscribe all $NVDA", "subscribe $NVDA", id="all and one"),
        pytest.param("subscribe example.com/feed", "subscribe https://example.com/feed", id="no scheme"),
        pytest.param("subscribe ftp://example.com", "subscribe https://example.com", id="wrong scheme"),
        pytest.param("subscribe https://", "subscribe https://example.com/feed", id="only a scheme"),
        pytest.param("subscribe file:///etc/x", "subscribe https://example.com/feed", id="no host"),
        pytest.param("subscribe https://a.com https://b.com", "subscribe https://a.com", id="two addresses"),
    ],
)
def test_a_wrong_form_is_answered_with_the_right_one(text, nearest):
    problem = parse_alerts(text)
    assert isinstance(problem, UsageProblem)
    assert problem.nearest == f"/alerts {nearest}"
    assert problem.what.endswith((".", "?"))
    assert not problem.what.endswith("..")


def test_what_alerts_can_do_is_listed_for_a_word_that_is_like_none():
    problem = parse_alerts("bogus")
    assert "subscribe, add, follow, list, feeds, help, unsubscribe, pause" in problem.what


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param('subscribe all include:"a AND b', "before “a AND b”", id="a filter"),
        pytest.param('subscribe all "', "at the end", id="alone"),
        pytest.param('subscribe "x" include:“y', "before “y”", id="the second"),
    ],
)
def test_an_open_quote_is_pointed_at(text, place):
    assert parse_alerts(text).what == f"The quote {place} is never closed."


@pytest.mark.parametrize(
    ("wish", "nearest"),
    [
        pytest.param("/foo.*/", 'all include:"foo"', id="between slashes"),
        pytest.param("foo.*bar min:0.3", 'all include:"foo AND bar" min:0.3', id="bare, with an option"),
        pytest.param(r'"\bfoo|bar\b"', 'all include:"foo OR bar"', id="in quotes"),
    ],
)
def test_a_pattern_in_place_of_words_is_offered_as_a_filter(wish, nearest):
    problem = parse_alerts(f"subscribe {wish}")
    assert "alerts follow words and phrases" in problem.what
    assert problem.nearest == f"/alerts subscribe {nearest}"
    assert not isinstance(parse_alerts(problem.nearest.removeprefix("/alerts ")), UsageProblem)


@pytest.mark.parametrize("wish", ["$BRK.B", "^GSPC", '"[Video]"', "https://news.example/a.*"])
def test_what_only_resembles_a_pattern_is_followed(wish):
    assert isinstance(parse_alerts(f"subscribe {wish}"), Subscribe)


def test_501_tickers_are_too_many_and_500_are_not():
    symbols = [f"$A{number}" for number in range(501)]
    assert isinstance(parse_alerts("subscribe " + " ".join(symbols)), UsageProblem)
    assert parse_alerts("subscribe " + " ".join(symbols[1:])) == Subscribe(WantCompanies(tuple(symbols[1:])))


@given(st.text())
def test_any_text_is_read_without_an_error(text):
    parse_alerts(text)
    parse_alerts(f"subscribe {text}")


WORDS = ["$NVDA", "/a.*/", "all", '"a', 'b"', "x=1", "ftp://a", "positive", "negative", "postive"]
OPTIONS = ["min:2", "min:0.3", "max:x", "tz:Rome", "include:", "digest:8am", "quiet:22", "break:9"]


@given(st.lists(st.sampled_from(WORDS + OPTIONS), max_size=6))
def test_following_the_advice_ends_in_something_understood(words):
    text = " ".join(["subscribe", *words])
    for _ in range(10):
        read = parse_alerts(text)
        if not isinstance(read, UsageProblem):
            return
        assert read.nearest is not None
        text = read.nearest.removeprefix("/alerts ")
    raise AssertionError(text)
