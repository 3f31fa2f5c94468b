"""The ticker table answers the words people use."""

import pytest

from feeds.scoring.companies import Companies
from feeds.types.companies import Ambiguous, Found, Unknown


@pytest.mark.parametrize(
    ("words", "symbol"),
    [
        ("$nvda", "NVDA"),
        ("NVDA", "NVDA"),
        ("Apple", "AAPL"),
        ("apple inc.", "AAPL"),
        ("ford", "F"),
        ("Gap", "GAP"),
        ("google", "GOOGL"),
        ("YouTube", "GOOGL"),
        ("brk.b", "BRK-B"),
        ("NASDAQ:ACMR", "ACMR"),
        ("Berkshire Hathaway", "BRK-B"),
        ("volkswagen", "VOW3.DE"),
    ],
)
def test_words_mean_one_company(companies: Companies, words: str, symbol: str):
    match companies.resolve(words):
        case Found(symbol=found):
            assert found == symbol
        case other:
            pytest.fail(f"{words}: {other}")


def test_a_slip_of_the_pen_suggests_the_nearest(companies: Companies):
    answer = companies.resolve("micosoft")
    assert isinstance(answer, Unknown)
    assert answer.nearest[0].symbol == "MSFT"


@pytest.mark.parametrize(
    ("words", "symbol"),
    [
        pytest.param("telsa", "TSLA", id="two letters swapped"),
        pytest.param("facebok", "META", id="a letter left out"),
        pytest.param("amazn", "AMZN", id="of those alike the larger"),
        pytest.param("mc donalds", "MCD", id="a space too many"),
        pytest.param("wellsfargo", "WFC", id="a space too few"),
        pytest.param("air bus", "AIR.PA", id="a space within"),
        pytest.param("NVAD", "NVDA", id="a symbol"),
    ],
)
def test_the_obvious_is_suggested_first(companies: Companies, words: str, symbol: str):
    answer = companies.resolve(words)
    assert isinstance(answer, Unknown)
    assert answer.nearest[0].symbol == symbol


@pytest.mark.parametrize("words", ["lol", "xyq", "<!channel>", ":rocket:", "https://example.com"])
def test_what_can_be_no_name_suggests_nothing(companies: Companies, words: str):
    assert companies.resolve(words) == Unknown()


def test_the_start_of_several_names_asks_which(companies: Companies):
    answer = companies.resolve("bank of")
    assert isinstance(answer, Ambiguous)
    assert "BAC" in [company.symbol for company in answer.candidates]


@pytest.mark.parametrize(
    ("written", "symbol"),
    [
        pytest.param("NVDA.O", "NVDA", id="Reuters, Nasdaq"),
        pytest.param("AAPL.OQ", "AAPL", id="Reuters, Nasdaq's upper tier"),
        pytest.param("BA.N", "BA", id="Reuters, New York"),
        pytest.param("F.N", "F", id="of one letter"),
        pytest.param("<AAPL.O>", "AAPL", id="in angle brackets"),
        pytest.param("NVDA.US", "NVDA", id="country behind a dot"),
        pytest.param("NVDA US", "NVDA", id="country behind a space"),
        pytest.param("NYSE: F", "F", id="exchange before it"),
        pytest.param("BMW.F", "BMW.DE", id="Frankfurt"),
        pytest.param("FRA:BMW", "BMW.DE", id="Frankfurt before it"),
        pytest.param("LON:BA", "BA.L", id="London, where it is another company"),
        pytest.param("BRK/B", "BRK-B", id="class behind a stroke"),
        pytest.param("BRK.B", "BRK-B", id="class behind a dot"),
        pytest.param("brk b", "BRK-B", id="class behind a space"),
        pytest.param("BRKb.N", "BRK-B", id="class in a small letter"),
        pytest.param("BF.B", "BF-B", id="a class that looks like an exchange"),
    ],
)
def test_a_symbol_is_read_however_it_is_written(companies: Companies, written: str, symbol: str):
    assert companies.symbol_of(written) == symbol
    assert isinstance(companies.resolve(written), Found)


@pytest.mark.parametrize("written", ["NVDA AMD", "ford us", "T A", "P/E", "NVDA.XX"])
def test_other_words_are_no_symbol(companies: Companies, written: str):
    assert companies.symbol_of(written) is None


@pytest.mark.parametrize("words", ["", "  ", "zzqqxxyy", "🙂", "$", "a" * 5000])
def test_nonsense_is_unknown(companies: Companies, words: str):
    assert isinstance(companies.resolve(words), Unknown)


def test_name_of_a_symbol(companies: Companies):
    assert companies.name_of("META") == "Meta Platforms"
    assert companies.name_of("NOPE1") is None


@pytest.mark.parametrize(
    ("words", "symbol"),
    [
        pytest.param("Square", "XYZ", id="a name"),
        pytest.param("SQ", "XYZ", id="a symbol"),
        pytest.param("FB", "META", id="an old symbol"),
        pytest.param("ViacomCBS", "PSKY", id="a company that went into another"),
        pytest.param("southern company", "SO", id="a name that ends in its legal form"),
        pytest.param("Dow Inc", "DOW", id="a name that needs its legal form"),
    ],
)
def test_a_company_is_found_under_the_name_it_had(companies: Companies, words: str, symbol: str):
    found = companies.resolve(words)
    assert isinstance(found, Found)
    assert found.symbol == symbol


@pytest.mark.parametrize(("words", "symbol"), [("Twitter", "TWTR"), ("TWTR", "TWTR"), ("VMware", None)])
def test_a_company_that_is_no_longer_listed_is_known_as_such(companies: Companies, words: str, symbol: str):
    gone = companies.gone(words)
    assert (gone and gone.symbol) == symbol
    assert gone is None or companies.resolve(words) == Unknown()


@pytest.mark.parametrize("words", ["OpenAI", "SpaceX", "Anthropic", "epic games"])
def test_a_private_company_is_like_no_other(companies: Companies, words: str):
    assert companies.resolve(words) == Unknown()


@pytest.mark.parametrize(
    ("words", "symbols"), [("BYD", ["1211.HK", "BYD"]), ("HP", ["HPQ", "HP"]), ("RBC", ["RY", "RBC"])]
)
def test_a_symbol_that_people_call_another_company_is_asked_about(companies: Companies, words, symbols):
    found = companies.resolve(words)
    assert isinstance(found, Ambiguous)
    assert [company.symbol for company in found.candidates] == symbols
    assert companies.resolve(f"${words}") == Found(words, companies.name_of(words))
    assert companies.resolve(words.lower()) == Found(symbols[0], companies.name_of(symbols[0]))


@pytest.mark.parametrize(
    ("line", "main"),
    [
        ("GOOG", "GOOGL"),
        ("BRK-A", "BRK-B"),
        ("7203.T", "TM"),
        ("HSBA.L", "HSBC"),
        ("TOYOF", "TM"),
        ("BAC-PK", "BAC"),
        ("NVDA", "NVDA"),
        ("FNGU", "FNGU"),
    ],
)
def test_the_share_lines_of_a_company_have_one_under_which_its_news_is_found(
    companies: Companies, line, main
):
    assert companies.main_line(line) == main
