"""Every way to ask in Slack: each is prepared, and gives what a person then does."""

LIMIT_S = 10


async def by_command(stage):
    return lambda: stage.sandbox.command("/ticker NVDA", timeout_s=LIMIT_S)


async def by_mention(stage):
    return lambda: stage.sandbox.say("@Tickertone how is NVDA?", channel="#markets", timeout_s=LIMIT_S)


async def by_direct_message(stage):
    return lambda: stage.sandbox.say("how is NVDA?", timeout_s=LIMIT_S)


async def by_button(stage):
    answer = await stage.sandbox.command("/ticker NVDA")
    return lambda: stage.sandbox.press(answer.messages[0], "ask:30d", timeout_s=LIMIT_S)


async def by_confirming(stage):
    answer = await stage.sandbox.command("/alerts subscribe $NVDA")
    return lambda: stage.sandbox.press(answer.messages[0], "subscribe_confirm", timeout_s=LIMIT_S)


async def by_checked_form(stage):
    opened = await stage.sandbox.command("/alerts")
    wanted = {"What": "$NVDA", "Channel": stage.sandbox.channel("#markets").id}
    return lambda: stage.sandbox.submit(opened.view, wanted, timeout_s=LIMIT_S)


async def by_form(stage):
    _, ts = await stage.post_alert("recalls")
    alert = next(each for each in stage.sandbox.workspace.messages() if each.ts == ts)
    opened = await stage.sandbox.press(alert, "mute")
    chosen = {"What": "This alert and its updates"}
    return lambda: stage.sandbox.submit(opened.view, chosen, timeout_s=LIMIT_S)
