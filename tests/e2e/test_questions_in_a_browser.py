"""Questions as people ask them on the page: by command, in direct messages and threads, on messages."""

import re

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from tests.e2e.screen import message, say

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session", params=["light", "dark"])
async def page(request, stage, tab) -> Page:
    """#random as somebody sees it who has asked nothing there, in either theme."""
    user = {"light": "U02", "dark": "U03"}[request.param]
    await tab.goto(f"{stage.sandbox.url}/?channel=random&theme={request.param}&user={user}")
    await expect(tab.locator("#banner")).to_be_hidden()
    return tab


@pytest_asyncio.fixture(loop_scope="session", params=["light", "dark"])
async def direct(request, stage, tab) -> Page:
    """Somebody's direct conversation with the bot."""
    user = {"light": "U02", "dark": "U03"}[request.param]
    await tab.goto(f"{stage.sandbox.url}/?tab=messages&theme={request.param}&user={user}")
    await expect(tab.locator("#banner")).to_be_hidden()
    return tab


def thread_of(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Thread")


async def say_in_thread(page: Page, line: str) -> Locator:
    """Write into the open thread; gives the thread."""
    thread = thread_of(page)
    await thread.get_by_role("textbox").fill(line)
    await thread.get_by_role("textbox").press("Enter")
    return thread


async def test_another_span_is_shown_in_place(page):
    await say(page, "/ticker NVDA 7d")
    answer = message(page, "Nvidia (NVDA) · last 7 days")
    await answer.get_by_role("button", name="30d").click()
    await expect(message(page, "Nvidia (NVDA) · last 30 days")).to_contain_text("Only visible to you")
    await expect(answer).to_have_count(0)


async def test_an_ambiguous_word_is_asked_about_and_keeps_its_span(page):
    word = "united" if "user=U02" in page.url else "american"  # what one chose is known to the other
    await say(page, f"/ticker {word} 30d")
    await message(page, "fits several companies").get_by_role("button").first.click()
    await expect(message(page, re.compile(f"I will take .{word}.", re.IGNORECASE))).to_contain_text(
        "last 30 days"
    )


async def test_a_shared_answer_is_not_changed_by_others(page):
    await say(page, "/ticker NVDA AMD 7d")
    await message(page, "Side by side").get_by_role("button", name="Share").click()
    shared = page.get_by_role("article").filter(has_text="Shared by").last
    await expect(shared).to_contain_text("last 7 days")
    await page.goto(page.url.replace("user=U02", "user=U01").replace("user=U03", "user=U01"))
    await shared.get_by_role("button", name="24h").click()
    await expect(message(page, "last 24 hours")).to_contain_text("Only visible to you")
    await expect(shared).to_contain_text("last 7 days")


async def test_a_mention_is_answered_in_its_thread_and_gone_on_from(page):
    await say(page, "@Tickertone how is AMD doing?")
    asked = message(page, "how is AMD doing?")
    await asked.get_by_text(re.compile("1 reply")).click()
    await expect(thread_of(page)).to_contain_text("Advanced Micro Devices (AMD)")
    thread = await say_in_thread(page, "@Tickertone and Intel?")
    await expect(thread.get_by_role("article").last).to_contain_text("Intel (INTC)")


async def test_a_message_is_scored_from_its_menu(page):
    line = "Ford shares plunge after a recall of 2 million trucks"
    await say(page, line)
    await page.get_by_role("article").filter(has_text=line).last.hover()
    await page.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name=re.compile("Score this message")).click()
    await expect(message(page, "Only visible to you")).to_contain_text(re.compile(r"negative -0\.\d\d"))


async def test_a_suggested_prompt_is_asked_with_a_tap(direct):
    await direct.get_by_role("group", name="Suggested prompts").get_by_role("button").first.click()
    await expect(message(direct, "Nvidia (NVDA)")).to_contain_text("last 7 days")


async def test_a_conversation_keeps_what_it_is_about(direct):
    await say(direct, "how is Nvidia doing over the last 30 days?")
    await expect(message(direct, "Nvidia (NVDA)")).to_contain_text("last 30 days")
    await say(direct, "why?")
    await expect(message(direct, "What weighed most")).to_contain_text("Nvidia")
    await say(direct, "compare it with AMD")
    await expect(message(direct, "Side by side")).to_contain_text("Advanced Micro Devices")


async def test_what_can_not_be_read_gets_examples_to_tap(direct):
    await say(direct, "wie geht es Tesla diese Woche")
    refusal = message(direct, "I read English only")
    await refusal.get_by_role("button", name="Compare AMD and Intel").click()
    await expect(message(direct, "Side by side")).to_contain_text("Intel (INTC)")
