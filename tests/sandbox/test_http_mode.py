"""HTTP mode to the letter: signatures, retries, what counts as an acknowledgement."""

import asyncio

import pytest
from aiohttp import web

from sandbox import Sandbox, Timing
from sandbox.dispatch.http_mode import HttpMode
from sandbox.dispatch.signing import sign
from tests.sandbox.bots import make_bot, over_http, serving


@pytest.fixture
async def sandbox():
    async with Sandbox(timing=Timing(ack_s=0.2, retry_waits_s=(0.01,) * 3)) as running:
        yield running


async def test_events_address_proves_itself(sandbox):
    async with over_http(sandbox, make_bot(sandbox)) as events_url:
        assert await sandbox.use_http(events_url).is_verified()


async def test_bot_refuses_what_is_signed_with_another_secret(sandbox):
    async with over_http(sandbox, make_bot(sandbox)) as events_url, Sandbox() as stranger:
        courier: HttpMode = stranger.use_http(events_url)
        assert not await courier.is_verified()


async def test_http_event_is_sent_again_with_number_and_reason(sandbox):
    seen = asyncio.Queue()

    async def receive(request):
        number = request.headers.get("X-Slack-Retry-Num")
        seen.put_nowait((number, request.headers.get("X-Slack-Retry-Reason")))
        return web.Response(status=200 if number == "2" else 500)

    async with serving(receive) as url:
        sandbox.use_http(url)
        await sandbox.say("hi", timeout_s=0)
        tries = [await asyncio.wait_for(seen.get(), 5) for _ in range(3)]
    assert tries == [(None, None), ("1", "http_error"), ("2", "http_error")]


async def test_http_command_that_takes_too_long_times_out(sandbox):
    async def receive(_request):
        await asyncio.sleep(1)
        return web.Response()

    async with serving(receive) as url:
        sandbox.use_http(url)
        exchange = await sandbox.command("/ticker NVDA")
    assert exchange.error == '/ticker failed with the error "operation_timeout"'


@pytest.mark.parametrize(
    ("status", "text", "content_type", "shown"),
    [
        (200, "plain words", "text/plain", "plain words"),
        (200, '{"text": "from JSON"}', "application/json", "from JSON"),
        (200, "", "text/plain", ""),
    ],
    ids=["text", "json", "empty"],
)
async def test_http_command_shows_what_the_answer_says(sandbox, status, text, content_type, shown):
    async def receive(_request):
        return web.Response(status=status, text=text, content_type=content_type)

    async with serving(receive) as url:
        sandbox.use_http(url)
        exchange = await sandbox.command("/ticker NVDA", timeout_s=0.1)
    assert (exchange.text, exchange.error) == (shown, None)


@pytest.mark.parametrize(
    ("status", "text"), [(500, ""), (404, ""), (200, "{")], ids=["500", "404", "broken_json"]
)
async def test_http_command_fails_on_any_other_answer(sandbox, status, text):
    async def receive(_request):
        return web.Response(status=status, text=text, content_type="application/json")

    async with serving(receive) as url:
        sandbox.use_http(url)
        exchange = await sandbox.command("/ticker NVDA")
    assert exchange.error == '/ticker failed with the error "dispatch_failed"'


def test_signature_is_slacks():
    """The example of Slack's own documentation on verifying requests."""
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
        b"%2F96rGlfmibIGlgcZRskXaIFfN"
        b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    signature = sign(body, secret="8f742231b10e8888abcd99yyyzzz85a5", timestamp=1531420618)
    assert signature == "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
