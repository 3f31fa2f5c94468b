"""What the Web API answers over real HTTP."""

import pytest

from tests.sandbox.samples import section
from tests.sandbox.web_client import POST


@pytest.mark.parametrize("way", ["form", "query"])
async def test_arguments_come_as_form_or_query_too(client, way):
    args = {
        "token": client.sandbox.bot_token,
        "channel": "C01",
        "text": "x",
        "blocks": '[{"type":"divider"}]',
    }
    url = client.sandbox.api_url + "chat.postMessage"
    how = {"data": args} if way == "form" else {"params": args}
    async with client.session.post(url, **how) as response:
        assert (await response.json())["message"]["blocks"][0]["type"] == "divider"


async def test_message_of_a_person_is_not_the_bots_to_change(client):
    said = (await client.sandbox.say("mine", channel="#markets", timeout_s=0)).sent
    place = {"channel": "C01", "ts": said.ts}
    assert (await client.call("chat.update", **place, text="x"))["error"] == "cant_update_message"
    assert (await client.call("chat.delete", **place))["error"] == "cant_delete_message"


async def test_update_is_held_to_the_short_limit_and_keeps_blocks_it_does_not_name(client):
    posted = await client.call("chat.postMessage", **POST, blocks=[section()])
    place = {"channel": "C01", "ts": posted["ts"]}
    assert (await client.call("chat.update", **place, text="x" * 4001))["error"] == "msg_too_long"
    changed = await client.call("chat.update", **place, text="new")
    assert (changed["message"]["text"], len(changed["message"]["blocks"])) == ("new", 1)


async def test_blocks_and_elements_without_a_name_are_given_one(client):
    button = {"type": "button", "text": {"type": "plain_text", "text": "Go"}}
    posted = await client.call("chat.postMessage", **POST, blocks=[{"type": "actions", "elements": [button]}])
    block = posted["message"]["blocks"][0]
    assert block["block_id"]
    assert block["elements"][0]["action_id"]


async def test_history_shows_newest_first_and_threads_apart(client):
    first = await client.call("chat.postMessage", channel="C01", text="one")
    await client.call("chat.postMessage", channel="C01", text="reply", thread_ts=first["ts"])
    await client.call("chat.postMessage", channel="C01", text="two")
    await client.call("chat.postEphemeral", channel="C01", text="hidden", user="U01")
    history = await client.call("conversations.history", channel="C01", limit=1)
    assert [message["text"] for message in history["messages"]] == ["two"]
    cursor = history["response_metadata"]["next_cursor"]
    rest = await client.call("conversations.history", channel="C01", limit=1, cursor=cursor)
    assert [(m["text"], m["reply_count"]) for m in rest["messages"]] == [("one", 1)]
    thread = await client.call("conversations.replies", channel="C01", ts=first["ts"])
    assert [message["text"] for message in thread["messages"]] == ["one", "reply"]


async def test_history_is_bounded_by_oldest_and_latest(client):
    stamps = [(await client.call("chat.postMessage", channel="C01", text=str(n)))["ts"] for n in range(3)]
    bounds = {"channel": "C01", "oldest": stamps[0], "latest": stamps[2]}
    outside = await client.call("conversations.history", **bounds)
    inside = await client.call("conversations.history", **bounds, inclusive=True)
    assert [m["text"] for m in outside["messages"]] == ["1"]
    assert [m["text"] for m in inside["messages"]] == ["2", "1", "0"]


async def test_channels_are_listed_by_type_and_joined(client):
    public = await client.call("conversations.list")
    assert [channel["name"] for channel in public["channels"]] == ["markets", "random", "lounge"]
    direct = await client.call("conversations.list", types="im")
    assert [channel["user"] for channel in direct["channels"]] == ["U01", "U02", "U03"]
    assert (await client.call("conversations.join", channel="#lounge"))["channel"]["is_member"]
    assert (await client.call("conversations.join", channel="#lounge"))["warning"] == "already_in_channel"
    assert (await client.call("conversations.info", channel="C03"))["channel"]["is_member"]
    members = (await client.call("conversations.members", channel="C03"))["members"]
    assert members == ["U01", "U02", "U03", "UB01"]


async def test_direct_message_of_a_person_is_opened_once_and_written_to_by_their_id(client):
    opened = await client.call("conversations.open", users="U02")
    posted = await client.call("chat.postMessage", channel="U02", text="x")
    assert opened["channel"]["id"] == posted["channel"] == "D02"


async def test_people_the_team_and_the_bot_are_told(client):
    assert (await client.call("users.info", user="U01"))["user"]["real_name"] == "Ada Park"
    assert len((await client.call("users.list"))["members"]) == 4
    assert (await client.call("team.info"))["team"]["name"] == "Tickertone Demo"
    me = await client.call("auth.test")
    assert (await client.call("bots.info", bot=me["bot_id"]))["bot"]["user_id"] == me["user_id"]


async def test_message_is_marked_once(client):
    posted = await client.call("chat.postMessage", **POST)
    place = {"channel": "C01", "timestamp": posted["ts"]}
    calls = [
        ("reactions.add", {"name": "eyes"}),
        ("reactions.add", {"name": "eyes"}),
        ("reactions.remove", {"name": "eyes"}),
        ("reactions.remove", {"name": "eyes"}),
        ("pins.add", {}),
        ("pins.add", {}),
        ("pins.remove", {}),
        ("pins.remove", {}),
    ]
    answers = [await client.call(method, **place, **more) for method, more in calls]
    assert [answer.get("error") for answer in answers] == [
        None,
        "already_reacted",
        None,
        "no_reaction",
        None,
        "already_pinned",
        None,
        "no_pin",
    ]


async def test_home_is_published_unless_somebody_was_faster(client):
    home = {"type": "home", "blocks": []}
    first = await client.call("views.publish", user_id="U01", view=home)
    stale = first["view"]["hash"]
    assert (await client.call("views.publish", user_id="U01", view=home, hash=stale))["ok"]
    assert (await client.call("views.publish", user_id="U01", view=home, hash=stale))[
        "error"
    ] == "hash_conflict"


async def test_permalink_of_a_reply_names_its_thread(client):
    parent = await client.call("chat.postMessage", **POST)
    reply = await client.call("chat.postMessage", **POST, thread_ts=parent["ts"])
    link = (await client.call("chat.getPermalink", channel="C01", message_ts=reply["ts"]))["permalink"]
    assert link.endswith(f"/archives/C01/p{reply['ts'].replace('.', '')}?thread_ts={parent['ts']}&cid=C01")


async def test_prompts_status_and_title_are_taken(client):
    said = (await client.sandbox.say("hi", timeout_s=0)).sent
    thread = {"channel_id": "D01", "thread_ts": said.ts}
    prompts = [{"title": "Movers", "message": "what's moving?"}]
    assert (await client.call("assistant.threads.setStatus", **thread, status="is reading"))["ok"]
    assert (await client.call("assistant.threads.setTitle", **thread, title="NVDA"))["ok"]
    assert (await client.call("assistant.threads.setSuggestedPrompts", channel_id="D01", prompts=prompts))[
        "ok"
    ]
    assert client.sandbox.workspace.prompts == {"D01": prompts}
    assert client.sandbox.channel("D01").thread_titles == {said.ts: "NVDA"}
