"""Home as a person uses it on the page: the first steps, an alert from form to list, a report, settings."""

import pytest
import pytest_asyncio
from playwright.async_api import expect

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def home(stage, tab):
    """The Home of somebody who follows nothing yet."""
    await tab.goto(f"{stage.sandbox.url}/?tab=home&user=U03&theme=dark")
    await expect(tab.get_by_role("heading", name="Settings")).to_be_visible()
    return tab


async def test_an_alert_is_added_from_the_first_steps_and_its_name_is_followed(home):
    await home.get_by_role("button", name="Add an alert").click()
    form = home.get_by_role("dialog")
    await form.get_by_label("What").fill("$NVDA")
    await form.get_by_role("button", name="Try it out").click()
    await home.get_by_role("button", name="Confirm").click()
    await expect(home.get_by_role("heading", name="Your alerts")).to_be_visible()
    await expect(home.get_by_role("heading", name="Welcome to Tickertone")).to_have_count(0)
    await home.get_by_role("button", name="Report").click()
    report = home.get_by_role("dialog")
    await expect(report.get_by_role("heading", name="Nvidia (NVDA) · last 7 days")).to_be_visible()
    await report.get_by_role("button", name="24h").click()
    await expect(report.get_by_role("heading", name="Nvidia (NVDA) · last 24 hours")).to_be_visible()


async def test_settings_are_checked_at_their_inputs_and_kept(home):
    await home.get_by_role("button", name="Change").click()
    form = home.get_by_role("dialog")
    await form.get_by_label("Time zone").fill("Tokio")
    await form.get_by_role("button", name="Save").click()
    await expect(form.get_by_role("alert")).to_contain_text("Asia/Tokyo")
    await form.get_by_label("Time zone").fill("Asia/Tokyo")
    await form.get_by_role("button", name="Save").click()
    await expect(home.get_by_text("Time zone: Asia/Tokyo").last).to_be_visible()
