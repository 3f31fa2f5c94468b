"""Text is escaped, cut and linked so that it can only be read as what it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.blocks.mrkdwn import bold, clean, cut, escape, flatten, link, shorten

AWKWARD = st.text(st.sampled_from("ab <>&;|*\n"), max_size=200)
LIMITS = st.integers(20, 120)


@given(st.text() | AWKWARD)
def test_nothing_but_entities_is_left_of_slacks_signs(text):
    escaped = escape(text, limit=10**6)
    assert "<" not in escaped
    assert ">" not in escaped
    assert re.sub(r"&(amp|lt|gt);", "", escaped).count("&") == 0
    assert escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == clean(text)


@given(AWKWARD, LIMITS)
def test_a_cut_text_fits_and_breaks_no_entity(text, limit):
    escaped = escape(text, limit=limit)
    assert len(escaped) <= limit
    assert re.sub(r"&(amp|lt|gt);", "", escaped).count("&") == 0


@given(st.lists(st.sampled_from(["<https://e.com/a|words here>", "word", "&amp;", " "]), max_size=60), LIMITS)
def test_a_cut_breaks_no_link(parts, limit):
    short = cut("".join(parts), limit)
    assert len(short) <= limit
    assert short.count("<") == short.count(">")


@given(st.text(), LIMITS)
def test_a_shortened_text_is_one_line_that_fits(text, limit):
    short = shorten(text, limit)
    assert len(short) <= limit
    assert "\n" not in short


def test_a_cut_ends_at_a_word():
    assert cut("one two three four five six", 16) == "one two three…"


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        pytest.param(
            "https://e.com/?a=1&utm_x=2#top", "<https://e.com/?a=1&amp;utm_x=2#top|T>", id="unaltered"
        ),
        pytest.param("https://e.com/a|b>c d", "<https://e.com/a%7Cb%3Ec%20d|T>", id="signs that end a link"),
        pytest.param("javascript:alert(1)", "T", id="a script"),
        pytest.param("mailto:a@b.c", "T", id="mail"),
        pytest.param("//e.com/a", "T", id="no scheme"),
        pytest.param("https://[broken", "T", id="broken"),
        pytest.param("https://e.com/" + "x" * 3000, "T", id="too long to link"),
        pytest.param(None, "T", id="none"),
    ],
)
def test_only_a_web_address_is_linked(url, linked):
    assert link(url, "T") == linked


def test_control_signs_and_direction_overrides_are_dropped():
    assert clean("a\x00b\u202ec\ud800d") == "abc\ufffdd"
    assert flatten(" a\n\n b\tc ") == "a b c"


def test_bold_is_kept_from_ending_early():
    assert bold("plain") == "*plain*"
    assert bold("5 * 3") == "5 * 3"
