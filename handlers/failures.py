"""Turns whatever goes wrong in an answer into one sentence, with a reference where we need to look.

This is the top of every listener: nothing raised below it reaches Bolt, and nobody sees a traceback.
"""

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, tzinfo

from feeds.errors import DatabaseDown, DoorError, UsageError
from handlers.blocks.clock import in_zone
from handlers.blocks.errors import render_failure, render_patience, render_refusal
from handlers.blocks.message import SlackMessage
from handlers.speaking import Say

log = logging.getLogger(__name__)

PATIENCE_S = 2.0

Listener = Callable[..., Awaitable[None]]
Work = Callable[[], Awaitable[SlackMessage | None]]


async def answer(say: Say, work: Work, *, zone: tzinfo = UTC) -> None:
    """Do the work and say what came of it, if anything, by the clock of `zone`.

    What takes long says first that it is coming, if Slack takes that.
    """
    task = asyncio.ensure_future(_safely(work))
    done, _ = await asyncio.wait({task}, timeout=PATIENCE_S)
    if not done:
        with suppress(DoorError):  # the answer itself may still get through
            await say(render_patience())
    message = await task
    if message is not None:
        await say(in_zone(message, zone))


async def _safely(work: Work) -> SlackMessage | None:
    try:
        return await work()
    except UsageError as error:
        return render_refusal(str(error))
    except DoorError as error:
        what = "The database does not answer." if isinstance(error, DatabaseDown) else str(error)
        return render_failure(f"{what} It is not your doing; try again in a minute.", reference=_note(error))
    except Exception as error:  # noqa: BLE001 - the top of every listener: one answer's failure ends here
        return render_failure("Something went wrong on our side.", reference=_note(error))


def _note(error: Exception) -> str:
    """Log an error under a reference that the person is told."""
    reference = uuid.uuid4().hex[:8]
    log.error("answer_failed reference=%s error=%s", reference, type(error).__name__, exc_info=error)
    return reference
