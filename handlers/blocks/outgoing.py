"""Everything the outbox holds, as messages for Slack."""

from feeds.types.decisions import ClaimedMessage, MessageKind
from handlers.blocks.alert import render_alert
from handlers.blocks.digest import render_digest
from handlers.blocks.message import SlackMessage
from handlers.blocks.notices import render_notice


def render_outgoing(message: ClaimedMessage) -> SlackMessage:
    """Render a message of any kind."""
    match message.kind:
        case MessageKind.POST | MessageKind.EDIT | MessageKind.REPLY:
            return render_alert(message)
        case MessageKind.DIGEST:
            return render_digest(message)
        case MessageKind.NOTICE if message.notice is not None:
            return render_notice(message.notice)
        case _:
            raise ValueError(f"message {message.id} tells nothing")
