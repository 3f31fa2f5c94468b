"""What a message or a view says, read from arguments and checked as Slack checks it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sandbox.api.call import Call
from sandbox.api.errors import ApiError, missing_field
from sandbox.blockcheck import (
    Problem,
    check_attachments,
    check_message,
    check_view,
    count_tables,
    text_length,
)
from sandbox.state.ids import new_secret
from sandbox.state.model import Json
from sandbox.state.workspace import Workspace

MAX_TEXT = 40_000
MAX_SHORT_TEXT = 4_000
MAX_BLOCKS_TEXT = 10_000
MAX_VIEW_BYTES = 250_000
_INNER = ("accessory", "element")


@dataclass(frozen=True, slots=True)
class Content:
    """A checked message body. `given` names the arguments that were there at all."""

    text: str
    blocks: list[Json]
    attachments: list[Json]
    metadata: Json | None = None
    given: frozenset[str] = field(default_factory=frozenset)


def read_content(args: Mapping[str, Any], *, workspace: Workspace, max_text: int = MAX_TEXT) -> Content:
    """Read and check a message body; raises the ApiError Slack answers with."""
    text = args.get("text") or ""
    blocks = read_structure(args.get("blocks"), list, "invalid_blocks_format") or []
    attachments = read_structure(args.get("attachments"), list, "invalid_attachments") or []
    metadata = read_structure(args.get("metadata"), dict, "invalid_metadata_format")
    if not isinstance(text, str):
        raise ApiError("invalid_arguments", messages=("must provide a string [json-pointer:/text]",))
    if not (text.strip() or blocks or attachments):
        raise ApiError("no_text")
    if len(text) > max_text:
        raise ApiError("msg_too_long")
    _check_blocks(blocks, attachments, workspace)
    given = frozenset(
        name for name in ("text", "blocks", "attachments", "metadata") if args.get(name) is not None
    )
    return Content(text, name_blocks(blocks), attachments, metadata, given)


def read_structure(value: Any, kind: type, error: str) -> Any:
    """Read a structure given as JSON or as a string of JSON; None stays None."""
    if isinstance(value, str):
        try:
            value = json.loads(value) if value else None
        except ValueError:
            raise ApiError(error) from None
    if value is not None and not isinstance(value, kind):
        raise ApiError(error)
    return value


def _check_blocks(blocks: list[Json], attachments: list[Json], workspace: Workspace) -> None:
    takes_new = workspace.takes_new_blocks
    _refuse(check_message(blocks, takes_new_blocks=takes_new), "invalid_blocks")
    _refuse(check_attachments(attachments, takes_new_blocks=takes_new), "invalid_attachments")
    _check_files(blocks, workspace)
    inner = [block for attachment in attachments for block in attachment.get("blocks", ())]
    if count_tables([*blocks, *inner]) > 1:
        raise ApiError("invalid_attachments", messages=("only_one_table_allowed",))
    if text_length(blocks) > MAX_BLOCKS_TEXT:
        raise ApiError("msg_blocks_too_long")


def _check_files(blocks: list[Json], workspace: Workspace) -> None:
    """Refuse images of files that are not there, or whose upload was never completed."""
    for position, block in enumerate(blocks):
        for image in (block, block.get("accessory") or {}):
            id = image.get("slack_file", {}).get("id")
            file = workspace.files.get(id or "")
            if id and not (file and file.is_complete):
                _refuse([Problem("invalid slack file", f"/blocks/{position}/slack_file")], "invalid_blocks")


def _refuse(problems: Sequence[Problem], error: str) -> None:
    if problems:
        raise ApiError(error, messages=tuple(map(str, problems)))


def read_view(call: Call, kind: str) -> Json:
    """Read and check the `view` argument."""
    if not call.args.get("view"):
        raise missing_field("view")
    content = read_structure(call.args["view"], dict, "invalid_arguments")
    return check_view_content(content, kind)


def check_view_content(view: Any, kind: str) -> Json:
    """Check a view and give it with every block and element named; raises ApiError."""
    _refuse(check_view(view, kind), "invalid_arguments")
    if len(json.dumps(view)) > MAX_VIEW_BYTES:
        raise ApiError("view_too_large")
    return {**view, "blocks": name_blocks(view["blocks"])}


def name_blocks(blocks: list[Json]) -> list[Json]:
    """Give blocks and interactive elements without an id one, as Slack does."""
    return [_named_block(block) for block in blocks]


def _named_block(block: Json) -> Json:
    named = {**block, "block_id": block.get("block_id") or new_secret("b")[:8]}
    for name in _INNER:
        if name in named:
            named[name] = _named_element(named[name])
    if named["type"] in ("actions", "context_actions"):
        named["elements"] = [_named_element(element) for element in named["elements"]]
    return named


def _named_element(element: Json) -> Json:
    if element["type"] == "image" or "action_id" in element:
        return element
    return {**element, "action_id": new_secret("a")[:8]}
