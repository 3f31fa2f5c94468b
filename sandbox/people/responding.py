"""What the bot says back through an acknowledgement or a response URL."""

from collections.abc import Mapping
from typing import Any

from sandbox.api.content import read_content
from sandbox.state.model import Message
from sandbox.tickets import Origin
from sandbox.world import World


def respond(world: World, origin: Origin, payload: Mapping[str, Any]) -> None:
    """Carry out a response: replace or delete the original, else a new message, ephemeral by default.

    Raises ApiError when the content is not acceptable.
    """
    workspace = world.teams[origin.team].workspace
    source = origin.source
    if payload.get("delete_original") in (True, "true") and source:
        workspace.delete(source, exchange=origin.exchange)
        origin.source = None
        return
    content = read_content(payload, workspace=workspace)
    if payload.get("replace_original") in (True, "true") and source:
        changes = {"text": content.text, "blocks": content.blocks, "attachments": content.attachments}
        workspace.edit(source, changes=changes, exchange=origin.exchange)
        return
    message = Message(
        ts=workspace.next_ts(),
        channel=origin.channel,
        user=workspace.installed.bot_user,
        text=content.text,
        blocks=content.blocks,
        attachments=content.attachments,
        thread_ts=payload.get("thread_ts"),
        bot_id=workspace.installed.bot_id,
        app_id=world.config.app_id,
        ephemeral_to=None if payload.get("response_type") == "in_channel" else origin.user,
        answer_to=origin.exchange,
    )
    workspace.post(message)
    origin.source = source or message
