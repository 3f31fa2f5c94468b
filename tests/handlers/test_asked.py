"""An answer carries what it answers, and whose it is, in the id of a block."""

from hypothesis import given
from hypothesis import strategies as st

from handlers.blocks import limits
from handlers.blocks.asked import SHARE, Asked, asked_in, mark, own
from handlers.blocks.message import SlackMessage, sentence
from handlers.blocks.parts import actions, button

ANSWER = sentence("Nvidia: positive +0.20")


def test_a_marked_answer_says_what_it_answers():
    assert asked_in(mark(ANSWER, "$NVDA 7d").blocks) == Asked("$NVDA 7d")


def test_an_owned_answer_says_whose_it_is():
    asked = own(mark(ANSWER, "$NVDA 7d"), user="U01", is_shared=True)
    assert asked_in(asked.blocks) == Asked("$NVDA 7d", "U01", is_shared=True)


def test_what_answers_no_question_has_an_owner_too():
    assert asked_in(own(ANSWER, user="U01").blocks) == Asked("", "U01")


def test_text_without_blocks_is_nobodys():
    assert asked_in(own(SlackMessage("text alone"), user="U01").blocks) is None


def test_what_is_shared_is_the_question_that_was_asked():
    buttons = actions(button("24h", "ask:24h", value="/ticker $NVDA 24h"), button("Share", SHARE, value="?"))
    marked = mark(SlackMessage("Nvidia", (buttons,)), "$NVDA October 2026")
    assert [each["value"] for each in marked.blocks[-1]["elements"]] == [
        "/ticker $NVDA 24h",
        "$NVDA October 2026",
    ]


@given(st.text(max_size=300), st.sampled_from(["", "U01"]), st.booleans())
def test_any_question_comes_back_as_it_was_or_not_at_all(question, user, is_shared):
    message = own(mark(ANSWER, question), user=user, is_shared=is_shared)
    assert asked_in(message.blocks) in {Asked(question, user, is_shared=is_shared), Asked(question), None}
    assert all(len(block.get("block_id", "")) <= limits.BLOCK_ID for block in message.blocks)
