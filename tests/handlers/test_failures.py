"""What goes wrong ends in one sentence with a reference; what is slow says first that it is coming."""

import asyncio
import logging
import re

import pytest

from feeds.errors import DatabaseDown, SlackDown, UsageError
from handlers import failures, retrying, zones
from handlers.blocks.message import SlackMessage, sentence
from handlers.failures import answer
from tests.bot.stage import until
from tests.handlers.asking import by_direct_message, by_mention
from tests.handlers.showing import shown


class Said(list):
    def __init__(self):
        super().__init__()
        self.spoken = asyncio.Event()

    async def __call__(self, message: SlackMessage) -> None:
        self.append(message.text)
        self.spoken.set()


@pytest.fixture
def said():
    return Said()


def raising(error):
    async def work():
        raise error

    return work


async def test_an_answer_is_said(said):
    async def work():
        return sentence("Fine.")

    await answer(said, work)
    assert said == ["Fine."]


async def test_nothing_to_say_says_nothing(said):
    async def work():
        return None

    await answer(said, work)
    assert said == []


async def test_a_callers_mistake_is_told_as_it_is(said, caplog):
    await answer(said, raising(UsageError("There is no alert 3. See `/alerts list`.")))
    assert said == ["There is no alert 3. See `/alerts list`."]
    assert caplog.records == []


@pytest.mark.parametrize(
    ("error", "start"),
    [
        pytest.param(DatabaseDown(), "The database does not answer.", id="database"),
        pytest.param(SlackDown(), "Slack can't be reached", id="Slack"),
        pytest.param(ZeroDivisionError("secret text"), "Something went wrong on our side.", id="our own"),
    ],
)
async def test_what_broke_is_told_with_the_reference_it_is_logged_under(said, caplog, error, start):
    with caplog.at_level(logging.ERROR):
        await answer(said, raising(error))
    (text,) = said
    assert text.startswith(start)
    assert "secret" not in text
    reference = re.search(r"`([0-9a-f]{8})`", text)[1]
    assert f"reference={reference}" in caplog.text


async def test_a_slow_answer_says_that_it_is_coming(said, monkeypatch):
    monkeypatch.setattr(failures, "PATIENCE_S", 0.01)
    done = asyncio.Event()

    async def work():
        await done.wait()
        return sentence("Here it is.")

    task = asyncio.create_task(answer(said, work))
    await said.spoken.wait()
    done.set()
    await task
    assert said == ["That takes a moment; the answer is on its way.", "Here it is."]


async def test_an_answer_is_said_though_slack_did_not_take_that_it_is_coming(monkeypatch):
    monkeypatch.setattr(failures, "PATIENCE_S", 0.01)
    done, said = asyncio.Event(), []

    async def say(message):
        if not done.is_set():
            done.set()
            raise SlackDown
        said.append(message.text)

    async def work():
        await done.wait()
        return sentence("Here it is.")

    await answer(say, work)
    assert said == ["Here it is."]


async def test_a_slow_question_is_acknowledged_at_once_and_told_to_wait(newsroom, monkeypatch):
    reading, waited = newsroom.db.read, asyncio.Event()
    monkeypatch.setattr(zones, "PATIENCE_S", 0.01)
    monkeypatch.setattr(failures, "render_patience", lambda: waited.set() or sentence("It is coming."))
    monkeypatch.setattr(failures, "PATIENCE_S", 0.05)

    async def read(work):
        await waited.wait()
        return await reading(work)

    monkeypatch.setattr(newsroom.db, "read", read)
    asked = await newsroom.sandbox.command("/ticker NVDA", settle_s=0.5)
    first, last = asked.messages[0], asked.messages[-1]
    assert first.text == "It is coming."
    assert last.text.startswith("Nvidia (NVDA)")
    assert not newsroom.sandbox.faults.log


async def test_a_refused_block_type_is_said_in_a_simpler_form(newsroom):
    newsroom.sandbox.faults.inject("response_url", error="invalid_blocks", times=1)
    asked = await newsroom.sandbox.command("/ticker NVDA AMD")
    assert "Nvidia (NVDA)" in asked.text


@pytest.mark.parametrize(
    ("method", "error", "advice"),
    [
        pytest.param("conversations.info", "channel_not_found", "/invite @Tickertone", id="private"),
        pytest.param("conversations.join", "is_archived", "Unarchive it", id="archived"),
        pytest.param(
            "conversations.join",
            "method_not_supported_for_channel_type",
            "/invite @Tickertone",
            id="no way in",
        ),
    ],
)
async def test_a_channel_the_bot_can_not_enter_says_what_to_do(newsroom, method, error, advice):
    newsroom.sandbox.faults.inject(method, error=error)
    asked = await newsroom.sandbox.command("/alerts subscribe $NVDA confirm", channel="#lounge")
    assert advice in asked.text
    assert newsroom.subscriptions() == ()


PUT_OFF = {
    "put off": {"status": 429, "retry_after_s": 1},
    "failing twice": {"status": 503, "times": 2},
    "a broken connection": {"drop": "before"},
}


@pytest.mark.parametrize("fault", PUT_OFF.values(), ids=PUT_OFF)
async def test_an_answer_that_slack_puts_off_is_sent_again(newsroom, monkeypatch, fault):
    monkeypatch.setattr(retrying, "PAUSES_S", (0.0, 0.0))
    newsroom.sandbox.faults.inject("response_url", **fault)
    asked = await newsroom.sandbox.command("/ticker NVDA")
    assert "Nvidia (NVDA)" in asked.text


TROUBLE = {
    "fails": {"error": "fatal_error"},
    "fails twice": {"error": "internal_error", "times": 2},
    "puts it off": {"error": "ratelimited", "retry_after_s": 0},
    "answers with a page": {"status": 503},
    "breaks the connection": {"drop": "before"},
}


@pytest.mark.parametrize("fault", TROUBLE.values(), ids=TROUBLE)
@pytest.mark.parametrize("prepare", [by_direct_message, by_mention])
async def test_an_answer_comes_once_though_slack(newsroom, monkeypatch, fault, prepare):
    monkeypatch.setattr(retrying, "PAUSES_S", (0.0, 0.0))
    newsroom.sandbox.faults.inject("chat.postMessage", **fault)
    ask = await prepare(newsroom)
    (answered,) = (await ask()).messages
    assert "Nvidia (NVDA)" in answered.text


LOST = {
    "too old": {"error": "expired_url", "status": 404, "times": 9},
    "used up": {"error": "used_url", "status": 404, "times": 9},
    "failing for good": {"status": 503, "times": 9},
    "put off for ten minutes": {"status": 429, "retry_after_s": 600},
}


@pytest.mark.parametrize("fault", LOST.values(), ids=LOST)
async def test_an_answer_that_can_not_be_given_in_reply_is_shown_to_the_person(newsroom, monkeypatch, fault):
    monkeypatch.setattr(retrying, "PAUSES_S", (0.0, 0.0))
    newsroom.sandbox.faults.inject("response_url", **fault)
    asked = await newsroom.sandbox.command("/ticker NVDA", channel="#markets")
    (answered,) = asked.messages
    assert "Nvidia (NVDA)" in answered.text
    assert answered.ephemeral_to == asked.to


async def test_a_shared_answer_that_can_not_be_given_in_reply_is_posted_for_all(newsroom):
    asked = await newsroom.sandbox.command("/ticker NVDA", channel="#markets")
    newsroom.sandbox.faults.inject("response_url", error="used_url", status=404)
    channel = newsroom.sandbox.channel("#markets")
    await newsroom.sandbox.press(asked.messages[0], "share", timeout_s=0)
    await until(lambda: "Shared by" in shown(channel.messages[-1]))
    assert channel.messages[-1].ephemeral_to is None


async def test_a_new_user_is_greeted_with_examples_where_slack_takes_no_prompts(newsroom):
    newsroom.sandbox.faults.inject("assistant.threads.setSuggestedPrompts", error="missing_scope")
    opened = await newsroom.sandbox.open_home(tab="messages")
    assert opened.text.startswith("Hello. I read the market news and score it.")
    assert len(opened.messages[0].blocks[-1]["elements"]) == 3


async def test_a_mention_where_the_bot_is_not_a_member_is_answered_to_the_asker(newsroom):
    asked = await newsroom.sandbox.say("@Tickertone how is NVDA?", channel="#lounge")
    (answered,) = asked.messages
    assert "Nvidia (NVDA)" in answered.text
    assert answered.ephemeral_to == "U01"
