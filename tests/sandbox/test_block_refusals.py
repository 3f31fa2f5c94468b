"""The block check says what Slack would not take, and where, in words like Slack's."""

import pytest

from sandbox.blockcheck import check_message
from tests.sandbox.samples import (
    actions,
    button,
    cell,
    chart,
    data_table,
    mrkdwn,
    option,
    plain,
    rich,
    section,
    select,
    table,
    words,
)

REFUSED = {
    "no_type": ({"text": mrkdwn()}, "missing required field: type [json-pointer:/blocks/0]"),
    "unknown_block": ({"type": "banner"}, "unsupported type: banner [json-pointer:/blocks/0/type]"),
    "type_of_wrong_kind": (
        {"type": ["section"]},
        "unsupported type: ['section'] [json-pointer:/blocks/0/type]",
    ),
    "not_an_object": ("section", "must provide an object [json-pointer:/blocks/0]"),
    "unknown_property": (
        section(colour="red"),
        "invalid additional property: colour [json-pointer:/blocks/0]",
    ),
    "empty_text": (
        section(text=mrkdwn("")),
        "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
    ),
    "blank_text": (
        section(text=mrkdwn("  ")),
        "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
    ),
    "null_text": (section(text=None), "must provide an object [json-pointer:/blocks/0/text]"),
    "section_of_nothing": ({"type": "section"}, "missing required field: text [json-pointer:/blocks/0]"),
    "section_too_long": (
        section(text=mrkdwn("x" * 3001)),
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ),
    "emoji_on_mrkdwn": (
        section(text={**mrkdwn(), "emoji": True}),
        "invalid additional property: emoji [json-pointer:/blocks/0/text]",
    ),
    "field_too_long": (
        section(fields=[mrkdwn("x" * 2001)]),
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    "eleven_fields": (
        section(fields=[mrkdwn()] * 11),
        "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ),
    "no_fields": (section(fields=[]), "no fewer than 1 items allowed [json-pointer:/blocks/0/fields]"),
    "fields_no_list": (section(fields="x"), "must provide an array [json-pointer:/blocks/0/fields]"),
    "header_too_long": (
        {"type": "header", "text": plain("x" * 151)},
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    "header_mrkdwn": (
        {"type": "header", "text": mrkdwn()},
        "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
    ),
    "eleven_in_context": (
        {"type": "context", "elements": [mrkdwn()] * 11},
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ),
    "button_in_context": (
        {"type": "context", "elements": [button()]},
        "unsupported type: button [json-pointer:/blocks/0/elements/0/type]",
    ),
    "button_text_too_long": (
        actions(button(text=plain("x" * 76))),
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ),
    "button_value_too_long": (
        actions(button(value="x" * 2001)),
        "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ),
    "button_style": (
        actions(button(style="blue")),
        "must be a valid enum value [json-pointer:/blocks/0/elements/0/style]",
    ),
    "button_without_text": (
        actions({"type": "button", "action_id": "go"}),
        "missing required field: text [json-pointer:/blocks/0/elements/0]",
    ),
    "action_id_too_long": (
        actions(button(action_id="x" * 256)),
        "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
    ),
    "action_id_twice": (
        actions(button(), button()),
        "`action_id` 'go' already exists [json-pointer:/blocks/0/elements/1/action_id]",
    ),
    "twenty_six_actions": (
        actions(*(button(action_id=f"a{n}") for n in range(26))),
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ),
    "input_element_in_actions": (
        actions({"type": "plain_text_input", "action_id": "t"}),
        "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
    ),
    "six_overflow_options": (
        actions({"type": "overflow", "action_id": "o", "options": [option()] * 6}),
        "no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    "select_without_options": (
        actions({"type": "static_select", "action_id": "s"}),
        "missing required field: options [json-pointer:/blocks/0/elements/0]",
    ),
    "select_with_both": (
        actions(select(option_groups=[{"label": plain(), "options": [option()]}])),
        "only one of options, option_groups is allowed [json-pointer:/blocks/0/elements/0]",
    ),
    "too_many_options": (
        actions(select(options=[option()] * 101)),
        "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    "option_label_too_long": (
        actions(select(options=[option(label="x" * 76)])),
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
    ),
    "option_value_too_long": (
        actions(select(options=[option("x" * 151)])),
        "must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]",
    ),
    "initial_option_unknown": (
        actions(select(initial_option=option("other"))),
        "failed to match schema [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
    "url_without_scheme": (
        actions(button(url="example.com")),
        "must be a valid URL [json-pointer:/blocks/0/elements/0/url]",
    ),
    "url_script": (
        actions(button(url="javascript:alert(1)")),
        "must be a valid URL [json-pointer:/blocks/0/elements/0/url]",
    ),
    "url_with_space": (
        actions(button(url="https://example.com/a b")),
        "must be a valid URL [json-pointer:/blocks/0/elements/0/url]",
    ),
    "url_too_long": (
        actions(button(url="https://example.com/" + "x" * 3000)),
        "must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]",
    ),
    "image_without_alt": (
        {"type": "image", "image_url": "https://example.com/a.png"},
        "missing required field: alt_text [json-pointer:/blocks/0]",
    ),
    "image_without_source": (
        {"type": "image", "alt_text": "a"},
        "missing required field: image_url [json-pointer:/blocks/0]",
    ),
    "confirm_title_too_long": (
        actions(
            button(confirm={"title": plain("x" * 101), "text": plain(), "confirm": plain(), "deny": plain()})
        ),
        "must be less than 101 characters [json-pointer:/blocks/0/elements/0/confirm/title/text]",
    ),
    "rich_style_unknown": (
        rich(words("a", style={"blink": True})),
        "invalid additional property: blink [json-pointer:/blocks/0/elements/0/elements/0/style]",
    ),
    "rich_style_no_boolean": (
        rich(words("a", style={"bold": 1})),
        "must provide a boolean [json-pointer:/blocks/0/elements/0/elements/0/style/bold]",
    ),
    "markdown_too_long": (
        {"type": "markdown", "text": "x" * 12_001},
        "must be less than 12001 characters [json-pointer:/blocks/0/text]",
    ),
    "table_row_too_many": (
        table([[cell()]] * 101),
        "no more than 100 items allowed [json-pointer:/blocks/0/rows]",
    ),
    "table_column_too_many": (
        table([[cell()] * 21]),
        "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]",
    ),
    "table_empty_cell": (
        table([[cell("")]]),
        "must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]",
    ),
    "data_table_of_header_only": (
        data_table([[cell()]]),
        "no fewer than 2 items allowed [json-pointer:/blocks/0/rows]",
    ),
    "data_table_ragged": (
        data_table([[cell()], [cell(), cell()]]),
        "every row must have the same number of cells [json-pointer:/blocks/0/rows/1]",
    ),
    "data_table_number_header": (
        data_table([[{"type": "raw_number", "value": 1}], [cell()]]),
        "header cells must be raw_text [json-pointer:/blocks/0/rows/0/0]",
    ),
    "chart_labels_off_axis": (
        chart(axis_config={"categories": ["Tue"]}),
        "labels must match axis_config.categories [json-pointer:/blocks/0/chart/series/0/data]",
    ),
    "chart_value_no_number": (
        chart(series=[{"name": "N", "data": [{"label": "Mon", "value": "1"}]}]),
        "must provide a number [json-pointer:/blocks/0/chart/series/0/data/0/value]",
    ),
    "page_size_out_of_range": (
        data_table([[cell()], [cell()]], page_size=101),
        "must be between 1 and 100 [json-pointer:/blocks/0/page_size]",
    ),
    "page_size_no_integer": (
        data_table([[cell()], [cell()]], page_size=True),
        "must provide an integer [json-pointer:/blocks/0/page_size]",
    ),
    "text_no_string": (section(text=mrkdwn(7)), "must provide a string [json-pointer:/blocks/0/text/text]"),
}


@pytest.mark.parametrize(("block", "problem"), REFUSED.values(), ids=REFUSED)
def test_block_is_refused(block, problem):
    assert [str(found) for found in check_message([block], takes_new_blocks=True)] == [problem]
