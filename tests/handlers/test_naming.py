"""Words become companies: the longest name first, and a question back where it is not clear."""

import pytest

from feeds.scoring.score import Scorer
from handlers.naming import Named, SeveralUnheard, Unheard, Unsure, find_companies, may_name

COMPANIES = Scorer.load().companies


def find(text):
    return find_companies(
        text.split(),
        resolve=COMPANIES.resolve,
        is_name=COMPANIES.knows,
    )


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        pytest.param("NVDA", ["NVDA"], id="symbol"),
        pytest.param("$nvda", ["NVDA"], id="cashtag"),
        pytest.param("Apple", ["AAPL"], id="name"),
        pytest.param("NVDA AMD INTC", ["NVDA", "AMD", "INTC"], id="symbols"),
        pytest.param("NVDA vs AMD", ["NVDA", "AMD"], id="versus"),
        pytest.param("Bank of America", ["BAC"], id="a name of three words"),
        pytest.param("Bank of America and Wells Fargo", ["BAC", "WFC"], id="two long names"),
        pytest.param("Johnson & Johnson", ["JNJ"], id="a sign within a name"),
        pytest.param("Johnson & Johnson or Pfizer", ["JNJ", "PFE"], id="and one more"),
        pytest.param("NVDA Nvidia", ["NVDA"], id="the same twice"),
        pytest.param("Home Depot Target", ["HD", "TGT"], id="no sign between"),
        pytest.param("Disney+", ["DIS"], id="a plus behind it"),
        pytest.param("NVDA.", ["NVDA"], id="a full stop"),
        pytest.param("nvidia?!", ["NVDA"], id="marks behind it"),
        pytest.param("(NVDA)", ["NVDA"], id="in brackets"),
        pytest.param("*NVDA* `AMD`", ["NVDA", "AMD"], id="set in bold and as code"),
        pytest.param("<AAPL.O>", ["AAPL"], id="in angle brackets"),
        pytest.param("NVDA/AMD", ["NVDA", "AMD"], id="a stroke between"),
        pytest.param("$NVDA+$AMD", ["NVDA", "AMD"], id="a plus between"),
        pytest.param("BRK/B", ["BRK-B"], id="a stroke within a symbol"),
        pytest.param("brk b", ["BRK-B"], id="a space within a symbol"),
        pytest.param("AMD NYSE: F", ["AMD", "F"], id="an exchange before it"),
        pytest.param("NVDA US", ["NVDA"], id="a country behind it"),
        pytest.param("AT&T vs Macy's", ["T", "M"], id="signs within names"),
        pytest.param("US67066G1040", ["NVDA"], id="by its number"),
    ],
)
def test_words_name_companies(text, symbols):
    found = find(text)
    assert isinstance(found, Named)
    assert [company.symbol for company in found.companies] == symbols


def test_a_word_that_fits_several_is_asked_about():
    found = find("NVDA united")
    assert isinstance(found, Unsure)
    assert found.words == "united"
    assert len(found.candidates) > 1


@pytest.mark.parametrize(
    ("text", "words", "nearest"),
    [
        pytest.param("nvidea", "nvidea", "NVDA", id="one word"),
        pytest.param("AMD nvidea", "nvidea", "NVDA", id="one of two"),
        pytest.param("mc donalds", "mc donalds", "MCD", id="a name written apart"),
        pytest.param("Berkshire Hathawey", "Berkshire Hathawey", "BRK-B", id="a long name"),
    ],
)
def test_a_misspelt_name_gets_the_nearest(text, words, nearest):
    found = find(text)
    assert isinstance(found, Unheard)
    assert (found.words, found.nearest[0].symbol) == (words, nearest)


def test_a_phrase_in_quotes_may_be_a_list():
    assert find_companies(["NVDA AMD"], resolve=COMPANIES.resolve, is_name=COMPANIES.knows) == find(
        "NVDA AMD"
    )


def test_a_name_may_only_begin_as_a_known_one():
    found = find("meta materials")
    assert isinstance(found, Unheard)
    assert found.words == "meta materials"


@pytest.mark.parametrize("text", ["P/E", "qqzzxx/zzxxqq"])
def test_what_a_stroke_parts_may_mean_nothing(text):
    assert not isinstance(find(text), Named)


def test_all_words_that_mean_nothing_are_named_together():
    assert find("NVDA qqzzxx AMD zzxxqq") == SeveralUnheard(("qqzzxx", "zzxxqq"), ("NVDA", "AMD"))


def test_what_is_understood_is_left_of_a_comparison():
    assert find("NVDA qqzzxx AMD") == SeveralUnheard(("qqzzxx",), ("NVDA", "AMD"))


def test_a_misspelt_one_of_several_is_put_right():
    assert find("NVDA qqzzxx nvidea AMD") == SeveralUnheard(("qqzzxx", "nvidea"), ("NVDA", "$NVDA", "AMD"))


def test_words_that_are_like_nothing_get_nothing():
    assert find("qqzzxx") == Unheard("qqzzxx", ())


COMMON = ("the", "of", "and the", "it", "🚀", "!")


@pytest.mark.parametrize("words", COMMON)
def test_everyday_words_and_pictures_name_no_company(words):
    assert not may_name(words)


@pytest.mark.parametrize("words", ["Cybercab", "GM", "the Cybercab"])
def test_other_words_may_be_taught_as_a_name(words):
    assert may_name(words)
