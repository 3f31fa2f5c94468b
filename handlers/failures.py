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
from handlers.blocks.message import SlackMessage, sentence
from handlers.speaking import Say

log = logging.getLogger(__name__)

PATIENCE_S = 2.0
_UNSAID = sentence("There is an answer, but it could not be shown. Ask again, or in a direct message.")

Listener = Callable[..., Awaitable[None]]
Work = Callable[[], Awaitable[SlackMessage | None]]


async def answer(say: Say, work: Work, *, zone: tzinfo = UTC, aside: Say | None = None) -> None:
    """Do the work and say what came of it, if anything, by the clock of `zone`.

    What takes long says first that it is coming, if Slack takes that. This and what goes wrong is said
    `aside` where the answer itself would take the place of something.
    """
    tell = aside or say
    task = asyncio.ensure_future(work())
    done, _ = await asyncio.wait({task}, timeout=PATIENCE_S)
    if not done:
        with suppress(DoorError):  # the answer itself may still get through
            await tell(render_patience())
    try:
        message = await task
    except Exception as error:  # noqa: BLE001 - the top of every listener: one answer's failure ends here
        await _say(tell, _told_of(error))
        return
    if message is not None and not await _say(say, in_zone(message, zone)):
        await _say(tell, _UNSAID)


def _told_of(error: Exception) -> SlackMessage:
    match error:
        case UsageError():
            return render_refusal(str(error))
        case DoorError():
            what = "The database does not answer." if isinstance(error, DatabaseDown) else str(error)
            doing = "It is not your doing; try again in a minute."
            return render_failure(f"{what} {doing}", reference=_note(error))
        case _:
            return render_failure("Something went wrong on our side.", reference=_note(error))


async def _say(say: Say, message: SlackMessage) -> bool:
    """Say it; False when we broke on the way. What Slack does not take is logged, and can't be told."""
    try:
        await say(message)
    except DoorError as error:
        _note(error)
    except Exception as error:  # noqa: BLE001 - as above
        _note(error)
        return False
    return True


def _note(error: Exception) -> str:
    """Log an error under a reference that the person is told."""
    reference = uuid.uuid4().hex[:8]
    log.error("answer_failed reference=%s error=%s", reference, type(error).__name__, exc_info=error)
    return reference
