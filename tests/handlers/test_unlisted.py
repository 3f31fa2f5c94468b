"""Words that name no listed company are told for what they are, in commands and in plain English alike."""

import pytest

from feeds.scoring.companies import load_companies
from handlers.unlisted import explain

COMPANIES = load_companies()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param("AU0000XVGZA3", "AU0000XVGZA3 is a valid ISIN, but not in my list", id="number"),
        pytest.param("us67066g1041", "US67066G1041 is no valid ISIN", id="wrong number"),
        pytest.param("OpenAI", "OpenAI is not listed on an exchange, so it has no ticker.", id="private"),
        pytest.param("SpaceX", '`/alerts subscribe "SpaceX"`', id="private, and what to do"),
        pytest.param("Twitter", "Twitter (TWTR) is no longer listed on an exchange", id="gone"),
        pytest.param("bitcoin", "I follow listed companies, not indices", id="no company"),
    ],
)
def test_what_is_known_is_said(words, said):
    answer = explain(words, companies=COMPANIES)
    assert answer is not None
    assert said in answer.text


@pytest.mark.parametrize("words", ["nvidea", "", "qqzzxx", "NVDA"])
def test_of_other_words_nothing_is_known(words):
    assert explain(words, companies=COMPANIES) is None


@pytest.mark.parametrize("words", ["OpenAI", "Twitter", "US67066G1041", "gold", "S&P 500", "dow"])
async def test_a_command_says_so(newsroom, words):
    expected = explain(words, companies=COMPANIES)
    for command in (f"/ticker {words}", f"/alerts subscribe {words}"):
        assert (await newsroom.sandbox.command(command)).text == expected.text


@pytest.mark.parametrize(
    ("words", "said"), [("gold", "I follow listed companies"), ("OpenAI", "OpenAI is not listed")]
)
async def test_what_one_of_several_names_is_comes_before_the_way_without_it(newsroom, words, said):
    asked = await newsroom.sandbox.command(f"/ticker NVDA {words}")
    assert asked.text.startswith(said)
    assert asked.text.endswith("Without it: `/ticker NVDA 7d`")


async def test_a_whole_sentence_behind_the_command_is_told_too(newsroom):
    asked = await newsroom.sandbox.command("/ticker how is china doing")
    assert "I follow listed companies" in asked.text


async def test_plain_english_says_so(newsroom):
    said = await newsroom.sandbox.say("how is OpenAI doing")
    assert "OpenAI is not listed on an exchange" in said.text
