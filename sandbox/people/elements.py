"""PURE: the interactive elements of blocks, and what a press or a choice of them says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sandbox.state.model import Json, Message, View

Choice = str | Sequence[str] | None

_ONE_OPTION = frozenset({"static_select", "external_select", "overflow", "radio_buttons"})
_MANY_OPTIONS = frozenset({"checkboxes", "multi_static_select", "multi_external_select"})
_FIELDS = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "rich_text_input": "rich_text_value",
}
_INITIAL = {
    "users_select": "initial_user",
    "conversations_select": "initial_conversation",
    "channels_select": "initial_channel",
    "multi_users_select": "initial_users",
    "multi_conversations_select": "initial_conversations",
    "multi_channels_select": "initial_channels",
    "datepicker": "initial_date",
    "timepicker": "initial_time",
    "datetimepicker": "initial_date_time",
}


class NoSuchElement(LookupError):
    """There is no such button, input or option; the message says what there is."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An interactive element and the block it stands in."""

    block: Json
    element: Json

    @property
    def action_id(self) -> str:
        """The element's name."""
        return str(self.element.get("action_id", ""))


def blocks_of(where: Message | View) -> list[Json]:
    """Give the blocks of a message or a view."""
    if isinstance(where, Message):
        return where.blocks
    blocks: list[Json] = where.content["blocks"]
    return blocks


def placed_elements(blocks: Sequence[Json]) -> Iterator[Placed]:
    """Go through every interactive element, in reading order."""
    for block in blocks:
        inner = [block.get("accessory"), block.get("element"), *(block.get("elements") or ())]
        for element in inner:
            if isinstance(element, dict) and "action_id" in element:
                yield Placed(block, element)


def find_element(
    blocks: Sequence[Json], action_id: str, *, block_id: str | None = None, value: str | None = None
) -> Placed:
    """Find an element by its action id, and by block or value where several share it."""
    for placed in placed_elements(blocks):
        fits_block = block_id in (None, placed.block.get("block_id"))
        fits_value = value is None or value == placed.element.get("value")
        if placed.action_id == action_id and fits_block and fits_value:
            return placed
    there = ", ".join(placed.action_id for placed in placed_elements(blocks)) or "nothing"
    raise NoSuchElement(f"no element {action_id!r}; there is: {there}")


def action_of(placed: Placed, choice: Choice = None) -> Json:
    """Say what a press (or the choice of an option, person, date, text) sends to the app."""
    element = placed.element
    action: Json = {
        "type": element["type"],
        "action_id": placed.action_id,
        "block_id": placed.block.get("block_id", ""),
    }
    if element["type"] == "button":
        return action | {name: element[name] for name in ("text", "value", "style") if name in element}
    return action | state_of(element, choice)


def state_of(element: Json, choice: Choice) -> Json:
    """Give the value an element has after `choice`, as `state.values` holds it, without its type."""
    kind = element["type"]
    if kind in _ONE_OPTION:
        return {"selected_option": None if choice is None else find_option(element, str(choice))}
    if kind in _MANY_OPTIONS:
        return {"selected_options": [find_option(element, value) for value in _many(choice)]}
    if kind == "feedback_buttons":
        buttons = [element.get("positive_button"), element.get("negative_button")]
        return {"value": choice} | next(
            ({"text": b["text"]} for b in buttons if b and b["value"] == choice), {}
        )
    field = _FIELDS.get(kind, "value")
    return {field: _many(choice) if kind.startswith("multi_") else choice}


def initial_state(element: Json) -> Json:
    """Give the value an element starts with."""
    kind = element["type"]
    if kind in _ONE_OPTION:
        return {"selected_option": element.get("initial_option")}
    if kind in _MANY_OPTIONS:
        return {"selected_options": element.get("initial_options", [])}
    return {_FIELDS.get(kind, "value"): element.get(_INITIAL.get(kind, "initial_value"))}


def find_option(element: Json, wanted: str) -> Json:
    """Find an option by value or by label; external selects take any value."""
    options = [*element.get("options", ())]
    for group in element.get("option_groups", ()):
        options += group["options"]
    for option in options:
        if wanted in (option["value"], option["text"]["text"]):
            return {"text": option["text"], "value": option["value"]}
    if element["type"].endswith("external_select"):
        return {"text": {"type": "plain_text", "text": wanted, "emoji": True}, "value": wanted}
    there = ", ".join(option["text"]["text"] for option in options)
    raise NoSuchElement(f"no option {wanted!r}; there is: {there}")


def _many(choice: Choice) -> list[str]:
    if choice is None:
        return []
    return [choice] if isinstance(choice, str) else list(choice)
