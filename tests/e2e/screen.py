"""What a person does on the page, in a word each."""

import re

from playwright.async_api import Locator, Page


def message(page: Page, text: str | re.Pattern[str]) -> Locator:
    """The last message with this text."""
    return page.get_by_role("article").filter(has_text=text).last


async def say(page: Page, line: str) -> None:
    """Write a line and send it."""
    await page.locator("#composer").fill(line)
    await page.keyboard.press("Enter")
