"""What is taught under one alert decides about the next item, in that workspace alone, until removed."""

from datetime import timedelta

import pytest

from feeds.queries.taught import as_taught, message_as_taught
from feeds.types.decisions import Reason
from feeds.types.subscriptions import LessonKind, Rules, WatchAll, WatchTickers
from handlers.blocks.badge import badge
from tests.bot.stage import until
from tests.feeds.publisher import Article, rss
from tests.handlers.showing import shown
from tests.handlers.stage import FEED, SCORER, utc_now

OTHERS = "T0OTHERS"
RECALL = Article("recall", "Nvidia recalls graphics cards over loose cables")
AGAIN = Article("again", "Nvidia recalls power supplies of its servers")


def subscribe(stage, watch, rules, workspace):
    stage.db.run_now(
        lambda unit: unit.workspace(workspace).subscriptions.add(
            channel=stage.sandbox.channel("#markets").id,
            created_by="U01",
            watch=watch,
            rules=rules,
            now=utc_now(),
        )
    )


@pytest.fixture
async def followed(stage):
    """Two workspaces that follow the same, one of which will be taught."""

    def follow(symbol="NVDA", **rules):
        for workspace in (stage.workspace, OTHERS):
            subscribe(stage, WatchTickers((symbol,)), Rules(**rules), workspace)

    return follow


async def correct(stage, words, values):
    """Say what is wrong with the alert of an item."""
    _, ts = await stage.post_alert(words)
    return await say_wrong(stage, stage.sandbox.channel("#markets").find(ts), values)


async def say_wrong(stage, alert, values):
    """Fill in the form of an alert, and wait for the answer, which comes after the form has closed."""
    opened = await stage.sandbox.press(alert, "wrong")
    answered = await stage.sandbox.submit(opened.view, values)
    await until(lambda: answered.messages or answered.errors)
    return answered


def verdict_of(stage, words, workspace=None):
    """What became of the newest item with these words in a workspace: a reason, or None."""

    def read(unit):
        mine = unit.workspace(workspace or stage.workspace)
        (item,) = mine.items.search(words, since=utc_now() - timedelta(days=1), limit=1)
        verdicts = mine.verdicts.of_item(item.id)
        return verdicts[0].reason if verdicts else None

    return stage.db.read_now(read)


async def forget_everything(stage):
    await stage.sandbox.open_home()
    while any("unlearn" in str(block) for block in stage.sandbox.home().content["blocks"]):
        await stage.sandbox.press(stage.sandbox.home(), "unlearn")


async def test_a_vote_on_a_label_decides_about_the_next_item_with_those_words(stage, followed):
    followed(min_score=0.15)
    await stage.bring(RECALL)
    await correct(stage, "Nvidia recalls graphics", {"Right label": "■ neutral"})
    await stage.bring(RECALL, AGAIN)
    assert verdict_of(stage, "power supplies") is Reason.FILTERED
    assert verdict_of(stage, "power supplies", OTHERS) is Reason.POSTED


async def test_what_was_taught_is_told_in_the_why_the_dry_run_and_the_alert(stage, followed):
    followed(min_score=0.15)
    await stage.bring(RECALL)
    await correct(stage, "Nvidia recalls graphics", {"Right label": "■ neutral"})
    await stage.bring(RECALL, AGAIN)
    why = await stage.sandbox.command("/alerts why power supplies")
    assert "*filtered*" in shown(why.messages[0])
    dry_run = await stage.sandbox.command("/alerts subscribe $NVDA min:0.15", channel="#random")
    assert "would have posted 0 of 2 items" in dry_run.text
    lessons = stage.db.read_now(lambda unit: unit.workspace(stage.workspace).lessons.all())
    claimed = stage.db.run_now(lambda unit: unit.outbox.claim_due(now=utc_now(), limit=9, lease_s=60))
    (for_others,) = [message for message in claimed if message.workspace == OTHERS]
    taught = message_as_taught(for_others, scorer=SCORER, lessons=lessons)
    assert abs(taught.item.analysis.sentiment.score) < 0.15 <= abs(for_others.item.analysis.sentiment.score)
    assert message_as_taught(for_others, scorer=SCORER, lessons=()) == for_others


async def test_a_blocked_name_keeps_the_next_item_away(stage, followed):
    followed()
    await stage.bring(RECALL)
    await correct(stage, "Nvidia recalls graphics", {"Not about": "$NVDA Nvidia"})
    await stage.bring(RECALL, AGAIN)
    assert verdict_of(stage, "power supplies") is None
    assert verdict_of(stage, "power supplies", OTHERS) is Reason.POSTED


async def test_an_alias_brings_the_next_item(stage, followed):
    followed("TSLA")
    await stage.bring(Article("cyber", "Cybercab output doubles in Texas"))
    taught = {"Words that name a company": "Cybercab", "Its ticker": "TSLA"}
    await correct(stage, "Cybercab output", taught)
    await stage.bring(Article("more", "Cybercab goes on sale in Ohio"))
    assert verdict_of(stage, "on sale in Ohio") is Reason.POSTED
    assert verdict_of(stage, "on sale in Ohio", OTHERS) is None


async def test_words_that_do_not_stand_in_the_item_teach_nothing(stage):
    await stage.bring(RECALL)
    values = {"Words that name a company": "Cybercab", "Its ticker": "TSLA"}
    answered = await correct(stage, "Nvidia recalls graphics", values)
    assert "does not stand in this item" in answered.text
    assert stage.db.read_now(lambda unit: unit.workspace(stage.workspace).lessons.all()) == ()


async def test_why_this_score_says_that_somebody_set_it(stage):
    await stage.bring(RECALL)
    await correct(stage, "Nvidia recalls graphics", {"Right label": "■ neutral"})
    _, ts = await stage.post_alert("Nvidia recalls graphics")
    asked = await stage.sandbox.press(stage.sandbox.channel("#markets").find(ts), "why_score")
    assert "Somebody in this workspace said so" in shown(asked.messages[0])


async def test_what_is_removed_in_home_decides_no_longer(stage, followed):
    followed(min_score=0.15)
    await stage.bring(RECALL)
    await correct(stage, "Nvidia recalls graphics", {"Right label": "■ neutral"})
    lessons = stage.db.read_now(lambda unit: unit.workspace(stage.workspace).lessons.all())
    assert {each.kind for each in lessons} == {LessonKind.LABEL, LessonKind.WORD}
    await stage.sandbox.open_home()
    home = shown(stage.sandbox.home())
    assert "“recalls” counts +" in home
    assert "Nvidia recalls graphics cards over loose cables>” is neutral." in home
    await forget_everything(stage)
    await stage.bring(RECALL, AGAIN)
    assert verdict_of(stage, "power supplies") is Reason.POSTED


async def test_a_publisher_s_tag_can_not_be_unlearnt_by_words(stage):
    await stage.bring()
    tagged = b"<category domain='https://news.example/rss/stock'>Nasdaq:NVDA</category></item>"
    stage.web.pages[FEED] = rss(Article("tagged", "Chip stocks slide")).replace(b"</item>", tagged)
    await stage.deps.poller.poll(FEED, force=True)
    _, ts = await stage.post_alert("Chip stocks slide")
    message = stage.sandbox.channel("#markets").find(ts)
    said = await say_wrong(stage, message, {"Not about": "$NVDA Nvidia"})
    assert "its publisher tagged it so" in said.text


BOTH = Article("both", "Ford beats estimates as Tesla recalls 2 million cars")


async def posted(stage, article):
    """The alert of an article, posted for a subscription: what the outbox knows of."""
    subscribe(stage, WatchAll(), Rules(), stage.workspace)
    await stage.bring(article)
    (ts,) = await stage.deliver()
    return stage.sandbox.channel("#markets").find(ts)


async def test_removing_every_lesson_shows_the_posted_alert_as_it_was(stage):
    alert = await posted(stage, BOTH)
    before = shown(alert)
    about = {"Right label": "▼▼▼ strongly negative", "The label is meant for": "The whole"}
    await say_wrong(stage, alert, {**about, "Not about": "$F Ford Motor"})
    assert "-0.80" in shown(alert)
    assert "*F*" not in shown(alert)
    await forget_everything(stage)
    assert shown(alert) == before
    assert "1 posted alert shows it again as before." in shown(stage.sandbox.home())


async def test_what_no_alert_in_slack_shows_is_not_said_to_be_undone(stage):
    await stage.bring(RECALL)
    await correct(stage, "Nvidia recalls graphics", {"Right label": "■ neutral"})
    await forget_everything(stage)
    assert "I found no posted alert that it had changed." in shown(stage.sandbox.home())


async def test_an_alert_that_slack_will_not_edit_is_said_to_stay(stage):
    alert = await posted(stage, RECALL)
    await say_wrong(stage, alert, {"Right label": "■ neutral"})
    await stage.client.chat_delete(channel=alert.channel, ts=alert.ts)
    await forget_everything(stage)
    assert "Slack did not let me edit the alert" in shown(stage.sandbox.home())


async def test_a_vote_on_an_item_about_several_says_which_is_meant(stage):
    alert = await posted(stage, BOTH)
    opened = await stage.sandbox.press(alert, "wrong")
    assert "Now: ▲▲ moderately positive +0.51 as a whole" in shown(opened.view)
    assert "TSLA ▼▼ moderately negative -0.50" in shown(opened.view)
    assert "corrects the words that decided, everywhere in this workspace" in str(opened.view.content)
    label = {"Right label": "▼▼▼ strongly negative"}
    refused = await stage.sandbox.submit(opened.view, label)
    assert list(refused.errors) == ["about"]
    learnt = await stage.sandbox.submit(opened.view, {**label, "The label is meant for": "$TSLA Tesla"})
    await until(lambda: learnt.messages)
    assert "is strongly negative for $TSLA." in learnt.text
    assert "beats estimates" not in learnt.text.replace(BOTH.title, "")
    assert "*TSLA* Tesla · ▼▼▼ strongly negative -0.80" in shown(alert)
    assert "*F* Ford Motor · ▲▲▲ strongly positive +0.81" in shown(alert)
    assert "mildly positive +" in shown(alert)  # the words said of Tesla count more now, in the whole too


async def test_a_company_without_a_label_is_asked_for_one(stage):
    alert = await posted(stage, BOTH)
    refused = await say_wrong(stage, alert, {"The label is meant for": "$TSLA Tesla"})
    assert refused.errors == {"label": "Which label is right?"}


async def test_one_vote_silences_a_word_and_a_second_on_another_item_turns_it_round(stage):
    subscribe(stage, WatchAll(), Rules(), stage.workspace)
    strongly = {"Right label": "▲▲▲ strongly positive"}
    await stage.bring(RECALL)
    await correct(stage, "Nvidia recalls graphics", strongly)
    await stage.bring(RECALL, AGAIN)
    assert "-0.0" in score_shown(stage, "power supplies") or "+0.0" in score_shown(stage, "power supplies")
    await correct(stage, "power supplies", strongly)
    third = Article("third", "Nvidia recalls screens")
    await stage.bring(RECALL, AGAIN, third)
    assert "positive" in score_shown(stage, "recalls screens")


def score_shown(stage, words):
    """The badge of the newest item with these words, as the workspace reads it."""

    def read(unit):
        mine = unit.workspace(stage.workspace)
        (item,) = mine.items.search(words, since=utc_now() - timedelta(days=1), limit=1)
        return badge(as_taught(item, scorer=SCORER, lessons=mine.lessons.all()).analysis.sentiment)

    return stage.db.read_now(read)


async def test_a_later_vote_of_the_same_person_takes_the_place_of_the_earlier(stage):
    alert = await posted(stage, RECALL)
    for label in ("▲▲▲ strongly positive", "■ neutral", "▲▲▲ strongly positive"):
        await say_wrong(stage, alert, {"Right label": label})
    assert "strongly positive +0.80" in shown(alert)
    lessons = stage.db.read_now(lambda unit: unit.workspace(stage.workspace).lessons.all())
    assert [each.kind for each in lessons] == [LessonKind.LABEL, LessonKind.WORD]
