"""Blocks to check: builders of the usual ones, and one of every kind that Slack takes."""


def plain(text="ok"):
    return {"type": "plain_text", "text": text}


def mrkdwn(text="ok"):
    return {"type": "mrkdwn", "text": text}


def button(**more):
    return {"type": "button", "text": plain(), "action_id": "go", **more}


def option(value="v", label="Label"):
    return {"text": plain(label), "value": value}


def actions(*elements):
    return {"type": "actions", "elements": list(elements)}


def section(**more):
    return {"type": "section", "text": mrkdwn(), **more}


def select(**more):
    return {"type": "static_select", "action_id": "pick", "options": [option()], **more}


def field(element=None, **more):
    element = element or {"type": "plain_text_input", "action_id": "typed"}
    return {"type": "input", "label": plain("Label"), "element": element, **more}


def table(rows, **more):
    return {"type": "table", "rows": rows, **more}


def cell(text="x"):
    return {"type": "raw_text", "text": text}


def data_table(rows, **more):
    return {"type": "data_table", "caption": "c", "rows": rows, **more}


def chart(**more):
    series = [{"name": "NVDA", "data": [{"label": "Mon", "value": 0.4}]}]
    plot = {"type": "line", "series": series, "axis_config": {"categories": ["Mon"]}, **more}
    return {"type": "data_visualization", "title": "Tone", "chart": plot}


def words(text, **more):
    return {"type": "text", "text": text, **more}


def rich(*inline):
    section = {"type": "rich_text_section", "elements": list(inline)}
    return {"type": "rich_text", "elements": [section]}


def modal(*blocks, **more):
    return {"type": "modal", "title": plain("Title"), "blocks": list(blocks), **more}


TAKEN = {
    "divider": {"type": "divider"},
    "section_text": section(),
    "section_longest_text": section(text=mrkdwn("x" * 3000)),
    "section_fields_only": {"type": "section", "fields": [mrkdwn("x" * 2000)] * 10},
    "section_with_select": section(accessory=select()),
    "section_with_image": section(
        accessory={"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a"}
    ),
    "header_longest": {"type": "header", "text": plain("x" * 150)},
    "context": {"type": "context", "elements": [mrkdwn()] * 10},
    "button_full": actions(
        button(text=plain("x" * 75), value="v" * 2000, url="https://example.com/?a=1", style="danger")
    ),
    "button_empty_value": actions(button(value="")),
    "overflow": actions({"type": "overflow", "action_id": "more", "options": [option()] * 5}),
    "radio": actions({"type": "radio_buttons", "action_id": "r", "options": [option()] * 10}),
    "pickers": actions(
        {"type": "datepicker", "action_id": "d", "initial_date": "2026-01-31"},
        {"type": "timepicker", "action_id": "t", "initial_time": "08:30"},
        {"type": "conversations_select", "action_id": "c", "default_to_current_conversation": True},
    ),
    "initial_option": actions(select(initial_option=option())),
    "image_by_url": {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "chart"},
    "image_by_file": {"type": "image", "slack_file": {"id": "F01"}, "alt_text": "chart"},
    "rich_text": rich(
        {"type": "text", "text": "bold", "style": {"bold": True}},
        {"type": "link", "url": "https://example.com", "text": "here"},
        {"type": "user", "user_id": "U01"},
        {"type": "emoji", "name": "tada"},
    ),
    "rich_list": {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_list",
                "style": "bullet",
                "elements": rich({"type": "text", "text": "a"})["elements"],
            }
        ],
    },
    "markdown_longest": {"type": "markdown", "text": "x" * 12_000},
    "table_largest": table([[cell()] * 20] * 100, column_settings=[{"align": "right"}, None]),
    "data_table": {
        "type": "data_table",
        "caption": "c",
        "rows": [[cell()], [{"type": "raw_number", "value": 1}]],
    },
    "chart": chart(),
    "pie": {
        "type": "data_visualization",
        "title": "Weights",
        "chart": {"type": "pie", "segments": [{"label": "NVDA", "value": 60}]},
    },
    "feedback": {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "f",
                "positive_button": {"text": plain("Good"), "value": "1"},
                "negative_button": {"text": plain("Bad"), "value": "0"},
            },
            {"type": "icon_button", "action_id": "i", "icon": "trash", "text": plain("Delete")},
        ],
    },
    "input_in_message": field(),
}
