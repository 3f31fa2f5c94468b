"""What takes Slack itself besides an answer: opening a modal, getting into a channel."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from handlers.answers.alerts import answer_alerts, read_subscription
from handlers.asker import Asker
from handlers.blocks.archives import import_modal
from handlers.blocks.asked import Asked, asked_in
from handlers.blocks.errors import render_problem
from handlers.blocks.forms import View
from handlers.blocks.message import SlackMessage
from handlers.blocks.modals import alert_modal, edit_modal
from handlers.deps import Deps
from handlers.grammar import UsageProblem, parse_alerts
from handlers.grammar.queries import Edit, ExportAlerts, ImportAlerts, OpenAlertModal, Subscribe
from handlers.handing import hand_over
from handlers.preferences import preferences_of
from handlers.rooms import enter
from handlers.speaking import call

FROM_HOME = "home"


@dataclass(frozen=True, slots=True)
class Visit:
    """One thing a person did in Slack. `body` is what Slack sent of it."""

    deps: Deps
    client: AsyncWebClient
    body: Mapping[str, Any]
    asker: Asker

    async def alerts(self, text: str, *, steps: int = 0) -> SlackMessage | None:
        """Do what the words after `/alerts` ask for; a dry run tightened by so many steps."""
        match parse_alerts(text):
            case UsageProblem() as problem:
                return render_problem(problem)
            case OpenAlertModal():
                await self.open_alert()
            case ImportAlerts():
                await self.open(import_modal(channel=self.asker.channel))
            case ExportAlerts():
                return await hand_over(self.deps, self.client, self.asker)
            case Edit(id=id_):
                await self.open_edit(id_)
            case Subscribe() as query:
                if query.is_confirmed:
                    await enter(self.client, self.asker.channel)
                tried = replace(query.by_clock_of(str(self.asker.zone)), steps=steps)
                return await answer_alerts(self.deps, self.asker, tried)
            case query:
                return await answer_alerts(self.deps, self.asker, query)
        return None

    @property
    def view(self) -> Mapping[str, Any] | None:
        """The view in which the person did it, if it was in one: Home or a modal."""
        return self.body.get("view")

    @property
    def asked(self) -> Asked | None:
        """What the message answers whose button was pressed."""
        return asked_in(self.body.get("message", {}).get("blocks", ()))

    @property
    def is_of_another(self) -> bool:
        """True for a button of an answer that a channel sees and somebody else asked for."""
        asked = self.asked
        return asked is not None and asked.user not in {"", self.asker.user}

    @property
    def is_private(self) -> bool:
        """True where the answer to a button is for one person alone."""
        return is_ephemeral(self.body) or self.is_of_another

    @property
    def is_in_modal(self) -> bool:
        """True when it was done in a modal."""
        return self.view is not None and self.view["type"] == "modal"

    async def open_alert(self, what: str = "") -> None:
        """Open the alert modal; from Home it is answered there."""
        digest_at = (await preferences_of(self.deps, self.asker)).digest_at
        origin = FROM_HOME if self.view else ""
        channel = self.asker.channel
        await self.open(alert_modal(channel=channel, what=what, digest_at=digest_at, metadata=origin))

    async def open_edit(self, id_: int) -> None:
        """Open a subscription's rules; from Home they are answered there."""
        subscription = await read_subscription(self.deps, self.asker, id_)
        digest_at = (await preferences_of(self.deps, self.asker)).digest_at
        is_from_home = self.view is not None
        await self.open(edit_modal(subscription, digest_at=digest_at, is_from_home=is_from_home))

    async def open(self, view: View) -> None:
        """Open a modal in answer to what the person did, on top of the one they did it in."""
        method = "views.push" if self.is_in_modal else "views.open"
        await call(self.client, method, {"trigger_id": self.body["trigger_id"], "view": view})


def is_ephemeral(body: Mapping[str, Any]) -> bool:
    """True for a button of a message that one person alone sees."""
    return bool(body.get("container", {}).get("is_ephemeral"))
