"""Filters of words: how they are read, what they match, and how a mistake is pointed out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import UsageError
from feeds.policy.filters import AllOf, AnyOf, Not, Phrase, explain, matches, parse, write

NEWS = "Chip makers warn of new export rules.\nNvidia and AMD fell; a Reuters report named no date."


@pytest.mark.parametrize(
    ("expression", "passes"),
    [
        ("nvidia", True),
        ("NVIDIA", True),
        ("$nvidia", True),
        ("nvid", False),
        ("chip", True),
        ("chips", False),
        ("nvidia amd", True),
        ("nvidia intel", False),
        ("nvidia AND intel", False),
        ("nvidia OR intel", True),
        ("intel or amd", True),
        ("intel OR nvidia AND amd", True),
        ("(intel OR nvidia) AND tariff", False),
        ("nvidia NOT intel", True),
        ("nvidia -amd", False),
        ("NOT (intel OR tariff)", True),
        ("NOT NOT nvidia", True),
        ('"export rules"', True),
        ("“export rules”", True),
        ("'export rules'", True),
        ('"rules export"', False),
        ('"of new  export"', True),
        ('"makers warn" AND ("export rules" OR tariffs)', True),
        ('"and"', True),
    ],
)
def test_a_filter_passes_what_it_says(expression, passes):
    assert matches(parse(expression), NEWS) is passes


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("AT&T", "Shares of AT&T rose"),
        ("S&P", "the S&P 500"),
        ("C3.ai", "C3.ai beats"),
        ("café", "CAFÉ chain"),
    ],
)
def test_names_with_signs_in_them_are_words(word, text):
    assert matches(parse(word), text)


def test_and_binds_closer_than_or():
    assert parse("a OR b AND c") == AnyOf((Phrase("a"), AllOf((Phrase("b"), Phrase("c")))))


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("", "missing at the beginning"),
        ("a AND", "missing after 'AND'"),
        ("OR b", "missing at the beginning"),
        ("a AND OR b", "missing after 'AND'"),
        ("(a OR b", "closing parenthesis is missing after 'b'"),
        ("a)", "after 'a' has no opening one"),
        ("()", "missing after '('"),
        ('chips "export', "quote is open after 'chips'"),
        ("chip.*", "not patterns"),
        ("/chips?/i", "not patterns"),
        ("^chip", "not patterns"),
        (r"\bchip\b", "not patterns"),
        ("chips|export", "not patterns"),
        ("bank*", "not patterns"),
        ("a AND --", "no word in it"),
        ("(" * 50 + "a" + ")" * 50, "nested"),
        ("a " * 600, "characters"),
    ],
)
def test_a_mistake_is_pointed_at_in_one_sentence(expression, said):
    with pytest.raises(UsageError, match=r".") as caught:
        parse(expression)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("expression", "because"),
    [
        ("nvidia AND tariff", '"tariff" is not in it'),
        ("nvidia AND amd", '"nvidia" is in it and "amd" is in it'),
        ("intel OR amd", '"amd" is in it'),
        ("intel OR tariff", '"intel" is not in it and "tariff" is not in it'),
        ("nvidia NOT amd", '"amd" is in it'),
    ],
)
def test_the_deciding_part_is_named(expression, because):
    assert explain(parse(expression), NEWS) == because


words = st.sampled_from(["nvidia", "amd", "tariff", "export rules", "intel"]).map(Phrase)
filters = st.recursive(
    words,
    lambda parts: st.one_of(
        parts.map(Not),
        st.lists(parts, min_size=2, max_size=3).map(lambda some: AllOf(tuple(some))),
        st.lists(parts, min_size=2, max_size=3).map(lambda some: AnyOf(tuple(some))),
    ),
    max_leaves=8,
)


@given(filters)
def test_what_is_written_is_read_back_the_same(wanted):
    assert parse(write(wanted)) == wanted


@given(filters, filters)
def test_de_morgan_holds(one, other):
    neither = matches(Not(AnyOf((one, other))), NEWS)
    assert neither is matches(AllOf((Not(one), Not(other))), NEWS)


@given(filters)
def test_an_explanation_is_never_empty(wanted):
    assert explain(wanted, NEWS)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_with_a_sentence(expression):
    try:
        parsed = parse(expression)
    except UsageError as refused:
        said = str(refused)
    else:
        said = write(parsed)
    assert said
