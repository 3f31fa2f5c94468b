"""Checks whole messages and views: each block by the tables, then what only shows in the whole."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from typing import Any

from sandbox.blockcheck.blocks import EVERYWHERE, IN_MESSAGES, MARKDOWN_MOST, NEW
from sandbox.blockcheck.objects import plain
from sandbox.blockcheck.rules import Problem, Problems, boolean, by_type, items, one_of, shape, string

MOST_IN_MESSAGE = 50
MOST_IN_VIEW = 100
MOST_CHARTS = 2
TABLES = frozenset({"table", "data_table"})
_MARKDOWN_BREAK = re.compile(r"#{1,6}\s|(-{3,}|\*{3,}|_{3,})\s*$")

_VIEW_FIELDS = {
    "private_metadata": string(most=3000, least=0),
    "callback_id": string(most=255, least=0),
    "external_id": string(most=255, least=0),
}
_VIEWS = {
    "home": shape(
        {"type": one_of("home"), "blocks": items(by_type(EVERYWHERE), most=MOST_IN_VIEW, least=0)},
        _VIEW_FIELDS,
    ),
    "modal": shape(
        {
            "type": one_of("modal"),
            "title": plain(24),
            "blocks": items(by_type(EVERYWHERE), most=MOST_IN_VIEW, least=0),
        },
        {
            **_VIEW_FIELDS,
            "submit": plain(24),
            "close": plain(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "submit_disabled": boolean,
        },
    ),
}


def check_message(blocks: Any, *, takes_new_blocks: bool, at: str = "/blocks") -> list[Problem]:
    """Check the blocks of a message; no problems means that Slack would take them."""
    table = {**IN_MESSAGES, **NEW} if takes_new_blocks else IN_MESSAGES
    problems = [*items(by_type(table), most=MOST_IN_MESSAGE, least=0)(blocks, at)]
    return problems or [*chain(_unique_ids(blocks, at), _in_all(blocks, at))]


def check_attachments(attachments: Sequence[Any], *, takes_new_blocks: bool) -> list[Problem]:
    """Check the blocks inside of attachments."""
    problems: list[Problem] = []
    for position, attachment in enumerate(attachments):
        at = f"/attachments/{position}"
        if not isinstance(attachment, dict):
            problems.append(Problem("must provide an object", at))
        elif "blocks" in attachment:
            problems += check_message(
                attachment["blocks"], takes_new_blocks=takes_new_blocks, at=f"{at}/blocks"
            )
    return problems


def check_view(view: Any, kind: str) -> list[Problem]:
    """Check a `modal` or `home` view."""
    if not isinstance(view, dict):
        return [Problem("must provide an object", "/view")]
    problems = [*_VIEWS[kind](view, "/view")]
    return problems or [*chain(_unique_ids(view["blocks"], "/view/blocks"), _needs_submit(view))]


def _needs_submit(view: dict[str, Any]) -> Problems:
    if view["type"] == "home" or "submit" in view:
        return
    for position, block in enumerate(view["blocks"]):
        if block["type"] == "input":
            yield Problem(
                "must define `submit` to use an `input` block in modals", f"/view/blocks/{position}/input"
            )


def _unique_ids(blocks: Sequence[Any], at: str) -> Problems:
    seen = set()
    for position, block in enumerate(blocks):
        id = block.get("block_id")
        if id and id in seen:
            yield Problem(f"`block_id` {id!r} already exists", f"{at}/{position}/block_id")
        seen.add(id)


def _in_all(blocks: Sequence[Any], at: str) -> Problems:
    """Check what adds up over a message: Markdown opens into more blocks than were sent."""
    if sum(map(_opened, blocks)) > MOST_IN_MESSAGE:
        yield Problem(f"no more than {MOST_IN_MESSAGE} items allowed", at)
    markdown = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    if markdown > MARKDOWN_MOST:
        yield Problem(f"markdown blocks must be less than {MARKDOWN_MOST + 1} characters in all", at)
    if sum(block["type"] == "data_visualization" for block in blocks) > MOST_CHARTS:
        yield Problem(f"no more than {MOST_CHARTS} data_visualization blocks allowed", at)


def _opened(block: dict[str, Any]) -> int:
    """Count what a block becomes: in Markdown each heading, rule and run of text is one block."""
    if block["type"] != "markdown":
        return 1
    return sum(
        len([*lines]) if is_break else 1 for is_break, lines in groupby(_lines(block["text"]), key=_is_break)
    )


def _lines(text: str) -> Iterator[str]:
    is_code = False
    for line in text.splitlines():
        is_code ^= line.lstrip().startswith("```")
        if line.strip():
            yield "code" if is_code else line


def _is_break(line: str) -> bool:
    return bool(_MARKDOWN_BREAK.match(line))


def count_tables(blocks: Sequence[Any]) -> int:
    """Count the tables of a message; Slack takes one."""
    return sum(block["type"] in TABLES for block in blocks)


def text_length(value: Any) -> int:
    """Add up all text of blocks as `msg_blocks_too_long` does; Markdown has its own limit."""
    match value:
        case {"type": "markdown"}:
            return 0
        case dict():
            own = len(value["text"]) if isinstance(value.get("text"), str) else 0
            return own + sum(text_length(inner) for inner in value.values())
        case list():
            return sum(map(text_length, value))
        case _:
            return 0
