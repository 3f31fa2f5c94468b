"""Whole answers of the scorer, by behaviour."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.scoring.score import Scorer
from feeds.scoring.tone import CUT
from feeds.types.scores import Entity, Event, Outlook, Polarity

GOOD, FLAT, BAD = Polarity.POSITIVE, Polarity.NEUTRAL, Polarity.NEGATIVE
LONG_READ = (
    "Harvala opened a plant in Tampere on Monday. Sales rose 12% to EUR 40 mn. "
    "The company expects to launch its new crane next quarter. "
    "A strike at its supplier remains a risk and could delay deliveries. The plant has its own canteen."
)


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Operating loss narrowed to EUR 1.2 mn from EUR 3.4 mn", GOOD),
        ("Operating profit narrowed to EUR 1.2 mn from EUR 3.4 mn", BAD),
        ("Operating profit rose to EUR 13.1 mn from EUR 8.7 mn in the corresponding period.", GOOD),
        ("Operating profit fell to EUR 8.7 mn from EUR 13.1 mn in the corresponding period.", BAD),
        ("Operating profit totalled EUR 13.1 mn in the first quarter.", FLAT),
        ("Net sales amounted to EUR 90.1 mn, compared with EUR 71.4 mn a year earlier.", GOOD),
        ("Net sales amounted to EUR 71.4 mn, compared with EUR 90.1 mn a year earlier.", BAD),
        ("Unit costs jump at budget airline", BAD),
        ("Sales jump at budget airline", GOOD),
        ("Chipmaker beats estimates and raises guidance", GOOD),
        ("Chipmaker misses estimates and cuts guidance", BAD),
        ("Broker upgrades miner to buy, lifts price target", GOOD),
        ("Broker downgrades miner to sell, cuts price target", BAD),
        ("The company will move its head office to Espoo in May.", FLAT),
        ("The annual general meeting will be held in Turku on 12 March.", FLAT),
        ("Gold falls as dollar firms", BAD),
        ("Gold rises as dollar slips", GOOD),
        ("Gold snaps three-day losing streak", GOOD),
        ("Gold snaps three-day winning streak", BAD),
        ("$XYZ to the moon 🚀", GOOD),
        ("$XYZ is going to zero", BAD),
        ("Bad loans fall to lowest in six years", GOOD),
        ("Bad loans rise to highest in six years", BAD),
        ("Court dismisses lawsuit against drug maker", GOOD),
        ("Failing to address known vulnerabilities", BAD),
        ("Bond selloff slows", GOOD),
        ("Bond selloff deepens", BAD),
        ("Signs $20 million supply agreement", GOOD),
        ("Supply agreement worth $20 million is terminated", BAD),
        ("Boeing didn't lose its 787 order; losses narrowed", GOOD),
        ("Boeing loses its 787 order; losses widen", BAD),
        ("Millions of passengers learn of a data breach", BAD),
        ("Trade deal can't be reached", BAD),
        ("Trade deal is reached", GOOD),
        ("Firm recalls 2 million cars", BAD),
        ("Diluted earnings per share stood at EUR 0.63 compared with EUR 0.47", GOOD),
        ("Diluted earnings per share stood at EUR 0.47 compared with EUR 0.63", BAD),
        ("Sales were 5.2 % more than in the same quarter last year", GOOD),
        ("Sales were 5.2 % less than in the same quarter last year", BAD),
        ("The company will pay a dividend of EUR 0.40, up from EUR 0.30", GOOD),
        ("The company will not pay a dividend", BAD),
        ("Harvala has signed a contract with the city of Riga for the delivery of 40 trams.", GOOD),
        ("The contract was signed in Riga on Thursday.", FLAT),
        ("The mill makes fine paper for printing houses.", FLAT),
        ("The seller is the founder's family, and the loan falls due in 2016.", FLAT),
    ],
)
def test_near_pairs_part(scorer: Scorer, text: str, polarity: Polarity):
    assert scorer.score(title=text).sentiment.polarity is polarity


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Nvidia profit plunges 40% on export ban 🚀🚀", Polarity.NEGATIVE),
        ("Ford 🚀🚀🚀 recalls cars, profit collapses", Polarity.NEGATIVE),
        ("$AAPL 🐻", Polarity.NEGATIVE),
        ("$TSLA 🚀", Polarity.POSITIVE),
    ],
)
def test_pictures_decide_only_where_words_say_nothing_clear(scorer: Scorer, text: str, polarity: Polarity):
    assert scorer.score(title=text).sentiment.polarity is polarity


@pytest.mark.parametrize("text", ["Tropical Storm Moke advances", "Tropical Storm Moke advances west"])
def test_a_storm_that_advances_is_no_good_news(scorer: Scorer, text: str):
    assert -0.4 < scorer.score(title=text).sentiment.score < CUT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ford beats as Tesla recalls 2 million cars", {"F": GOOD, "TSLA": BAD}),
        ("Tesla beats as Ford recalls 2 million cars", {"F": BAD, "TSLA": GOOD}),
        ("Nvidia shares jump 5% while Intel slides to a ten-year low", {"NVDA": GOOD, "INTC": BAD}),
        ("Goldman Sachs upgrades Netflix to buy", {"NFLX": GOOD}),
    ],
)
def test_each_company_gets_its_own_answer(scorer: Scorer, text: str, expected: dict[str, Polarity]):
    rows = scorer.score(title=text).tickers
    assert {row.symbol: row.sentiment.polarity for row in rows} == expected


def test_a_publishers_tags_become_tickers(scorer: Scorer):
    analysis = scorer.score(title="Shares rise", symbols=("NASDAQ:ACMR", "MSFT", "not a tag"))
    assert {row.symbol for row in analysis.tickers} == {"ACMR", "MSFT"}


def test_a_company_in_the_headline_is_more_relevant_than_one_at_the_end(scorer: Scorer):
    analysis = scorer.score(
        title="Netflix adds nine million subscribers",
        text="Shares rose 8%. Analysts were surprised. Rival Disney reports its own figures next week.",
    )
    netflix, disney = analysis.ticker("NFLX"), analysis.ticker("DIS")
    assert netflix is not None
    assert disney is not None
    assert netflix.relevance > disney.relevance


def test_an_asked_entity_is_always_answered(scorer: Scorer):
    asked = (Entity("e1", ("Tata Motors",)), Entity("e2", ()), Entity("e1", ("Tata Motors",)))
    analysis = scorer.score(title="Nothing to see", entities=asked)
    assert [answer.id for answer in analysis.entities] == ["e1", "e2", "e1"]


def test_entities_of_one_headline_may_disagree(scorer: Scorer):
    asked = (Entity("gold", ("Gold",)), Entity("silver", ("Silver",)))
    gold, silver = scorer.score(
        title="Gold gains on safe-haven demand; Silver slumps", entities=asked
    ).entities
    assert (gold.sentiment.polarity, silver.sentiment.polarity) == (GOOD, BAD)


def test_each_company_has_the_catalysts_and_risks_of_its_own_sentences(scorer: Scorer):
    ford = "Ford expects to launch an electric van next quarter."
    tesla = "Tesla warned that further recalls remain a risk."
    both = "Analysts say Tesla and Ford could launch rival trucks next year."
    analysis = scorer.score(title="Ford beats as Tesla recalls 2 million cars", text=f"{ford} {tesla} {both}")
    assert analysis.outlook_of("F") == Outlook(catalysts=(ford,))
    assert analysis.outlook_of("TSLA") == Outlook(risks=(tesla,))


def test_all_catalysts_and_risks_of_an_item_about_one_company_are_its_own(scorer: Scorer):
    analysis = scorer.score(title="Ford beats estimates", text="It expects to launch a van next quarter.")
    assert analysis.outlook_of("F") == Outlook(analysis.catalysts, analysis.risks)
    assert analysis.catalysts


def test_catalysts_and_risks_are_sentences_of_the_item(scorer: Scorer):
    analysis = scorer.score(title="Harvala opens plant", text=LONG_READ)
    assert any("launch its new crane" in sentence for sentence in analysis.catalysts)
    assert any("strike" in sentence for sentence in analysis.risks)
    assert all(sentence in LONG_READ for sentence in (*analysis.catalysts, *analysis.risks))


def test_what_could_limit_sales_is_a_risk(scorer: Scorer):
    assert scorer.score(title="Export curbs could limit sales in China").risks


def test_a_supply_deal_is_good_for_the_supplier(scorer: Scorer):
    supplier = scorer.score(title="AMD signs multi-year supply deal with Oracle").ticker("AMD")
    assert supplier is not None
    assert supplier.sentiment.polarity is GOOD


def test_a_companys_name_is_no_reason(scorer: Scorer):
    analysis = scorer.score(title="Delta Air Lines cuts profit forecast", text="Delta Air Lines shares slid.")
    assert analysis.drivers
    assert {"Delta", "Air", "Lines"}.isdisjoint(driver.text for driver in analysis.drivers)


def test_words_that_cancel_out_by_chance_are_no_reasons(scorer: Scorer):
    analysis = scorer.score(title="Oral testimony before the committee on housing and urban affairs")
    assert abs(analysis.sentiment.score) < 0.15
    assert len(analysis.drivers) <= 1


def test_a_name_within_a_sentence_is_no_reason(scorer: Scorer):
    analysis = scorer.score(title="Retailer in New York City lost 122,000 dollars, Bronx store delayed")
    assert {"New", "York", "City", "Bronx"}.isdisjoint(driver.text for driver in analysis.drivers)


def test_a_reason_given_twice_is_told_once(scorer: Scorer):
    analysis = scorer.score(title="Retailer's profit slumps", text="Its profit slumps for a second year.")
    told = [driver.text.lower() for driver in analysis.drivers]
    assert len(told) == len(set(told))


def test_a_summary_is_no_longer_than_the_item(scorer: Scorer):
    analysis = scorer.score(title="Harvala opens plant", text=LONG_READ)
    assert 0 < len(analysis.summary) <= len(LONG_READ)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Quarterly earnings beat estimates", Event.EARNINGS),
        ("Miner agrees takeover of rival", Event.MERGERS),
        ("Broker upgrades stock, raises price target", Event.ANALYST),
        ("Regulator opens antitrust probe", Event.LEGAL),
        ("Board announces dividend and share buyback", Event.CAPITAL),
        ("Fed leaves interest rates unchanged", Event.MACRO),
        ("A quiet afternoon by the lake", Event.OTHER),
    ],
)
def test_event(scorer: Scorer, text: str, event: Event):
    assert event in scorer.score(title=text).events


@pytest.mark.parametrize(
    "text",
    [
        "Der Gewinn des Unternehmens ist im ersten Quartal gesunken, wie der Konzern mitteilte",
        "Le bénéfice net du groupe a reculé dans le premier trimestre",
        "Las ventas de la empresa subieron en el primer trimestre",
        "苹果公司第一季度利润大幅增长",
        "Акции компании выросли на пять процентов",
    ],
)
def test_another_language_is_not_guessed_at(scorer: Scorer, text: str):
    analysis = scorer.score(title=text)
    assert analysis.sentiment.polarity is FLAT
    assert analysis.confidence <= 0.2


@pytest.mark.parametrize("text", ["", " ", "\x00\x01", "🙂🙃", "<b></b>", "...", "$", "%%%", "\ud800"])
def test_nothing_to_read_is_neutral_without_a_fuss(scorer: Scorer, text: str):
    analysis = scorer.score(title=text)
    assert analysis.sentiment.polarity is FLAT
    assert analysis.tickers == ()


@settings(max_examples=80)
@given(title=st.text(max_size=300), text=st.text(max_size=600))
def test_never_raises_and_always_says_the_same(scorer: Scorer, title: str, text: str):
    analysis = scorer.score(title=title, text=text)
    assert analysis == scorer.score(title=title, text=text)
    assert -1 <= analysis.sentiment.score <= 1
    assert 0 <= analysis.confidence <= 1
    assert all(0 < row.relevance <= 1 for row in analysis.tickers)


PIECES = "profit loss rose fell not beat miss , . ; EUR 13.1 mn from 8.7 Apple Tesla despite as % ? $F"
WORDS = st.lists(st.sampled_from(PIECES.split()), max_size=40).map(" ".join)


@settings(max_examples=150)
@given(title=WORDS, text=WORDS)
def test_drivers_add_up_to_the_score(scorer: Scorer, title: str, text: str):
    analysis = scorer.score(title=title, text=text)
    if analysis.drivers:
        assert sum(driver.weight for driver in analysis.drivers) == pytest.approx(
            analysis.sentiment.score, abs=0.011
        )


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param(
            "Ford beats estimates as Tesla recalls 2 million cars",
            {"beats estimates": "F", "recalls 2": "TSLA"},
            id="either side of a border",
        ),
        pytest.param(
            "AMD jumps on AI deal, Intel plunges after weak outlook",
            {"jumps": "AMD", "deal": "AMD", "plunges": "INTC", "weak outlook": "INTC"},
            id="causes go with what they are causes of",
        ),
        pytest.param(
            "Nvidia, AMD rally as Intel slumps", {"rally": None, "slumps": "INTC"}, id="two told of together"
        ),
        pytest.param("Boeing wins order from Delta", {"wins order": None}, id="one clause"),
        pytest.param("Ford beats estimates", {"beats estimates": "F"}, id="one company"),
    ],
)
def test_a_reason_is_of_the_company_in_whose_clause_it_stands(scorer: Scorer, title: str, expected):
    told = {driver.text: driver.symbol for driver in scorer.score(title=title).drivers}
    assert told.items() >= expected.items()
