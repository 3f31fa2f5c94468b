"""Direct messages and mentions: answered where the question was, in its context, and to people only."""

import pytest

from handlers.messages import is_by_a_person
from tests.handlers.showing import shown
from tests.handlers.stage import NEWS


@pytest.fixture(autouse=True)
def no_faults(stage):
    yield
    assert stage.sandbox.transcript()["faults"] == []


async def test_a_direct_message_is_answered_flat(newsroom):
    said = await newsroom.sandbox.say("how is Nvidia doing?")
    (answer,) = said.messages
    assert answer.text.startswith("Nvidia (NVDA), last 7 days: ")
    assert answer.thread_ts is None
    assert answer.ephemeral_to is None


async def test_a_direct_message_in_a_thread_is_answered_there(newsroom):
    first = await newsroom.sandbox.say("Nvidia")
    said = await newsroom.sandbox.say("and Tesla?", thread_ts=first.sent.ts)
    (answer,) = said.messages
    assert answer.thread_ts == first.sent.ts
    assert "Tesla (TSLA)" in answer.text


async def test_a_mention_is_answered_in_its_thread(newsroom):
    said = await newsroom.sandbox.say("@Tickertone why is Tesla down?", channel="#markets")
    (answer,) = said.messages
    assert answer.thread_ts == said.sent.ts
    assert "Ford beats estimates as Tesla recalls 2 million cars" in shown(answer)


async def test_a_message_that_mentions_nobody_is_left_alone(newsroom):
    said = await newsroom.sandbox.say("how is Nvidia doing?", channel="#markets", timeout_s=0.5)
    assert said.messages == []


async def test_what_was_asked_before_is_kept(newsroom):
    await newsroom.sandbox.say("Nvidia over the last 30 days")
    said = await newsroom.sandbox.say("and Tesla?")
    assert said.text.startswith("Tesla (TSLA), last 30 days: ")
    why = await newsroom.sandbox.say("why?")
    assert why.text.startswith("Tesla (TSLA): ")


async def test_under_an_answer_of_ours_the_question_before_it_is_kept(newsroom):
    first = await newsroom.sandbox.say("how is Nvidia doing this month?")
    said = await newsroom.sandbox.say("and Tesla?", thread_ts=first.messages[0].ts)
    assert said.text.startswith("Tesla (TSLA), this month: ")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param("/ticker NVDA 30d", "Tesla (TSLA), last 30 days: ", id="a report"),
        pytest.param("/ticker NVDA F 24h", "Tesla (TSLA), last 24 hours: ", id="a comparison"),
    ],
)
async def test_under_a_shared_answer_anybody_goes_on_from_it(newsroom, asked, told):
    private = await newsroom.sandbox.command(asked)
    shared = await newsroom.sandbox.press(private.messages[0], "share")
    said = await newsroom.sandbox.say(
        "@Tickertone and Tesla?", channel="#markets", user="U02", thread_ts=shared.messages[0].ts
    )
    assert said.text.startswith(told)


async def test_in_a_channel_only_what_was_said_to_us_is_kept(newsroom):
    await newsroom.sandbox.say("@Tickertone Nvidia over the last 30 days", channel="#markets")
    await newsroom.sandbox.say("Ford yesterday", channel="#markets", timeout_s=0.3)
    said = await newsroom.sandbox.say("@Tickertone and Tesla?", channel="#markets")
    assert said.text.startswith("Tesla (TSLA), last 30 days: ")


async def test_compare_them_means_all_that_was_talked_of(newsroom):
    for asked in ("how is Nvidia doing this month?", "and Tesla?", "what about Ford?"):
        await newsroom.sandbox.say(asked)
    said = await newsroom.sandbox.say("compare them")
    assert said.text.startswith("This month: Nvidia (NVDA): ")
    assert "Tesla (TSLA)" in said.text
    assert "Ford Motor (F)" in said.text


async def test_a_thread_goes_on_from_what_anybody_asked_in_it(newsroom):
    first = await newsroom.sandbox.say("@Tickertone Nvidia", channel="#markets", user="U01")
    said = await newsroom.sandbox.say(
        "@Tickertone why?", channel="#markets", user="U02", thread_ts=first.sent.ts
    )
    assert said.text.startswith("Nvidia (NVDA): ")


async def test_what_somebody_else_asked_flat_in_the_channel_is_not_taken_up(newsroom):
    await newsroom.sandbox.say("@Tickertone Nvidia", channel="#markets", user="U01")
    said = await newsroom.sandbox.say("@Tickertone why?", channel="#markets", user="U02")
    assert "I could not read that" in said.text


@pytest.fixture
async def alert(stage):
    """The time of an alert on two companies, in #markets."""
    await stage.sandbox.command("/alerts subscribe all confirm")
    await stage.bring(NEWS[3])
    (ts,) = await stage.deliver()
    return ts


async def test_in_the_thread_of_an_alert_why_explains_its_score(stage, alert):
    said = await stage.sandbox.say("@Tickertone why?", channel="#markets", thread_ts=alert)
    assert said.messages[0].blocks[0]["text"]["text"].startswith("*Why ")


async def test_in_the_thread_of_an_alert_its_companies_are_meant(stage, alert):
    said = await stage.sandbox.say(
        "@Tickertone and in the last 30 days?", channel="#markets", thread_ts=alert
    )
    assert said.text.startswith("Last 30 days: ")
    assert "Ford Motor (F)" in said.text
    assert "Tesla (TSLA)" in said.text


async def test_in_the_thread_of_an_alert_more_can_be_asked_after_why(stage, alert):
    await stage.sandbox.say("@Tickertone why?", channel="#markets", thread_ts=alert)
    said = await stage.sandbox.say("@Tickertone and this month?", channel="#markets", thread_ts=alert)
    assert said.text.startswith("This month: Ford Motor (F): ")


async def test_in_the_thread_of_an_alert_on_no_company_why_works_all_the_same(stage):
    await stage.sandbox.command("/alerts subscribe all confirm")
    await stage.bring(NEWS[4])
    (ts,) = await stage.deliver()
    said = await stage.sandbox.say("@Tickertone why?", channel="#markets", thread_ts=ts)
    assert said.messages[0].blocks[0]["text"]["text"].startswith("*Why ")
    again = await stage.sandbox.say("@Tickertone and last week?", channel="#markets", thread_ts=ts)
    assert "I could not read that" in again.text


async def test_an_answer_reached_by_a_button_is_gone_on_from(newsroom):
    asked = await newsroom.sandbox.say("how is nvidea doing in the last 30 days?")
    chosen = await newsroom.sandbox.press(asked.messages[0], "ask:0")
    assert chosen.text.startswith("Nvidia (NVDA), last 30 days: ")
    assert (await newsroom.sandbox.say("why?")).text.startswith("Nvidia (NVDA): ")


async def test_the_span_that_a_button_shows_is_gone_on_with(newsroom):
    asked = await newsroom.sandbox.say("how is Nvidia doing?")
    await newsroom.sandbox.press(asked.messages[0], "ask:30d")
    assert (await newsroom.sandbox.say("and Ford?")).text.startswith("Ford Motor (F), last 30 days: ")


async def test_what_was_asked_counts_more_than_the_answer_that_shows_the_same(newsroom):
    await newsroom.sandbox.say("how is Nvidia doing?")
    await newsroom.sandbox.say("and Ford?")
    assert (await newsroom.sandbox.say("compare them")).text.count(":") == 3  # the span and two companies


async def test_one_company_less_is_compared(newsroom):
    await newsroom.sandbox.say("Nvidia, Ford and Tesla")
    said = await newsroom.sandbox.say("drop $F")
    assert "Ford" not in said.text
    assert said.text.count("; ") == 1
    assert (await newsroom.sandbox.say("without Tesla")).text.startswith("Nvidia (NVDA), last 7 days")


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ("NVDA autumn", "autumn"),
        ("NVDA yesterdya", "yesterdya"),
        ("NVDA last weak", "weak"),
        ("NVDA 12", "12"),
    ],
)
async def test_a_word_that_was_not_read_is_named_before_the_answer(newsroom, asked, word):
    said = await newsroom.sandbox.say(asked)
    assert said.text.startswith(f"I could not read “{word}”, so the answer takes no notice of it. ")


@pytest.mark.parametrize("asked", ["nvda pls", "NVDA!!!", "nvidia 👍", "nvda wtd", "nvda 3 headlines"])
async def test_small_words_and_signs_are_passed_over(newsroom, asked):
    assert "could not read" not in (await newsroom.sandbox.say(asked)).text


async def test_a_name_that_is_not_known_is_said_beside_those_that_are(newsroom):
    assert "xyzzyco" in (await newsroom.sandbox.say("compare Nvidia and xyzzyco")).text
    assert "Did you mean Nvidia" in (await newsroom.sandbox.say("tesla nvdia")).text


async def test_a_headline_is_scored(stage):
    said = await stage.sandbox.say("Ford shares plunge after recall of 2 million trucks")
    assert "negative -" in said.text


async def test_an_address_is_explained_if_its_item_is_here(newsroom):
    said = await newsroom.sandbox.say("<https://news.example/beat>")
    assert said.messages[0].blocks[0]["text"]["text"].startswith("*Why ")
    other = await newsroom.sandbox.say("<https://elsewhere.example/a>")
    assert other.text.startswith("No item that I hold has this address.")
    assert (
        other.messages[0].blocks[-1]["elements"][0]["value"]
        == "/alerts subscribe https://elsewhere.example/a"
    )


@pytest.mark.parametrize(
    ("asked", "wish"),
    [
        ("send me a daily digest of Tesla at 7:15", "$TSLA digest:07:15"),
        ("alert me on Tesla daily at 7:15", "$TSLA digest:07:15"),
        ("let me know every evening about AMD", "$AMD digest:18:00"),
        ("update me on Tesla every weekday at 9", "$TSLA digest:weekdays@09:00"),
        ("tell me about AMD every hour", "$AMD digest:hourly"),
        ("Tesla digest before the open", "$TSLA digest:open"),
        ("I want a daily digest of everything at 7", "all digest:07:00"),
        ("alert me on everything except Tesla", 'all exclude:"Tesla"'),
    ],
)
async def test_a_digest_is_asked_for_in_plain_words(newsroom, asked, wish):
    said = await newsroom.sandbox.say(asked)
    assert said.text.startswith(f"Dry run of {wish}")


async def test_an_alert_on_a_part_of_the_news_says_how(newsroom):
    said = await newsroom.sandbox.say("alert me on Tesla recalls")
    assert said.text.startswith('This tells of all news on it; for a part add `include:"recalls"`')


async def test_what_an_alert_takes_no_notice_of_is_said(newsroom):
    said = await newsroom.sandbox.say("weekly digest of Tesla")
    assert said.text.startswith(
        "I could not read “weekly”, so the answer takes no notice of it. Dry run of $TSLA"
    )
    said = await newsroom.sandbox.say("tell me when Tesla is no longer negative")
    assert said.text.startswith("I could not read “no longer negative”")


async def test_no_answer_leaves_a_company_out_of_all(newsroom):
    said = await newsroom.sandbox.say("movers without Nvidia")
    assert said.text.startswith("I can't leave Nvidia out of all the others.")


async def test_an_alert_keeps_no_time_and_says_so(newsroom):
    said = await newsroom.sandbox.say("remind me about Tesla tomorrow")
    assert said.text.startswith("I tell of news as it comes and keep no time like “tomorrow”")
    assert "Dry run of $TSLA" in said.text


async def test_an_alert_for_another_channel_is_said_to_come_here(newsroom):
    channel = newsroom.sandbox.channel("#random").id
    said = await newsroom.sandbox.say(f"tell me in <#{channel}|random> when Tesla turns negative")
    assert said.text.startswith(f"This would come here. For <#{channel}> ask me there")


class TestAnswersThatAChannelSees:
    @pytest.fixture
    async def shared(self, newsroom):
        private = await newsroom.sandbox.command("/ticker NVDA 30d")
        return (await newsroom.sandbox.press(private.messages[0], "share")).messages[0]

    async def test_are_changed_by_whoever_shared_them(self, newsroom, shared):
        await newsroom.sandbox.press(shared, "ask:24h", user="U01")
        assert shared.text.startswith("Nvidia (NVDA), last 24 hours")
        assert "Shared by <@U01>" in shown(shared)

    async def test_answer_anybody_else_apart(self, newsroom, shared):
        pressed = await newsroom.sandbox.press(shared, "ask:24h", user="U02")
        (answer,) = pressed.messages
        assert answer.ephemeral_to == "U02"
        assert answer.text.startswith("Nvidia (NVDA), last 24 hours")
        assert any(it["action_id"] == "share" for it in answer.blocks[-1]["elements"])

    async def test_are_shared_over_the_span_that_they_show(self, newsroom):
        private = await newsroom.sandbox.command("/ticker NVDA since yesterday")
        shared = await newsroom.sandbox.press(private.messages[0], "share")
        assert shared.messages[0].text.startswith("Nvidia (NVDA), since yesterday: ")

    async def test_that_ask_back_are_answered_by_whoever_asked(self, newsroom):
        asked = await newsroom.sandbox.say("@Tickertone nvidea", channel="#markets", user="U01")
        (question,) = asked.messages
        theirs = await newsroom.sandbox.press(question, "ask:0", user="U02")
        assert theirs.messages[0].ephemeral_to == "U02"
        assert "Did you mean" in question.text

    async def test_on_movers_stay_shared(self, newsroom):
        private = await newsroom.sandbox.command("/ticker movers 24h")
        (shared,) = (await newsroom.sandbox.press(private.messages[0], "share")).messages
        await newsroom.sandbox.press(shared, "ask:7d", user="U01")
        assert "Shared by <@U01>" in shown(shared)

    async def test_of_a_mention_are_changed_by_whoever_asked(self, newsroom):
        asked = await newsroom.sandbox.say("@Tickertone Nvidia", channel="#markets", user="U01")
        (answer,) = asked.messages
        await newsroom.sandbox.press(answer, "ask:30d", user="U01")
        assert answer.text.startswith("Nvidia (NVDA), last 30 days")
        theirs = await newsroom.sandbox.press(answer, "ask:24h", user="U02")
        assert theirs.messages[0].ephemeral_to == "U02"
        assert answer.text.startswith("Nvidia (NVDA), last 30 days")


async def test_news_lists_the_newest_stories(newsroom):
    said = await newsroom.sandbox.say("what's new on Nvidia?")
    assert "Nvidia unveils record order backlog" in shown(said.messages[0])


async def test_what_is_beyond_the_news_is_said_to_be(newsroom):
    said = await newsroom.sandbox.say("should I buy Tesla?")
    assert said.text.startswith("I only read the news: no prices")


async def test_to_be_told_shows_a_dry_run_for_this_conversation(newsroom):
    said = await newsroom.sandbox.say("tell me when Tesla turns negative")
    assert said.text.startswith("Dry run of $TSLA negative:")
    await newsroom.sandbox.press(said.messages[0], "subscribe_confirm")
    (standing,) = newsroom.subscriptions()
    assert standing.channel == said.sent.channel


async def test_what_can_not_be_read_gets_three_examples_to_tap(newsroom):
    said = await newsroom.sandbox.say("lorem ipsum dolor sit amet, consectetur adipiscing")
    (answer,) = said.messages
    assert answer.text.startswith("I could not read that. I can tell how a company does")
    examples = answer.blocks[-1]["elements"]
    assert len(examples) == 3
    tapped = await newsroom.sandbox.press(answer, examples[0]["action_id"])
    assert tapped.text.startswith("Nvidia (NVDA), last 7 days: ")


@pytest.mark.parametrize("text", ["was macht die Telekom Aktie", "テスラはどう"])
async def test_another_language_is_told_what_can_be_read(newsroom, text):
    (answer,) = (await newsroom.sandbox.say(text)).messages
    assert answer.text.startswith("I read English only")
    assert len(answer.blocks[-1]["elements"]) == 3


@pytest.mark.parametrize(
    "text",
    ["What's the weather in Paris?", "how is the weather in London this week?", "a recipe for lasagna"],
)
async def test_what_is_no_question_of_ours_gets_examples_and_no_company(newsroom, text):
    (answer,) = (await newsroom.sandbox.say(text)).messages
    assert answer.text.startswith("I could not read that")
    assert len(answer.blocks[-1]["elements"]) == 3


@pytest.mark.parametrize(
    "text",
    ["how is my portfolio doing?", "what moves my holdings", "tell me when my portfolio turns negative"],
)
async def test_portfolios_are_said_not_to_be_here(newsroom, text):
    assert (await newsroom.sandbox.say(text)).text.startswith("There are no portfolios here yet")


async def test_a_misspelt_name_gets_the_nearest(newsroom):
    assert "Did you mean Nvidia (NVDA)" in (await newsroom.sandbox.say("how is nvidea doing")).text


async def test_a_pasted_article_is_scored(stage):
    article = (
        "Nvidia beats estimates as revenue jumps. " + "It is a maker of chips, based in California. " * 8
    )
    said = await stage.sandbox.say(article)
    assert "positive +" in said.text


async def test_thanks_are_not_a_question(stage):
    assert (await stage.sandbox.say("thanks!")).text == "Any time."


async def test_any_message_can_be_scored(stage):
    said = await stage.sandbox.say("Ford shares plunge after recall", channel="#markets", timeout_s=0.3)
    scored = await stage.sandbox.shortcut("score_message", message=said.sent)
    (answer,) = scored.messages
    assert answer.ephemeral_to == "U01"
    assert "negative -" in answer.text


async def test_a_new_user_is_greeted_once_with_prompts(stage):
    opened = await stage.sandbox.open_home(tab="messages")
    assert "Hello. I read the market news and score it." in opened.text
    channel = stage.sandbox.workspace.direct_channel("U01")
    assert len(stage.sandbox.workspace.prompts[channel.id]) == 3
    assert [block["type"] for block in opened.messages[0].blocks] == ["section"]  # not the examples again
    again = await stage.sandbox.open_home(tab="messages", timeout_s=0.5)
    assert again.messages == []


@pytest.mark.parametrize(
    ("event", "is_ours"),
    [
        pytest.param({"user": "U1", "text": "hi"}, True, id="a message"),
        pytest.param({"user": "U1", "text": "hi", "subtype": "file_share"}, True, id="with a file"),
        pytest.param({"user": "U1", "bot_id": "B1"}, False, id="another bot"),
        pytest.param({"subtype": "bot_message", "text": "hi"}, False, id="an old bot"),
        pytest.param({"subtype": "message_changed", "message": {}}, False, id="an edit"),
        pytest.param({"subtype": "message_deleted"}, False, id="a deletion"),
        pytest.param({"user": "U1", "edited": {"ts": "1"}}, False, id="edited"),
        pytest.param({"user": "U1", "subtype": "channel_join"}, False, id="Slack's own"),
    ],
)
def test_only_new_messages_of_people_are_read(event, is_ours):
    assert is_by_a_person(event) is is_ours


async def test_words_like_nothing_at_all_get_what_can_be_asked(newsroom):
    asked = await newsroom.sandbox.say("asdf qwer")
    assert "I can tell how a company does in the news" in asked.text
    assert "$" not in asked.text


async def test_one_span_is_held_against_another(newsroom):
    said = await newsroom.sandbox.say("Nvidia last 24 hours vs last 30 days")
    assert said.text.startswith("Nvidia (NVDA), last 24 hours: ")
    assert "against the last 30 days" in said.text


async def test_a_name_that_is_not_known_is_forgotten_at_once(newsroom):
    await newsroom.sandbox.say("Zorblax vs Nvidia")
    assert "Zorblax" not in (await newsroom.sandbox.say("and in the last 30 days?")).text


async def test_the_last_comparison_is_ranked_and_not_all_that_was_talked_of(newsroom):
    await newsroom.sandbox.say("how is Tesla doing?")
    await newsroom.sandbox.say("compare Nvidia and Ford")
    assert "Tesla" not in (await newsroom.sandbox.say("which is better?")).text


async def test_what_is_left_out_stays_out(newsroom):
    await newsroom.sandbox.say("@Tickertone Nvidia, Ford and Tesla", channel="#markets")
    await newsroom.sandbox.say("@Tickertone drop Ford", channel="#markets")
    said = await newsroom.sandbox.say("@Tickertone and in the last 30 days?", channel="#markets")
    assert "Ford" not in said.text


async def test_a_span_for_each_of_several_is_refused_with_what_can_be_asked(newsroom):
    said = await newsroom.sandbox.say("Ford this week and Tesla last week")
    assert said.text.startswith("That names several companies and two spans of time.")


@pytest.mark.parametrize(
    ("asked", "typed", "told"),
    [
        ("how is nvidea doing in the last 30 days?", "the first one", "Nvidia (NVDA), last 30 days: "),
        ("tesla nvdia this month", "yes", "This month: Tesla (TSLA): "),
        ("how is united doing this month?", "4", "No stories about United Airlines (UAL) this month."),
        ("why did Ford fall on 10/11?", "11 oct", "Ford Motor (F): "),
        ("hello", "the second", "Last 7 days: Advanced Micro Devices (AMD): "),
    ],
)
async def test_what_we_ask_back_is_answered_in_words(newsroom, asked, typed, told):
    back = await newsroom.sandbox.say(asked)
    buttons = [button["text"]["text"] for button in back.messages[0].blocks[-1]["elements"]]
    said = await newsroom.sandbox.say(typed)
    assert said.text.startswith(told), (back.text, buttons)


async def test_a_choice_made_in_words_is_remembered_and_a_yes_to_several_is_none(newsroom):
    await newsroom.sandbox.say("united")
    assert "I could not read that" in (await newsroom.sandbox.say("yes")).text
    await newsroom.sandbox.say("united")
    chosen = (await newsroom.sandbox.say("2")).text
    assert (await newsroom.sandbox.say("how is united doing?")).text == chosen
