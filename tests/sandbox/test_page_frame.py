"""The page around the conversations: what it says it is, theme, people, address, narrow screens, tools."""

import re

import pytest
from playwright.async_api import expect

from tests.sandbox.bots import make_bot, over_socket
from tests.sandbox.browser import NARROW
from tests.sandbox.page_fixtures import message, send
from tests.sandbox.scripted_bot import ALERT, section

pytestmark = pytest.mark.asyncio(loop_scope="session")

GROUND = "getComputedStyle(document.body).backgroundColor"


async def test_the_page_says_that_it_is_not_slack(visit):
    page = await visit(channel="markets")
    await expect(page.get_by_text("Local stand-in, not Slack", exact=True)).to_be_visible()
    await expect(page).to_have_title("#markets · Tickertone sandbox")


async def test_the_bots_light_follows_its_connection(visit, world):
    page = await visit(channel="markets")
    await expect(page.get_by_role("img", name="Bot not connected")).to_be_visible()
    async with over_socket(world, make_bot(world)):
        await expect(page.get_by_role("img", name="Bot connected")).to_be_visible()


async def test_one_may_act_as_another_person(visit):
    page = await visit(channel="markets")
    await page.get_by_role("button", name="Act as another person").click()
    await page.get_by_role("menuitemradio").nth(1).click()
    await page.wait_for_url(re.compile("user=U02"))
    await send(page, "hello from the other side")
    author = message(page, "hello from the other side").locator(".message-author")
    await expect(author).to_have_text("Ben Ortiz")


async def test_the_theme_is_turned_and_remembered(visit):
    page = await visit(channel="markets")
    light = await page.evaluate(GROUND)
    await page.get_by_role("button", name="Dark theme").click()
    assert await page.evaluate(GROUND) != light
    await page.reload()
    await expect(page.get_by_role("button", name="Light theme")).to_be_visible()


async def test_the_address_opens_a_thread_in_a_theme(visit, post):
    ts = await post("parent")
    await post("a reply", thread_ts=ts)
    page = await visit(channel="markets", thread=ts, theme="dark")
    thread = page.get_by_role("complementary", name="Thread")
    await expect(thread.get_by_text("a reply")).to_be_visible()
    await expect(page.get_by_role("button", name="Light theme")).to_be_visible()


async def test_the_browsers_back_button_goes_to_the_conversation_before(visit):
    page = await visit(channel="markets")
    await page.get_by_role("button", name="random").click()
    await expect(page).to_have_title(re.compile("random"))
    await page.go_back()
    await expect(page).to_have_title(re.compile("markets"))


async def test_on_a_narrow_screen_nothing_overflows_and_the_sidebar_is_a_drawer(visit, post, tab):
    await tab.set_viewport_size(NARROW)
    await post(blocks=[*ALERT, section("x" * 300)])
    page = await visit(channel="random")
    drawer = page.get_by_role("navigation", name="Conversations")
    await expect(drawer).to_be_hidden()
    await page.get_by_role("button", name="Conversations").click()
    await drawer.get_by_role("button", name="markets").click()
    await expect(message(page, "Chips up")).to_be_visible()
    await expect(drawer).to_be_hidden()
    assert await page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


async def test_a_fault_can_be_injected_and_is_told_when_it_happens(visit, post, bot):
    page = await visit(channel="markets")
    await page.get_by_role("button", name="Sandbox tools").click()
    tools = page.get_by_role("dialog", name="Sandbox tools")
    await tools.get_by_label("What happens").select_option("invalid_blocks")
    await tools.get_by_role("button", name="Inject").click()
    await expect(tools.get_by_role("listitem")).to_contain_text("chat.postMessage invalid_blocks")
    await page.keyboard.press("Escape")
    with pytest.raises(Exception, match="invalid_blocks"):
        await post("refused")
    await expect(
        page.get_by_role("status").filter(has_text="chat.postMessage: invalid_blocks")
    ).to_be_visible()


async def test_a_workspace_can_be_made_to_refuse_charts_from_the_page(visit, world):
    page = await visit(channel="markets")
    await page.get_by_role("button", name="Sandbox tools").click()
    await page.get_by_label("takes charts and data tables").uncheck()
    await page.get_by_role("button", name="Close").click()
    await page.reload()
    await page.get_by_role("button", name="Sandbox tools").click()
    await expect(page.get_by_label("takes charts and data tables")).not_to_be_checked()
    assert world.workspace.takes_new_blocks is False


async def test_all_prompts_are_in_sight_on_a_phone_and_none_stays_marked(visit, bot, direct):
    titles = ("How is Nvidia doing this week?", "Compare AMD and Intel", "What's moving?")
    prompts = [{"title": title, "message": title} for title in titles]
    body = {"channel_id": direct, "prompts": prompts}
    await bot.client.api_call("assistant.threads.setSuggestedPrompts", json=body)
    page = await visit(channel=direct)
    await page.set_viewport_size(NARROW)
    for title in titles:
        await expect(page.get_by_role("button", name=title)).to_be_in_viewport(ratio=1)
    await page.get_by_role("button", name=titles[2]).click()
    await expect(page.get_by_role("button", name=titles[2])).not_to_be_focused()
