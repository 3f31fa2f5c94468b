"""Response URLs and trigger ids are good for as long and as often as Slack's."""

import asyncio

import pytest

from tests.sandbox.samples import modal, section
from tests.sandbox.web_client import POST


@pytest.fixture
def origin(sandbox):
    """The secret part of a response URL of a command in #markets."""
    return sandbox.world.tickets.new_origin(team="T01", channel="C01", user="U01", exchange=None)


@pytest.fixture
def respond(client, origin):
    """Sends to the response URL; gives status and body."""

    async def send(body):
        async with client.session.post(f"{client.sandbox.url}/response/{origin}", json=body) as response:
            return response.status, await response.text()

    return send


def shown(sandbox):
    return [(message.text, message.ephemeral_to) for message in sandbox.channel("#markets").messages]


async def test_response_is_ephemeral_unless_it_says_otherwise(sandbox, respond):
    await respond({"text": "for one"})
    await respond({"text": "for all", "response_type": "in_channel"})
    assert shown(sandbox) == [("for one", "U01"), ("for all", None)]


async def test_response_replaces_and_deletes_the_one_before(sandbox, respond):
    await respond({"text": "working"})
    await respond({"text": "done", "replace_original": True})
    assert shown(sandbox) == [("done", "U01")]
    await respond({"delete_original": True})
    assert shown(sandbox) == []


async def test_sixth_use_is_refused(respond):
    uses = [await respond({"text": "x"}) for _ in range(6)]
    assert [status for status, _ in uses] == [200] * 5 + [404]
    assert '"used_url"' in uses[-1][1]


async def test_use_after_half_an_hour_is_refused(sandbox, respond, origin):
    sandbox.world.tickets.origins[origin].until -= 1801
    status, body = await respond({"text": "x"})
    assert status == 404
    assert '"expired_url"' in body


@pytest.mark.parametrize(
    ("body", "error"),
    [({}, "no_text"), ([], "invalid_payload"), ({"blocks": [{"type": "banner"}]}, "invalid_blocks")],
    ids=["empty", "list", "bad_block"],
)
async def test_response_that_slack_would_not_show_is_refused_and_logged(sandbox, respond, body, error):
    status, answer = await respond(body)
    assert status == 400
    assert f'"{error}"' in answer
    assert [(entry.method, entry.error) for entry in sandbox.faults.log] == [("response_url", error)]


async def test_response_fails_as_injected(sandbox, respond):
    sandbox.faults.inject("response_url", status=500)
    assert [(await respond({"text": "x"}))[0] for _ in range(2)] == [500, 200]


async def test_unknown_response_url_is_refused(client):
    async with client.session.post(f"{client.sandbox.url}/response/nosuch", json={"text": "x"}) as response:
        assert response.status == 404


@pytest.fixture
def trigger(sandbox):
    return sandbox.world.tickets.new_trigger(team="T01", user="U01")


async def test_trigger_opens_one_modal(client, trigger):
    answers = [await client.call("views.open", trigger_id=trigger, view=modal(section())) for _ in range(2)]
    assert [answer.get("error") for answer in answers] == [None, "exchanged_trigger_id"]


async def test_trigger_is_good_for_three_seconds(client, trigger):
    client.sandbox.world.tickets.triggers[trigger].until -= 3.1
    assert (await client.call("views.open", trigger_id=trigger, view=modal()))[
        "error"
    ] == "expired_trigger_id"


async def test_invalid_view_does_not_use_the_trigger_up(client, trigger):
    assert not (await client.call("views.open", trigger_id=trigger, view=modal({"type": "banner"})))["ok"]
    assert (await client.call("views.open", trigger_id=trigger, view=modal()))["ok"]


async def test_three_modals_at_most_lie_on_a_stack(client, sandbox):
    view, answers = None, []
    for method in ("views.open", "views.push", "views.push", "views.push"):
        trigger = sandbox.world.tickets.new_trigger(team="T01", user="U01", view=view)
        answers.append(await client.call(method, trigger_id=trigger, view=modal()))
        view = answers[-1].get("view", {}).get("id")
    assert [answer.get("error") for answer in answers] == [None, None, None, "push_limit_reached"]


async def test_modal_is_updated_by_id_or_external_id_unless_somebody_was_faster(client, trigger):
    opened = await client.call("views.open", trigger_id=trigger, view=modal(external_id="mine"))
    by_name = await client.call("views.update", external_id="mine", view=modal(section()))
    stale = await client.call(
        "views.update", view_id=opened["view"]["id"], view=modal(), hash=opened["view"]["hash"]
    )
    assert by_name["ok"]
    assert stale["error"] == "hash_conflict"


async def test_external_id_names_one_view_only(client, sandbox):
    triggers = [sandbox.world.tickets.new_trigger(team="T01", user=user) for user in ("U01", "U02")]
    view = modal(external_id="mine")
    answers = [await client.call("views.open", trigger_id=trigger, view=view) for trigger in triggers]
    assert [answer.get("error") for answer in answers] == [None, "duplicate_external_id"]


async def test_answer_that_was_taken_back_is_none(client, sandbox):
    exchange = await sandbox.say("hello?", timeout_s=0)
    posted = await client.call("chat.postMessage", channel="D01", text="wait a moment")
    await client.call("chat.postMessage", channel="D01", text="hello")
    await client.call("chat.delete", channel="D01", ts=posted["ts"])
    assert [answer["text"] for answer in sandbox.transcript()["answers"]] == ["hello"]
    assert exchange.updated == []


async def test_late_answer_still_belongs_to_its_question(client, sandbox):
    exchange = await sandbox.say("hello?", timeout_s=0)
    await client.call("chat.postMessage", channel="D01", text="sorry, I was away")
    assert exchange.text == "sorry, I was away"


async def test_news_in_a_direct_message_is_no_answer_to_a_settled_question(client, sandbox):
    asked = asyncio.create_task(sandbox.say("hello?", settle_s=0.01))
    await asyncio.sleep(0)
    await client.call("chat.postMessage", channel="D01", text="hello")
    exchange = await asked
    await client.call("chat.postMessage", channel="D01", text="NVDA soars")
    assert exchange.text == "hello"
    assert [post["text"] for post in sandbox.transcript()["posted"]] == ["NVDA soars"]


async def test_post_in_the_channel_is_no_answer_to_a_mention(client, sandbox):
    exchange = await sandbox.say("@Tickertone?", channel="#markets", timeout_s=0)
    await client.call("chat.postMessage", **POST)
    await client.call("chat.postMessage", **POST, thread_ts=exchange.sent.ts)
    transcript = sandbox.transcript()
    assert [post["thread_ts"] for post in transcript["posted"]] == [None]
    assert [answer["said"] for answer in transcript["answers"]] == ["@Tickertone?"]


async def test_transcript_shows_a_post_in_its_final_form(client, sandbox):
    posted = await client.call("chat.postMessage", channel="C01", text="draft")
    await client.call("chat.update", channel="C01", ts=posted["ts"], text="final")
    assert sandbox.transcript() == {
        "posted": [
            {
                "channel": "#markets",
                "ts": posted["ts"],
                "thread_ts": None,
                "text": "final",
                "blocks": [],
                "edits": 1,
            }
        ],
        "answers": [],
        "faults": [],
    }


async def test_modal_and_home_are_answered_in_the_persons_direct_message(client, sandbox):
    exchange = await sandbox.open_home(tab="messages", timeout_s=0)
    assert not exchange.is_answered
    await client.call("chat.postMessage", channel="U01", text="welcome")
    assert exchange.is_answered
    assert exchange.text == "welcome"


async def test_press_is_answered_in_the_thread_of_its_message(client, sandbox):
    button = {"type": "button", "action_id": "why", "text": {"type": "plain_text", "text": "Why?"}}
    blocks = [{"type": "actions", "elements": [button]}]
    posted = await client.call("chat.postMessage", **POST, blocks=blocks)
    sandbox.use_http("http://127.0.0.1:9/closed")
    exchange = await sandbox.press(sandbox.channel("C01").find(posted["ts"]), "why")
    assert (exchange.said, exchange.error) == (
        "[Why?]",
        "This app did not respond. Try again in a moment.",
    )
    await client.call("chat.postMessage", **POST, thread_ts=posted["ts"])
    assert exchange.text == "hello"


async def test_pressing_what_is_not_there_says_what_is(client, sandbox):
    posted = await client.call("chat.postMessage", **POST, blocks=[section()])
    with pytest.raises(LookupError, match="no element 'why'; there is: nothing"):
        await sandbox.press(sandbox.channel("C01").find(posted["ts"]), "why")
