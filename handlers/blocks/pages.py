"""Answers shown in a view: a modal of their own, or the top of Home.

A view stands in no channel. What a message in Home is for a channel (a dry run, say) names it in the ids
of its blocks, and a press of its buttons counts as made there.
"""

from handlers.blocks.forms import View, modal
from handlers.blocks.message import SlackMessage, simple_blocks
from handlers.blocks.mrkdwn import channel_link
from handlers.blocks.parts import Block, context, section
from handlers.blocks.report import FOLLOW

PAGE = "page"
TITLE = "Tickertone"

_AT = "at"


def render_page(message: SlackMessage) -> View:
    """An answer as a modal, titled as the answer is."""
    return modal(_title(message), PAGE, map(_without_channel, _blocks(message)))


def view_blocks(message: SlackMessage, *, channel: str) -> list[Block]:
    """An answer as a part of Home, for a channel if there is one."""
    if not channel:
        return _blocks(message)
    blocks = [context(f"For {channel_link(channel)}"), *_blocks(message)]
    return [{**block, "block_id": f"{_AT}:{channel}:{number}"} for number, block in enumerate(blocks)]


def channel_of_block(block_id: str) -> str:
    """The channel that a block in Home is for; nothing when it is for none."""
    match block_id.split(":"):
        case [at, channel, _number] if at == _AT:
            return channel
        case _:
            return ""


def _title(message: SlackMessage) -> str:
    """What the answer's heading says it is about, before any span of time; our name when it has none."""
    headings = (str(block["text"]["text"]) for block in message.blocks if block["type"] == "header")
    return next(headings, TITLE).split(" · ")[0]


def _blocks(message: SlackMessage) -> list[Block]:
    return list(simple_blocks(message)) or [section(message.text)]


def _without_channel(block: Block) -> Block:
    """What would alert the channel in sight asks for one."""
    if block["type"] != "actions":
        return block
    words = {"type": "plain_text", "text": "Add an alert", "emoji": False}
    elements = [{**it, "text": words} if it["action_id"] == FOLLOW else it for it in block["elements"]]
    return {**block, "elements": elements}
