"""The product in a real browser: see the alerts, ask, subscribe, press the buttons."""

import re

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from bot.demo import Stage
from tests.e2e.screen import message, say

pytestmark = pytest.mark.asyncio(loop_scope="session")
STORY = "Nvidia raises third-quarter revenue forecast"


@pytest_asyncio.fixture(loop_scope="session")
async def markets(stage: Stage, tab: Page) -> Page:
    await tab.goto(f"{stage.sandbox.url}/?channel=markets&theme=light")
    await expect(tab.locator("#banner")).to_be_hidden()
    return tab


async def test_one_story_from_three_feeds_is_one_alert_with_a_thread(markets):
    alert = message(markets, STORY)
    await expect(alert).to_contain_text("3 sources")
    await expect(alert.get_by_role("link", name=re.compile(STORY))).to_have_attribute(
        "href", "https://news.example/wire/1"
    )
    await expect(alert.get_by_text(re.compile("2 replies"))).to_be_visible()


async def test_a_ticker_question_is_answered_for_me_alone(markets):
    await say(markets, "/ticker NVDA 7d")
    answer = message(markets, "Nvidia (NVDA)")
    await expect(answer).to_contain_text("Only visible to you")
    await expect(answer).to_contain_text(re.compile(r"positive \+0\.\d\d"))


async def test_a_subscription_is_rehearsed_confirmed_and_listed(markets):
    await say(markets, "/alerts subscribe $TSLA negative")
    rehearsal = message(markets, "Dry run")
    await expect(rehearsal).to_contain_text(re.compile(r"would have posted \d+ of \d+ items"))
    await rehearsal.get_by_role("button", name="Confirm").click()
    await say(markets, "/alerts list")
    await expect(message(markets, re.compile(r"\$TSLA.*negative"))).to_be_visible()


async def test_why_this_score_names_the_words_that_decided(markets):
    alert = markets.get_by_role("article").filter(has_text="3 sources")
    await alert.get_by_role("button", name="Why this score?").click()
    await expect(message(markets, "Only visible to you")).to_contain_text(re.compile(r"[“\"]\w+.*[+-]\d"))


async def test_a_muted_ticker_is_confirmed_with_the_way_back(markets):
    await message(markets, "Pfizer trial").get_by_role("button", name="Mute").click()
    dialog = markets.get_by_role("dialog")
    await expect(dialog).to_be_visible()
    await dialog.get_by_role("button", name=re.compile("Mute|Save|Submit")).last.click()
    await expect(message(markets, re.compile("muted", re.IGNORECASE))).to_be_visible()


async def test_a_direct_message_is_answered_in_plain_english(stage, tab):
    await tab.goto(f"{stage.sandbox.url}/?tab=messages")
    await say(tab, "how has Netflix been doing in the last 30 days?")
    await expect(message(tab, "Netflix (NFLX)")).to_contain_text("positive")


async def test_home_shows_alerts_and_feeds_with_their_health(stage, tab):
    await tab.goto(f"{stage.sandbox.url}/")
    await tab.get_by_text("Home", exact=True).first.click()
    await expect(tab.get_by_text("4 feeds, all well")).to_be_visible()
