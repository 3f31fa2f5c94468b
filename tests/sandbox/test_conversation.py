"""What people do reaches a real Bolt app, over Socket Mode and over signed HTTP alike."""

import pytest

from tests.sandbox.bots import make_bot, over_http, over_socket

BUTTONS = [
    {
        "type": "actions",
        "block_id": "tools",
        "elements": [
            {
                "type": "button",
                "action_id": "why",
                "text": {"type": "plain_text", "text": "Why?"},
                "value": "7",
            },
            {
                "type": "static_select",
                "action_id": "window",
                "options": [
                    {"text": {"type": "plain_text", "text": "24 hours"}, "value": "24h"},
                    {"text": {"type": "plain_text", "text": "7 days"}, "value": "7d"},
                ],
            },
        ],
    }
]
MODAL = {
    "type": "modal",
    "callback_id": "alert",
    "title": {"type": "plain_text", "text": "Alert"},
    "submit": {"type": "plain_text", "text": "Subscribe"},
    "private_metadata": "kept",
    "notify_on_close": True,
    "blocks": [
        {
            "type": "input",
            "block_id": "what",
            "label": {"type": "plain_text", "text": "What"},
            "element": {"type": "plain_text_input", "action_id": "typed"},
        },
        {
            "type": "input",
            "block_id": "where",
            "optional": True,
            "label": {"type": "plain_text", "text": "Channel"},
            "element": {"type": "conversations_select", "action_id": "chosen"},
        },
    ],
}


@pytest.fixture(params=[over_socket, over_http], ids=["socket_mode", "http_mode"])
def running(request):
    """Runs a bot in one of the two ways."""
    return request.param


async def test_command_is_acknowledged_with_its_answer(sandbox, running):
    bot = make_bot(sandbox)

    @bot.command("/ticker")
    async def ticker(ack, command):
        await ack(f"You asked for {command['text']}")

    async with running(sandbox, bot):
        exchange = await sandbox.command("/ticker NVDA")
    assert exchange.answers == [
        {
            "said": "/ticker NVDA",
            "to": "U01",
            "ephemeral": True,
            "text": "You asked for NVDA",
            "blocks": [],
            "ms": exchange.ms,
        }
    ]


async def test_command_is_answered_later_through_its_response_url(sandbox, running):
    bot = make_bot(sandbox)

    async def answer(respond):
        await respond("Later", response_type="in_channel")

    async def ack_only(ack):
        await ack()

    bot.command("/ticker")(ack=ack_only, lazy=[answer])
    async with running(sandbox, bot):
        exchange = await sandbox.command("/ticker NVDA", user="U02", channel="#random")
    assert [answer["text"] for answer in exchange.answers] == ["Later"]
    assert not exchange.answers[0]["ephemeral"]


async def test_direct_message_is_answered_where_it_was_asked(sandbox, running):
    bot = make_bot(sandbox)

    @bot.event("message")
    async def hear(event, say):
        await say(f"{event['channel_type']}: {event['text']}")

    async with running(sandbox, bot):
        exchange = await sandbox.say("AT&T?")
    assert exchange.text == "im: AT&amp;T?"
    assert sandbox.transcript()["posted"] == []


async def test_mention_is_answered_in_its_thread(sandbox, running):
    bot = make_bot(sandbox)

    @bot.event("app_mention")
    async def hear(event, say):
        await say("in the thread", thread_ts=event["ts"])

    @bot.event("message")
    async def overhear(event):
        pass

    async with running(sandbox, bot):
        exchange = await sandbox.say("@Tickertone how is NVDA?", channel="#markets")
    assert [message.thread_ts for message in exchange.messages] == [exchange.sent.ts]


async def test_button_replaces_the_message_it_stands_in(sandbox, running):
    bot = make_bot(sandbox)

    @bot.action("why")
    async def why(ack, action, respond):
        await ack()
        await respond(f"because {action['value']}", replace_original=True)

    async with running(sandbox, bot):
        post = await bot.client.chat_postMessage(channel="#markets", text="news", blocks=BUTTONS)
        message = sandbox.channel("#markets").find(post["ts"])
        exchange = await sandbox.press(message, "why")
    assert exchange.updated == [message]
    assert (message.text, message.edits) == ("because 7", 1)


async def test_choice_tells_the_bot_which_option(sandbox, running):
    bot = make_bot(sandbox)

    @bot.action("window")
    async def window(ack, action, body, respond):
        await ack()
        held = body["state"]["values"]["tools"]["window"]["selected_option"]["value"]
        await respond(f"{action['selected_option']['value']} {held}")

    async with running(sandbox, bot):
        post = await bot.client.chat_postMessage(channel="#markets", text="news", blocks=BUTTONS)
        exchange = await sandbox.press(
            sandbox.channel("#markets").find(post["ts"]), "window", choose="7 days", user="U03"
        )
    assert exchange.text == "7d 7d"
    assert exchange.messages[0].ephemeral_to == "U03"


def with_modal(sandbox):
    bot = make_bot(sandbox)

    @bot.command("/alerts")
    async def alerts(ack, body, client):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    return bot


async def test_modal_shows_errors_at_its_input_and_stays_open(sandbox, running):
    bot = with_modal(sandbox)

    @bot.view("alert")
    async def submitted(ack):
        await ack(response_action="errors", errors={"what": "No such ticker"})

    async with running(sandbox, bot):
        view = (await sandbox.command("/alerts")).view
        exchange = await sandbox.submit(view, {"What": "$NOPE"})
    assert exchange.errors == {"what": "No such ticker"}
    assert view.id in sandbox.workspace.views


async def test_modal_closes_when_it_is_taken_and_answers_to_its_person(sandbox, running):
    bot = with_modal(sandbox)

    @bot.view("alert")
    async def submitted(ack, view, client, body):
        await ack()
        what = view["state"]["values"]["what"]["typed"]["value"]
        text = f"{what} {view['private_metadata']}"
        await client.chat_postEphemeral(channel="#markets", user=body["user"]["id"], text=text)

    async with running(sandbox, bot):
        view = (await sandbox.command("/alerts")).view
        exchange = await sandbox.submit(view, {"What": "$NVDA"})
    assert exchange.text == "$NVDA kept"
    assert sandbox.workspace.views == {}


async def test_modal_is_not_sent_with_a_required_input_empty(sandbox, running):
    bot = with_modal(sandbox)
    async with running(sandbox, bot):
        view = (await sandbox.command("/alerts")).view
        exchange = await sandbox.submit(view, {"Channel": "C01"})
    assert exchange.errors == {"what": "Please complete this required field."}


async def test_closing_a_modal_is_told_when_it_asks_for_that(sandbox, running):
    bot = with_modal(sandbox)
    heard = []

    @bot.view_closed("alert")
    async def closed(ack, body):
        heard.append(body["is_cleared"])
        await ack()

    async with running(sandbox, bot):
        await sandbox.close((await sandbox.command("/alerts")).view)
    assert heard == [False]


async def test_home_tab_is_published_when_it_is_opened(sandbox, running):
    bot = make_bot(sandbox)

    @bot.event("app_home_opened")
    async def opened(event, client):
        await client.views_publish(
            user_id=event["user"], view={"type": "home", "blocks": [{"type": "divider", "block_id": "d"}]}
        )

    async with running(sandbox, bot):
        exchange = await sandbox.open_home("U02")
    assert exchange.view is sandbox.home("U02")
    assert sandbox.home("U02").content["blocks"] == [{"type": "divider", "block_id": "d"}]


async def test_message_shortcut_carries_the_message(sandbox, running):
    bot = make_bot(sandbox)

    @bot.shortcut("score_message")
    async def score(ack, shortcut, respond):
        await ack()
        await respond(f"scored: {shortcut['message']['text']}")

    async with running(sandbox, bot):
        said = await sandbox.say("NVDA soars", channel="#markets", timeout_s=0)
        exchange = await sandbox.shortcut("score_message", message=said.sent)
    assert exchange.text == "scored: NVDA soars"


async def test_global_shortcut_opens_a_modal(sandbox, running):
    bot = make_bot(sandbox)

    @bot.shortcut("add_alert")
    async def add(ack, body, client):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    async with running(sandbox, bot):
        exchange = await sandbox.shortcut("add_alert")
    assert exchange.view.content["callback_id"] == "alert"
    (opened,) = sandbox.transcript()["answers"]
    assert (opened["text"], opened["ephemeral"], opened["blocks"]) == ("Alert", True, MODAL["blocks"])
    assert opened["view"]["callback_id"] == "alert"


async def test_external_select_is_offered_what_the_bot_suggests(sandbox, running):
    bot = make_bot(sandbox)
    element = {"type": "external_select", "action_id": "symbol"}
    blocks = [{"type": "actions", "elements": [element]}]

    @bot.options("symbol")
    async def suggest(ack, payload):
        option = {"text": {"type": "plain_text", "text": payload["value"].upper()}, "value": payload["value"]}
        await ack(options=[option])

    async with running(sandbox, bot):
        post = await bot.client.chat_postMessage(channel="#markets", text="pick", blocks=blocks)
        options = await sandbox.suggest(sandbox.channel("#markets").find(post["ts"]), "symbol", "nvda")
    assert [option["text"]["text"] for option in options] == ["NVDA"]
