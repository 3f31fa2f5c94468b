"""Alerts as a person handles them on the page: by form, muted and undone, corrected, folded, explained."""

import re
from datetime import timedelta

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from bot.clock import utc_now
from feeds.digesting import queue_digests
from tests.e2e.screen import message, say
from tests.feeds.publisher import Article

pytestmark = pytest.mark.asyncio(loop_scope="session")
NEWS = (
    Article("k1", "Boeing shares plunge after regulator grounds 737 fleet"),
    Article("k2", "Netflix beats estimates as subscribers jump"),
    Article("k3", "Netflix raises its full-year forecast"),
)


@pytest_asyncio.fixture(loop_scope="session")
async def random(stage, tab):
    """#random, where nobody follows anything at first."""
    await tab.goto(f"{stage.sandbox.url}/?channel=random&theme=light")
    await expect(tab.locator("#banner")).to_be_hidden()
    return tab


@pytest_asyncio.fixture(loop_scope="session")
async def markets(stage, tab):
    await tab.goto(f"{stage.sandbox.url}/?channel=markets&theme=dark")
    await expect(tab.locator("#banner")).to_be_hidden()
    return tab


async def _publish(stage, kiosk, *articles):
    kiosk.show(*articles)
    await stage.bot.poller.poll(kiosk.url, force=True)
    assert await stage.bot.delivery.drain(limit_s=30)


async def _submit(page: Page, name: str) -> None:
    await page.get_by_role("dialog").get_by_role("button", name=name).click()


def _alert(page: Page) -> Locator:
    """The alert that some tests change; its headline is in nothing else that is said."""
    return page.get_by_role("article").filter(has=page.get_by_role("link", name=re.compile("^Pfizer trial")))


async def test_an_alert_is_added_by_form_after_a_dry_run(random):
    await say(random, "/alerts")
    form = random.get_by_role("dialog")
    await form.get_by_label("What").fill("$INTC")
    await form.get_by_label("Minimum score").fill("0.2")
    await _submit(random, "Try it out")
    rehearsal = message(random, "Dry run")
    await expect(rehearsal).to_contain_text("$INTC min:0.2")
    await rehearsal.get_by_role("button", name="Confirm").click()
    await expect(message(random, re.compile("[Ss]ubscribed"))).to_contain_text("$INTC")


async def test_a_wrong_value_is_shown_at_its_input(random):
    await say(random, "/alerts")
    form = random.get_by_role("dialog")
    await form.get_by_label("What").fill("$INTC")
    await form.get_by_label("Minimum score").fill("7")
    await _submit(random, "Try it out")
    await expect(form.get_by_role("alert")).to_contain_text("from 0 to 1")
    await random.keyboard.press("Escape")


async def test_a_mute_is_confirmed_and_undone(markets):
    await _alert(markets).get_by_role("button", name="Mute").click()
    await _submit(markets, "Mute")
    confirmation = message(markets, re.compile("muted", re.IGNORECASE))
    await confirmation.get_by_role("button", name="Undo").click()
    await expect(message(markets, "Unmuted")).to_be_visible()


async def test_a_wrong_ticker_is_taught_and_leaves_the_alert(markets):
    await expect(_alert(markets)).to_contain_text("PFE")
    await _alert(markets).get_by_role("button", name="Wrong?").click()
    await markets.get_by_role("dialog").get_by_label("Not about").click()
    await markets.get_by_role("option", name="$PFE").click()
    await _submit(markets, "Remember")
    await expect(_alert(markets)).not_to_contain_text("PFE Pfizer")


async def test_held_news_is_told_in_one_digest_with_a_chart_and_links(stage, kiosk, random):
    await _publish(stage, kiosk, Article("k0", "Kiosk opens"))
    await say(random, f"/alerts subscribe {kiosk.url} digest:hourly confirm")
    await expect(message(random, re.compile("[Ss]ubscribed"))).to_contain_text("digest:hourly")
    await _publish(stage, kiosk, *NEWS)
    assert await queue_digests(stage.bot.db, now=utc_now() + timedelta(hours=1)) == 1
    assert await stage.bot.delivery.drain(limit_s=30)
    digest = message(random, "Digest · 3 stories")
    await expect(digest.get_by_role("img")).to_be_visible()
    for article in NEWS:
        link = digest.get_by_role("link", name=article.title)
        await expect(link).to_have_attribute("href", f"https://news.example/{article.guid}")


async def test_why_says_which_alert_let_an_item_through(markets):
    await say(markets, "/alerts why Pfizer trial")
    await expect(message(markets, re.compile("Fetched"))).to_contain_text("posted")
