"""What a message says: text, blocks and the rest, read from arguments and checked as Slack checks it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.api.errors import ApiError
from sandbox.state.model import Json
from sandbox.state.workspace import Workspace

MAX_TEXT = 40_000
MAX_SHORT_TEXT = 4_000


@dataclass(frozen=True, slots=True)
class Content:
    """A checked message body. `given` names the arguments that were there at all."""

    text: str
    blocks: list[Json]
    attachments: list[Json]
    metadata: Json | None = None
    given: frozenset[str] = field(default_factory=frozenset)


def read_content(args: Mapping[str, Any], *, workspace: Workspace, max_text: int = MAX_TEXT) -> Content:  # noqa: ARG001
    """Read and check a message body; raises the ApiError Slack answers with."""
    text = args.get("text") or ""
    blocks = _structure(args.get("blocks"), list, "invalid_blocks_format") or []
    attachments = _structure(args.get("attachments"), list, "invalid_attachments") or []
    metadata = _structure(args.get("metadata"), dict, "invalid_metadata_format")
    if not isinstance(text, str):
        raise ApiError("invalid_arguments", messages=("must provide a string [json-pointer:/text]",))
    if not (text.strip() or blocks or attachments):
        raise ApiError("no_text")
    if len(text) > max_text:
        raise ApiError("msg_too_long")
    given = frozenset(
        name for name in ("text", "blocks", "attachments", "metadata") if args.get(name) is not None
    )
    return Content(text, blocks, attachments, metadata, given)


def _structure(value: Any, kind: type, error: str) -> Any:
    if isinstance(value, str):
        try:
            value = json.loads(value) if value else None
        except ValueError:
            raise ApiError(error) from None
    if value is not None and not isinstance(value, kind):
        raise ApiError(error)
    return value
