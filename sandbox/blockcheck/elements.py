"""Interactive elements, and which of them may stand where."""

from collections.abc import Mapping

from sandbox.blockcheck.objects import (
    ACTION_ID,
    CONFIRM,
    DISPATCH,
    FILTER,
    GROUPS,
    LINK_OPTION,
    OPTION,
    OPTIONS,
    RICH_OPTION,
    SLACK_FILE,
    initial_among_options,
    plain,
)
from sandbox.blockcheck.rich_text import RICH_TEXT
from sandbox.blockcheck.rules import (
    Rule,
    boolean,
    by_type,
    exactly_one,
    items,
    number,
    one_of,
    shape,
    string,
    url,
)

_COMMON: Mapping[str, Rule] = {"action_id": ACTION_ID, "confirm": CONFIRM}
_FOCUS: Mapping[str, Rule] = {"focus_on_load": boolean}
_SELECT: Mapping[str, Rule] = {**_COMMON, **_FOCUS, "placeholder": plain(150)}
_MULTI: Mapping[str, Rule] = {**_SELECT, "max_selected_items": number(1, 100)}
_TYPED: Mapping[str, Rule] = {
    "action_id": ACTION_ID,
    "dispatch_action_config": DISPATCH,
    "placeholder": plain(150),
    **_FOCUS,
}
_ID = string(most=255)
_IDS = items(_ID, most=100)
_SOURCE: Mapping[str, Rule] = {"options": OPTIONS, "option_groups": GROUPS}
_CONVERSATION: Mapping[str, Rule] = {"default_to_current_conversation": boolean, "filter": FILTER}
_ONE = {"response_url_enabled": boolean}

BUTTON = shape(
    {"text": plain(75)},
    {
        **_COMMON,
        "url": url(),
        "value": string(most=2000, least=0),
        "style": one_of("primary", "danger"),
        "accessibility_label": string(most=75),
    },
)
_FEEDBACK = shape({"text": plain(75), "value": string(most=2000)}, {"accessibility_label": string(most=75)})

IMAGE = shape(
    {"alt_text": string(most=2000)},
    {"image_url": url(), "slack_file": SLACK_FILE},
    also=(exactly_one("image_url", "slack_file"),),
)

SELECTS: Mapping[str, Rule] = {
    "static_select": shape(
        {},
        {**_SELECT, **_SOURCE, "initial_option": OPTION},
        also=(exactly_one("options", "option_groups"), initial_among_options),
    ),
    "external_select": shape({}, {**_SELECT, "min_query_length": number(0, 100), "initial_option": OPTION}),
    "users_select": shape({}, {**_SELECT, "initial_user": _ID}),
    "conversations_select": shape({}, {**_SELECT, **_CONVERSATION, **_ONE, "initial_conversation": _ID}),
    "channels_select": shape({}, {**_SELECT, **_ONE, "initial_channel": _ID}),
    "multi_static_select": shape(
        {},
        {**_MULTI, **_SOURCE, "initial_options": OPTIONS},
        also=(exactly_one("options", "option_groups"), initial_among_options),
    ),
    "multi_external_select": shape(
        {}, {**_MULTI, "min_query_length": number(0, 100), "initial_options": OPTIONS}
    ),
    "multi_users_select": shape({}, {**_MULTI, "initial_users": _IDS}),
    "multi_conversations_select": shape({}, {**_MULTI, **_CONVERSATION, "initial_conversations": _IDS}),
    "multi_channels_select": shape({}, {**_MULTI, "initial_channels": _IDS}),
}

PICKERS: Mapping[str, Rule] = {
    "datepicker": shape({}, {**_SELECT, "initial_date": string(most=10, least=10)}),
    "timepicker": shape(
        {}, {**_SELECT, "initial_time": string(most=5, least=5), "timezone": string(most=100)}
    ),
    "datetimepicker": shape({}, {**_COMMON, **_FOCUS, "initial_date_time": number(10**9, 10**10)}),
    "radio_buttons": shape(
        {"options": items(RICH_OPTION, most=10)},
        {**_COMMON, **_FOCUS, "initial_option": RICH_OPTION},
        also=(initial_among_options,),
    ),
    "checkboxes": shape(
        {"options": items(RICH_OPTION, most=10)},
        {**_COMMON, **_FOCUS, "initial_options": items(RICH_OPTION, most=10)},
        also=(initial_among_options,),
    ),
}

TYPED: Mapping[str, Rule] = {
    "plain_text_input": shape(
        {},
        {
            **_TYPED,
            "initial_value": string(most=3000, least=0),
            "multiline": boolean,
            "min_length": number(0, 3000),
            "max_length": number(1, 3000),
        },
    ),
    "number_input": shape(
        {"is_decimal_allowed": boolean},
        {**_TYPED, "initial_value": string(), "min_value": string(), "max_value": string()},
    ),
    "email_text_input": shape({}, {**_TYPED, "initial_value": string()}),
    "url_text_input": shape({}, {**_TYPED, "initial_value": string()}),
    "rich_text_input": shape({}, {**_TYPED, "initial_value": by_type({"rich_text": RICH_TEXT})}),
    "file_input": shape(
        {}, {"action_id": ACTION_ID, "filetypes": items(string(), most=100), "max_files": number(1, 10)}
    ),
}

OVERFLOW = shape({"options": items(LINK_OPTION, most=5)}, _COMMON)

ACTIONS = by_type({"button": BUTTON, "overflow": OVERFLOW, **SELECTS, **PICKERS})
ACCESSORY = by_type({"button": BUTTON, "overflow": OVERFLOW, "image": IMAGE, **SELECTS, **PICKERS})
INPUT = by_type({**SELECTS, **PICKERS, **TYPED})
CONTEXT_ACTIONS = by_type(
    {
        "feedback_buttons": shape(
            {"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, {"action_id": ACTION_ID}
        ),
        "icon_button": shape(
            {"icon": one_of("trash"), "text": plain(75)},
            {
                **_COMMON,
                "value": string(most=2000),
                "accessibility_label": string(most=75),
                "visible_to_user_ids": _IDS,
            },
        ),
    }
)
