"""Wherever somebody asks while the database is down, they are told what to do; nothing is lost or doubled."""

import re
import time
from contextlib import contextmanager

import pytest

from feeds.errors import DatabaseDown
from feeds.store import database
from tests.handlers.asking import (
    by_button,
    by_checked_form,
    by_command,
    by_confirming,
    by_direct_message,
    by_form,
    by_mention,
)
from tests.handlers.showing import shown

SENTENCE = re.compile(
    r"The database does not answer\. It is not your doing; try again in a minute\. Reference: `[0-9a-f]{8}`"
)
ANSWERED = {
    by_command: "Nvidia (NVDA), last 7 days: ",
    by_mention: "Nvidia (NVDA), last 7 days: ",
    by_direct_message: "Nvidia (NVDA), last 7 days: ",
    by_button: "Nvidia (NVDA), last 30 days: ",
    by_confirming: "Subscribed: $NVDA",
}


@pytest.fixture
def outage(newsroom):
    """While it lasts, the database does not answer."""

    @contextmanager
    def lasting():
        async def fail(_work):
            raise DatabaseDown

        with pytest.MonkeyPatch.context() as patch:
            for name in ("read", "run"):
                patch.setattr(newsroom.db, name, fail)
            yield

    return lasting


@pytest.mark.parametrize(
    ("prepare", "answer"), ANSWERED.items(), ids=lambda each: getattr(each, "__name__", "")
)
async def test_what_is_asked_in_an_outage_is_answered_by_asking_again(newsroom, outage, prepare, answer):
    ask = await prepare(newsroom)
    with outage():
        told = await ask()
    assert SENTENCE.search(told.text)
    assert (await (await prepare(newsroom))()).text.startswith(answer)
    assert len(newsroom.subscriptions()) == (1 if prepare is by_confirming else 0)


@pytest.mark.parametrize("prepare", [by_form, by_checked_form])
async def test_a_form_sent_in_an_outage_is_told_and_changes_nothing(newsroom, outage, prepare):
    send = await prepare(newsroom)
    with outage():
        told = await send()
    assert SENTENCE.search(told.text)
    assert (newsroom.subscriptions(), newsroom.mutes()) == ((), ())


async def test_home_tells_of_an_outage_and_is_whole_again_after_it(newsroom, outage):
    await newsroom.sandbox.command("/alerts subscribe $NVDA confirm")
    with outage():
        await newsroom.sandbox.open_home()
        told = shown(newsroom.sandbox.home())
    await newsroom.sandbox.open_home()
    assert SENTENCE.search(told)
    assert "*Alert 1* · $NVDA" in shown(newsroom.sandbox.home())


async def test_what_can_not_be_shared_in_an_outage_is_told_to_one_alone_and_their_answer_stays(
    newsroom, outage
):
    asked = await newsroom.sandbox.command("/ticker NVDA", channel="#markets")
    with outage():
        pressed = await newsroom.sandbox.press(asked.messages[0], "share")
    (told,) = pressed.messages
    assert SENTENCE.search(told.text)
    assert told.ephemeral_to == asked.to
    assert pressed.updated == []


async def test_an_answer_stays_whose_button_was_pressed_in_an_outage(newsroom, outage):
    asked = await newsroom.sandbox.command("/ticker NVDA", channel="#markets")
    with outage():
        pressed = await newsroom.sandbox.press(asked.messages[0], "ask:30d")
    (told,) = pressed.messages
    assert SENTENCE.search(told.text)
    assert (told.ephemeral_to, pressed.updated) == (asked.to, [])
    again = await newsroom.sandbox.press(asked.messages[0], "ask:30d")
    assert again.updated[0].text.startswith("Nvidia (NVDA), last 30 days: ")


async def test_a_shortcut_in_an_outage_is_told_in_a_direct_message(newsroom, outage):
    with outage():
        told = await newsroom.sandbox.shortcut("add_alert")
    assert SENTENCE.search(told.text)


async def test_a_database_that_hangs_is_told_of(newsroom, monkeypatch):
    monkeypatch.setattr(database, "READ_LIMIT_S", 0.05)
    monkeypatch.setattr(newsroom.db, "read_now", lambda _work: time.sleep(0.5))
    assert SENTENCE.search((await newsroom.sandbox.command("/ticker NVDA")).text)
