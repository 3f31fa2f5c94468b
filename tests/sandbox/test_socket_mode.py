"""Socket Mode to the letter: acknowledgements, re-delivery, connections that come and go."""

import asyncio
import json

import aiohttp
import pytest

from sandbox import Sandbox, Timing
from tests.sandbox.bots import make_bot, over_socket

HASTY = Timing(ack_s=0.2, retry_waits_s=(0.01,) * 3)


class Socket:
    """A Socket Mode client that does only what it is told: it acknowledges nothing by itself."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    @classmethod
    async def open(cls, client):
        opened = await client.call("apps.connections.open", token=client.sandbox.app_token)
        return cls(await client.session.ws_connect(opened["url"]))

    async def next(self, kind):
        """The next frame of a type."""
        async with asyncio.timeout(5):
            while True:
                frame = json.loads((await self.socket.receive()).data)
                if frame["type"] == kind:
                    return frame

    async def ack(self, frame, payload=None):
        await self.socket.send_json(
            {"envelope_id": frame["envelope_id"], **({"payload": payload} if payload else {})}
        )


@pytest.fixture
async def sandbox():
    async with Sandbox(timing=HASTY) as running:
        yield running


async def test_connection_is_greeted_and_its_ticket_is_good_once(client):
    opened = await client.call("apps.connections.open", token=client.sandbox.app_token)
    async with client.session.ws_connect(opened["url"]) as socket:
        hello = await socket.receive_json()
    assert (hello["type"], hello["connection_info"]) == ("hello", {"app_id": "A01"})
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await client.session.ws_connect(opened["url"])


async def test_event_that_is_not_acknowledged_comes_again_and_says_why(client):
    socket = await Socket.open(client)
    await socket.next("hello")
    await client.sandbox.say("hi", timeout_s=0)
    first = await socket.next("events_api")
    second = await socket.next("events_api")
    await socket.ack(second)
    assert (first["retry_attempt"], second["retry_attempt"]) == (0, 1)
    assert second["retry_reason"] == "http_timeout"
    assert first["payload"]["event_id"] == second["payload"]["event_id"]


async def test_each_payload_goes_to_one_of_several_connections(client):
    sockets = [await Socket.open(client) for _ in range(3)]
    for socket in sockets:
        await socket.next("hello")
    for n in range(6):
        await client.sandbox.say(str(n), timeout_s=0)
    frames = [[await socket.next("events_api") for _ in range(2)] for socket in sockets]
    said = sorted(frame["payload"]["event"]["text"] for pair in frames for frame in pair)
    assert said == ["0", "1", "2", "3", "4", "5"]


async def test_eleventh_connection_is_sent_away(client):
    sockets = [await Socket.open(client) for _ in range(10)]
    for socket in sockets:
        await socket.next("hello")
    assert (await (await Socket.open(client)).next("disconnect"))["reason"] == "too_many_websockets"


async def test_command_takes_an_acknowledgement_with_a_payload_and_an_event_none(client):
    socket = await Socket.open(client)
    command = asyncio.create_task(client.sandbox.command("/ticker NVDA"))
    frame = await socket.next("slash_commands")
    assert frame["accepts_response_payload"] is True
    await socket.ack(frame, {"text": "here"})
    assert (await command).text == "here"


async def test_command_nobody_acknowledges_fails_as_slack_says(client):
    socket = await Socket.open(client)
    await socket.next("hello")
    exchange = await client.sandbox.command("/ticker NVDA")
    assert exchange.error == '/ticker failed with the error "operation_timeout"'
    assert [entry["error"] for entry in client.sandbox.transcript()["faults"]] == ["operation_timeout"]


async def test_acknowledgement_that_slack_would_not_show_fails_the_command(client):
    socket = await Socket.open(client)
    command = asyncio.create_task(client.sandbox.command("/ticker NVDA"))
    await socket.ack(await socket.next("slash_commands"), {"blocks": [{"type": "banner"}]})
    assert (await command).error == '/ticker failed with the error "invalid_command_response"'


@pytest.mark.parametrize("noise", ["{", "[]", '{"envelope_id": "nosuch"}', '"text"'])
async def test_noise_on_the_socket_is_passed_over(client, noise):
    socket = await Socket.open(client)
    await socket.socket.send_str(noise)
    command = asyncio.create_task(client.sandbox.command("/ticker NVDA"))
    await socket.ack(await socket.next("slash_commands"), {"text": "here"})
    assert (await command).text == "here"


@pytest.mark.parametrize("way", ["drop", "refresh"])
async def test_bolt_comes_back_after_its_connection_ended(way):
    async with Sandbox() as sandbox:
        bot = make_bot(sandbox)

        @bot.event("message")
        async def hear(event, say):
            await say("still here")

        async with over_socket(sandbox, bot):
            if way == "drop":
                sandbox.drop_sockets()
            else:
                await sandbox.refresh_sockets()
            await sandbox.wait_connected()
            exchange = await sandbox.say("hello?")
    assert exchange.text == "still here"
