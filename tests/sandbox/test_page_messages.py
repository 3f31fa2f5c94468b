"""Messages on the page: live, in threads, unread, written, edited, answered."""

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import expect

from tests.sandbox.page_fixtures import message, send
from tests.sandbox.scripted_bot import ALERT, section

pytestmark = pytest.mark.asyncio(loop_scope="session")

KEEP_SOCKETS = """
const Own = WebSocket;
window.sockets = [];
window.WebSocket = class extends Own {
  constructor(...words) {
    super(...words);
    window.sockets.push(this);
  }
};
"""


async def test_a_post_appears_at_once_and_its_text_never_becomes_markup(visit, post):
    page = await visit(channel="markets")
    await post(blocks=ALERT)
    alert = message(page, "Chips up")
    await expect(alert.get_by_role("link", name="Chips up")).to_have_attribute(
        "href", "https://news.example/1"
    )
    await expect(alert).to_contain_text("on <strong> & demand")


async def test_an_edit_replaces_the_message_in_its_place(visit, post, bot, world):
    page = await visit(channel="markets")
    ts = await post("draft")
    await expect(message(page, "draft")).to_be_visible()
    await bot.client.chat_update(channel=world.channel("#markets").id, ts=ts, text="final")
    await expect(page.locator(f'article[data-ts="{ts}"]')).to_contain_text("final")


async def test_a_deleted_message_goes_away(visit, post, bot, world):
    page = await visit(channel="markets")
    ts = await post("short-lived")
    await expect(message(page, "short-lived")).to_be_visible()
    await bot.client.chat_delete(channel=world.channel("#markets").id, ts=ts)
    await expect(message(page, "short-lived")).to_have_count(0)


async def test_reactions_are_shown_under_the_message(visit, post, bot, world):
    ts = await post("well done")
    await bot.client.reactions_add(channel=world.channel("#markets").id, timestamp=ts, name="eyes")
    page = await visit(channel="markets")
    await expect(message(page, "well done").get_by_role("list", name="Reactions")).to_contain_text("1")


async def test_replies_are_counted_and_open_beside_the_conversation(visit, post):
    page = await visit(channel="markets")
    ts = await post("parent")
    await post("first reply", thread_ts=ts)
    await post("second reply", thread_ts=ts)
    await expect(page.locator("#content").get_by_text("first reply")).to_have_count(0)
    await page.get_by_role("button", name="2 replies").click()
    thread = page.get_by_role("complementary", name="Thread")
    await expect(thread.get_by_role("article")).to_have_count(3)
    await thread.get_by_role("textbox").fill("mine")
    await thread.get_by_role("textbox").press("Enter")
    await expect(page.get_by_role("button", name="3 replies")).to_be_visible()


async def test_a_message_elsewhere_marks_its_channel_unread_until_it_is_opened(visit, post):
    page = await visit(channel="random")
    await post("news")
    row = page.get_by_role("button", name="markets")
    await expect(row.get_by_label("1 unread")).to_be_visible()
    await row.click()
    await expect(message(page, "news")).to_be_visible()
    await expect(page.get_by_label("1 unread")).to_have_count(0)


async def test_what_came_while_the_page_was_closed_is_unread(visit, post):
    await post("seen")
    page = await visit(channel="markets")
    await expect(message(page, "seen")).to_be_visible()
    await page.goto("about:blank")
    await post("missed")
    page = await visit(channel="random")
    await page.get_by_role("button", name="markets").click()
    await expect(page.get_by_role("separator").filter(has_text="New")).to_be_visible()


async def test_the_list_stays_where_it_is_read_and_offers_the_way_to_new_messages(visit, post):
    for number in range(30):
        await post(f"line {number}")
    page = await visit(channel="markets")
    await expect(message(page, "line 29")).to_be_in_viewport()
    await page.locator("#content .feed").hover()
    await page.mouse.wheel(0, -2000)
    await expect(message(page, "line 29")).not_to_be_in_viewport()
    await post("the newest")
    await expect(page.get_by_role("button", name="New messages")).to_be_visible()
    await expect(message(page, "the newest")).not_to_be_in_viewport()
    await page.get_by_role("button", name="New messages").click()
    await expect(message(page, "the newest")).to_be_in_viewport()


async def test_the_page_comes_back_by_itself_and_catches_up(visit, post, tab):
    await tab.add_init_script(KEEP_SOCKETS)
    page = await visit(channel="markets")
    await page.wait_for_function("window.sockets.at(-1)?.readyState === WebSocket.OPEN")
    await page.evaluate("window.sockets.at(-1).close()")
    await post("while away")
    await expect(message(page, "while away")).to_be_visible()
    assert await page.evaluate("window.sockets.length") == 2


async def test_new_messages_of_the_app_are_announced_to_screen_readers(visit, post):
    page = await visit(channel="markets")
    await expect(page.locator("#banner")).to_be_hidden()
    await post("Spoken aloud")
    await expect(page.locator("#announcer")).to_contain_text("Spoken aloud")


async def test_the_keyboard_stays_on_its_button_when_the_message_is_replaced_which_is_announced(
    visit, post, bot, world
):
    page = await visit(channel="markets")
    ts = await post(blocks=ALERT)
    await message(page, "Chips up").get_by_role("button", name="Mark done").focus()
    where = {"channel": world.channel("#markets").id, "ts": ts}
    await bot.client.chat_update(**where, text="Chips up again", blocks=[section("Again"), *ALERT])
    await expect(message(page, "Again").get_by_role("button", name="Mark done")).to_be_focused()
    await expect(page.locator("#announcer")).to_have_text("Tickertone, updated: Chips up again")
    await bot.client.chat_update(**where, text="Done", blocks=[section("Done")])
    await expect(message(page, "Done")).to_be_focused()


async def test_times_are_told_by_the_clock_of_whoever_acts(visit, post, world):
    person = world.workspace.users["U01"]
    world.workspace.users["U01"] = replace(person, time_zone="Asia/Kathmandu")
    page = await visit(channel="markets")
    ts = await post("tick")
    local = datetime.fromtimestamp(float(ts), ZoneInfo("Asia/Kathmandu"))
    time = message(page, "tick").locator(".message-head time")
    await expect(time).to_have_text(re.compile(rf"^{local.hour % 12 or 12}:{local:%M}\s{local:%p}$"))


async def test_a_table_has_a_shadow_at_the_edge_where_it_goes_on(visit, post):
    cells = [{"type": "raw_text", "text": f"column {number}"} for number in range(20)]
    await post(blocks=[{"type": "table", "rows": [cells, cells]}])
    page = await visit(channel="markets")
    table = page.get_by_role("region", name="Table")
    layers = await table.evaluate("(node) => getComputedStyle(node).backgroundAttachment")
    assert layers.split(", ")[:4] == ["local", "local", "scroll", "scroll"]


async def test_a_direct_message_is_answered_in_place(visit, bot, direct):
    page = await visit(channel=direct)
    await send(page, "how is Tesla?")
    await expect(message(page, "You said: how is Tesla?")).to_be_visible()


async def test_what_a_person_types_is_formatted_and_escaped(visit, bot):
    page = await visit(channel="markets")
    await send(page, "a *b* & <i>c</i> https://x.example/?a=1&b=2")
    mine = message(page, "<i>c</i>")
    await expect(mine.locator("strong")).to_have_text("b")
    await expect(mine.get_by_role("link")).to_have_attribute("href", "https://x.example/?a=1&b=2")


async def test_a_mention_is_completed_and_reaches_the_app(visit, bot):
    page = await visit(channel="markets")
    await page.locator("#composer").press_sequentially("@tick")
    await page.keyboard.press("Tab")
    await page.keyboard.type("hello")
    await page.keyboard.press("Enter")
    await expect(message(page, "hello").locator(".mention")).to_have_text("@Tickertone")
    await expect(page.get_by_role("button", name="1 reply")).to_be_visible()


async def test_shift_enter_starts_a_new_line(visit, direct):
    page = await visit(channel=direct)
    await page.locator("#composer").press_sequentially("one")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("two")
    await expect(page.locator("#composer")).to_have_value("one\ntwo")


async def test_a_draft_waits_in_its_conversation(visit):
    page = await visit(channel="markets")
    await page.locator("#composer").fill("half a thought")
    await page.get_by_role("button", name="random").click()
    await expect(page.locator("#composer")).to_have_value("")
    await page.get_by_role("button", name="markets").click()
    await expect(page.locator("#composer")).to_have_value("half a thought")


async def test_the_up_arrow_edits_my_last_message(visit, direct):
    page = await visit(channel=direct)
    await send(page, "hwllo & bye")
    await expect(message(page, "hwllo")).to_be_visible()
    await page.locator("#composer").press("ArrowUp")
    await expect(page.get_by_role("textbox", name="Edit message")).to_have_value("hwllo & bye")
    await page.get_by_role("textbox", name="Edit message").fill("hello & bye")
    await page.keyboard.press("Enter")
    await expect(message(page, "hello & bye")).to_contain_text("(edited)")


async def test_my_message_is_deleted_after_a_question(visit, direct):
    page = await visit(channel=direct)
    await send(page, "oops")
    await message(page, "oops").hover()
    await page.get_by_role("button", name="Delete message").click()
    await page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    await expect(message(page, "oops")).to_have_count(0)


async def test_two_people_see_the_same_message_at_once(visit, browser, world):
    page = await visit(channel="markets")
    async with await browser.new_context() as context:
        other = await context.new_page()
        await other.goto(f"{world.url}/?channel=markets&user=U02")
        await expect(other.locator("#app")).not_to_have_attribute("aria-busy", "true")
        await send(page, "see this")
        await expect(message(other, "see this")).to_be_visible()


async def test_messages_are_walked_and_replied_to_by_keyboard_alone(visit, post):
    page = await visit(channel="markets")
    await post("older")
    await post("newer")
    await expect(message(page, "newer")).to_be_visible()
    await message(page, "newer").focus()
    await page.keyboard.press("ArrowUp")
    await expect(message(page, "older")).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Reply in thread")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("textbox", name="Reply in the thread")).to_be_focused()
