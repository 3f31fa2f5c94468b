"""What the page's server side answers, and whom it turns away."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from sandbox import Sandbox
from tests.sandbox.bots import make_bot, over_socket


class Browser:
    """One person's page: reads, acts and collects what the live line tells."""

    def __init__(self, session: aiohttp.ClientSession, user: str) -> None:
        self.session = session
        self.user = user
        self.events: list[dict] = []
        self.told = asyncio.Event()

    async def get(self, name, **query):
        async with self.session.get(f"/page/{name}", params={"user": self.user, **query}) as response:
            return await response.json()

    async def post(self, name, **body):
        async with self.session.post(f"/page/{name}", json={"user": self.user, **body}) as response:
            return await response.json()

    async def listen(self):
        async with self.session.ws_connect(f"/page/live?user={self.user}") as socket:
            async for frame in socket:
                self.events.append(frame.json())
                self.told.set()

    async def wait_for(self, kind, *, count=1):
        """The first event of a kind, once `count` of them came."""
        async with asyncio.timeout(5):
            while len(found := [event for event in self.events if event["type"] == kind]) < count:
                self.told.clear()
                await self.told.wait()
        return found[0]


@pytest.fixture
async def ada(sandbox: Sandbox) -> AsyncIterator[Browser]:
    async with aiohttp.ClientSession(sandbox.url) as session:
        browser = Browser(session, "U01")
        listening = asyncio.create_task(browser.listen())
        await browser.wait_for("bot")
        yield browser
        listening.cancel()


async def test_state_tells_the_page_what_there_is(ada):
    state = await ada.get("state")
    assert state["team"]["name"] == "Tickertone Demo"
    assert [channel["name"] for channel in state["channels"]] == ["markets", "random", "lounge"]
    assert state["dms"] == [{"id": "D01", "user": state["app"]["bot_user"]}]
    assert "/ticker" in [command["command"] for command in state["commands"]]


async def test_the_live_line_begins_with_whether_the_bot_is_there_and_tells_it_come_and_go(sandbox, ada):
    async with over_socket(sandbox, make_bot(sandbox)):
        await ada.wait_for("bot", count=2)
    await ada.wait_for("bot", count=3)
    assert [event["connected"] for event in ada.events if event["type"] == "bot"] == [False, True, False]


async def test_message_said_on_the_page_is_answered_live(sandbox, ada):
    bot = make_bot(sandbox)

    @bot.event("message")
    async def hear(event, say):
        await say(f"heard {event['text']}")

    async with over_socket(sandbox, bot):
        assert (await ada.post("say", channel="D01", text="hi"))["ok"]
        await ada.wait_for("message", count=2)
    told = [event["message"]["text"] for event in ada.events if event["type"] == "message"]
    assert told == ["hi", "heard hi"]
    assert (await ada.get("messages", channel="D01"))["messages"][-1]["text"] == "heard hi"


async def test_ephemeral_answer_is_shown_to_its_person_only(sandbox, ada):
    bot = make_bot(sandbox)

    @bot.command("/ticker")
    async def ticker(ack):
        await ack("for you")

    async with over_socket(sandbox, bot):
        assert await ada.post("command", channel="C01", command="/ticker", text="NVDA") == {"ok": True}
    assert (await ada.wait_for("ephemeral"))["message"]["text"] == "for you"
    assert (await ada.get("messages", channel="C01", user="U02"))["messages"] == []


@pytest.mark.parametrize(
    ("command", "error"),
    [
        ("/ticker", '/ticker failed with the error "dispatch_failed"'),
        ("/nosuch", "/nosuch is not a valid command."),
    ],
)
async def test_failed_command_tells_the_person_as_slack_does(ada, sandbox, command, error):
    sandbox.use_http("http://127.0.0.1:9/closed")
    assert await ada.post("command", channel="C01", command=command, text="") == {"ok": False, "error": error}


async def test_modal_is_opened_refused_and_closed_over_the_live_line(sandbox, ada):
    bot = make_bot(sandbox)
    view = {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Alert"},
        "submit": {"type": "plain_text", "text": "Save"},
        "blocks": [
            {
                "type": "input",
                "block_id": "what",
                "label": {"type": "plain_text", "text": "What"},
                "element": {"type": "plain_text_input", "action_id": "typed"},
            }
        ],
    }

    @bot.shortcut("add_alert")
    async def add(ack, body, client):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view={**view, "callback_id": "alert"})

    @bot.view("alert")
    async def submitted(ack, view):
        typed = view["state"]["values"]["what"]["typed"]["value"]
        await (ack() if typed == "good" else ack(response_action="errors", errors={"what": "Bad"}))

    async with over_socket(sandbox, bot):
        await ada.post("shortcut", callback_id="add_alert")
        shown = (await ada.wait_for("view"))["view"]
        for typed in ("bad", "good"):
            values = {"what": {"typed": {"type": "plain_text_input", "value": typed}}}
            await ada.post("submit", view_id=shown["id"], values=values)
    told = [(event["action"], event["errors"]) for event in ada.events if event["type"] == "view"]
    assert told == [("open", None), ("errors", {"what": "Bad"}), ("close", None)]


async def test_own_message_is_edited_and_deleted(ada, sandbox):
    ts = (await ada.post("say", channel="C01", text="helo"))["ts"]
    await ada.post("edit", channel="C01", ts=ts, text="hello")
    assert (await ada.get("messages", channel="C01"))["messages"][0]["text"] == "hello"
    await ada.post("delete", channel="C01", ts=ts)
    assert (await ada.get("messages", channel="C01"))["messages"] == []


async def test_faults_are_injected_listed_and_cleared(ada):
    await ada.post("faults", method="chat.update", error="message_not_found", times=2)
    assert [fault["method"] for fault in (await ada.get("faults"))["faults"]] == ["chat.update"]
    await ada.session.delete("/page/faults")
    assert (await ada.get("faults"))["faults"] == []


@pytest.mark.parametrize(
    ("act", "body"),
    [
        ("say", {"channel": "C99", "text": "x"}),
        ("say", {"channel": "C01", "text": "  "}),
        ("edit", {"channel": "C01", "ts": "1.0", "text": "x"}),
        ("action", {"view_id": "V99", "action": {}}),
        ("submit", {"view_id": "V99"}),
        ("shortcut", {"callback_id": "nosuch"}),
        ("options", {"block_id": "b", "action_id": "a", "value": ""}),
        ("faults", {"method": "chat.update"}),
        ("home", {"user": "U99"}),
    ],
)
async def test_act_that_names_nothing_is_refused_in_words(ada, act, body):
    answer = await ada.post(act, **body)
    assert answer["ok"] is False
    assert answer["error"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example:80"},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/", "/page/state", "/page/live", "/page/faults", "/api/api.test"])
async def test_other_sites_are_turned_away(ada, path, headers):
    async with ada.session.get(path, headers=headers) as response:
        assert response.status == 403


async def test_page_itself_is_served(ada, sandbox):
    async with ada.session.get("/", headers={"Origin": sandbox.url}) as response:
        assert response.status == 200
        assert "text/html" in response.headers["Content-Type"]
    async with ada.session.get("/page/client/main.js") as response:
        assert "javascript" in response.headers["Content-Type"]


async def test_home_status_and_prompts_are_told_live(ada, client):
    said = await ada.post("say", channel="D01", text="hi")
    thread = {"channel_id": "D01", "thread_ts": said["ts"]}
    prompts = [{"title": "Movers", "message": "what's moving?"}]
    await client.call("views.publish", user_id="U01", view={"type": "home", "blocks": []})
    await client.call("assistant.threads.setStatus", **thread, status="is reading")
    await client.call("assistant.threads.setSuggestedPrompts", channel_id="D01", prompts=prompts)
    assert (await ada.wait_for("home"))["view"]["type"] == "home"
    assert (await ada.wait_for("status"))["text"] == "is reading"
    assert (await ada.wait_for("prompts"))["prompts"] == prompts
    state = await ada.get("state")
    assert (state["home"]["type"], state["prompts"]) == ("home", prompts)


async def test_refused_calls_and_new_members_are_told_live(ada, client):
    await client.call("chat.postMessage", channel="C99", text="x")
    await client.call("conversations.join", channel="#lounge")
    assert (await ada.wait_for("fault"))["error"] == "channel_not_found"
    assert (await ada.wait_for("channel"))["channel"]["name"] == "lounge"


async def test_press_and_suggestions_on_the_page_reach_the_bot(sandbox, ada):
    bot = make_bot(sandbox)
    elements = [
        {"type": "button", "action_id": "why", "text": {"type": "plain_text", "text": "Why?"}},
        {"type": "external_select", "action_id": "symbol"},
    ]

    @bot.action("why")
    async def why(ack, respond, body):
        await ack()
        await respond(f"because {body['user']['id']}")

    @bot.options("symbol")
    async def suggest(ack):
        await ack(options=[{"text": {"type": "plain_text", "text": "NVDA"}, "value": "nvda"}])

    async with over_socket(sandbox, bot):
        blocks = [{"type": "actions", "block_id": "b", "elements": elements}]
        post = await bot.client.chat_postMessage(channel="#markets", text="x", blocks=blocks)
        pressed = {"type": "button", "block_id": "b", "action_id": "why"}
        await ada.post("action", channel="C01", ts=post["ts"], action=pressed, state={"values": {}})
        answer = await ada.wait_for("ephemeral")
        options = await ada.post("options", action_id="symbol", block_id="b", value="n")
    assert answer["message"]["text"] == "because U01"
    assert [option["value"] for option in options["options"]] == ["nvda"]


async def test_modal_closed_on_the_page_is_gone(ada, client, sandbox):
    trigger = sandbox.world.tickets.new_trigger(team="T01", user="U01")
    title = {"type": "plain_text", "text": "Alert"}
    opened = await client.call(
        "views.open", trigger_id=trigger, view={"type": "modal", "title": title, "blocks": []}
    )
    assert await ada.post("close", view_id=opened["view"]["id"]) == {"ok": True}
    assert sandbox.workspace.views == {}


async def test_transcript_is_read_on_the_page(ada, client):
    await client.call("chat.postMessage", channel="C01", text="news")
    assert [post["text"] for post in (await ada.get("transcript"))["posted"]] == ["news"]


async def test_a_stopping_sandbox_sends_its_pages_away():
    async with aiohttp.ClientSession() as session:
        async with Sandbox() as stopping:
            socket = await session.ws_connect(f"{stopping.url}/page/live?user=U01")
            await socket.receive(timeout=5)
            reading = asyncio.create_task(socket.receive())
        assert (await reading).type is aiohttp.WSMsgType.CLOSE
        assert socket.close_code == aiohttp.WSCloseCode.GOING_AWAY
