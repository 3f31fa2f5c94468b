"""What a person said or did, and what the bot answered."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sandbox.state.changes import Change, Deleted, Edited, HomePublished, Posted, ViewAction, ViewChanged
from sandbox.state.model import Json, Message, View

PATIENCE_S = 60.0


@dataclass(eq=False, slots=True)
class Exchange:
    """One thing said or done by `to`, with every answer so far; answers show their present form.

    `messages` are answers that appeared, `updated` messages that took a new form or went, `view` is
    the modal that opened or changed, `errors` what it said at its inputs, `error` what Slack itself
    told the person (`/ticker failed with the error "dispatch_failed"`). `ms` is the time to the
    first of them.

    Where an answer may come: ephemerally in channel `place` (anywhere for a modal, whose place is
    empty), in the thread of the message `anchor`, or flat in the direct message `direct`, unless it
    was asked in a thread (`thread_ts`).
    """

    number: int
    said: str
    to: str
    place: str
    direct: str | None = None
    thread_ts: str | None = None
    anchor: str | None = None
    messages: list[Message] = field(default_factory=list)
    updated: list[Message] = field(default_factory=list)
    view: View | None = None
    errors: Json | None = None
    error: str | None = None
    ms: int | None = None
    sent: Message | None = None
    is_home: bool = False
    is_settled: bool = False
    _started: float = field(default_factory=time.perf_counter)
    _stirred: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_answered(self) -> bool:
        """True when the bot has answered in some way."""
        return bool(self.messages or self.updated or self.view or self.errors)

    @property
    def is_open(self) -> bool:
        """True while a flat message may be its answer."""
        age_s = time.perf_counter() - self._started
        return self.thread_ts is None and not self.is_settled and age_s < PATIENCE_S

    @property
    def answers(self) -> list[Json]:
        """The answers as the transcript shows them (contract: said, to, ephemeral, text, blocks, ms).

        A modal that opened is an answer too: its text is its title, and `view` the whole of it.
        """
        messages = [
            self._answer(message.text, message.blocks, is_ephemeral=message.ephemeral_to is not None)
            for message in self.messages
        ]
        content = self.view.content if self.view else {}
        if content.get("type") != "modal":
            return messages
        opened = self._answer(content["title"]["text"], content["blocks"], is_ephemeral=True)
        return [*messages, {**opened, "view": content}]

    def _answer(self, text: str, blocks: list[Json], *, is_ephemeral: bool) -> Json:
        return {
            "said": self.said,
            "to": self.to,
            "ephemeral": is_ephemeral,
            "text": text,
            "blocks": blocks,
            "ms": self.ms,
        }

    @property
    def text(self) -> str:
        """The text of all answers, one after the other."""
        return "\n".join(message.text for message in (*self.messages, *self.updated))

    def stir(self) -> None:
        """Note that something came back."""
        if self.ms is None:
            self.ms = round((time.perf_counter() - self._started) * 1000)
        self._stirred.set()

    async def wait(self, *, timeout_s: float, settle_s: float, patience_s: float = 0.0) -> "Exchange":
        """Wait for the first answer, then until `settle_s` passed without another; never raises.

        What stirs without being an answer, a modal that closes, may be followed by one for `patience_s`.
        After `timeout_s` in all the exchange is given back as it stands.
        """
        try:
            async with asyncio.timeout(timeout_s):
                await self._stirred.wait()
                await self._wait_answered(patience_s)
                while self._stirred.is_set():
                    self._stirred.clear()
                    await asyncio.sleep(settle_s)
                self.is_settled = True
        except TimeoutError:
            pass
        return self

    async def _wait_answered(self, patience_s: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(patience_s):
                while not self.is_answered:
                    self._stirred.clear()
                    await self._stirred.wait()
        self._stirred.set()


class Exchanges:
    """All exchanges of a workspace; gives each message of the bot to the exchange it answers."""

    def __init__(self) -> None:
        self.all: list[Exchange] = []

    def open(
        self,
        said: str,
        *,
        to: str,
        place: str,
        direct: str | None = None,
        thread_ts: str | None = None,
        anchor: str | None = None,
    ) -> Exchange:
        """Begin an exchange: `to` said or did something in channel `place`."""
        exchange = Exchange(len(self.all), said, to, place, direct, thread_ts, anchor)
        self.all.append(exchange)
        return exchange

    def notice(self, change: Change) -> None:
        """Listen to the workspace."""
        match change:
            case Posted(message) if message.is_by_bot:
                self._take(message)
            case Edited(message, _, number) if number is not None:
                self._touch(message, number)
            case Deleted(message, number):
                self._withdraw(message)
                if number is not None:
                    self._touch(message, number)
            case ViewChanged(action, view, errors, number) if number is not None:
                exchange = self.all[number]
                exchange.view = (
                    None if action is ViewAction.CLOSE else view
                )  # one that is gone answers nothing
                exchange.errors = errors
                exchange.stir()
            case HomePublished(view):
                self._show_home(view)
            case _:
                pass

    def _touch(self, message: Message, number: int) -> None:
        exchange = self.all[number]
        if message.answer_to != number and message not in exchange.updated:
            exchange.updated.append(message)
        exchange.stir()

    def _withdraw(self, message: Message) -> None:
        """Take an answer back that the bot deleted."""
        if message.answer_to is not None:
            self.all[message.answer_to].messages.remove(message)

    def _show_home(self, view: View) -> None:
        for exchange in reversed(self.all):
            if exchange.is_home and exchange.to == view.user:
                exchange.view = view
                exchange.stir()
                return

    def _take(self, message: Message) -> None:
        number = self.number_for(message) if message.answer_to is None else message.answer_to
        if number is not None:
            message.answer_to = number
            self.all[number].messages.append(message)
            self.all[number].stir()

    def number_for(self, message: Message) -> int | None:
        """Say which exchange a message of the bot answers: the latest that fits its place."""
        for exchange in reversed(self.all):
            if fits(exchange, message):
                return exchange.number
        return None


def fits(exchange: Exchange, message: Message) -> bool:
    """True when the message is where an answer to the exchange would be.

    A settled exchange, or one a minute old, is not answered by a flat message: that may as well be news.
    """
    if message.ephemeral_to is not None:
        return message.ephemeral_to == exchange.to and exchange.place in ("", message.channel)
    if message.thread_ts is not None:
        return message.channel == exchange.place and message.thread_ts == exchange.anchor
    return exchange.is_open and message.channel == exchange.direct


def said_of(action: dict[str, Any]) -> str:
    """Put a press of a button or a choice into words for a transcript."""
    label = (action.get("text") or {}).get("text") or action.get("value") or action.get("action_id", "")
    return f"[{label}]"
