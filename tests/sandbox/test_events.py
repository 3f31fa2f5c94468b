"""Which events a bot hears, and what they say."""

import asyncio

import pytest

from sandbox import AppConfig, Sandbox
from sandbox.dispatch.delivery import Acked
from tests.sandbox.bots import make_bot, over_http, over_socket
from tests.sandbox.web_client import POST


class Ears:
    """A courier that acknowledges everything and remembers it."""

    def __init__(self):
        self.deliveries = asyncio.Queue()

    async def deliver(self, delivery):
        self.deliveries.put_nowait(delivery)
        return Acked()


@pytest.fixture
def courier(sandbox):
    sandbox.world.courier = Ears()
    return sandbox.world.courier


async def heard(courier):
    """The next event."""
    delivery = await asyncio.wait_for(courier.deliveries.get(), 5)
    return delivery.payload["event"]


async def test_events_the_app_did_not_subscribe_to_are_not_sent():
    heard = []
    async with Sandbox(config=AppConfig(events=frozenset({"app_mention"}))) as sandbox:
        bot = make_bot(sandbox)

        @bot.event("message")
        async def message(event):
            heard.append("message")

        @bot.event("app_mention")
        async def mention(event, say):
            heard.append("app_mention")
            await say("yes?", thread_ts=event["ts"])

        async with over_http(sandbox, bot):
            await sandbox.say("@Tickertone?", channel="#markets")
    assert heard == ["app_mention"]


async def test_bot_hears_of_channels_it_is_in_only():
    heard = []
    async with Sandbox() as sandbox:
        bot = make_bot(sandbox)

        @bot.event("message")
        async def message(event, say):
            heard.append(event["text"])
            await say("heard")

        async with over_socket(sandbox, bot):
            await sandbox.say("without", channel="#lounge", timeout_s=0)
            await sandbox.say("with", channel=None)
    assert heard == ["with"]


async def test_edits_and_deletions_are_told_with_what_was_there_before(sandbox, courier):
    said = (await sandbox.say("one", channel="#markets", timeout_s=0)).sent
    sandbox.edit(said, "two")
    sandbox.delete(said)
    events = [await heard(courier) for _ in range(3)]
    assert [(event.get("subtype"), event.get("previous_message", {}).get("text")) for event in events] == [
        (None, None),
        ("message_changed", "one"),
        ("message_deleted", "two"),
    ]


async def test_bots_own_posts_are_told_too_and_marked_as_its_own(sandbox, courier, client):
    await client.call("chat.postMessage", **POST)
    event = await heard(courier)
    assert (event["bot_id"], event["channel_type"]) == (sandbox.workspace.installed.bot_id, "channel")


async def test_ephemeral_messages_are_no_events(sandbox, courier, client):
    await client.call("chat.postEphemeral", **POST, user="U01")
    await client.call("chat.postMessage", channel="C01", text="seen by all")
    assert (await heard(courier))["text"] == "seen by all"


async def test_joining_is_told_with_who_joined(sandbox, courier, client):
    await client.call("conversations.join", channel="#lounge")
    event = await heard(courier)
    assert (event["type"], event["user"], event["channel"]) == ("member_joined_channel", "UB01", "C03")


async def test_direct_message_says_what_its_writer_looks_at(sandbox, courier):
    sandbox.look_at("#random")
    changed = await heard(courier)
    await sandbox.say("what about this?", looks_at="#random", timeout_s=0)
    message = await heard(courier)
    looked_at = {"entities": [{"type": "slack#/types/channel_id", "value": "C02", "team_id": "T01"}]}
    assert (changed["type"], changed["context"]) == ("app_context_changed", looked_at)
    assert message["app_context"] == looked_at


async def test_home_that_was_published_before_comes_with_the_event(sandbox, courier, client):
    await client.call("views.publish", user_id="U01", view={"type": "home", "blocks": []})
    await sandbox.open_home(timeout_s=0)
    event = await heard(courier)
    assert (event["tab"], event["view"]["type"]) == ("home", "home")
