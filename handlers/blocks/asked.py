"""What an answer answers, and whom: kept in the id of one of its blocks.

Slack hands the blocks of a message back with each press of a button and in the history of a conversation, so
any worker can go on from an answer, and nothing has to be stored.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from handlers.blocks import limits
from handlers.blocks.message import SlackMessage
from handlers.blocks.parts import Block

SHARE = "share"  # the button that asks the same for all

_MARK, _SHARED = "asked", "shared"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in plain words, and whose it is where others see the answer too."""

    question: str
    user: str = ""
    is_shared: bool = False


def mark(message: SlackMessage, question: str) -> SlackMessage:
    """Note what a message answers, for whoever goes on from it or shares it; one too long goes unnoted."""
    return _mark(
        replace(message, blocks=tuple(_sharing(each, question) for each in message.blocks)), Asked(question)
    )


def own(message: SlackMessage, *, user: str, is_shared: bool = False) -> SlackMessage:
    """Note whose an answer is."""
    asked = asked_in(message.blocks) or Asked("")
    return _mark(message, replace(asked, user=user, is_shared=is_shared))


def asked_in(blocks: Iterable[Block]) -> Asked | None:
    """What the blocks of a message answer; None when they are no answer of ours to a question."""
    return next((asked for block in blocks if (asked := _read(str(block.get("block_id", ""))))), None)


def _sharing(block: Block, question: str) -> Block:
    """A block whose button to share asks this very question."""
    if block["type"] != "actions" or not question:
        return block
    elements = [
        {**each, "value": question} if each["action_id"] == SHARE else each for each in block["elements"]
    ]
    return {**block, "elements": elements}


def _mark(message: SlackMessage, asked: Asked) -> SlackMessage:
    block_id = f"{_MARK}:{_SHARED if asked.is_shared else ''}:{asked.user}:{asked.question}"
    if not message.blocks or len(block_id) > limits.BLOCK_ID:
        return message
    *others, last = message.blocks
    return replace(message, blocks=(*others, {**last, "block_id": block_id}))


def _read(block_id: str) -> Asked | None:
    match block_id.split(":", 3):
        case [name, shared, user, question] if name == _MARK:
            return Asked(question, user, is_shared=shared == _SHARED)
        case _:
            return None
