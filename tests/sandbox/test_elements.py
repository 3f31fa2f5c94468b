"""What a press or a choice says, for every kind of element."""

import pytest

from sandbox.people.elements import NoSuchElement, Placed, action_of, find_element, initial_state, state_of
from tests.sandbox.samples import actions, button, option, plain, section, select

A, B = option("a", "Alpha"), option("b", "Beta")

CHOICES = {
    "by_value": (select(options=[A, B]), "b", {"selected_option": B}),
    "by_label": (select(options=[A, B]), "Alpha", {"selected_option": A}),
    "in_a_group": (
        {"type": "static_select", "option_groups": [{"label": plain(), "options": [A]}]},
        "a",
        {"selected_option": A},
    ),
    "nothing": (select(options=[A]), None, {"selected_option": None}),
    "overflow": ({"type": "overflow", "options": [A, B]}, "a", {"selected_option": A}),
    "radio": ({"type": "radio_buttons", "options": [A, B]}, "b", {"selected_option": B}),
    "checkboxes": ({"type": "checkboxes", "options": [A, B]}, ["a", "b"], {"selected_options": [A, B]}),
    "one_of_many": ({"type": "multi_static_select", "options": [A, B]}, "a", {"selected_options": [A]}),
    "none_of_many": ({"type": "checkboxes", "options": [A, B]}, None, {"selected_options": []}),
    "external": (
        {"type": "external_select"},
        "NVDA",
        {"selected_option": {"text": {"type": "plain_text", "text": "NVDA", "emoji": True}, "value": "NVDA"}},
    ),
    "person": ({"type": "users_select"}, "U01", {"selected_user": "U01"}),
    "people": ({"type": "multi_users_select"}, ["U01"], {"selected_users": ["U01"]}),
    "conversation": ({"type": "conversations_select"}, "C01", {"selected_conversation": "C01"}),
    "date": ({"type": "datepicker"}, "2026-01-31", {"selected_date": "2026-01-31"}),
    "time": ({"type": "timepicker"}, "08:30", {"selected_time": "08:30"}),
    "text": ({"type": "plain_text_input"}, "hello", {"value": "hello"}),
    "feedback": (
        {
            "type": "feedback_buttons",
            "positive_button": {"text": plain("Good"), "value": "1"},
            "negative_button": {"text": plain("Bad"), "value": "0"},
        },
        "0",
        {"value": "0", "text": plain("Bad")},
    ),
}


@pytest.mark.parametrize(("element", "choice", "state"), CHOICES.values(), ids=CHOICES)
def test_choice_says(element, choice, state):
    assert state_of(element, choice) == state


INITIAL = {
    "option": (select(initial_option=option()), {"selected_option": option()}),
    "options": ({"type": "checkboxes", "initial_options": [A]}, {"selected_options": [A]}),
    "text": ({"type": "plain_text_input", "initial_value": "x"}, {"value": "x"}),
    "empty_text": ({"type": "plain_text_input"}, {"value": None}),
    "date": ({"type": "datepicker", "initial_date": "2026-01-31"}, {"selected_date": "2026-01-31"}),
    "channel": ({"type": "channels_select", "initial_channel": "C01"}, {"selected_channel": "C01"}),
}


@pytest.mark.parametrize(("element", "state"), INITIAL.values(), ids=INITIAL)
def test_element_starts_with(element, state):
    assert initial_state(element) == state


def test_press_carries_the_buttons_text_and_value():
    block = {"block_id": "b", **actions(button(value="7", style="danger", url="https://example.com"))}
    assert action_of(Placed(block, block["elements"][0])) == {
        "type": "button",
        "action_id": "go",
        "block_id": "b",
        "text": plain(),
        "value": "7",
        "style": "danger",
    }


def test_buttons_of_one_name_are_told_apart_by_block_or_value():
    blocks = [{"block_id": name, **actions(button(value=name))} for name in ("one", "two")]
    assert find_element(blocks, "go").block["block_id"] == "one"
    assert find_element(blocks, "go", block_id="two").block["block_id"] == "two"
    assert find_element(blocks, "go", value="two").block["block_id"] == "two"


def test_accessory_is_found_too():
    assert find_element([section(accessory=select())], "pick").element["type"] == "static_select"


def test_option_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(NoSuchElement, match="no option 'c'; there is: Alpha, Beta"):
        state_of(select(options=[A, B]), "c")
