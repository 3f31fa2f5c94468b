"""`/ticker` in Slack: private answers that can be shared, windows in place, choices remembered."""

import pytest

from tests.handlers.showing import shown


@pytest.fixture(autouse=True)
def no_faults(stage):
    yield
    assert stage.sandbox.transcript()["faults"] == []


async def test_a_ticker_is_reported_on_to_the_asker_alone(newsroom):
    answer = (await newsroom.sandbox.command("/ticker $nvda")).answers[0]
    assert answer["ephemeral"]
    assert answer["text"].startswith("Nvidia (NVDA), last 7 days: ")
    assert "3 stories" in answer["text"]


async def test_another_window_is_shown_in_place(newsroom):
    asked = await newsroom.sandbox.command("/ticker NVDA")
    pressed = await newsroom.sandbox.press(asked.messages[0], "ask:24h")
    assert pressed.messages == []
    assert pressed.updated[0].text.startswith("Nvidia (NVDA), last 24 hours: ")


async def test_a_shared_answer_is_everybodys(newsroom):
    asked = await newsroom.sandbox.command("/ticker NVDA")
    said = asked.text
    shared = await newsroom.sandbox.press(asked.messages[0], "share")
    (answer,) = shared.messages
    assert answer.ephemeral_to is None
    assert answer.text == said
    assert "Shared by <@U01>" in shown(answer)
    assert "share" not in [button["action_id"] for button in answer.blocks[-1]["elements"]]


async def test_what_was_shared_is_not_offered_to_be_shared_again(newsroom):
    asked = await newsroom.sandbox.command("/ticker NVDA")
    said = asked.text
    shared = await newsroom.sandbox.press(asked.messages[0], "share")
    (kept,) = shared.updated
    assert kept.ephemeral_to == asked.to
    assert kept.text == f"Shared. {said}"
    assert [button["action_id"] for button in kept.blocks[-1]["elements"]] == [
        "ask:24h", "ask:7d", "ask:30d", "follow"
    ]  # fmt: skip
    again = await newsroom.sandbox.press(kept, "ask:24h")
    assert "share" in [button["action_id"] for button in again.updated[0].blocks[-1]["elements"]]


async def test_several_tickers_are_put_side_by_side(newsroom):
    asked = await newsroom.sandbox.command("/ticker Ford vs tesla 30d")
    assert asked.text.startswith("Last 30 days: Ford Motor (F): ")
    assert "Tesla (TSLA)" in asked.text
    assert any(block["type"] == "table" for block in asked.messages[0].blocks)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("NVDA since yesterday", "Nvidia (NVDA), since yesterday: ", id="a span in words"),
        pytest.param("nvidia and ford since yesterday", "Since yesterday: Nvidia (NVDA): ", id="of several"),
        pytest.param("why is Tesla down", "Tesla (TSLA): ", id="a question"),
        pytest.param("GOOG and 7203.T 30d", "Last 30 days: Alphabet (GOOGL): no stories; Toyota", id="lines"),
        pytest.param("any news on Ford?", "New on Ford Motor (F): ", id="small words are no symbols"),
        pytest.param("Nvidia news", "New on Nvidia (NVDA): ", id="nor is news"),
        pytest.param("how is Ford doing", "Ford Motor (F), last 7 days: ", id="a report"),
        pytest.param("tell me when Ford turns negative", "Dry run of $F negative", id="an alert"),
        pytest.param("nvda on tsla", "Last 7 days: Nvidia (NVDA): ", id="a symbol in small letters"),
        pytest.param("how is it doing", "“how is it doing” names no company.", id="nobody"),
        pytest.param("nvda for 30d", "Nvidia (NVDA), last 30 days: ", id="small words before a length"),
        pytest.param("all now it", "Last 7 days: Allstate (ALL): ", id="symbols in small letters"),
        pytest.param("3D Systems", "No stories about 3D Systems (DDD)", id="a name like a length"),
        pytest.param("what's moving", "Movers, last 7 days: ", id="what moves"),
    ],
)
async def test_words_that_are_no_names_are_read_as_a_message_would_be(newsroom, words, told):
    asked = await newsroom.sandbox.command(f"/ticker {words}")
    assert asked.text.startswith(told)
    assert asked.messages[0].ephemeral_to == "U01"


async def test_what_is_read_neither_way_is_refused_with_the_names_that_were_not_heard(newsroom):
    asked = await newsroom.sandbox.command("/ticker NVDA blorb splat")
    assert "“blorb”" in asked.text


async def test_movers_name_the_loudest(newsroom):
    asked = await newsroom.sandbox.command("/ticker movers 24h")
    assert "Nvidia (NVDA)" in asked.text


async def test_an_ambiguous_word_is_asked_about_once(newsroom):
    first = await newsroom.sandbox.command("/ticker united")
    chosen = await newsroom.sandbox.press(first.messages[0], "choose:3")
    assert chosen.text.startswith("I will take “united” for United Airlines (UAL) here; Home undoes it. ")
    again = await newsroom.sandbox.command("/ticker United", user="U02")
    assert "United Airlines (UAL)" in again.text
    assert "Home undoes it" not in again.text


async def test_an_unknown_word_gets_the_nearest(newsroom):
    asked = await newsroom.sandbox.command("/ticker nvidea 24h")
    assert "No listed company is called “nvidea”" in asked.text
    pressed = await newsroom.sandbox.press(asked.messages[0], "ask:0")
    assert pressed.text.startswith("Nvidia (NVDA), last 24 hours: ")


@pytest.mark.parametrize(
    ("said", "what", "right"),
    [
        pytest.param("NVDA 7x", "“7x” was not understood", "/ticker NVDA 7d", id="a length of time"),
        pytest.param("NVDA 30", "“30” was not understood", "/ticker NVDA 30d", id="a bare number"),
        pytest.param("NVDA qqzzxx zzxxqq", "called “qqzzxx”, “zzxxqq”", "/ticker NVDA 7d", id="two at once"),
        pytest.param(
            "AAPL AMD AMZN BA BAC F GE GOOGL INTC JPM KO",
            "That is 11 companies; up to 10 can be compared at once.",
            "/ticker AAPL AMD AMZN BA BAC F GE GOOGL INTC JPM 7d",
            id="too many",
        ),
    ],
)
async def test_what_is_wrong_is_named_with_the_nearest_right_form(newsroom, said, what, right):
    asked = await newsroom.sandbox.command(f"/ticker {said}")
    assert what in asked.text
    assert asked.text.endswith(f"Try `{right}`")


async def test_words_are_said_back_escaped_once(stage):
    asked = await stage.sandbox.command("/ticker <script>")
    assert "No listed company is called “&lt;script&gt;”" in asked.text


async def test_a_wrong_form_is_answered_with_the_right_one(stage):
    asked = await stage.sandbox.command("/ticker NVDA 400d")
    assert "“400d” is out of bounds" in asked.text
    assert "`/ticker NVDA 365d`" in asked.text


async def test_a_ticker_without_stories_says_so(newsroom):
    assert (
        "No stories about Boeing (BA) in the last 7 days."
        in (await newsroom.sandbox.command("/ticker Boeing")).text
    )


async def test_help_is_given(stage):
    assert "/ticker movers" in (await stage.sandbox.command("/ticker help")).text


@pytest.mark.parametrize(
    "said", ["NVDA.", "NVDA?", "(NVDA)", "NVDA.O", "NVDA US", "US67066G1040", "67066G104"]
)
async def test_a_ticker_is_found_however_it_is_written(newsroom, said):
    asked = await newsroom.sandbox.command(f"/ticker {said}")
    assert asked.text.startswith("Nvidia (NVDA), last 7 days: ")


@pytest.mark.parametrize("said", ["NVDA/AMD", "NVDA+AMD", "NVDA vs AMD", '"NVDA AMD"', "NVDA, AMD"])
async def test_several_are_found_however_they_are_parted(newsroom, said):
    asked = await newsroom.sandbox.command(f"/ticker {said}")
    assert "Nvidia (NVDA)" in asked.text
    assert "Advanced Micro Devices (AMD)" in asked.text


@pytest.mark.parametrize("words", ["Nvidia news", "why is Nvidia up"])
async def test_news_and_reasons_are_shared_too(newsroom, words):
    asked = await newsroom.sandbox.command(f"/ticker {words}")
    said = asked.text
    shared = await newsroom.sandbox.press(asked.messages[0], "share")
    (answer,) = shared.messages
    assert (answer.ephemeral_to, answer.text) == (None, said)
    assert "Shared by <@U01>" in shown(answer)
    assert "'action_id': 'share'" not in str(shared.updated[0].blocks)
