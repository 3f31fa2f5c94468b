"""`/alerts` in Slack: dry run and its buttons, what is followed, how it is looked after, and why."""

import re
from dataclasses import replace

import pytest

from feeds.types.news import Fetched
from feeds.types.subscriptions import MuteKind, WatchFeed, WatchTickers
from tests.feeds.publisher import Article, rss
from tests.handlers.showing import shown
from tests.handlers.stage import NEWS


@pytest.fixture(autouse=True)
def no_faults(stage):
    yield
    assert stage.sandbox.transcript()["faults"] == []


async def test_subscribing_shows_a_dry_run_and_changes_nothing(newsroom):
    asked = await newsroom.sandbox.command("/alerts subscribe $NVDA")
    assert "In the last 7 days this would have posted 3 of 5 items." in asked.text
    assert "Nvidia unveils record order backlog" in shown(asked.messages[0])
    assert newsroom.subscriptions() == ()


async def test_an_example_shows_the_score_of_the_ticker_that_is_asked_for(newsroom):
    (dry_run,) = (await newsroom.sandbox.command("/alerts subscribe $TSLA negative")).messages
    (example,) = [line for line in shown(dry_run).splitlines() if "Tesla recalls" in line]
    assert re.search(r"· TSLA ▼+ \w+ negative -0\.\d\d$", example)


async def test_a_dry_run_is_tightened_loosened_and_confirmed_in_its_place(newsroom):
    asked = await newsroom.sandbox.command("/alerts subscribe all min:0.15")
    (dry_run,) = asked.messages
    await newsroom.sandbox.press(dry_run, "subscribe_tighten")
    assert "min:0.35" in dry_run.text
    await newsroom.sandbox.press(dry_run, "subscribe_loosen")
    await newsroom.sandbox.press(dry_run, "subscribe_loosen")
    assert "min:" not in dry_run.text
    await newsroom.sandbox.press(dry_run, "subscribe_confirm")
    assert dry_run.text.startswith("Subscribed: all (alert 1).")
    assert [each.rules.min_score for each in newsroom.subscriptions()] == [0.0]


@pytest.mark.parametrize(
    ("options", "says", "other"),
    [
        pytest.param("", "Nothing is looser: every score passes.", "Tighten", id="loosest"),
        pytest.param(
            "negative", "Nothing is looser without dropping “negative”.", "Tighten", id="a direction alone"
        ),
        pytest.param("min:0.6 relevance:0.8", "Nothing is tighter", "Loosen", id="tightest"),
    ],
)
async def test_at_a_bound_the_dry_run_says_so_and_has_no_button_beyond(newsroom, options, says, other):
    (dry_run,) = (await newsroom.sandbox.command(f"/alerts subscribe all {options}")).messages
    assert words_of_buttons(dry_run) == ["Confirm", other]
    assert says in shown(dry_run)


def words_of_buttons(message):
    return [each["text"]["text"] for each in message.blocks[-1]["elements"]]


async def test_what_a_person_asked_for_comes_back_when_a_step_is_undone(newsroom):
    (dry_run,) = (
        await newsroom.sandbox.command("/alerts subscribe $BA min:0.5 negative relevance:0.3")
    ).messages
    first = dry_run.text
    for step, back in (("loosen", "tighten"), ("tighten", "loosen")):
        await newsroom.sandbox.press(dry_run, f"subscribe_{step}")
        assert dry_run.text != first
        assert "negative" in dry_run.text
        await newsroom.sandbox.press(dry_run, f"subscribe_{back}")
        assert dry_run.text == first
    await newsroom.sandbox.press(dry_run, "subscribe_confirm")
    (standing,) = newsroom.subscriptions()
    assert (standing.rules.min_score, standing.rules.min_relevance) == (0.5, 0.3)


async def test_a_dry_run_counts_what_it_does_not_show(stage):
    await stage.bring(*(Article(f"n{n}", f"Nvidia opens plant number {n} in Ohio") for n in range(5)))
    (dry_run,) = (await stage.sandbox.command("/alerts subscribe $NVDA")).messages
    told = shown(dry_run)
    posted = int(re.search(r"would have posted (\d+) of 5", told)[1])
    assert told.count("• ") == 3
    assert f"and {posted - 3} more" in told


async def test_where_everything_is_followed_a_dry_run_says_what_the_alert_adds(newsroom):
    await newsroom.sandbox.command("/alerts subscribe all confirm")
    said = "This channel already follows everything (alert 1)"
    assert said in (await newsroom.sandbox.command("/alerts subscribe $NVDA")).text
    assert said not in (await newsroom.sandbox.command("/alerts subscribe $NVDA", channel="#random")).text
    await newsroom.sandbox.command("/alerts pause 1")
    assert said not in (await newsroom.sandbox.command("/alerts subscribe $NVDA")).text


async def test_the_word_confirm_subscribes_at_once_and_says_the_counts(newsroom):
    asked = await newsroom.sandbox.command("/alerts follow Nvidia amd confirm")
    assert "would have posted 3 of 5 items" in asked.text
    (standing,) = newsroom.subscriptions()
    assert standing.watch == WatchTickers(("NVDA", "AMD"))
    assert standing.channel == newsroom.sandbox.channel("#markets").id


async def test_the_same_again_says_it_is_there_already(newsroom):
    await newsroom.sandbox.command("/alerts subscribe $NVDA confirm")
    again = await newsroom.sandbox.command("/alerts subscribe Nvidia confirm")
    assert "subscribed here already, as alert 1: $NVDA." in again.text


async def test_a_feed_is_found_and_followed(stage):
    stage.web.pages["https://site.example/feed"] = rss(*NEWS)
    asked = await stage.sandbox.command("/alerts subscribe https://site.example/feed confirm")
    assert asked.text.startswith("Subscribed: https://site.example/feed")
    assert isinstance(stage.subscriptions()[0].watch, WatchFeed)


async def test_an_address_without_a_feed_says_why(stage):
    asked = await stage.sandbox.command("/alerts subscribe https://site.example/nothing")
    assert "https://site.example/nothing is not there." in asked.text


async def test_an_unknown_name_is_offered_as_words(stage):
    asked = await stage.sandbox.command("/alerts subscribe qqqzz min:0.35")
    assert '`/alerts subscribe "qqqzz" min:0.35`' in asked.text


async def test_a_channel_the_bot_is_not_in_is_joined(newsroom):
    asked = await newsroom.sandbox.command("/alerts subscribe $NVDA confirm", channel="#lounge")
    assert asked.text.startswith("Subscribed")
    bot = newsroom.sandbox.workspace.installed.bot_user
    assert bot in newsroom.sandbox.channel("#lounge").members


async def test_what_a_channel_follows_is_listed_paused_resumed_and_ended(newsroom):
    await newsroom.sandbox.command("/alerts subscribe $NVDA confirm")
    listed = await newsroom.sandbox.command("/alerts list")
    assert "$NVDA" in listed.text
    paused = await newsroom.sandbox.press(listed.messages[0], "pause")
    assert paused.text == "Alert 1 is paused: $NVDA."
    assert "Alert 1 goes on" in (await newsroom.sandbox.press(paused.messages[0], "resume")).text
    assert "Alert 1 is paused until <!date" in (await newsroom.sandbox.command("/alerts pause 1 2d")).text
    assert "Alert 1 has ended" in (await newsroom.sandbox.command("/alerts unsubscribe 1")).text
    assert newsroom.subscriptions() == ()
    assert (
        "There is no alert 1. Nothing is followed here."
        in (await newsroom.sandbox.command("/alerts unsubscribe 1")).text
    )


@pytest.mark.parametrize(
    "wish",
    [
        '$NVDA $AMD min:0.35 negative include:"a OR b" quiet:22:00-07:00 tz:Asia/Tokyo max:5',
        '"rate cut" "rate hike" digest:08:30',
        "https://ada:sesame@news.example/rss",
        "all",
    ],
)
async def test_an_ended_alert_is_put_back_with_all_its_options(newsroom, wish):
    newsroom.web.pages["https://ada:sesame@news.example/rss"] = newsroom.web.pages["https://news.example/rss"]
    await newsroom.sandbox.command(f"/alerts subscribe {wish} confirm")
    await newsroom.sandbox.command("/alerts pause 1")
    (before,) = newsroom.subscriptions()
    ended = await newsroom.sandbox.command("/alerts unsubscribe 1")
    restored = await newsroom.sandbox.press(ended.messages[0], "restore")
    (after,) = newsroom.subscriptions()
    assert restored.text.startswith(f"It stands again in <#{before.channel}>, as alert {after.id}: ")
    assert replace(after, id=before.id, created_at=before.created_at) == before
    again = await newsroom.sandbox.press(ended.messages[0], "restore")
    assert "The same is followed here already." in again.text


async def test_what_is_too_long_for_a_button_is_ended_without_one(newsroom):
    await newsroom.sandbox.command(f'/alerts subscribe $NVDA exclude:"{"word " * 450}" confirm')
    (ended,) = (await newsroom.sandbox.command("/alerts unsubscribe 1")).messages
    assert [block["type"] for block in ended.blocks] == ["section"]


NUMBERED = ("unsubscribe 99", "pause 99 1d", "resume 99", "edit 99", "test 99")


@pytest.mark.parametrize("words", NUMBERED)
async def test_a_number_that_is_not_there_is_answered_with_those_that_are(newsroom, words):
    for followed in ("$NVDA", "$TSLA"):
        await newsroom.sandbox.command(f"/alerts subscribe {followed} confirm")
    await newsroom.sandbox.command("/alerts subscribe $F confirm", channel="#random")
    asked = await newsroom.sandbox.command(f"/alerts {words}")
    assert asked.text == "There is no alert 99. Those here are 1, 2; `/alerts list` shows what each follows."


IDLE = {
    "break:0.6": "`break:0.6` has nothing to break through: there is no quiet: or digest:.",
    "min:0.6 break:0.4 quiet:22:00-07:00": "All that passes `min:0.6` also passes `break:0.4`.",
    "min:0.4 break:0.4 digest:hourly": "All that passes `min:0.4` also passes `break:0.4`.",
}


@pytest.mark.parametrize(("options", "told"), IDLE.items(), ids=IDLE)
@pytest.mark.parametrize("confirm", ["", "confirm"], ids=["dry run", "confirmed"])
async def test_a_bound_that_does_nothing_is_told(newsroom, options, told, confirm):
    (answered,) = (await newsroom.sandbox.command(f"/alerts subscribe $NVDA {options} {confirm}")).messages
    assert told in shown(answered)


@pytest.mark.parametrize(("options", "told"), IDLE.items(), ids=IDLE)
async def test_a_bound_that_does_nothing_after_an_edit_is_told(newsroom, options, told):
    await newsroom.sandbox.command("/alerts subscribe $NVDA confirm")
    opened = await newsroom.sandbox.command("/alerts edit 1")
    submitted = await newsroom.sandbox.submit(
        opened.view, {"Further options": options.replace("min:", "tz:UTC min:")}
    )
    assert told in submitted.text


@pytest.mark.parametrize(
    ("channel", "title"), [("#markets", "Alerts of this channel"), ("D01", "Alerts in this direct message")]
)
async def test_a_list_says_whose_alerts_it_shows(newsroom, channel, title):
    await newsroom.sandbox.command("/alerts subscribe $NVDA confirm", channel=channel)
    listed = await newsroom.sandbox.command("/alerts list", channel=channel)
    assert shown(listed.messages[0]).startswith(title)


TOUCHING = ("unsubscribe 1", "pause 1 1d", "resume 1", "edit 1", "test 1")


@pytest.mark.parametrize("words", TOUCHING)
async def test_what_stands_in_anothers_direct_conversation_is_not_there(newsroom, words):
    newsroom.follow_directly("$MRK", user="U02")
    asked = await newsroom.sandbox.command(f"/alerts {words}", user="U01", channel="#random")
    assert "There is no alert 1." in asked.text
    assert not newsroom.subscriptions()[0].is_paused


@pytest.mark.parametrize("words", TOUCHING)
async def test_another_channels_alert_of_somebody_else_is_changed_there(newsroom, words):
    await newsroom.sandbox.command("/alerts subscribe $NVDA confirm", user="U02")
    asked = await newsroom.sandbox.command(f"/alerts {words}", user="U01", channel="#random")
    assert "Change it there or in Home." in asked.text
    assert not newsroom.subscriptions()[0].is_paused


async def test_whoever_added_an_alert_ends_it_from_anywhere(newsroom):
    await newsroom.sandbox.command("/alerts subscribe $NVDA confirm", user="U02")
    asked = await newsroom.sandbox.command("/alerts unsubscribe 1", user="U02", channel="#random")
    assert "Alert 1 has ended" in asked.text


async def test_nothing_followed_says_how_to_begin(stage):
    assert "/alerts subscribe $NVDA" in (await stage.sandbox.command("/alerts list")).text


async def test_a_test_shows_what_an_alert_looks_like(newsroom):
    await newsroom.sandbox.command("/alerts subscribe $TSLA confirm")
    tried = await newsroom.sandbox.command("/alerts test 1")
    assert "Ford beats estimates as Tesla recalls 2 million cars" in shown(tried.messages[0])


async def test_feeds_are_listed_with_their_health_and_can_be_retried(newsroom):
    newsroom.web.pages = {}
    feed_id = newsroom.db.run_now(lambda unit: unit.feeds.all()[0].id)
    await newsroom.deps.poller.poll(feed_id, force=True)
    listed = await newsroom.sandbox.command("/alerts feeds")
    assert listed.text == "1 feed, 1 failing."
    assert "failed 1 time" in shown(listed.messages[0])
    await newsroom.bring(*NEWS)
    retried = await newsroom.sandbox.press(listed.messages[0], "feed_retry")
    assert "is well" in retried.text


async def test_why_names_the_rule_that_stopped_an_item(newsroom):
    await newsroom.sandbox.command("/alerts subscribe $TSLA positive confirm")
    why = await newsroom.sandbox.command("/alerts why Tesla recalls")
    assert "*before subscription*" in shown(why.messages[0])


async def test_why_finds_the_newest_items_about_a_cashtag(newsroom):
    why = await newsroom.sandbox.command("/alerts why $TSLA")
    assert "Tesla recalls 2 million cars" in shown(why.messages[0])


async def test_why_of_something_never_seen_says_so(newsroom):
    why = await newsroom.sandbox.command("/alerts why martians landed")
    assert "Nothing of the last 30 days that I have seen matches “martians landed”." in why.text


async def test_a_wrong_form_changes_nothing(newsroom):
    asked = await newsroom.sandbox.command("/alerts subscribe $NVDA min:high confirm")
    assert "`/alerts subscribe $NVDA min:0.35 confirm`" in asked.text
    assert newsroom.subscriptions() == ()


async def test_help_names_the_forms(stage):
    help_text = shown((await stage.sandbox.command("/alerts help")).messages[0])
    assert "/alerts subscribe" in help_text
    assert "/alerts export" in help_text


async def test_times_of_day_are_the_persons_own_unless_a_zone_is_named(newsroom):
    asked = await newsroom.sandbox.command("/alerts subscribe all quiet:22:00-07:00")
    assert "tz:America/New_York" in asked.text  # where the stand-in's people live
    named = await newsroom.sandbox.command("/alerts subscribe all quiet:22:00-07:00 tz:Asia/Tokyo")
    assert "tz:Asia/Tokyo" in named.text


PAGE = Fetched(
    "https://site.example/",
    b"<link rel='alternate' type='application/rss+xml' title='World' href='/world'>"
    b"<link rel='alternate' type='application/rss+xml' title='Tech' href='/tech'>",
    "text/html",
)


async def test_a_page_with_several_feeds_asks_which(stage):
    stage.web.pages = {
        "https://site.example/": PAGE,
        "https://site.example/tech": rss(*NEWS, title="Site Tech"),
    }
    asked = await stage.sandbox.command("/alerts subscribe https://site.example/ min:0.35 confirm")
    assert "offers 2 feeds. Which one?" in asked.text
    await stage.sandbox.press(asked.messages[0], "ask:1")
    (standing,) = stage.subscriptions()
    assert standing.watch.url == "https://site.example/tech"
    assert standing.rules.min_score == 0.35


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        pytest.param("all", "*posted* <!date", id="posted"),
        pytest.param("$TSLA positive", "*filtered*: TSLA's score", id="filtered"),
        pytest.param("$AAPL", "*filtered*: not about $AAPL", id="not watched"),
    ],
)
async def test_why_names_the_reason_and_the_rule_behind_it(stage, wish, reason):
    await stage.sandbox.command(f"/alerts subscribe {wish} confirm")
    await stage.bring(Article("fall", "Tesla shares plunge after recall of 2 million cars"))
    await stage.deliver()
    why = await stage.sandbox.command("/alerts why Tesla recall")
    assert reason in shown(why.messages[0])


async def test_why_counts_the_alerts_that_follow_something_else(stage):
    for wish in ("$AAPL", "$NVDA", '"interest rates"', "$TSLA positive"):
        await stage.sandbox.command(f"/alerts subscribe {wish} confirm")
    await stage.bring(Article("fall", "Tesla shares plunge after recall of 2 million cars"))
    why = await stage.sandbox.command("/alerts why Tesla recall")
    told = shown(why.messages[0])
    assert "*filtered*: TSLA's score" in told
    assert "3 alerts of this channel follow something else" in told
    assert "$AAPL" not in told


async def test_why_says_that_a_message_waits(stage):
    await stage.sandbox.command("/alerts subscribe all confirm")
    await stage.bring(NEWS[0])
    why = await stage.sandbox.command("/alerts why https://news.example/beat")
    assert "*waiting*" in shown(why.messages[0])


async def test_a_mute_is_a_reason_too(stage):
    await stage.sandbox.command("/alerts subscribe all confirm")
    stage.db.run_now(
        lambda unit: unit.workspace(stage.workspace).mutes.add(
            channel=stage.sandbox.channel("#markets").id,
            kind=MuteKind.TICKER,
            value="NVDA",
            until=None,
            created_by="U01",
        )
    )
    await stage.bring(NEWS[0])
    why = await stage.sandbox.command("/alerts why Nvidia beats")
    assert "*muted*: $NVDA is muted for good" in shown(why.messages[0])
    listed = await stage.sandbox.command("/alerts list")
    assert "$NVDA is muted here for good." in shown(listed.messages[0])
    await stage.sandbox.press(listed.messages[0], "unmute")
    assert stage.mutes() == ()


async def test_a_portfolio_that_can_not_be_is_refused(stage):
    asked = await stage.sandbox.command("/alerts subscribe portfolio confirm")
    assert asked.text.startswith("There are no portfolios here yet")
    assert stage.subscriptions() == ()


async def test_the_list_says_how_much_waits_for_a_digest(newsroom):
    await newsroom.sandbox.command("/alerts subscribe all digest:hourly confirm")
    await newsroom.bring(
        Article("later", "AMD wins a supply deal"), Article("last", "Intel cuts its outlook")
    )
    (listed,) = (await newsroom.sandbox.command("/alerts list")).messages
    assert "2 items wait for the digest; told " in shown(listed)
    await newsroom.sandbox.command("/alerts pause 1")
    (listed,) = (await newsroom.sandbox.command("/alerts list")).messages
    assert "2 items wait until it is resumed" in shown(listed)


async def test_the_list_says_that_items_wait_for_the_end_of_quiet_hours(newsroom):
    await newsroom.sandbox.command("/alerts subscribe all quiet:00:00-23:59 confirm")
    await newsroom.bring(Article("later", "AMD wins a supply deal"))
    (listed,) = (await newsroom.sandbox.command("/alerts list")).messages
    assert "1 item waits for the end of quiet hours; told " in shown(listed)
