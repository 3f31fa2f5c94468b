"""Getting into the channel that alerts shall go to."""

from slack_sdk.web.async_client import AsyncWebClient

from feeds.errors import SlackRefused, UsageError
from handlers.speaking import call

_SENTENCES = {
    "is_archived": "This channel is archived. Unarchive it, or choose another one.",
    "channel_not_found": (
        "I can't see that channel. If it is private, type `/invite @Tickertone` in it, then subscribe again."
    ),
    "method_not_supported_for_channel_type": (
        "I am not in this channel yet. Type `/invite @Tickertone` here, then subscribe again."
    ),
}


async def enter(client: AsyncWebClient, channel: str) -> None:
    """See to it that the bot can post there. Raises UsageError with what a person has to do."""
    try:
        info = (await call(client, "conversations.info", {"channel": channel}))["channel"]
        if info.get("is_archived"):
            raise UsageError(_SENTENCES["is_archived"])
        if not (info.get("is_im") or info.get("is_mpim") or info.get("is_member")):
            await call(client, "conversations.join", {"channel": channel})
    except SlackRefused as refused:
        if refused.code not in _SENTENCES:
            raise
        raise UsageError(_SENTENCES[refused.code]) from refused
