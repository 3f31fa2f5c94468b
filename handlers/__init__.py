"""Everything Slack users touch. Knows Bolt, not SQL; asks the store only through feeds.

`register` is the table of all that Slack sends us. Each listener is acknowledged first and works after
that, so that no answer is late for Slack's three seconds.
"""

import re
from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.response import BoltResponse

from handlers import actions, commands, handing, home, leaving, messages, settings, shortcuts, views
from handlers.blocks import (
    alert,
    archives,
    asked,
    choices,
    feeds,
    lessons,
    modals,
    report,
    subscriptions,
    trials,
)
from handlers.blocks.home import CONNECT, OPEN, PUT_AWAY
from handlers.blocks.settings import SETTINGS
from handlers.deps import Deps

__all__ = ["register"]

Button = tuple[str, actions.Press]


async def acknowledge(ack: AsyncAck, next_: Callable[[], Awaitable[BoltResponse]]) -> BoltResponse:
    """Acknowledge before the work begins."""
    await ack()
    return await next_()


_FIRST = (acknowledge,)


def register(app: AsyncApp, deps: Deps) -> None:
    """Register every listener."""
    for command, listener in (
        ("/ticker", commands.ticker_command(deps)),
        ("/alerts", commands.alerts_command(deps)),
    ):
        app.command(command, middleware=_FIRST)(listener)
    for event, listener in (
        ("message", messages.direct_message(deps)),
        ("app_mention", messages.mention(deps)),
        ("app_home_opened", home.home_opened(deps)),
        ("app_uninstalled", leaving.app_uninstalled(deps)),
    ):
        app.event(event)(listener)
    for callback_id, listener in (
        ("score_message", shortcuts.score_message(deps)),
        (modals.ADD_ALERT, shortcuts.add_alert(deps)),
    ):
        app.shortcut(callback_id, middleware=_FIRST)(listener)
    _register_buttons(app, deps)
    _register_views(app, deps)


def _register_buttons(app: AsyncApp, deps: Deps) -> None:
    in_place: tuple[Button, ...] = (
        (report.ASK, actions.ask),
        (choices.CHOOSE, actions.choose),
        (trials.CONFIRM, actions.confirm),
        (trials.TIGHTEN, actions.try_out),
        (trials.LOOSEN, actions.try_out),
    )
    below: tuple[Button, ...] = (
        (report.FOLLOW, actions.follow),
        (subscriptions.UNSUBSCRIBE, actions.unsubscribe),
        (subscriptions.RESTORE, actions.restore),
        (subscriptions.PAUSE, actions.pause),
        (subscriptions.RESUME, actions.resume),
        (subscriptions.EDIT, actions.edit),
        (feeds.RETRY, actions.retry),
        (alert.WHY_SCORE, actions.why_score),
        (alert.MUTE, actions.mute),
        (alert.WRONG, actions.wrong),
        (alert.MORE, actions.more),
        (lessons.UNMUTE, actions.unmute),
        (lessons.UNLEARN, actions.forget_lesson),
        (choices.UNCHOOSE, actions.unchoose),
        (modals.ADD_ALERT, actions.add),
        (SETTINGS, actions.change_settings),
        (PUT_AWAY, actions.put_away),
    )
    opening: tuple[Button, ...] = (
        (OPEN, actions.ask),
        (CONNECT, actions.connect),
        (lessons.ALL_LESSONS, actions.all_lessons),
    )
    listeners = (
        *((action_id, actions.pressed(deps, press, replaces=True)) for action_id, press in in_place),
        *((action_id, actions.pressed(deps, press, opens=True)) for action_id, press in opening),
        *((action_id, actions.pressed(deps, press)) for action_id, press in below),
        (asked.SHARE, actions.sharing(deps)),
    )
    for action_id, listener in listeners:
        app.action(_numbered(action_id), middleware=_FIRST)(listener)


def _register_views(app: AsyncApp, deps: Deps) -> None:
    for callback_id, check, listener in (
        (modals.ADD_ALERT, views.check_alert(deps), views.add_alert(deps)),
        (modals.EDIT_ALERT, views.check_rules, views.edit_alert(deps)),
        (modals.MUTE_MODAL, views.check_nothing, views.mute(deps)),
        (modals.WRONG_MODAL, views.check_correction(deps), views.correct(deps)),
        (SETTINGS, settings.check_settings, settings.save_settings(deps)),
        (archives.IMPORT, handing.check_import, handing.bring_back(deps)),
    ):
        app.view(callback_id)(views.submitted(check, listener))


def _numbered(action_id: str) -> re.Pattern[str]:
    """An action id, with or without what tells several buttons of the kind apart (`ask:7d`)."""
    return re.compile(rf"\A{action_id}(?::.+)?\Z")
