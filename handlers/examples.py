"""Examples of what to ask, said so that they work in the asking workspace."""

from contextlib import suppress

from feeds.errors import DatabaseDown
from handlers.asker import Asker
from handlers.blocks.help import has_examples, in_cashtags
from handlers.blocks.message import SlackMessage
from handlers.deps import Deps


async def fit_examples(deps: Deps, asker: Asker, message: SlackMessage) -> SlackMessage:
    """Give an answer whose examples, if it has any, name companies as the workspace does."""
    if has_examples(message) and await is_cashtag_only(deps, asker):
        return in_cashtags(message)
    return message


async def is_cashtag_only(deps: Deps, asker: Asker) -> bool:
    """True where only cashtags name companies, as far as the database can be asked."""
    with suppress(DatabaseDown):
        return await deps.db.read(lambda unit: unit.workspace(asker.workspace).preferences.is_cashtag_only)
    return False
