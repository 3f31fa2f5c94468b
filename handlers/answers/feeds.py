"""Answers about feeds: fetch one now."""

from handlers.asker import Asker
from handlers.blocks.feeds import render_polled
from handlers.blocks.message import SlackMessage
from handlers.deps import Deps


async def retry_feed(deps: Deps, asker: Asker, feed_id: int) -> SlackMessage:
    """Fetch a feed now, and say how it went. Raises NotFound for one the workspace does not see."""
    feed = await deps.db.read(lambda unit: unit.workspace(asker.workspace).feeds.get(feed_id))
    return render_polled(await deps.poller.poll(feed.id))
