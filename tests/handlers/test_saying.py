"""What a wish is said as is read back as the same wish."""

from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import UsageError
from feeds.policy import filters
from feeds.types.scores import Polarity
from feeds.types.subscriptions import (
    Digest,
    DigestKind,
    QuietHours,
    Rules,
    WatchAll,
    WatchFeed,
    WatchPortfolio,
    WatchTickers,
    WatchWords,
)
from handlers.grammar import parse_alerts
from handlers.grammar.queries import Subscribe, WantAll, WantCompanies, WantFeed, WantPortfolio, WantWords
from handlers.grammar.saying import say_subscribe

symbols = st.from_regex(r"[A-Z]{1,5}(-[A-Z])?", fullmatch=True)
words = st.from_regex(r"[a-z]+( [a-z]+){0,3}", fullmatch=True)
shares = st.integers(0, 100).map(lambda hundredths: hundredths / 100)
minutes = st.builds(time, st.integers(0, 23), st.integers(0, 59))
digests = (
    st.sampled_from([Digest(DigestKind.HOURLY), Digest(DigestKind.OPEN)])
    | minutes.map(lambda at: Digest(DigestKind.DAILY, at))
    | minutes.map(lambda at: Digest(DigestKind.WEEKDAYS, at))
)
spans = st.builds(QuietHours, minutes, minutes).filter(lambda span: span.start != span.end)


def is_filter(expression):
    try:
        filters.parse(expression)
    except UsageError:
        return False
    return True


expressions = st.none() | st.text(st.sampled_from('ab ()"'), min_size=1, max_size=12).map(str.strip).filter(
    is_filter
)
rules = st.builds(
    Rules,
    min_score=shares,
    direction=st.none() | st.sampled_from([Polarity.POSITIVE, Polarity.NEGATIVE]),
    min_relevance=shares,
    include=expressions,
    exclude=expressions,
    digest=st.none() | digests,
    quiet=st.none() | spans,
    break_through=st.none() | shares,
    max_per_day=st.none() | st.integers(1, 1000),
    timezone=st.sampled_from(["UTC", "Europe/Berlin", "America/New_York"]),
).filter(lambda wished: wished.include is None or wished.include != wished.exclude)
watches = (
    st.lists(symbols, min_size=1, max_size=5, unique=True).map(lambda each: WatchTickers(tuple(each)))
    | st.lists(words, min_size=1, max_size=3).map(lambda each: WatchWords(tuple(each)))
    | st.sampled_from([WatchAll(), WatchPortfolio("U1"), WatchFeed(1, "https://example.com/feed?a=1&b=2")])
)


def want_of(watch):
    match watch:
        case WatchTickers(symbols=found):
            return WantCompanies(tuple(f"${symbol}" for symbol in found))
        case WatchWords(phrases=phrases):
            return WantWords(phrases)
        case WatchFeed(url=url):
            return WantFeed(url)
        case WatchPortfolio():
            return WantPortfolio()
        case WatchAll():
            return WantAll()


@given(watches, rules)
def test_a_wish_said_is_the_wish_read(watch, rules):
    said = say_subscribe(watch, rules)
    read = parse_alerts(said.removeprefix("/alerts"))
    assert read == Subscribe(want_of(watch), rules, names_zone=rules.timezone != "UTC")
