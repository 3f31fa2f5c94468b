"""The blocks we use, each built in one place and never over Slack's limits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.blocks import limits
from handlers.blocks.mrkdwn import cut, shorten

Block = dict[str, Any]
Element = dict[str, Any]

NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a menu: what is shown, and what comes back."""

    words: str
    value: str


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a chart."""

    label: str
    value: float


def mrkdwn(text: str, *, limit: int = limits.SECTION_TEXT) -> Element:
    """A text object; `verbatim` keeps Slack from finding channels and mentions in publishers' words."""
    return {"type": "mrkdwn", "text": cut(text, limit) if text.strip() else NOTHING, "verbatim": True}


def plain(text: str, *, limit: int) -> Element:
    """A plain text object."""
    return {"type": "plain_text", "text": shorten(text, limit) or NOTHING, "emoji": False}


def section(*lines: str, accessory: Element | None = None) -> Block:
    """Lines of mrkdwn; empty ones are left out."""
    text = "\n".join(line for line in lines if line)
    block: Block = {"type": "section", "text": mrkdwn(text)}
    return block if accessory is None else {**block, "accessory": accessory}


def header(text: str) -> Block:
    """A heading in plain text."""
    return {"type": "header", "text": plain(text, limit=limits.HEADER_TEXT)}


def context(*texts: str) -> Block:
    """Small print."""
    shown = [text for text in texts if text.strip()][: limits.CONTEXT_ELEMENTS]
    return {"type": "context", "elements": [mrkdwn(text) for text in shown or [NOTHING]]}


def divider() -> Block:
    """A line."""
    return {"type": "divider"}


def actions(*elements: Element, block_id: str | None = None) -> Block:
    """Buttons and menus in a row."""
    block: Block = {"type": "actions", "elements": list(elements[: limits.ACTIONS_ELEMENTS])}
    return block if block_id is None else {**block, "block_id": block_id}


def button(
    words: str, action_id: str, *, value: str = "", style: str | None = None, asks: Element | None = None
) -> Element:
    """A button; `style` is "primary" or "danger". What it `asks` has to be agreed to first."""
    element: Element = {
        "type": "button",
        "text": plain(words, limit=limits.BUTTON_TEXT),
        "action_id": action_id[: limits.ACTION_ID],
    }
    if value:
        element["value"] = value[: limits.BUTTON_VALUE]
    if asks is not None:
        element["confirm"] = asks
    return element if style is None else {**element, "style": style}


def question(title: str, text: str, *, yes: str, no: str) -> Element:
    """What a button asks before it acts, in plain text: Slack shows no links there."""
    return {
        "title": plain(title, limit=limits.CONFIRM_TITLE),
        "text": plain(text, limit=limits.CONFIRM_TEXT),
        "confirm": plain(yes, limit=limits.CONFIRM_BUTTON),
        "deny": plain(no, limit=limits.CONFIRM_BUTTON),
    }


def select(action_id: str, options: Sequence[Option], *, placeholder: str) -> Element:
    """A menu of one choice."""
    return {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, limit=limits.PLACEHOLDER),
        "options": [option_object(option) for option in options[: limits.SELECT_OPTIONS]],
    }


def overflow(action_id: str, options: Sequence[Option]) -> Element:
    """The menu behind three dots."""
    shown = [option_object(option) for option in options[: limits.OVERFLOW_OPTIONS]]
    return {"type": "overflow", "action_id": action_id, "options": shown}


def table(rows: Iterable[Sequence[str]], *, right: frozenset[int] = frozenset()) -> Block:
    """A table of plain text, its first row the heading; columns named in `right` hold numbers."""
    kept = [[_cell(cell) for cell in row[: limits.TABLE_COLUMNS]] for row in rows][: limits.TABLE_ROWS]
    width = len(kept[0]) if kept else 0
    settings = [{"align": "right" if column in right else "left"} for column in range(width)]
    return {"type": "table", "column_settings": settings, "rows": kept}


def bar_chart(title: str, *, name: str, points: Sequence[Point], steps: str = "") -> Block:
    """A chart of one bar a point; labels must differ. `steps` says below them what they are."""
    shown = [(shorten(point.label, limits.CHART_LABEL), point.value) for point in points][
        : limits.CHART_POINTS
    ]
    data = [{"label": label, "value": value} for label, value in shown]
    series = {"name": shorten(name, limits.CHART_LABEL) or NOTHING, "data": data}
    axis: dict[str, Any] = {"categories": [point["label"] for point in data]}
    if steps:
        axis["x_label"] = shorten(steps, limits.CHART_AXIS)
    return {
        "type": "data_visualization",
        "title": shorten(title, limits.CHART_TITLE),
        "chart": {"type": "bar", "series": [series], "axis_config": axis},
    }


def _cell(text: str) -> Element:
    return {"type": "raw_text", "text": shorten(text, limits.CELL_TEXT) or NOTHING}


def option_object(option: Option) -> Element:
    """A choice as Slack takes it."""
    return {
        "text": plain(option.words, limit=limits.OPTION_TEXT),
        "value": option.value.strip()[: limits.OPTION_VALUE] or NOTHING,
    }
