"""A message for Slack: blocks for the screen, and one line of text for notifications and screen readers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from handlers.blocks import limits
from handlers.blocks.charts import say_chart
from handlers.blocks.mrkdwn import cut, escape
from handlers.blocks.parts import NOTHING, Block, context, section

_SIMPLE = frozenset({"section", "context", "divider", "header", "actions"})
_OUTLINED = frozenset({"section", "context", "header"})


@dataclass(frozen=True, slots=True)
class SlackMessage:
    """What is posted. `text` says the same as `blocks` in one line; neither breaks a limit of Slack's."""

    text: str
    blocks: tuple[Block, ...] = ()


def compose(text: str, blocks: Iterable[Block | None]) -> SlackMessage:
    """Put a message together from parts; `text` is mrkdwn. What is too much is left out from the end.

    Buttons stay: a cut message can still be acted on.
    """
    given = [block for block in blocks if block is not None]
    room = limits.TOTAL_TEXT - sum(_length(block) for block in given if block["type"] == "actions")
    kept: list[Block] = []
    for block in given:
        if block["type"] != "actions":
            room -= _length(block)
            if room < 0:
                continue
        kept.append(block)
    line = " ".join(text.split())
    return SlackMessage(cut(line, limits.FALLBACK_TEXT) or NOTHING, tuple(kept[: limits.MESSAGE_BLOCKS]))


def sentence(text: str) -> SlackMessage:
    """One sentence of ours in mrkdwn, nothing else."""
    return compose(text, [section(text)])


def noted(note: str, answered: SlackMessage) -> SlackMessage:
    """An answer below a note of ours in mrkdwn."""
    return compose(f"{note} {answered.text}", [context(note), *answered.blocks])


def simplify(message: SlackMessage) -> SlackMessage:
    """The same answer in the next simpler form, for when Slack refuses the blocks.

    Tables become text, and so does how scores went over time; other charts go: what they show stands in the
    text beside them. A message of plain sections becomes text alone.
    """
    if all(block["type"] in _SIMPLE for block in message.blocks):
        return SlackMessage(_outline(message), ())
    return compose(message.text, simple_blocks(message))


def simple_blocks(message: SlackMessage) -> tuple[Block, ...]:
    """The blocks that every place takes: tables and charts as text."""
    return tuple(filter(None, map(_simpler, message.blocks)))


def total_text(blocks: Iterable[Block]) -> int:
    """How much text the blocks hold, as Slack counts it for `msg_blocks_too_long`."""
    return sum(_length(block) for block in blocks)


def _simpler(block: Block) -> Block | None:
    if block["type"] in _SIMPLE:
        return block
    if block["type"] == "table":
        rows = [[str(cell["text"]) for cell in row] for row in block["rows"]]
        return section(*("  ·  ".join(escape(cell) for cell in row) for row in rows))
    words = say_chart(block) if block["type"] == "data_visualization" else ""
    return section(words) if words else None


def _outline(message: SlackMessage) -> str:
    shown = [
        " ".join(_texts(block)) if block["type"] != "header" else escape(" ".join(_texts(block)))
        for block in message.blocks
        if block["type"] in _OUTLINED
    ]
    return cut("\n".join(shown), limits.FALLBACK_TEXT) if shown else message.text


def _length(block: Block) -> int:
    return sum(len(text) for text in _texts(block))


def _texts(value: Any) -> Iterator[str]:
    """Every text in a block, however deep."""
    if isinstance(value, dict):
        for key, part in value.items():
            if isinstance(part, str):
                if key in {"text", "alt_text"}:
                    yield part
            else:
                yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
