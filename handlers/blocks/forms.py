"""The pieces of modals: a view, and its inputs, never over Slack's limits."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import time
from typing import Any

from handlers.blocks import limits
from handlers.blocks.parts import Block, Element, Option, option_object, plain

View = dict[str, Any]


def modal(
    title: str, callback_id: str, blocks: Iterable[Block | None], *, submit: str = "", metadata: str = ""
) -> View:
    """A modal; `metadata` comes back when it is submitted. Without `submit` it is only read."""
    view: View = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, limit=limits.VIEW_TITLE),
        "close": plain("Cancel" if submit else "Close", limit=limits.VIEW_TITLE),
        "private_metadata": metadata[: limits.PRIVATE_METADATA],
        "blocks": [block for block in blocks if block is not None][: limits.VIEW_BLOCKS],
    }
    return {**view, "submit": plain(submit, limit=limits.VIEW_TITLE)} if submit else view


def field(label: str, block_id: str, element: Element, *, is_optional: bool = False, hint: str = "") -> Block:
    """An input with its label; its element's action_id is the block's id too."""
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, limit=limits.INPUT_LABEL),
        "element": {**element, "action_id": block_id},
        "optional": is_optional,
    }
    return {**block, "hint": plain(hint, limit=limits.INPUT_LABEL)} if hint else block


def text_box(*, placeholder: str, initial: str = "", is_multiline: bool = False) -> Element:
    """A line of text, or several."""
    element: Element = {
        "type": "plain_text_input",
        "placeholder": plain(placeholder, limit=limits.PLACEHOLDER),
        "max_length": limits.SECTION_TEXT,
        "multiline": is_multiline,
    }
    return {**element, "initial_value": initial[: limits.SECTION_TEXT]} if initial else element


def menu(options: Sequence[Option], *, placeholder: str, initial: str | None = None) -> Element:
    """A menu of one choice; `initial` is the value chosen at first."""
    shown = [option_object(option) for option in options[: limits.SELECT_OPTIONS]]
    chosen = next((option for option in shown if option["value"] == initial), None)
    element: Element = {
        "type": "static_select",
        "placeholder": plain(placeholder, limit=limits.PLACEHOLDER),
        "options": shown,
    }
    return element if chosen is None else {**element, "initial_option": chosen}


def file_box(*filetypes: str) -> Element:
    """A place for one file of these types."""
    return {"type": "file_input", "filetypes": list(filetypes), "max_files": 1}


def radio(options: Sequence[Option], *, initial: str | None = None) -> Element:
    """A few choices in sight, of which the one with the value `initial`, or the first, is chosen."""
    shown = [option_object(option) for option in options]
    chosen = next((option for option in shown if option["value"] == initial), shown[0])
    return {"type": "radio_buttons", "options": shown, "initial_option": chosen}


def time_picker(*, initial: time) -> Element:
    """A time of day."""
    return {"type": "timepicker", "initial_time": f"{initial:%H:%M}"}


def channel_menu(*, initial: str = "") -> Element:
    """A menu of channels and direct messages; at first the one given, or the one in sight."""
    element: Element = {
        "type": "conversations_select",
        "placeholder": plain("Where alerts go", limit=limits.PLACEHOLDER),
        "default_to_current_conversation": True,
    }
    return {**element, "initial_conversation": initial} if initial else element


def file_of(values: Mapping[str, Any], block_id: str) -> Mapping[str, Any] | None:
    """The file that was put in, as Slack describes it."""
    files = values.get(block_id, {}).get(block_id, {}).get("files") or ()
    return next(iter(files), None)


def value_of(values: Mapping[str, Any], block_id: str) -> str:
    """What was typed or chosen at an input; nothing is an empty text."""
    state = values.get(block_id, {}).get(block_id, {})
    chosen = state.get("selected_option") or {}
    found = (state.get(name) for name in ("value", "selected_conversation", "selected_time"))
    return str(next(filter(None, found), None) or chosen.get("value") or "").strip()
