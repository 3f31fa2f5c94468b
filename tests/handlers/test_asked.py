"""An answer carries what it answers, and whose it is, in the id of a block."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.blocks import limits
from handlers.blocks.asked import Asked, asked_in, mark, own
from handlers.blocks.message import SlackMessage, sentence

ANSWER = sentence("Nvidia: positive +0.20")


def test_a_marked_answer_says_what_it_answers():
    assert asked_in(mark(ANSWER, "$NVDA 7d").blocks) == Asked("$NVDA 7d")


def test_an_owned_answer_says_whose_it_is():
    asked = own(mark(ANSWER, "$NVDA 7d"), user="U01", is_shared=True)
    assert asked_in(asked.blocks) == Asked("$NVDA 7d", "U01", is_shared=True)


@pytest.mark.parametrize("message", [ANSWER, SlackMessage("text alone")], ids=["unmarked", "without blocks"])
def test_what_is_no_answer_is_nobodys(message):
    assert asked_in(own(message, user="U01").blocks) is None


@given(st.text(max_size=300), st.sampled_from(["", "U01"]), st.booleans())
def test_any_question_comes_back_as_it_was_or_not_at_all(question, user, is_shared):
    message = own(mark(ANSWER, question), user=user, is_shared=is_shared)
    assert asked_in(message.blocks) in {Asked(question, user, is_shared=is_shared), Asked(question), None}
    assert all(len(block.get("block_id", "")) <= limits.BLOCK_ID for block in message.blocks)
