"""PURE: the inputs of a view and the values people put in."""

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.people.elements import NoSuchElement, Placed, initial_state, state_of
from sandbox.state.model import Json, View

REQUIRED = "Please complete this required field."


def inputs(view: View) -> Iterator[Placed]:
    """Go through the input blocks of a view."""
    for block in view.content.get("blocks", ()):
        if block["type"] == "input":
            yield Placed(block, block["element"])


def fill(view: View, given: Mapping[str, Any]) -> Json:
    """Make `state.values` from plain values, keyed by block id, action id or label.

    Inputs that are not given keep what they hold or start with. A key that names no input raises
    NoSuchElement.
    """
    values: Json = {}
    used = set()
    for placed in inputs(view):
        keys = [key for key in _names(placed) if key in given]
        state = _given(placed, given[keys[0]]) if keys else _present(view, placed)
        values[placed.block["block_id"]] = {placed.action_id: {"type": placed.element["type"], **state}}
        used.update(keys)
    unknown = sorted(given.keys() - used)
    if unknown:
        there = ", ".join(placed.block["label"]["text"] for placed in inputs(view))
        raise NoSuchElement(f"no input {', '.join(unknown)}; there is: {there}")
    return {**view.values, **values}


def _names(placed: Placed) -> tuple[str, str, str]:
    return placed.block["block_id"], placed.action_id, placed.block["label"]["text"]


def _given(placed: Placed, value: Any) -> Json:
    if isinstance(value, Mapping):
        inner = value.get(placed.action_id, value)
        return {name: part for name, part in inner.items() if name != "type"}
    return state_of(placed.element, value)


def _present(view: View, placed: Placed) -> Json:
    held = view.values.get(placed.block["block_id"], {}).get(placed.action_id)
    return held if isinstance(held, dict) else initial_state(placed.element)


def missing(view: View, values: Json) -> Json:
    """Name each required input that is empty, as Slack's own client does before it submits."""
    return {
        placed.block["block_id"]: REQUIRED
        for placed in inputs(view)
        if not placed.block.get("optional") and not _has_value(values, placed)
    }


def _has_value(values: Json, placed: Placed) -> bool:
    state = values.get(placed.block["block_id"], {}).get(placed.action_id, {})
    return any(part for name, part in state.items() if name != "type")
