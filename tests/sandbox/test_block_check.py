"""The block check takes what Slack takes, whole messages and views included, and never fails itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.blockcheck import check_attachments, check_message, check_view, count_tables, text_length
from tests.sandbox.samples import (
    TAKEN,
    actions,
    button,
    cell,
    chart,
    field,
    modal,
    mrkdwn,
    plain,
    section,
    table,
)


@pytest.mark.parametrize("block", TAKEN.values(), ids=TAKEN)
def test_block_is_taken(block):
    assert check_message([block], takes_new_blocks=True) == []


WHOLE_MESSAGES = {
    "fifty_one_blocks": ([{"type": "divider"}] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    "block_id_twice": (
        [section(block_id="b"), section(block_id="b")],
        "`block_id` 'b' already exists [json-pointer:/blocks/1/block_id]",
    ),
    "markdown_in_all": (
        [{"type": "markdown", "text": "x" * 7000}] * 2,
        "markdown blocks must be less than 12001 characters in all [json-pointer:/blocks]",
    ),
    "markdown_opens_into_too_many": (
        [{"type": "markdown", "text": "# Heading\ntext\n\n---\n" * 17}],
        "no more than 50 items allowed [json-pointer:/blocks]",
    ),
    "three_charts": (
        [chart()] * 3,
        "no more than 2 data_visualization blocks allowed [json-pointer:/blocks]",
    ),
}


@pytest.mark.parametrize(("blocks", "problem"), WHOLE_MESSAGES.values(), ids=WHOLE_MESSAGES)
def test_message_is_refused_as_a_whole(blocks, problem):
    assert [str(found) for found in check_message(blocks, takes_new_blocks=True)] == [problem]


def test_headings_inside_of_markdown_code_open_no_blocks():
    text = "```\n" + "# not a heading\n" * 60 + "```"
    assert check_message([{"type": "markdown", "text": text}], takes_new_blocks=True) == []


@pytest.mark.parametrize("name", ["data_table", "chart", "pie"])
def test_new_blocks_are_refused_where_they_are_not_rolled_out(name):
    block = TAKEN[name]
    problems = check_message([block], takes_new_blocks=False)
    assert [str(problem) for problem in problems] == [
        f"unsupported type: {block['type']} [json-pointer:/blocks/0/type]"
    ]


VIEWS = {
    "taken": (modal(field(), submit=plain("Save")), []),
    "home_taken": ({"type": "home", "blocks": [{"type": "divider"}] * 100}, []),
    "input_without_submit": (
        modal({"type": "divider"}, field()),
        ["must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/1/input]"],
    ),
    "title_too_long": (
        modal(title=plain("x" * 25)),
        ["must be less than 25 characters [json-pointer:/view/title/text]"],
    ),
    "no_title": ({"type": "modal", "blocks": []}, ["missing required field: title [json-pointer:/view]"]),
    "hundred_and_one_blocks": (
        modal(*[{"type": "divider"}] * 101),
        ["no more than 100 items allowed [json-pointer:/view/blocks]"],
    ),
    "metadata_too_long": (
        modal(private_metadata="x" * 3001),
        ["must be less than 3001 characters [json-pointer:/view/private_metadata]"],
    ),
    "table": (modal(table([[cell()]])), ["unsupported type: table [json-pointer:/view/blocks/0/type]"]),
    "chart": (modal(chart()), ["unsupported type: data_visualization [json-pointer:/view/blocks/0/type]"]),
    "markdown": (
        modal({"type": "markdown", "text": "x"}),
        ["unsupported type: markdown [json-pointer:/view/blocks/0/type]"],
    ),
    "block_id_twice": (
        modal(section(block_id="b"), section(block_id="b")),
        ["`block_id` 'b' already exists [json-pointer:/view/blocks/1/block_id]"],
    ),
    "home_as_modal": (
        {"type": "home", "title": plain(), "blocks": []},
        ["must be a valid enum value [json-pointer:/view/type]"],
    ),
    "no_object": ([], ["must provide an object [json-pointer:/view]"]),
}


@pytest.mark.parametrize(("view", "problems"), VIEWS.values(), ids=VIEWS)
def test_view_is_checked(view, problems):
    kind = "home" if isinstance(view, dict) and view["type"] == "home" and "title" not in view else "modal"
    assert [str(found) for found in check_view(view, kind)] == problems


def test_blocks_inside_of_attachments_are_checked_where_they_stand():
    problems = check_attachments([{"color": "#abc"}, {"blocks": [{"type": "banner"}]}], takes_new_blocks=True)
    assert [str(problem) for problem in problems] == [
        "unsupported type: banner [json-pointer:/attachments/1/blocks/0/type]"
    ]


def test_tables_of_both_kinds_are_counted():
    assert count_tables([TAKEN["table_largest"], TAKEN["data_table"], section()]) == 2


def test_text_is_added_up_through_all_depths_but_markdown():
    blocks = [
        section(text=mrkdwn("12345"), fields=[mrkdwn("123")]),
        actions(button(text=plain("12"))),
        {"type": "markdown", "text": "x" * 100},
    ]
    assert text_length(blocks) == 10


NAMES = st.sampled_from(["type", "text", "elements", "blocks", "element", "rows", "options", "url", "style"])
TYPES = st.sampled_from(["section", "actions", "table", "rich_text", "data_visualization", "modal"])
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20) | TYPES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=25,
)


@given(blocks=st.lists(anything, max_size=5))
def test_check_never_raises_whatever_the_blocks(blocks):
    check_message(blocks, takes_new_blocks=True)


@given(view=anything, kind=st.sampled_from(["home", "modal"]))
def test_check_never_raises_whatever_the_view(view, kind):
    check_view(view, kind)


@given(blocks=st.lists(st.sampled_from([*TAKEN.values()]), max_size=5), junk=anything)
def test_junk_among_good_blocks_is_all_that_is_refused(blocks, junk):
    alone = check_message([junk], takes_new_blocks=True)
    if alone and all(problem.pointer.startswith("/blocks/0") for problem in alone):
        found = check_message([*blocks, junk], takes_new_blocks=True)
        assert {problem.pointer.split("/")[2] for problem in found} == {str(len(blocks))}
