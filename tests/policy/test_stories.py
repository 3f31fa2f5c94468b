"""Stories: which items tell the same event, and which only look alike."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.policy.stories import StoryIndex, assign
from feeds.policy.stories.fingerprint import Fingerprint, plain_title, take_fingerprint
from feeds.types.decisions import ScoredItem
from feeds.types.news import NewsItem
from tests.policy.samples import NOW, analysis, ticker

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Told:
    """An item as a house tells it."""

    title: str
    text: str = ""
    about: tuple[str, ...] = ()
    feed: int = 1
    after: timedelta = timedelta()
    url: str | None = None

    @property
    def scored(self) -> ScoredItem:
        key = f"{self.feed}-{self.title}-{self.after}"
        item = NewsItem(key, self.title, self.text, self.url, published_at=NOW + self.after)
        return ScoredItem(item, analysis(*map(ticker, self.about)))

    @property
    def fingerprint(self) -> Fingerprint:
        scored = self.scored
        return take_fingerprint(scored.item, scored.analysis, feed_id=self.feed, seen_at=NOW)


def is_one_story(first: Told, second: Told) -> bool:
    index = StoryIndex()
    index.add(first.fingerprint, story=7, seen_at=NOW)
    match = index.match(second.fingerprint)
    return match is not None and match.story == 7


RESULTS = Told(
    "Nvidia second-quarter revenue jumps to $46.7 billion as AI demand holds",
    "Nvidia reported revenue of $46.74 billion for the second quarter, up 56%, and forecast $54 billion.",
    ("NVDA",),
)
REWRITTEN = Told(
    "AI chip boom lifts Nvidia sales 56% in Q2, outlook tops Street",
    "The chip maker said sales rose to $46.7bn in the three months to July and guided for $54bn.",
    ("NVDA",),
    feed=2,
    after=9 * MINUTE,
)
TRIAL = Told("Acme Therapeutics to Present at the Leerink Healthcare Conference", about=("ACME",))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(RESULTS, replace(RESULTS, feed=2), id="word_for_word"),
        pytest.param(RESULTS, REWRITTEN, id="in_another_house's_words"),
        pytest.param(
            RESULTS, replace(RESULTS, title=f"UPDATE 2-{RESULTS.title}", after=40 * MINUTE), id="update"
        ),
        pytest.param(
            RESULTS, replace(RESULTS, title=f"{RESULTS.title} - Reuters", feed=3), id="by_an_aggregator"
        ),
        pytest.param(
            Told(
                "Chip maker up",
                about=("NVDA",),
                url="https://a.example/news/nvidia-results-20260302?utm_source=x",
            ),
            Told(
                "Shares jump", about=("NVDA",), url="https://a.example/news/nvidia-results-20260302", feed=2
            ),
            id="same_page",
        ),
        pytest.param(
            Told("Coca-Cola declares dividend of $0.51 per share", about=("KO",)),
            Told("Coca-Cola declares dividend of 51 cents per share", about=("KO",), feed=2),
            id="cents_for_dollars",
        ),
        pytest.param(
            Told("Eli Lilly weight-loss pill succeeds in trial", about=("LLY",)),
            Told("Lilly pill for weight loss succeeds in late-stage trial", about=("LLY",), feed=2),
            id="hyphens",
        ),
        pytest.param(
            Told("Trump pauses 50% tariffs on goods from Canada, says two sides have a deal"),
            Told("US and Canada reach deal to delay 50% tariffs on Canadian goods, Trump says", feed=2),
            id="without_tickers",
        ),
        pytest.param(
            Told("Zorblatt cuts outlook"),
            Told("Zorblatt lowers its outlook", feed=2),
            id="short_headlines_of_an_unknown_company",
        ),
        pytest.param(
            Told("Zorblatt raises $2 billion"),
            Told("Zorblatt raises $2 bln in new funding", feed=2),
            id="billions_as_wires_write_them",
        ),
        pytest.param(
            Told("Zorblatt to close Polish plant"),
            Told("Zorblatt shuts plant in Poland", feed=2),
            id="a_country_and_what_is_of_it",
        ),
        pytest.param(
            Told("Intel-backed Zorblatt cuts jobs", about=("INTEL",)),
            Told("Zorblatt to lay off workers", feed=2),
            id="one_says_who_backs_the_company",
        ),
    ],
)
def test_one_event_is_one_story(first, second):
    assert is_one_story(first, second)
    assert is_one_story(replace(second, after=timedelta()), replace(first, after=second.after))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            RESULTS,
            replace(RESULTS, title=RESULTS.title.replace("second", "third"), feed=2),
            id="other_quarter",
        ),
        pytest.param(RESULTS, replace(RESULTS, about=("AMD",), feed=2), id="other_company"),
        pytest.param(RESULTS, replace(RESULTS, after=timedelta(days=4), feed=2), id="much_later"),
        pytest.param(
            TRIAL,
            Told(
                "Bolt Therapeutics to Present at the Leerink Healthcare Conference", about=("BOLT",), feed=2
            ),
            id="template_of_two_companies",
        ),
        pytest.param(
            Told("EU fines Meta 540 million euros over data transfers", about=("META",)),
            Told("Meta to appeal EU fine of 540 million euros over data transfers", about=("META",), feed=2),
            id="what_came_of_it",
        ),
        pytest.param(
            Told("Boeing wins order for 60 737 MAX jets from Ryanair", about=("BA",)),
            Told("Boeing wins order for 40 737 MAX jets from Southwest", about=("BA",), feed=2),
            id="other_count",
        ),
        pytest.param(
            Told("Apple revenue beats estimates on strong iPhone demand", about=("AAPL",)),
            Told("Apple price target raised after strong iPhone demand", about=("AAPL",), feed=2),
            id="a_broker_after_the_results",
        ),
        pytest.param(
            Told("Lot 3 of the spectrum auction goes to the second round"),
            Told("Lot 7 of the spectrum auction goes to the second round", feed=2),
            id="numbered_series",
        ),
        pytest.param(
            Told("Samsung to raise memory chip prices"),
            Told("Kioxia to raise memory chip prices", feed=2),
            id="companies_without_a_ticker",
        ),
        pytest.param(
            Told("Zorblatt raises $2 billion", "Investors gave it more."),
            Told("Quuxor raises $2 billion", "Investors gave it more.", feed=2),
            id="short_headlines_of_unknown_companies",
        ),
        pytest.param(
            Told("Zorblatt beats estimates"),
            Told("Intel beats estimates", about=("INTEL",), feed=2),
            id="a_company_without_a_ticker_and_one_with",
        ),
        pytest.param(
            Told("Intel supplier Zorblatt beats estimates", about=("INTEL",)),
            Told("Intel beats estimates", about=("INTEL",), feed=2),
            id="named_only_to_say_who_another_is",
        ),
        pytest.param(
            Told("Microsoft raises $2 billion", about=("MICROSOFT",)),
            Told("Zorblatt, backed by Microsoft, raises $2 billion", about=("MICROSOFT",), feed=2),
            id="named_only_as_a_backer",
        ),
        pytest.param(
            Told("Apple news number 1 beats", url="https://news.example/today"),
            Told("Intel beats estimates", about=("INTEL",), url="https://news.example/today", feed=2),
            id="other_companies_on_one_list_page",
        ),
        pytest.param(
            Told(
                "4 - Apple Inc. (0000320193) (Issuer)",
                "Filed: 2026-03-01 AccNo: 0000320193-26-000011",
                ("AAPL",),
            ),
            Told(
                "4 - Apple Inc. (0000320193) (Issuer)",
                "Filed: 2026-03-01 AccNo: 0000320193-26-000012",
                ("AAPL",),
            ),
            id="two_filings",
        ),
        pytest.param(
            Told("Goldman Sachs raises Nvidia price target to $200 from $180", about=("NVDA",)),
            Told("Citigroup raises Nvidia price target to $210 from $190", about=("NVDA",), feed=2),
            id="two_brokers",
        ),
        pytest.param(
            Told("Stocks close higher as yields ease"),
            Told("Stocks close higher as yields ease", feed=2, after=timedelta(hours=24)),
            id="wraps_of_two_days",
        ),
        pytest.param(
            Told("Trading halted in AB Corp: news pending", about=("AB",)),
            Told("Trading halted in AB Corp: news pending", about=("AB",), feed=2, after=timedelta(hours=3)),
            id="two_halts",
        ),
        pytest.param(
            Told("What to expect from Nvidia's second-quarter results", about=("NVDA",)),
            Told("Nvidia's second-quarter results beat expectations", about=("NVDA",), feed=2),
            id="preview_and_result",
        ),
        pytest.param(
            Told("Broker upgrades Ford to buy on margin hopes", about=("F",)),
            Told("Broker downgrades Ford to sell on margin fears", about=("F",), feed=2),
            id="opposite",
        ),
        pytest.param(
            Told("Acme wins order", about=("ACME",), url="https://list.example/acme"),
            Told("Acme names treasurer", about=("ACME",), url="https://list.example/acme"),
            id="one_feed's_list_page",
        ),
    ],
)
def test_what_only_looks_alike_stays_apart(first, second):
    assert not is_one_story(first, second)
    assert not is_one_story(replace(second, after=timedelta()), replace(first, after=second.after))


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("UPDATE 3-Ford cuts full-year outlook again", "Ford cuts full-year outlook again"),
        ("BREAKING: Ford cuts full-year outlook again", "Ford cuts full-year outlook again"),
        ("Ford cuts full-year outlook again - Reuters", "Ford cuts full-year outlook again"),
        ("Ford cuts full-year outlook again | Business Times", "Ford cuts full-year outlook again"),
        ("Ford - again", "Ford - again"),
    ],
)
def test_a_headline_is_stripped_of_what_is_not_its_own(title, plain):
    assert plain_title(title) == plain


def test_items_of_one_poll_can_start_a_story_together():
    first, second = RESULTS.scored, replace(RESULTS, title=f"UPDATE 1-{RESULTS.title}").scored
    planned = assign(StoryIndex(), [first, second], feed_id=1, now=NOW)
    assert [plan.story_of_key for plan in planned] == [None, first.item.key]


def test_a_new_item_joins_a_story_told_before():
    index = StoryIndex()
    index.add(RESULTS.fingerprint, story=12, seen_at=NOW)
    (planned,) = assign(index, [REWRITTEN.scored], feed_id=2, now=NOW)
    assert planned.story_id == 12


def test_planning_leaves_the_index_as_it_was():
    index = StoryIndex()
    index.add(RESULTS.fingerprint, story=12, seen_at=NOW)
    assign(index, [REWRITTEN.scored, TRIAL.scored], feed_id=2, now=NOW)
    assert len(index) == 1
    assert index.match(TRIAL.fingerprint) is None


def test_what_is_older_than_the_window_is_forgotten():
    index = StoryIndex(window=timedelta(hours=1))
    index.add(RESULTS.fingerprint, story=1, seen_at=NOW)
    index.add(TRIAL.fingerprint, story=2, seen_at=NOW + timedelta(hours=2))
    assert len(index) == 1
    assert index.match(REWRITTEN.fingerprint) is None


def test_the_index_never_holds_more_than_it_may():
    index = StoryIndex(max_items=10)
    for number in range(50):
        index.add(replace(RESULTS, title=f"News {number}").fingerprint, story=number, seen_at=NOW)
    assert len(index) == 10


NEWSY = [
    "Nvidia",
    "AMD",
    "Q2",
    "Q3",
    "beats",
    "$26 billion",
    "4%",
    "to present at Citi",
    "on Aug 4",
    "halted",
]
titles = st.text(max_size=80) | st.lists(st.sampled_from(NEWSY), max_size=9).map(" ".join)


@given(st.lists(st.tuples(titles, st.text(max_size=60), st.integers(1, 3)), max_size=12))
def test_any_items_are_planned_and_never_twice_differently(drafts):
    items = [
        ScoredItem(NewsItem(str(number), title, text, published_at=NOW), analysis(ticker("NVDA")))
        for number, (title, text, _feed) in enumerate(drafts)
    ]
    index = StoryIndex()
    planned = assign(index, items, feed_id=1, now=NOW)
    assert planned == assign(index, items, feed_id=1, now=NOW)
    assert [plan.scored for plan in planned] == items
    assert len(index) == 0
