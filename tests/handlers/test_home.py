"""Home as a person uses it: every button does what it says, and Home shows at once what came of it."""

import pytest

from feeds.types.subscriptions import LessonKind, MuteKind
from handlers.answers.muting import answer_unmute
from handlers.asker import Asker
from handlers.blocks.help import CASHTAG_EXAMPLES
from sandbox.people.elements import placed_elements
from tests.bot.stage import until
from tests.feeds.publisher import Article
from tests.handlers.showing import shown
from tests.handlers.stage import NEWS, utc_now


@pytest.fixture(autouse=True)
def no_faults(stage):
    yield
    assert stage.sandbox.transcript()["faults"] == []


class Person:
    """Somebody with Home open."""

    def __init__(self, stage, user="U01"):
        self.stage, self.sandbox, self.user = stage, stage.sandbox, user

    @property
    def sees(self):
        return shown(self.sandbox.home(self.user))

    @property
    def buttons(self):
        return [
            placed.action_id for placed in placed_elements(self.sandbox.home(self.user).content["blocks"])
        ]

    async def look(self):
        await self.sandbox.open_home(self.user)
        return self

    async def press(self, action_id, **more):
        return await self.sandbox.press(self.sandbox.home(self.user), action_id, user=self.user, **more)

    async def submit(self, view, values):
        """Submit a modal that is answered in Home, and wait for that."""
        before = self.sandbox.home(self.user).hash
        await self.sandbox.submit(view, values)
        await until(lambda: self.sandbox.home(self.user).hash != before)

    async def follow(self, what="$NVDA"):
        await self.sandbox.command(f"/alerts subscribe {what} confirm", user=self.user)
        return await self.look()


@pytest.fixture
async def reader(newsroom):
    return await Person(newsroom).look()


async def test_at_first_home_shows_three_steps_each_with_a_button(reader):
    assert "Welcome to Tickertone" in reader.sees
    assert reader.buttons[:4] == ["add_alert", "open:example", "connect", "put_away"]


async def test_the_steps_are_gone_once_put_away(reader):
    await reader.press("put_away")
    assert "Welcome to Tickertone" not in reader.sees
    await reader.look()
    assert "Welcome to Tickertone" not in reader.sees
    assert "add_alert" in reader.buttons


async def test_the_steps_are_gone_once_something_is_followed(reader):
    await reader.follow()
    assert "Welcome to Tickertone" not in reader.sees


async def test_the_example_is_answered_in_a_modal(reader):
    opened = await reader.press("open:example")
    assert opened.view.content["type"] == "modal"
    assert "Nvidia (NVDA)" in shown(opened.view)


async def test_how_to_connect_opens_a_page(reader):
    opened = await reader.press("connect")
    assert "/invite @Tickertone" in shown(opened.view)


async def test_an_alert_is_added_tried_out_and_confirmed_without_leaving_home(reader):
    opened = await reader.press("add_alert")
    channel = reader.sandbox.channel("#random")
    await reader.submit(opened.view, {"What": "$NVDA", "Channel": channel.id})
    assert "*Dry run:* $NVDA" in reader.sees
    await reader.press("subscribe_confirm")
    assert "*Subscribed:* $NVDA" in reader.sees
    (standing,) = reader.stage.subscriptions()
    assert standing.channel == channel.id
    assert "Your alerts" in reader.sees


async def test_a_name_followed_shows_tone_change_and_count_and_opens_its_report(reader):
    await reader.follow("$NVDA $TSLA")
    assert "Nvidia (NVDA)" in reader.sees
    assert "3 stories" in reader.sees
    opened = await reader.press("open:NVDA")
    assert "Nvidia unveils record order backlog" in shown(opened.view)
    month = await reader.sandbox.press(opened.view, "ask:30d")
    assert "last 30 days" in shown(month.view)
    assert month.view.id == opened.view.id


async def test_an_alert_is_added_from_a_report(reader):
    await reader.follow()
    report = await reader.press("open:NVDA")
    assert "Alert here" not in shown(report.view)
    form = await reader.sandbox.press(report.view, "follow")
    channel = reader.sandbox.channel("#random")
    await reader.submit(form.view, {"Minimum score": "0.5", "Channel": channel.id})
    assert "*Dry run:* $NVDA min:0.5" in reader.sees


async def test_what_others_muted_in_direct_conversations_is_not_shown_and_can_not_be_undone(reader):
    silence = {"channel": "D0U02", "kind": MuteKind.TICKER, "value": "MRK", "until": None}
    workspace = reader.stage.workspace
    mute = reader.stage.db.run_now(
        lambda unit: unit.workspace(workspace).mutes.add(**silence, created_by="U02")
    )
    await reader.look()
    assert "MRK" not in reader.sees
    asker = Asker(workspace, "U01", "")
    await answer_unmute(reader.stage.deps, asker, mute.id)
    assert reader.stage.mutes() == (mute,)


async def test_what_others_follow_in_direct_conversations_is_not_shown(reader):
    reader.stage.follow_directly("$MRK", user="U02")
    await reader.look()
    assert "$MRK" not in reader.sees


async def test_what_others_follow_is_apart(reader):
    await Person(reader.stage, user="U02").follow("$TSLA")
    await reader.follow()
    mine, others = reader.sees.split("Other alerts of this workspace")
    assert "$NVDA" in mine
    assert "$TSLA" in others
    assert "Tesla (TSLA)" not in mine


async def test_an_alert_is_paused_resumed_edited_and_ended_in_place(reader):
    await reader.follow()
    await reader.press("pause")
    assert "Alert 1 is paused" in reader.sees
    await reader.press("resume")
    assert "Alert 1 goes on" in reader.sees
    opened = await reader.press("edit")
    await reader.submit(opened.view, {"Minimum score": "0.6"})
    assert "*Alert 1* · $NVDA min:0.6" in reader.sees
    await reader.press("unsubscribe")
    assert "Alert 1 has ended" in reader.sees
    assert reader.stage.subscriptions() == ()


async def test_ending_anothers_alert_is_asked_about_and_undone_in_place(reader):
    await Person(reader.stage, user="U02").follow("$TSLA min:0.35")
    await reader.look()
    asks = next(
        placed.element["confirm"]
        for placed in placed_elements(reader.sandbox.home().content["blocks"])
        if placed.action_id == "unsubscribe"
    )
    assert asks["title"]["text"] == "End alert 1?"
    assert asks["text"]["text"].startswith("$TSLA min:0.35. Somebody else added it.")
    await reader.press("unsubscribe")
    assert "Alert 1 has ended: $TSLA min:0.35." in reader.sees
    await reader.press("restore")
    assert "It stands again in <#" in reader.sees
    (standing,) = reader.stage.subscriptions()
    assert (standing.created_by, standing.rules.min_score) == ("U02", 0.35)


async def test_a_failing_feed_comes_first_and_is_fetched_again(reader):
    for number in range(8):
        await reader.stage.bring(*NEWS, url=f"https://news.example/{number}", title=f"Paper {number}")
    last = "https://news.example/7"
    reader.stage.web.pages.pop(last)
    await reader.stage.deps.poller.poll(last, force=True)
    await reader.look()
    health = reader.sees.partition("9 feeds, 1 failing")[2]
    assert health.index("Paper 7") < health.index("Paper 1")
    assert "and 3 more: all well" in health
    await reader.stage.bring(*NEWS, url=last)
    await reader.press("feed_retry")
    assert "9 feeds, all well" in reader.sees


async def test_what_is_muted_is_named_with_its_channel_and_unmuted_in_place(reader):
    def mute(unit):
        workspace = unit.workspace(reader.stage.workspace)
        (feed,) = workspace.feeds.all()
        channel = reader.sandbox.channel("#markets").id
        workspace.mutes.add(
            channel=channel, kind=MuteKind.SOURCE, value=str(feed.id), until=None, created_by="U01"
        )

    reader.stage.db.run_now(mute)
    await reader.look()
    channel = reader.sandbox.channel("#markets").id
    assert f"The source Test News is muted in <#{channel}> for good." in reader.sees
    await reader.press("unmute")
    assert reader.stage.mutes() == ()


async def test_a_muted_story_is_named_by_its_headline(reader):
    item, ts = await reader.stage.post_alert("Nvidia beats")
    opened = await reader.sandbox.press(reader.sandbox.channel("#markets").find(ts), "mute")
    await reader.sandbox.submit(opened.view, {"What": "This alert and its updates"})
    await reader.look()
    channel = reader.sandbox.channel("#markets").id
    assert f"|{item.item.title}>” and its updates are muted in <#{channel}> until" in reader.sees
    listed = await reader.sandbox.command("/alerts list")
    assert f"|{item.item.title}>” and its updates are muted here until" in shown(listed.messages[0])


async def test_every_lesson_can_be_removed_however_many_there_are(reader):
    def teach(unit):
        lessons = unit.workspace(reader.stage.workspace).lessons
        for number in range(10):
            words = f"words {number}"
            lessons.add(kind=LessonKind.ALIAS, words=words, value="TSLA", taught_by="U01", now=utc_now())

    reader.stage.db.run_now(teach)
    await reader.look()
    assert "words 9" in reader.sees
    assert "words 0" not in reader.sees
    listed = await reader.press("all_lessons")
    assert "“words 0” means $TSLA." in shown(listed.view)
    left = await reader.sandbox.press(listed.view, "unlearn", value="1")
    assert "words 0" not in shown(left.view)
    assert "Show all 9" in reader.sees


async def test_a_remembered_choice_can_be_removed(reader):
    asked = await reader.sandbox.command("/ticker united")
    await reader.sandbox.press(asked.messages[0], "choose:3")
    await reader.look()
    assert "“united” means United Airlines (UAL)." in reader.sees
    await reader.press("unchoose", value="united")
    assert "Forgotten: “united” is asked about again." in reader.sees
    assert "means United Airlines" not in reader.sees
    again = await reader.sandbox.command("/ticker united")
    assert "“united” fits several companies" in again.text


async def test_of_many_remembered_choices_the_rest_is_counted(reader):
    def choose(unit):
        choices = unit.workspace(reader.stage.workspace).choices
        choices.update({f"word {number}": "TSLA" for number in range(10)})

    reader.stage.db.run_now(choose)
    await reader.look()
    assert "“word 7” means Tesla (TSLA)." in reader.sees
    assert "and 2 more" in reader.sees


async def test_settings_are_changed_and_count_from_then_on(reader):
    form = await reader.press("settings")
    await reader.submit(form.view, {"Time zone": "asia/tokyo", "Digest time": "06:45"})
    assert "Saved. *Time zone:* Asia/Tokyo · *Digest time:* 06:45" in reader.sees
    await reader.follow("$NVDA quiet:22:00-07:00")
    assert " JST" in reader.sees
    assert "<!date" not in reader.sees
    assert reader.stage.subscriptions()[0].rules.timezone == "Asia/Tokyo"
    alert = await reader.press("add_alert")
    assert "Every day at 06:45" in shown(alert.view)


async def test_a_person_without_a_time_zone_follows_their_profile_again(reader):
    form = await reader.press("settings")
    await reader.submit(form.view, {"Time zone": "Asia/Tokyo"})
    form = await reader.press("settings")
    await reader.submit(form.view, {"Time zone": ""})
    assert "(from your Slack profile)" in reader.sees


async def test_settings_are_each_persons_own(reader):
    form = await reader.press("settings")
    await reader.submit(form.view, {"Time zone": "Asia/Tokyo"})
    other = await Person(reader.stage, user="U02").look()
    assert "Asia/Tokyo" not in other.sees


async def test_a_wrong_time_zone_is_shown_at_its_input(reader):
    form = await reader.press("settings")
    refused = await reader.sandbox.submit(form.view, {"Time zone": "Berlin"})
    assert refused.errors == {"zone": "“Berlin” is no time zone. Try: Europe/Berlin"}


@pytest.fixture
async def strict(newsroom):
    """A workspace where only cashtags name companies."""
    reader = await Person(newsroom).look()
    form = await reader.press("settings")
    await reader.submit(form.view, {"Companies are named by": "Cashtags only"})
    assert "*Companies are named by:* cashtags only" in reader.sees
    return reader


@pytest.mark.parametrize("asked", ["/ticker NVDA", "/ticker Nvidia", "/ticker $AMD nvidia"])
async def test_where_only_cashtags_count_a_name_is_asked_about(strict, asked):
    answered = await strict.sandbox.command(asked)
    assert answered.text.startswith("In this workspace only cashtags name companies. Did you mean $")
    tapped = await strict.sandbox.press(answered.messages[0], "ask")
    assert "Nvidia (NVDA)" in tapped.text


async def test_where_only_cashtags_count_they_are_answered(strict):
    assert (await strict.sandbox.command("/ticker $NVDA")).text.startswith("Nvidia (NVDA), last 7 days")
    assert (await strict.sandbox.say("how is $TSLA doing?")).text.startswith("Tesla (TSLA)")
    assert "only cashtags name companies" in (await strict.sandbox.say("how is Tesla doing?")).text


async def test_where_only_cashtags_count_alerts_follow_them_alone(strict):
    refused = await strict.sandbox.command("/alerts subscribe Nvidia confirm")
    assert "only cashtags name companies" in refused.text
    form = await strict.press("add_alert")
    channel = {"Channel": strict.sandbox.channel("#random").id}
    wrong = await strict.sandbox.submit(form.view, {"What": "nvidia"} | channel)
    assert wrong.errors == {"what": "In this workspace only cashtags name companies. Try: $NVDA"}


async def test_where_only_cashtags_count_so_do_those_of_the_news(strict):
    await strict.follow("$NVDA $AMD")
    await strict.stage.bring(
        Article("named", "Nvidia opens a new plant"), Article("marked", "$AMD gains on Nvidia in servers")
    )
    (_posted,) = await strict.stage.deliver()
    (alert,) = strict.sandbox.transcript()["posted"]
    assert "$AMD gains on Nvidia" in alert["text"]
    assert "NVDA" not in str(alert["blocks"])


async def test_where_only_cashtags_count_so_do_those_of_a_scored_message(strict):
    said = await strict.sandbox.say("$AMD gains on Nvidia", channel="#markets", timeout_s=0.3)
    scored = await strict.sandbox.shortcut("score_message", message=said.sent)
    assert "AMD" in shown(scored.messages[0])
    assert "NVDA" not in shown(scored.messages[0])


async def test_where_only_cashtags_count_all_examples_work(strict):
    await strict.look()
    assert "`/ticker $NVDA` in any channel" in strict.sees
    assert CASHTAG_EXAMPLES[0] in strict.sees
    helped = shown((await strict.sandbox.command("/ticker help")).messages[0])
    assert "names work too" not in helped
    assert "/ticker $NVDA" in helped
    greeted = await strict.sandbox.open_home(tab="messages")
    prompts = strict.sandbox.workspace.prompts[strict.sandbox.workspace.direct_channel("U01").id]
    assert [prompt["message"] for prompt in prompts] == list(CASHTAG_EXAMPLES)
    assert greeted.text.startswith("Hello.")
    assert "Nvidia" not in greeted.text
    unread = await strict.sandbox.say("what can you do?")
    assert "Try: How is $NVDA doing? · Compare $AMD and $INTC · What's moving?" in unread.text
    for number in range(len(CASHTAG_EXAMPLES)):
        (asked,) = (await strict.sandbox.say("what can you do?")).messages
        tapped = await strict.sandbox.press(asked, f"ask:example{number}")
        assert "only cashtags" not in tapped.text
