"""Settings go to the person as files, and come back through a form."""

import json

import pytest

from feeds import opml
from feeds.types.subscriptions import Rules, WatchAll, WatchFeed, WatchPortfolio, WatchTickers
from tests.handlers.stage import FEED, utc_now

SECRET = "https://ada:secret@news.example/private"
OPML = b"""<opml><body>
 <outline text="A" xmlUrl="https://a.example/rss"/><outline text="B" xmlUrl="https://b.example/rss"/>
</body></opml>"""


def subscribe(stage, watch, *, channel="#markets", user="U01", rules=Rules()):  # noqa: B008 - frozen
    where = channel if channel.startswith("D") else stage.sandbox.channel(channel).id
    return stage.db.run_now(
        lambda unit: unit.workspace(stage.workspace).subscriptions.add(
            channel=where, created_by=user, watch=watch, rules=rules, now=utc_now()
        )
    )


def subscribe_to_feed(stage, url):
    feed = stage.db.run_now(lambda unit: unit.feeds.add(url, now=utc_now()))
    return subscribe(stage, WatchFeed(feed.id, url))


async def export(stage):
    """Ask for the files, and read them where they were sent."""
    said = await stage.sandbox.command("/alerts export")
    sent = stage.sandbox.workspace.direct_channel("U01").messages[-1]
    files = [stage.sandbox.workspace.files[file["id"]] for file in sent.files]
    return said.text, {file.name: file.content for file in files}


async def bring(stage, values, *, channel="#markets"):
    opened = await stage.sandbox.command("/alerts import", channel=channel)
    return await stage.sandbox.submit(opened.view, values)


def given(stage, content, name="settings.json"):
    return {"File": {"files": [stage.sandbox.give_file(name, content)]}}


async def test_an_export_goes_to_the_person_alone(newsroom):
    subscribe(newsroom, WatchTickers(("NVDA",)), rules=Rules(min_score=0.35))
    said, files = await export(newsroom)
    assert "I sent you 1 alert with all settings as JSON, and 1 feed as OPML, in a direct message" in said
    saved = json.loads(files["tickertone-settings.json"])
    assert saved["alerts"][0]["follow"] == "$NVDA min:0.35"
    assert [link.url for link in opml.read(files["tickertone-feeds.opml"])] == [FEED]
    assert all(message.ephemeral_to for message in newsroom.sandbox.channel("#markets").messages)


async def test_no_file_holds_credentials_or_others_conversations(stage):
    subscribe_to_feed(stage, SECRET)
    subscribe(stage, WatchAll(), channel="D_OTHERS", user="U02")
    said, files = await export(stage)
    assert b"secret" not in b"".join(files.values())
    assert b"D_OTHERS" not in files["tickertone-settings.json"]
    assert "these feeds are not in the OPML: https://***@news.example/private" in said


async def test_what_was_exported_comes_back_after_all_is_lost(stage):
    subscribe(stage, WatchTickers(("NVDA",)), rules=Rules(min_score=0.35))
    lost = subscribe(stage, WatchAll(), channel="#random")
    _, files = await export(stage)
    stage.db.run_now(lambda unit: unit.workspace(stage.workspace).subscriptions.remove(lost.id))
    brought = await bring(stage, given(stage, files["tickertone-settings.json"]))
    assert "Imported: 1 alert new, 0 with other options, 1 stood already." in brought.text
    again = await bring(stage, {"Or paste it": files["tickertone-settings.json"].decode()})
    assert "Imported: 0 alerts new, 0 with other options, 2 stood already." in again.text
    assert len(stage.subscriptions()) == 2


async def test_the_feeds_of_a_reader_are_followed_where_they_are_brought(stage):
    brought = await bring(stage, given(stage, OPML, name="reader.opml"), channel="#random")
    assert "Imported: 2 alerts new" in brought.text
    assert [(each.watch.url, each.channel) for each in stage.subscriptions()] == [
        ("https://a.example/rss", stage.sandbox.channel("#random").id),
        ("https://b.example/rss", stage.sandbox.channel("#random").id),
    ]


async def test_feeds_that_are_never_asked_are_left_out_with_the_reason(stage):
    bad = b'<outline xmlUrl="http://10.0.0.1/rss"/><outline xmlUrl="javascript:x"/><outline xmlUrl="https://a.example/rss"/>'
    brought = await bring(stage, given(stage, OPML.replace(b"</body>", bad + b"</body>"), name="reader.opml"))
    assert "Imported: 2 alerts new" in brought.text
    assert "http://10.0.0.1/rss: 10.0.0.1 is in a private network" in brought.text
    assert "javascript:x: javascript addresses are not fetched" in brought.text
    assert "https://a.example/rss: The file names it twice." in brought.text
    assert len(stage.subscriptions()) == 2


@pytest.mark.parametrize(
    ("values", "said"),
    [
        pytest.param({}, "Choose a file or paste what is in it", id="nothing"),
        pytest.param({"Or paste it": "hello"}, "The file is no JSON (line 1", id="no export"),
        pytest.param({"Or paste it": "<rss/>"}, "no OPML file", id="no OPML"),
        pytest.param({"Or paste it": "<opml><body/></opml>"}, "names no feeds", id="an empty OPML"),
    ],
)
async def test_wrong_text_is_refused_at_its_input(stage, values, said):
    refused = await bring(stage, values)
    assert said in refused.errors["pasted"]
    assert stage.subscriptions() == ()


async def test_a_wrong_file_is_refused_in_a_sentence(stage):
    refused = await bring(stage, given(stage, b"\x00\x01"))
    assert "The file is no JSON" in refused.text
    assert stage.subscriptions() == ()


async def test_a_file_from_elsewhere_never_gets_the_token(stage):
    foreign = {"url_private": "https://evil.example/x.json", "size": 2}
    refused = await bring(stage, {"File": {"files": [foreign]}})
    assert "That file does not lie in Slack" in refused.text


async def test_a_file_too_large_is_not_fetched(stage):
    (file,) = given(stage, b"{}")["File"]["files"]
    refused = await bring(stage, {"File": {"files": [{**file, "size": 6_000_000}]}})
    assert "larger than 5 MB" in refused.text


def archive(stage, *alerts):
    document = {"format": "tickertone/1", "workspace": stage.workspace, "alerts": list(alerts)}
    return {"Or paste it": json.dumps(document)}


@pytest.mark.parametrize(
    ("alert", "said"),
    [
        pytest.param(
            {"channel": "D_OTHERS", "follow": "all"}, "come back only where the file is brought", id="direct"
        ),
        pytest.param(
            {"channel": "C0NOWHERE", "follow": "all"}, "I can't see that channel", id="an unknown channel"
        ),
        pytest.param(
            {"channel": "C01", "follow": "portfolio"}, "only be followed by its owner", id="a portfolio"
        ),
        pytest.param(
            {"channel": "C01", "follow": "https://***@a.example/rss"}, "needs a login", id="a login"
        ),
    ],
)
async def test_what_can_not_be_brought_back_is_named(stage, alert, said):
    brought = await bring(stage, archive(stage, {"by": "U02", **alert}))
    assert "Imported: 0 alerts new" in brought.text
    assert said in brought.text
    assert stage.subscriptions() == ()


async def test_brought_alerts_are_the_asker_s_own(stage):
    await bring(stage, archive(stage, {"by": "U02", "channel": "C01", "follow": "all"}))
    assert [each.created_by for each in stage.subscriptions()] == ["U01"]


async def test_one_s_own_portfolio_comes_back(stage):
    await bring(stage, archive(stage, {"by": "U01", "channel": "C01", "follow": "portfolio"}))
    assert [each.watch for each in stage.subscriptions()] == [WatchPortfolio("U01")]


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
async def test_files_that_slack_refuses_are_a_failure_with_a_reference(stage, method):
    stage.sandbox.faults.inject(method, error="missing_scope")
    said = await stage.sandbox.command("/alerts export")
    assert "Slack refused it (missing_scope)" in said.text
    assert "Reference:" in said.text


async def test_a_file_shared_in_a_direct_message_is_brought_back(stage):
    settings = archive(stage, {"by": "U01", "channel": "C01", "follow": "all"})["Or paste it"]
    file = stage.sandbox.give_file("settings.JSON", settings.encode())
    asked = await stage.sandbox.say("my settings", files=[file])
    assert "Imported: 1 alert new" in asked.text
    assert [each.channel for each in stage.subscriptions()] == ["C01"]


async def test_any_other_file_is_told_what_can_be_read(newsroom):
    sandbox = newsroom.sandbox
    picture = sandbox.give_file("chart.png", b"PNG")
    assert ".opml" in (await sandbox.say("", files=[picture])).text
    assert "Nvidia" in (await sandbox.say("how is Nvidia doing?", files=[picture])).text
