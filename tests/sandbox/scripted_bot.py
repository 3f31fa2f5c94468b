"""A small Bolt app that answers everything the page's tests do."""

from typing import Any

from slack_bolt.async_app import AsyncApp


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(text: str, action_id: str, **more: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": action_id, "value": "7", "text": plain(text), **more}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "block_id": "buttons", "elements": list(elements)}


def text_input(label: str, block_id: str, *, is_optional: bool = False, **element: Any) -> dict[str, Any]:
    field = {"type": "plain_text_input", "action_id": "field", **element}
    more = {"block_id": block_id, "label": plain(label), "optional": is_optional, "element": field}
    return {"type": "input", **more}


SURE = {
    "title": plain("Erase it?"),
    "text": plain("It can't be undone."),
    "confirm": plain("Erase"),
    "deny": plain("Keep"),
}
ALERT = [
    section("*<https://news.example/1|Chips up>* on &lt;strong&gt; &amp; demand"),
    actions(
        button("Why?", "why"),
        button("Mark done", "done", style="primary"),
        button("Erase", "erase", style="danger", confirm=SURE),
    ),
]
HOME = {
    "type": "home",
    "blocks": [{"type": "header", "text": plain("Good morning")}, actions(button("Open form", "form"))],
}
FORM = {
    "type": "modal",
    "callback_id": "form",
    "title": plain("New alert"),
    "submit": plain("Subscribe"),
    "close": plain("Cancel"),
    "blocks": [
        text_input("What", "what"),
        text_input("Note", "note", is_optional=True, multiline=True),
        actions(button("More options", "deeper"), button("Fill in", "fill")),
    ],
}
DEEPER = {
    "type": "modal",
    "callback_id": "deeper",
    "title": plain("Options"),
    "submit": plain("Apply"),
    "blocks": [text_input("How often", "often")],
}


def give_script(bot: AsyncApp) -> AsyncApp:
    """Add listeners for every kind of thing a person can do on the page."""
    for part in (_commands, _talk, _answers, _forms, _pushes, _shortcuts):
        part(bot)
    return bot


def _commands(bot: AsyncApp) -> None:
    @bot.command("/ticker")
    async def ticker(ack, command, respond):
        await ack()
        blocks = [section(f"*{command['text']}* `+0.15`"), actions(button("Refresh", "refresh"))]
        await respond(text=f"You asked for {command['text']}", blocks=blocks)

    @bot.command("/alerts")
    async def alerts(ack, body, client):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)


def _talk(bot: AsyncApp) -> None:
    @bot.event("message")
    async def hear(event, say):
        if event.get("channel_type") == "im" and not event.get("subtype"):
            await say(f"You said: {event['text']}", thread_ts=event.get("thread_ts"))

    @bot.event("app_mention")
    async def mentioned(event, say):
        await say("At your service", thread_ts=event.get("thread_ts", event["ts"]))

    @bot.event("app_home_opened")
    async def opened(event, client):
        if event["tab"] == "home":
            await client.views_publish(user_id=event["user"], view=HOME)


def _answers(bot: AsyncApp) -> None:
    @bot.action("why")
    async def why(ack, respond):
        await ack()
        await respond(text="Because of _demand_", replace_original=False)

    @bot.action("done")
    async def done(ack, body, client):
        await ack()
        where = {"channel": body["channel"]["id"], "ts": body["message"]["ts"]}
        await client.chat_update(**where, text="Done", blocks=[section("Done :white_check_mark:")])

    @bot.action("erase")
    async def erase(ack, respond):
        await ack()
        await respond(delete_original=True)

    @bot.action("refresh")
    async def refresh(ack, respond):
        await ack()
        await respond(text="Refreshed", replace_original=True)


def _forms(bot: AsyncApp) -> None:
    @bot.action("form")
    async def form(ack, body, client):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @bot.view("form")
    async def submitted(ack, view, client, body):
        what = view["state"]["values"]["what"]["field"]["value"]
        if not what.startswith("$"):
            await ack(response_action="errors", errors={"what": "Name a ticker, such as $NVDA."})
            return
        await ack()
        await client.chat_postMessage(channel=body["user"]["id"], text=f"Subscribed to {what}")


def _pushes(bot: AsyncApp) -> None:
    @bot.action("deeper")
    async def deeper(ack, body, client):
        await ack()
        await client.views_push(trigger_id=body["trigger_id"], view=DEEPER)

    @bot.action("fill")
    async def fill(ack, body, client):
        await ack()
        view = {**FORM, "blocks": [section("Filled in"), *FORM["blocks"]]}
        await client.views_update(view_id=body["view"]["id"], view=view)

    @bot.view("deeper")
    async def applied(ack):
        await ack()


def _shortcuts(bot: AsyncApp) -> None:
    @bot.shortcut("score_message")
    async def score(ack, body, respond):
        await ack()
        await respond(text=f"Scored: {body['message']['text']}", response_type="ephemeral")

    @bot.shortcut("add_alert")
    async def add(ack, body, client):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)
