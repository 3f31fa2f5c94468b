"""What people type reaches the bot as Slack would write it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.people.wording import as_message, escape

USERS = {"tickertone": "UB01", "ada": "U01"}
KEPT = re.compile(r"<[@#!h][^<>\s]*>")
TYPED = {
    "plain": ("how is NVDA?", "how is NVDA?"),
    "escaped": ("AT&T > <b>", "AT&amp;T &gt; &lt;b&gt;"),
    "mention": ("@Tickertone why?", "<@UB01> why?"),
    "unknown_mention": ("@nobody why?", "@nobody why?"),
    "written_mention": ("<@U01> and @ada", "<@U01> and <@U01>"),
    "link": ("see https://example.com/a?b=1&c=2.", "see <https://example.com/a?b=1&amp;c=2>."),
    "written_link": ("<https://example.com|here>", "<https://example.com|here>"),
    "channel": ("in <#C01|markets>", "in <#C01|markets>"),
}


@pytest.mark.parametrize(("typed", "written"), TYPED.values(), ids=TYPED)
def test_message_is_written_as_slack_stores_it(typed, written):
    assert as_message(typed, users=USERS) == written


def test_command_text_is_escaped_but_its_links_are_left_alone():
    assert escape("subscribe https://e.com/?a=1&b=2") == "subscribe https://e.com/?a=1&amp;b=2"


def read_back(written):
    return written.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@given(st.text(alphabet=st.characters(exclude_characters="@:#!")))
def test_what_was_typed_can_be_read_back(text):
    assert read_back(escape(text)) == text


@given(st.text())
def test_no_bare_angle_bracket_is_left(text):
    assert "<" not in KEPT.sub("", escape(text))
