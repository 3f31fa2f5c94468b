"""Everything Slack users touch. Knows Bolt, not SQL; asks the store only through feeds.

`register` is the table of all that Slack sends us. Each listener is acknowledged first and works after
that, so that no answer is late for Slack's three seconds.
"""

import re
from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from handlers import actions, commands, messages
from handlers.blocks.alert import WHY_SCORE
from handlers.blocks.choices import CHOOSE
from handlers.blocks.feeds import RETRY
from handlers.blocks.report import ASK, FOLLOW, SHARE
from handlers.blocks.subscriptions import CONFIRM, LOOSEN, PAUSE, RESUME, TIGHTEN, UNSUBSCRIBE
from handlers.deps import Deps
from handlers.failures import Listener
from handlers.grammar.queries import Pause, Resume, Unsubscribe

__all__ = ["register"]


def register(app: AsyncApp, deps: Deps) -> None:
    """Register every listener."""
    for command, listener in (
        ("/ticker", commands.ticker_command(deps)),
        ("/alerts", commands.alerts_command(deps)),
    ):
        _lazily(app.command(command), listener)
    for event, listener in (
        ("message", messages.direct_message(deps)),
        ("app_mention", messages.mention(deps)),
    ):
        _lazily(app.event(event), listener)
    for action_id, listener in (
        (ASK, actions.ask_again(deps)),
        (CHOOSE, actions.choose(deps)),
        (SHARE, actions.share(deps)),
        (FOLLOW, actions.follow(deps)),
        (CONFIRM, actions.try_out(deps, is_confirmed=True)),
        (TIGHTEN, actions.try_out(deps)),
        (LOOSEN, actions.try_out(deps)),
        (UNSUBSCRIBE, actions.change(deps, Unsubscribe)),
        (PAUSE, actions.change(deps, Pause)),
        (RESUME, actions.change(deps, Resume)),
        (RETRY, actions.retry(deps)),
        (WHY_SCORE, actions.why_score(deps)),
    ):
        _lazily(app.action(re.compile(rf"{action_id}(?::.+)?\Z")), listener)


async def acknowledge(ack: AsyncAck) -> None:
    """Acknowledge, and nothing else."""
    await ack()


def _lazily(decorate: Callable[..., Any], listener: Listener) -> None:
    """Register a listener that works after the acknowledgement."""
    decorate(ack=acknowledge, lazy=[listener])
