"""The alert modal: opened from everywhere, wrong values shown at their inputs, a dry run when all is well."""

import pytest


@pytest.fixture(autouse=True)
def no_faults(stage):
    yield
    assert stage.sandbox.transcript()["faults"] == []


async def test_the_modal_is_opened_by_the_bare_command_the_shortcut_and_home(stage):
    for_command = await stage.sandbox.command("/alerts")
    by_shortcut = await stage.sandbox.shortcut("add_alert")
    await stage.sandbox.open_home()
    in_home = await stage.sandbox.press(stage.sandbox.home(), "add_alert")
    for opened in (for_command, by_shortcut, in_home):
        labels = [block["label"]["text"] for block in opened.view.content["blocks"]]
        assert labels[:2] == ["What", "Minimum score"]
        assert "Channel" in labels


async def test_a_filled_in_modal_shows_the_dry_run_in_the_chosen_channel(newsroom):
    opened = await newsroom.sandbox.command("/alerts")
    values = {"What": "$NVDA", "Minimum score": "0.35", "Channel": newsroom.sandbox.channel("#random").id}
    submitted = await newsroom.sandbox.submit(opened.view, values)
    (dry_run,) = submitted.messages
    assert dry_run.text.startswith("Dry run of $NVDA min:0.35:")
    assert dry_run.channel == newsroom.sandbox.channel("#random").id
    await newsroom.sandbox.press(dry_run, "subscribe_confirm")
    (standing,) = newsroom.subscriptions()
    assert standing.channel == newsroom.sandbox.channel("#random").id


@pytest.mark.parametrize(
    ("values", "at", "said"),
    [
        pytest.param({"What": "ftp://a.example"}, "what", "is no web address", id="wrong address"),
        pytest.param({"What": "nvidea"}, "what", "Did you mean $NVDA", id="unknown company"),
        pytest.param({"What": "portfolio"}, "what", "no portfolios here yet", id="portfolio"),
        pytest.param(
            {"What": "all", "Minimum score": "2"},
            "min",
            "2 is out of bounds: give a number from 0 to 1, like 0.35.",
            id="score",
        ),
        pytest.param(
            {"What": "all", "Minimum score": "35%"},
            "min",
            "“35%” is no number: give one from 0 to 1, like 0.35.",
            id="no number",
        ),
        pytest.param(
            {"What": "all", "Minimum score": "0.3 negative"}, "min", "is no number", id="more than a number"
        ),
        pytest.param(
            {"What": "all", "Further options": "foo:bar"},
            "options",
            "“foo:” is no option; there are min:, relevance:, include:",
            id="no option",
        ),
        pytest.param(
            {"What": "all", "Further options": "max:9 hello"},
            "options",
            "“hello” is no option; there are min:",
            id="stray word",
        ),
        pytest.param(
            {"What": "$NVDA min:0.3", "Minimum score": "0.5"},
            "what",
            "contradict the inputs below",
            id="contradiction in what",
        ),
        pytest.param({"What": "all", "Further options": "tz:Berlin"}, "options", "Europe/Berlin", id="zone"),
        pytest.param(
            {"What": "all", "Further options": "min:0.3", "Minimum score": "0.5"},
            "options",
            "This contradicts “Minimum score” above",
            id="contradiction",
        ),
    ],
)
async def test_a_wrong_value_is_shown_at_its_input_and_nowhere_else(newsroom, values, at, said):
    opened = await newsroom.sandbox.command("/alerts")
    channel = {"Channel": newsroom.sandbox.channel("#markets").id}
    refused = await newsroom.sandbox.submit(opened.view, values | channel)
    assert list(refused.errors) == [at]
    assert said in refused.errors[at]
    assert not {"subscribe", "min:2"} & set(refused.errors[at].split())
    assert refused.messages == []


async def test_all_wrong_values_are_shown_at_once(newsroom):
    opened = await newsroom.sandbox.command("/alerts")
    channel = {"Channel": newsroom.sandbox.channel("#markets").id}
    wrong = {"What": "nvidea", "Minimum score": "2"}
    refused = await newsroom.sandbox.submit(opened.view, wrong | channel)
    assert set(refused.errors) == {"what", "min"}


async def test_a_wrong_edit_changes_nothing_and_says_so_at_its_input_alone(newsroom):
    await newsroom.sandbox.command("/alerts subscribe $NVDA confirm")
    opened = await newsroom.sandbox.command("/alerts edit 1")
    refused = await newsroom.sandbox.submit(opened.view, {"Minimum score": "2"})
    assert list(refused.errors) == ["min"]
    assert refused.messages == []
    assert newsroom.subscriptions()[0].rules.min_score == 0


@pytest.mark.parametrize(
    ("values", "at", "said"),
    [
        pytest.param(
            {"Further options": "foo:bar"}, "options", "“foo:” is no option; there are", id="option"
        ),
        pytest.param({"Further options": "$AMD"}, "options", "“$AMD” is no option", id="a ticker"),
        pytest.param({"Minimum score": "-1"}, "min", "-1 is out of bounds", id="score"),
        pytest.param(
            {"Further options": "positive", "Direction": "Only negative"}, "options", "“Direction”", id="both"
        ),
    ],
)
async def test_a_wrong_edit_is_explained_in_the_words_of_its_input(newsroom, values, at, said):
    await newsroom.sandbox.command("/alerts subscribe $NVDA confirm")
    opened = await newsroom.sandbox.command("/alerts edit 1")
    refused = await newsroom.sandbox.submit(opened.view, values)
    assert list(refused.errors) == [at]
    assert said in refused.errors[at]
    assert "“all”" not in refused.errors[at]


async def test_an_alert_is_edited(newsroom):
    await newsroom.sandbox.command('/alerts subscribe $NVDA min:0.35 include:"a OR b" confirm')
    opened = await newsroom.sandbox.command("/alerts edit 1")
    assert 'include:"a OR b"' in str(opened.view.content)
    values = {"Minimum score": "0.6", "Direction": "Only negative"}
    submitted = await newsroom.sandbox.submit(opened.view, values)
    assert 'min:0.6 negative include:"a OR b"' in submitted.text
    (standing,) = newsroom.subscriptions()
    assert standing.rules.min_score == 0.6


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("", "America/New_York", id="their own"),
        pytest.param("quiet:22:00-07:00 tz:UTC", "UTC", id="the one it had"),
        pytest.param("quiet:22:00-07:00 tz:Asia/Tokyo", "Asia/Tokyo", id="another it had"),
    ],
)
async def test_a_digest_chosen_while_editing_keeps_the_clock_of(newsroom, before, after):
    await newsroom.sandbox.command(f"/alerts subscribe $NVDA {before} confirm")
    opened = await newsroom.sandbox.command("/alerts edit 1")
    await newsroom.sandbox.submit(opened.view, {"When": "Every day at 08:30"})
    (standing,) = newsroom.subscriptions()
    assert (standing.rules.digest.at.hour, standing.rules.timezone) == (8, after)


async def test_editing_what_is_not_there_says_so(stage):
    assert "There is no alert 9." in (await stage.sandbox.command("/alerts edit 9")).text


async def test_a_digest_is_chosen_among_times(newsroom):
    opened = await newsroom.sandbox.command("/alerts")
    values = {"What": "$NVDA", "When": "Weekdays at 08:30", "Channel": newsroom.sandbox.channel("#random").id}
    submitted = await newsroom.sandbox.submit(opened.view, values)
    assert submitted.text.startswith("Dry run of $NVDA digest:weekdays@08:30 tz:")


async def test_a_digest_at_another_time_stays_when_the_rest_is_edited(newsroom):
    await newsroom.sandbox.command("/alerts subscribe $NVDA digest:06:45 confirm")
    before = newsroom.subscriptions()[0].rules.digest
    opened = await newsroom.sandbox.command("/alerts edit 1")
    await newsroom.sandbox.submit(opened.view, {"Minimum score": "0.6"})
    rules = newsroom.subscriptions()[0].rules
    assert (rules.min_score, rules.digest) == (0.6, before)
