"""A real Bolt app over real Socket Mode."""

from tests.sandbox.bots import make_bot, over_socket


async def test_slash_command_is_answered_ephemerally_through_the_acknowledgement(sandbox):
    bot = make_bot(sandbox)

    @bot.command("/ticker")
    async def ticker(ack, command):
        await ack(f"You asked for {command['text']}")

    async with over_socket(sandbox, bot):
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


async def test_slash_command_is_answered_late_through_the_response_url(sandbox):
    bot = make_bot(sandbox)

    async def answer(respond):
        await respond("Later", response_type="in_channel")

    async def ack_only(ack):
        await ack()

    bot.command("/ticker")(ack=ack_only, lazy=[answer])
    async with over_socket(sandbox, bot):
        exchange = await sandbox.command("/ticker NVDA", user="U02", channel="#random")
    assert [answer["text"] for answer in exchange.answers] == ["Later"]
    assert exchange.messages[0].ephemeral_to is None


async def test_direct_message_is_answered_where_it_was_asked(sandbox):
    bot = make_bot(sandbox)

    @bot.event("message")
    async def hear(event, say):
        await say(f"heard {event['text']} in {event['channel_type']}")

    async with over_socket(sandbox, bot):
        exchange = await sandbox.say("AT&T?")
    assert exchange.text == "heard AT&amp;T? in im"


async def test_mention_in_a_channel_is_answered_in_its_thread(sandbox):
    bot = make_bot(sandbox)

    @bot.event("app_mention")
    async def hear(event, say):
        await say("in the thread", thread_ts=event["ts"])

    @bot.event("message")
    async def other(event):
        pass

    async with over_socket(sandbox, bot):
        exchange = await sandbox.say("@Tickertone how is NVDA?", channel="#markets")
    assert exchange.messages[0].thread_ts == exchange.sent.ts
    assert sandbox.transcript()["posted"] == []


async def test_post_stands_in_the_transcript_in_its_final_form(sandbox):
    bot = make_bot(sandbox)
    first = await bot.client.chat_postMessage(channel="#markets", text="draft")
    await bot.client.chat_update(channel=first["channel"], ts=first["ts"], text="final")
    assert sandbox.transcript() == {
        "posted": [
            {
                "channel": "#markets",
                "ts": first["ts"],
                "thread_ts": None,
                "text": "final",
                "blocks": [],
                "edits": 1,
            }
        ],
        "answers": [],
        "faults": [],
    }
