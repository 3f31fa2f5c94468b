"""What a bot answers to a submitted modal is done as Slack does it."""

import asyncio

import pytest

from sandbox.dispatch.delivery import Acked, Kind, Unanswered
from tests.sandbox.samples import field, modal, plain, section


class Answering:
    """A courier that answers every submission the same way and remembers what it was sent."""

    def __init__(self, outcome):
        self.outcome = outcome
        self.sent = []

    async def deliver(self, delivery):
        self.sent.append(delivery.payload)
        return self.outcome if delivery.kind is Kind.INTERACTIVE else Acked()


FORM = modal(
    field(block_id="what"),
    field(
        {"type": "number_input", "is_decimal_allowed": True, "action_id": "least"},
        block_id="least",
        optional=True,
    ),
    submit=plain("Save"),
    notify_on_close=True,
)


@pytest.fixture
async def view(client, sandbox):
    """An open modal."""
    trigger = sandbox.world.tickets.new_trigger(team="T01", user="U01")
    opened = await client.call("views.open", trigger_id=trigger, view=FORM)
    return sandbox.workspace.views[opened["view"]["id"]]


async def submit(sandbox, view, outcome):
    sandbox.world.courier = Answering(outcome)
    return await sandbox.submit(view, {"what": "$NVDA"}, timeout_s=1)


async def test_update_gives_the_modal_new_content(sandbox, view):
    changed = modal(section(), title=plain("Done"))
    exchange = await submit(sandbox, view, Acked({"response_action": "update", "view": changed}))
    assert exchange.view is view
    assert view.content["title"]["text"] == "Done"


async def test_push_puts_one_on_top_and_closing_it_shows_the_first(sandbox, view):
    top = modal(section(), title=plain("Sure?"))
    exchange = await submit(sandbox, view, Acked({"response_action": "push", "view": top}))
    assert exchange.view.previous_id == view.id
    await sandbox.close(exchange.view)
    assert [*sandbox.workspace.views] == [view.id]


async def test_clear_closes_the_whole_stack(sandbox, view):
    pushed = await submit(sandbox, view, Acked({"response_action": "push", "view": FORM}))
    await submit(sandbox, pushed.view, Acked({"response_action": "clear"}))
    assert sandbox.workspace.views == {}


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "dance"},
        {"response_action": "errors"},
        {"response_action": "errors", "errors": {"nosuch": "Bad"}},
        {"response_action": "update", "view": modal(field())},
        {"response_action": "push"},
    ],
    ids=["unknown_action", "no_errors", "errors_nowhere", "bad_view", "no_view"],
)
async def test_answer_slack_would_not_take_leaves_the_modal_with_an_apology(sandbox, view, answer):
    exchange = await submit(sandbox, view, Acked(answer))
    assert exchange.error == "This app did not respond. Try again in a moment."
    assert view.id in sandbox.workspace.views
    assert [entry.method for entry in sandbox.faults.log] == ["view_submission"]


async def test_submission_nobody_takes_leaves_the_modal_with_an_apology(sandbox, view):
    exchange = await submit(sandbox, view, Unanswered("http_timeout", is_timeout=True))
    assert exchange.error == "This app did not respond. Try again in a moment."
    assert view.id in sandbox.workspace.views


async def test_what_was_put_in_arrives_with_every_input(sandbox, view):
    await submit(sandbox, view, Acked())
    assert sandbox.world.courier.sent[0]["view"]["state"]["values"] == {
        "what": {"typed": {"type": "plain_text_input", "value": "$NVDA"}},
        "least": {"least": {"type": "number_input", "value": None}},
    }


async def test_input_that_is_not_there_is_named_with_those_that_are(sandbox, view):
    with pytest.raises(LookupError, match="no input nosuch; there is: Label, Label"):
        await sandbox.submit(view, {"nosuch": "x"})


async def test_clearing_says_that_it_closed_everything(sandbox, view):
    sandbox.world.courier = Answering(Acked())
    await sandbox.close(view, is_cleared=True)
    assert [(sent["type"], sent["is_cleared"]) for sent in sandbox.world.courier.sent] == [
        ("view_closed", True)
    ]


async def test_button_in_a_modal_carries_the_view_and_a_trigger_that_pushes(sandbox, client):
    button = {"type": "button", "action_id": "more", "text": plain("More")}
    trigger = sandbox.world.tickets.new_trigger(team="T01", user="U01")
    content = modal({"type": "actions", "elements": [button]})
    opened = await client.call("views.open", trigger_id=trigger, view=content)
    courier = sandbox.world.courier = Answering(Acked())
    asked = asyncio.create_task(
        sandbox.press(sandbox.workspace.views[opened["view"]["id"]], "more", timeout_s=1)
    )
    await asyncio.sleep(0)
    pushed = await client.call("views.push", trigger_id=courier.sent[0]["trigger_id"], view=modal(section()))
    assert courier.sent[0]["view"]["id"] == opened["view"]["id"]
    assert (await asked).view.id == pushed["view"]["id"]
