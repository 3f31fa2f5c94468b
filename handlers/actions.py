"""The buttons: each reads its value, asks the answer it stands for, and replies where it belongs."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncRespond

from handlers.answers.alerts import answer_alerts, answer_alerts_text
from handlers.answers.feeds import retry_feed
from handlers.answers.questions import answer_question, read_text
from handlers.answers.ticker import COMMAND, answer_ticker_text, remember
from handlers.answers.why import answer_why_score
from handlers.asker import Asker, asker_of_action
from handlers.blocks.choices import Choice
from handlers.blocks.message import SlackMessage
from handlers.deps import Deps
from handlers.failures import Listener, answer
from handlers.grammar.queries import Pause, Resume, Unsubscribe
from handlers.speaking import in_reply

ALERTS = "/alerts"


def ask_again(deps: Deps) -> Listener:
    """A button whose value is a question: its answer takes the place of the message."""

    async def ask(body: Mapping[str, Any], action: Mapping[str, Any], respond: AsyncRespond) -> None:
        asker, said = asker_of_action(body), action["value"]
        say = in_reply(respond, replaces=True)
        await answer(say, lambda: answer_any(deps, asker, said, is_private=is_private(body)))

    return ask


def choose(deps: Deps) -> Listener:
    """Which company an ambiguous word means: remembered, and the question is answered."""

    async def chosen(body: Mapping[str, Any], action: Mapping[str, Any], respond: AsyncRespond) -> None:
        asker, choice = asker_of_action(body), Choice.unpack(action["value"])

        async def work() -> SlackMessage:
            await remember(deps, asker, choice)
            return await answer_any(deps, asker, choice.question, is_private=is_private(body))

        await answer(in_reply(respond, replaces=True), work)

    return chosen


def share(deps: Deps) -> Listener:
    """Show a private answer to the whole channel."""

    async def shared(body: Mapping[str, Any], action: Mapping[str, Any], respond: AsyncRespond) -> None:
        asker, said = asker_of_action(body), action["value"]
        say = in_reply(respond, is_shared=True)
        await answer(say, lambda: answer_any(deps, asker, said, is_private=False))

    return shared


def follow(deps: Deps) -> Listener:
    """Alert this channel: a dry run of what the report is about."""

    async def followed(body: Mapping[str, Any], action: Mapping[str, Any], respond: AsyncRespond) -> None:
        asker, words = asker_of_action(body), action["value"]
        await answer(in_reply(respond), lambda: answer_alerts_text(deps, asker, f"subscribe {words}"))

    return followed


def try_out(deps: Deps, *, is_confirmed: bool = False) -> Listener:
    """Confirm, tighten or loosen a dry run, in its place."""

    async def tried(body: Mapping[str, Any], action: Mapping[str, Any], respond: AsyncRespond) -> None:
        asker, command = asker_of_action(body), action["value"].removeprefix(ALERTS)
        text = f"{command} confirm" if is_confirmed else command
        await answer(in_reply(respond, replaces=True), lambda: answer_alerts_text(deps, asker, text))

    return tried


def change(deps: Deps, query: type[Unsubscribe] | type[Pause] | type[Resume]) -> Listener:
    """End, pause or resume the subscription whose number is the value."""

    async def changed(body: Mapping[str, Any], action: Mapping[str, Any], respond: AsyncRespond) -> None:
        asker, number = asker_of_action(body), int(action["value"])
        await answer(in_reply(respond), lambda: answer_alerts(deps, asker, query(number)))

    return changed


def why_score(deps: Deps) -> Listener:
    """Why this score: the words and sentences that decided."""

    async def why(body: Mapping[str, Any], action: Mapping[str, Any], respond: AsyncRespond) -> None:
        asker, item_id = asker_of_action(body), int(action["value"])
        await answer(in_reply(respond), lambda: answer_why_score(deps, asker, item_id))

    return why


def retry(deps: Deps) -> Listener:
    """Fetch a failing feed now."""

    async def retried(body: Mapping[str, Any], action: Mapping[str, Any], respond: AsyncRespond) -> None:
        asker, feed_id = asker_of_action(body), int(action["value"])
        await answer(in_reply(respond), lambda: retry_feed(deps, asker, feed_id))

    return retried


async def answer_any(deps: Deps, asker: Asker, said: str, *, is_private: bool) -> SlackMessage:
    """Answer a button's question: a command of ours, or plain English."""
    if said.startswith(COMMAND):
        return await answer_ticker_text(deps, asker, said.removeprefix(COMMAND), is_private=is_private)
    if said.startswith(ALERTS):
        return await answer_alerts_text(deps, asker, said.removeprefix(ALERTS))
    question = read_text(said, companies=deps.scorer.companies, now=deps.clock())
    return await answer_question(deps, asker, question)


def is_private(body: Mapping[str, Any]) -> bool:
    """True for a button of a message that one person alone sees."""
    return bool(body.get("container", {}).get("is_ephemeral"))
