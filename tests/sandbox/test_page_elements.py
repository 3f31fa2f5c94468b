"""Block Kit's interactive elements: what the page sends when they are used, in the shape Slack sends it."""

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")

SHOW = """
async (blocks) => {
  const { drawBlocks } = await import("/page/kit/blocks.js");
  const { Values } = await import("/page/kit/values.js");
  const { setDirectory } = await import("/page/kit/people.js");
  setDirectory({
    users: [{ id: "U01", name: "Ada" }, { id: "B01", name: "Robot", is_bot: true }],
    channels: [{ id: "C01", name: "markets" }, { id: "G01", name: "desk", is_private: true }],
    dms: [{ id: "D01", user: "U01" }],
  });
  window.sent = [];
  window.values = new Values();
  const surface = {
    values: window.values,
    channel: "C01",
    files: [],
    act: async ({ element, blockId, fields }) =>
      window.sent.push({ type: element.type, block_id: blockId, action_id: element.action_id, ...fields }),
    options: async ({ value }) => ({ options: [{ text: { text: `found ${value}` }, value }] }),
  };
  document.body.replaceChildren(...drawBlocks(blocks, surface));
}
"""


def option(word):
    return {"text": {"type": "plain_text", "text": word}, "value": word.lower()}


OPTIONS = [option("Alpha"), option("Beta"), option("Gamma")]
PLAIN = {"type": "plain_text", "text": "Pick"}


async def show(kit, *elements):
    await kit.evaluate(SHOW, [{"type": "actions", "block_id": "b", "elements": list(elements)}])


async def show_input(kit, element, **block):
    await kit.evaluate(
        SHOW, [{"type": "input", "block_id": "b", "label": PLAIN, "element": element, **block}]
    )


async def sent(kit):
    return await kit.evaluate("window.sent.map(({ block_id, action_id, ...fields }) => fields)")


async def value(kit):
    return (await kit.evaluate("JSON.parse(JSON.stringify(window.values))"))["b"]["a"]


async def choose(kit, *words):
    for word in words:
        await kit.get_by_role("combobox").click()
        await kit.get_by_role("option", name=word, exact=True).click()


async def test_a_button_sends_its_value(kit):
    text = {"type": "plain_text", "text": "Why?"}
    await show(kit, {"type": "button", "action_id": "a", "text": text, "value": "42", "style": "primary"})
    await kit.get_by_role("button", name="Why?").click()
    assert await sent(kit) == [{"type": "button", "value": "42", "text": text, "style": "primary"}]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
async def test_a_button_never_links_to_an_unsafe_address(kit, address):
    await show(kit, {"type": "button", "action_id": "a", "text": PLAIN, "url": address})
    assert await kit.locator("a").count() == 0


async def test_an_overflow_menu_sends_the_chosen_option(kit):
    await show(kit, {"type": "overflow", "action_id": "a", "options": OPTIONS})
    await kit.get_by_role("button", name="More actions").click()
    await kit.get_by_role("menuitem", name="Beta").click()
    assert await sent(kit) == [{"type": "overflow", "selected_option": OPTIONS[1]}]


async def test_feedback_buttons_send_the_side_that_was_pressed(kit):
    sides = {
        "positive_button": {"text": {"text": "Good"}, "value": "+"},
        "negative_button": {"text": {"text": "Bad"}, "value": "-"},
    }
    await show(kit, {"type": "feedback_buttons", "action_id": "a", **sides})
    await kit.get_by_role("button", name="Bad").click()
    assert await sent(kit) == [{"type": "feedback_buttons", "value": "-", "text": {"text": "Bad"}}]
    assert await kit.get_by_role("button", name="Bad").get_attribute("aria-pressed") == "true"


SELECTS = [
    pytest.param(
        {"type": "static_select", "options": OPTIONS}, "Beta", {"selected_option": OPTIONS[1]}, id="static"
    ),
    pytest.param({"type": "users_select"}, "@Ada", {"selected_user": "U01"}, id="users"),
    pytest.param({"type": "channels_select"}, "#markets", {"selected_channel": "C01"}, id="channels"),
    pytest.param(
        {"type": "conversations_select"}, "#desk", {"selected_conversation": "G01"}, id="conversations"
    ),
    pytest.param(
        {"type": "multi_static_select", "options": OPTIONS},
        "Beta",
        {"selected_options": [OPTIONS[1]]},
        id="several static",
    ),
    pytest.param({"type": "multi_users_select"}, "@Ada", {"selected_users": ["U01"]}, id="several users"),
    pytest.param(
        {"type": "multi_channels_select"}, "#markets", {"selected_channels": ["C01"]}, id="several channels"
    ),
    pytest.param(
        {"type": "multi_conversations_select"},
        "@Ada",
        {"selected_conversations": ["D01"]},
        id="several conversations",
    ),
]


@pytest.mark.parametrize(("element", "word", "fields"), SELECTS)
async def test_a_select_sends_what_was_chosen(kit, element, word, fields):
    await show(kit, {"action_id": "a", "placeholder": PLAIN, **element})
    await choose(kit, word)
    assert await sent(kit) == [{"type": element["type"], **fields}]


async def test_a_select_is_used_by_keyboard_alone(kit):
    await show(
        kit, {"type": "static_select", "action_id": "a", "options": OPTIONS, "initial_option": OPTIONS[0]}
    )
    await kit.get_by_role("combobox").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "Enter"):
        await kit.keyboard.press(key)
        await kit.wait_for_timeout(30)
    assert await sent(kit) == [{"type": "static_select", "selected_option": OPTIONS[1]}]
    assert await kit.get_by_role("combobox").input_value() == "Beta"


async def test_a_select_narrows_while_typing(kit):
    groups = [
        {"label": {"text": "One"}, "options": OPTIONS[:1]},
        {"label": {"text": "Two"}, "options": OPTIONS[1:]},
    ]
    await show(kit, {"type": "static_select", "action_id": "a", "option_groups": groups})
    await kit.get_by_role("combobox").press_sequentially("gam")
    assert await kit.get_by_role("option").all_inner_texts() == ["Gamma"]
    await kit.keyboard.press("Escape")
    assert await kit.get_by_role("listbox").count() == 0
    assert await sent(kit) == []


async def test_an_external_select_asks_for_options_once_enough_is_typed(kit):
    await show(kit, {"type": "external_select", "action_id": "a", "min_query_length": 2})
    await kit.get_by_role("combobox").press_sequentially("n")
    assert await kit.get_by_role("option").count() == 0
    await kit.get_by_role("combobox").press_sequentially("v")
    await kit.get_by_role("option", name="found nv").click()
    assert (await sent(kit))[0]["selected_option"]["value"] == "nv"


async def test_a_choice_of_several_is_taken_back_with_backspace_and_ends_at_its_maximum(kit):
    await show(
        kit, {"type": "multi_static_select", "action_id": "a", "options": OPTIONS, "max_selected_items": 2}
    )
    await choose(kit, "Alpha", "Beta", "Gamma")
    await kit.keyboard.press("Backspace")
    picked = [[one["value"] for one in action["selected_options"]] for action in await sent(kit)]
    assert picked == [["alpha"], ["alpha", "beta"], ["alpha", "beta"], ["alpha"]]


PICKERS = [
    pytest.param({"type": "datepicker"}, "2025-06-01", {"selected_date": "2025-06-01"}, id="date"),
    pytest.param({"type": "timepicker"}, "08:30", {"selected_time": "08:30"}, id="time"),
    pytest.param(
        {"type": "datetimepicker"}, "2025-06-01T08:30", {"selected_date_time": 1748781000}, id="date and time"
    ),
]


@pytest.mark.parametrize(("element", "typed", "fields"), PICKERS)
async def test_a_picker_sends_what_was_picked(kit, element, typed, fields):
    await show(kit, {"action_id": "a", **element})
    await kit.locator("input").fill(typed)
    await kit.locator("input").dispatch_event("change")
    assert (await sent(kit))[-1] == {"type": element["type"], **fields}


async def test_checkboxes_send_all_that_are_on(kit):
    await show(
        kit, {"type": "checkboxes", "action_id": "a", "options": OPTIONS, "initial_options": [OPTIONS[2]]}
    )
    await kit.get_by_role("checkbox", name="Alpha").check()
    assert await sent(kit) == [{"type": "checkboxes", "selected_options": [OPTIONS[0], OPTIONS[2]]}]


async def test_radio_buttons_send_the_one_that_is_on(kit):
    await show(kit, {"type": "radio_buttons", "action_id": "a", "options": OPTIONS})
    await kit.get_by_role("radio", name="Beta").check()
    assert await sent(kit) == [{"type": "radio_buttons", "selected_option": OPTIONS[1]}]


INPUTS = [
    pytest.param({"type": "plain_text_input"}, "hello", {"value": "hello"}, id="text"),
    pytest.param(
        {"type": "plain_text_input", "multiline": True}, "a\nb", {"value": "a\nb"}, id="several lines"
    ),
    pytest.param(
        {"type": "number_input", "is_decimal_allowed": True}, "0.35", {"value": "0.35"}, id="number"
    ),
    pytest.param({"type": "email_text_input"}, "a@x.example", {"value": "a@x.example"}, id="e-mail"),
    pytest.param(
        {"type": "url_text_input"}, "https://x.example", {"value": "https://x.example"}, id="address"
    ),
]


@pytest.mark.parametrize(("element", "typed", "fields"), INPUTS)
async def test_an_input_keeps_its_value_and_sends_nothing(kit, element, typed, fields):
    await show_input(kit, {"action_id": "a", **element})
    await kit.get_by_label("Pick").fill(typed)
    assert await value(kit) == {"type": element["type"], **fields}
    assert await sent(kit) == []


async def test_an_input_that_dispatches_sends_its_value_on_enter(kit):
    await show_input(kit, {"type": "plain_text_input", "action_id": "a"}, dispatch_action=True)
    await kit.get_by_label("Pick").fill("NVDA")
    assert await sent(kit) == []
    await kit.keyboard.press("Enter")
    assert await sent(kit) == [{"type": "plain_text_input", "value": "NVDA"}]


async def test_an_input_starts_with_its_initial_value(kit):
    await show_input(
        kit, {"type": "conversations_select", "action_id": "a", "default_to_current_conversation": True}
    )
    assert await value(kit) == {"type": "conversations_select", "selected_conversation": "C01"}
    assert await kit.get_by_role("combobox", name="Pick").input_value() == "#markets"


async def test_an_optional_choice_can_be_cleared(kit):
    element = {"type": "static_select", "action_id": "a", "options": OPTIONS, "initial_option": OPTIONS[0]}
    await show_input(kit, element, optional=True)
    await kit.get_by_role("button", name="Clear").click()
    assert await value(kit) == {"type": "static_select", "selected_option": None}


async def test_a_block_of_an_unknown_type_leaves_a_note_and_the_others_stand(kit):
    await kit.evaluate(SHOW, [{"type": "hologram"}, {"type": "header", "text": PLAIN}])
    assert await kit.get_by_text("can't draw a “hologram” block").count() == 1
    assert await kit.get_by_role("heading", name="Pick").count() == 1
