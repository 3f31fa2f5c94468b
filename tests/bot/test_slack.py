"""The door to Slack's Web API: every end of a call is one of five outcomes, and nothing is retried."""

import socket

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.metrics import Metrics
from bot.slack import Slack
from feeds.errors import SlackDown
from feeds.types.decisions import Posted, RateLimited, Refused, Uncertain, Unreachable
from handlers.blocks.message import SlackMessage, compose
from handlers.blocks.parts import Point, bar_chart
from sandbox import Sandbox

HELLO = SlackMessage("Hello, markets")


@pytest.fixture
async def sandbox():
    async with Sandbox() as started:
        yield started


def _door(sandbox: Sandbox, *, token: str | None = None) -> Slack:
    client = AsyncWebClient(token=token or sandbox.bot_token, base_url=sandbox.api_url)
    return Slack(client, metrics=Metrics())


async def _post(sandbox: Sandbox, channel: str = "#markets"):
    return await _door(sandbox).post("T1", HELLO, channel=sandbox.channel(channel).id)


async def test_a_posted_message_has_the_time_stamp_that_edits_and_threads_need(sandbox):
    door = _door(sandbox)
    channel = sandbox.channel("#markets").id
    posted = await door.post("T1", HELLO, channel=channel)
    assert isinstance(posted, Posted)
    edited = await door.update("T1", SlackMessage("Hello again"), channel=channel, ts=posted.ts)
    replied = await door.post("T1", SlackMessage("More"), channel=channel, thread_ts=posted.ts)
    assert isinstance(edited, Posted)
    assert isinstance(replied, Posted)
    parent, reply = sandbox.transcript()["posted"]
    assert (parent["text"], parent["edits"]) == ("Hello again", 1)
    assert reply["thread_ts"] == posted.ts


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        ({"status": 500}, Unreachable),
        ({"status": 503}, Unreachable),
        ({"error": "ratelimited", "status": 429, "retry_after_s": 7}, RateLimited(7)),
        ({"error": "is_archived"}, Refused("is_archived")),
        ({"drop": "after"}, Uncertain),
    ],
    ids=["http 500", "http 503", "429 with Retry-After", "an error of Slack's own", "no answer came back"],
)
async def test_every_end_of_a_call_is_an_outcome(sandbox, fault, outcome):
    sandbox.faults.inject("chat.postMessage", **fault)
    seen = await _post(sandbox)
    assert isinstance(seen, outcome) if isinstance(outcome, type) else seen == outcome


async def test_a_call_without_an_answer_is_not_repeated_behind_our_back(sandbox):
    sandbox.faults.inject("chat.postMessage", drop="after")
    await _post(sandbox)
    assert len(sandbox.transcript()["posted"]) == 1


async def test_a_channel_the_bot_is_not_in_is_refused_by_name(sandbox):
    assert await _post(sandbox, "#lounge") == Refused("not_in_channel")


async def test_a_host_that_does_not_listen_is_unreachable():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    client = AsyncWebClient(token="xoxb-1", base_url=f"http://127.0.0.1:{port}/api/")
    seen = await Slack(client, metrics=Metrics()).post("T1", HELLO, channel="C1")
    assert isinstance(seen, Unreachable)


async def test_a_wrong_token_is_one_sentence_that_says_what_to_do(sandbox):
    with pytest.raises(SlackDown, match=r"SLACK_BOT_TOKEN \(invalid_auth\)"):
        await _door(sandbox, token="xoxb-wrong").identify()


async def test_the_right_token_tells_the_workspace(sandbox):
    assert await _door(sandbox).identify() == sandbox.workspace.id


async def test_calls_are_counted_by_method_and_result(sandbox):
    metrics = Metrics()
    client = AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.api_url)
    await Slack(client, metrics=metrics).post("T1", HELLO, channel=sandbox.channel("#markets").id)
    assert (
        'tickertone_slack_calls_total{method="chat.postMessage",result="posted"} 1.0'
        in metrics.text().decode()
    )


async def test_charts_are_painted_and_the_painted_message_is_taken(sandbox):
    sandbox.workspace.takes_new_blocks = False
    door, channel = _door(sandbox), sandbox.channel("#markets").id
    chart = compose("Tone", [bar_chart("Tone", name="Tone", points=[Point("NVDA", 0.5)])])
    assert await door.post("T1", chart, channel=channel) == Refused("invalid_blocks")
    painted = await door.paint(chart)
    assert isinstance(await door.post("T1", painted, channel=channel), Posted)


async def test_charts_that_can_not_be_painted_are_left_to_the_text(sandbox):
    sandbox.faults.inject("files.getUploadURLExternal", error="missing_scope")
    chart = compose("Tone", [bar_chart("Tone", name="Tone", points=[Point("NVDA", 0.5)])])
    assert await _door(sandbox).paint(chart) is None
