"""The buttons under an alert: why, mute and its undoing, wrong and what is learnt from it."""

import pytest

from tests.bot.stage import until
from tests.feeds.publisher import Article
from tests.handlers.showing import shown


@pytest.fixture(autouse=True)
def no_faults(stage):
    yield
    assert stage.sandbox.transcript()["faults"] == []


@pytest.fixture
async def alert(newsroom):
    """A posted alert: the item and its message."""
    item, ts = await newsroom.post_alert("Tesla recalls")
    return item, newsroom.sandbox.channel("#markets").find(ts)


async def test_why_this_score_names_the_words_that_decided(newsroom, alert):
    item, message = alert
    pressed = await newsroom.sandbox.press(message, "why_score")
    (answer,) = pressed.messages
    assert answer.ephemeral_to == "U01"
    assert "*TSLA*" in shown(answer)
    assert item.analysis.drivers[0].text in shown(answer)


async def test_muting_asks_what_and_how_long_confirms_and_can_be_undone(newsroom, alert):
    _, message = alert
    opened = await newsroom.sandbox.press(message, "mute")
    submitted = await newsroom.sandbox.submit(opened.view, {"What": "$TSLA", "How long": "For good"})
    (confirmed,) = submitted.messages
    assert "$TSLA is muted here for good." in confirmed.text
    assert [mute.value for mute in newsroom.mutes()] == ["TSLA"]
    await newsroom.sandbox.press(confirmed, "unmute")
    assert newsroom.mutes() == ()


async def test_a_day_is_the_first_choice_of_a_mute(newsroom, alert):
    _, message = alert
    opened = await newsroom.sandbox.press(message, "mute")
    await newsroom.sandbox.submit(opened.view, {"What": "This alert and its updates"})
    (mute,) = newsroom.mutes()
    assert mute.until is not None


async def test_a_wrong_ticker_is_learnt_and_leaves_the_alert(newsroom, alert):
    _, message = alert
    opened = await newsroom.sandbox.press(message, "wrong")
    submitted = await newsroom.sandbox.submit(opened.view, {"Not about": "$TSLA Tesla"})
    assert "“Tesla” does not mean $TSLA." in submitted.text
    assert "*TSLA*" not in shown(message)
    assert "*F*" in shown(message)


async def test_a_voted_label_changes_the_alert_and_the_next_answer(newsroom, alert):
    _, message = alert
    opened = await newsroom.sandbox.press(message, "wrong")
    await newsroom.sandbox.submit(
        opened.view, {"Right label": "▼ mildly negative", "The label is meant for": "The whole"}
    )
    await until(lambda: "mildly negative -0.25" in shown(message))
    why = await newsroom.sandbox.press(message, "why_score")
    assert "mildly negative -0.25" in shown(why.messages[0])


async def test_a_correction_that_says_nothing_is_refused_in_the_form(newsroom, alert):
    _, message = alert
    opened = await newsroom.sandbox.press(message, "wrong")
    refused = await newsroom.sandbox.submit(opened.view, {})
    assert refused.errors == {"label": "Say what is wrong, here or below."}


async def test_half_a_correction_is_refused_at_its_input(newsroom, alert):
    _, message = alert
    opened = await newsroom.sandbox.press(message, "wrong")
    refused = await newsroom.sandbox.submit(opened.view, {"Words that name a company": "Model Y"})
    assert refused.errors == {"ticker": "Which ticker do these words mean?"}


async def test_what_was_taught_is_listed_in_home_and_can_be_removed(newsroom, alert):
    _, message = alert
    opened = await newsroom.sandbox.press(message, "wrong")
    taught = {"Words that name a company": "million cars", "Its ticker": "TSLA"}
    await newsroom.sandbox.submit(opened.view, taught)
    await newsroom.sandbox.open_home()
    home = newsroom.sandbox.home()
    assert "“million cars” means $TSLA." in shown(home)
    await newsroom.sandbox.press(home, "unlearn")
    assert "“million cars” means $TSLA." not in shown(newsroom.sandbox.home())


async def test_scoring_one_of_our_alerts_says_why_it_has_its_score(stage):
    await stage.sandbox.command("/alerts subscribe all confirm")
    await stage.bring(Article("recall", "Tesla recalls 2 million cars"))
    (ts,) = await stage.deliver()
    scored = await stage.sandbox.shortcut("score_message", message=stage.sandbox.channel("#markets").find(ts))
    (answer,) = scored.messages
    assert answer.ephemeral_to == "U01"
    assert "*Why ▼" in shown(answer)
    assert "“confidence”" not in shown(answer)
    assert "recalls" in shown(answer)


async def test_scoring_an_answer_of_ours_says_that_it_is_no_news(newsroom):
    answered = await newsroom.sandbox.say("how is NVDA?")
    scored = await newsroom.sandbox.shortcut("score_message", message=answered.messages[0])
    assert "an answer of mine and holds no news of its own" in scored.text


async def test_alerts_can_be_stopped_from_any_alert(newsroom, alert):
    _, message = alert
    await newsroom.sandbox.command("/alerts subscribe all confirm")
    listed = await newsroom.sandbox.press(message, "alert_more", choose="Stop these alerts…")
    await newsroom.sandbox.press(listed.messages[0], "unsubscribe")
    assert newsroom.subscriptions() == ()


async def test_the_alerts_that_let_one_through_are_those_to_stop(stage):
    for wish in ("$TSLA", "$NVDA", "all positive", '"recalls" negative'):
        await stage.sandbox.command(f"/alerts subscribe {wish} confirm")
    await stage.bring(Article("recall", "Tesla recalls 2 million cars"))
    (ts,) = await stage.deliver()
    message = stage.sandbox.channel("#markets").find(ts)
    (listed,) = (await stage.sandbox.press(message, "alert_more", choose="Stop these alerts…")).messages
    assert "Alerts that let this through" in shown(listed)
    assert "$TSLA" in shown(listed)
    assert "$NVDA" not in shown(listed)
    assert "positive" not in shown(listed)
    await stage.sandbox.press(listed, "unsubscribe", value="1")
    assert [each.id for each in stage.subscriptions()] == [2, 3, 4]
