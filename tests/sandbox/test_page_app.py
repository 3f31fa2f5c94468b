"""What the app does on the page: slash commands, buttons, shortcuts, modals, Home, prompts, status."""

import asyncio

import pytest
from playwright.async_api import expect

from sandbox.state import views
from tests.sandbox.page_fixtures import message, send
from tests.sandbox.scripted_bot import ALERT

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_slash_command_is_suggested_taken_with_enter_and_answered_for_me_alone(visit, bot):
    page = await visit(channel="markets")
    await page.locator("#composer").press_sequentially("/ti")
    await expect(page.get_by_role("option").first).to_contain_text("How is a ticker doing?")
    await page.keyboard.press("Enter")
    await page.keyboard.type("NVDA")
    await page.keyboard.press("Enter")
    answer = message(page, "NVDA")
    await expect(answer).to_contain_text("Only visible to you")
    await answer.get_by_role("button", name="Dismiss").click()
    await expect(page.get_by_text("Only visible to you")).to_have_count(0)
    await page.reload()
    await expect(page.locator("#banner")).to_be_hidden()
    await expect(page.get_by_text("Only visible to you")).to_have_count(0)


async def test_suggestions_are_walked_with_the_arrow_keys_and_left_with_escape(visit):
    page = await visit(channel="markets")
    await page.locator("#composer").press_sequentially("/")
    await expect(page.get_by_role("option")).to_have_count(3)
    await page.keyboard.press("ArrowUp")
    await expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("option")).to_have_count(0)
    await expect(page.locator("#composer")).to_have_value("/")


async def test_an_ephemeral_answer_is_replaced_in_its_place(visit, bot):
    page = await visit(channel="markets")
    await send(page, "/ticker NVDA")
    await page.get_by_role("button", name="Refresh").click()
    await expect(message(page, "Refreshed")).to_contain_text("Only visible to you")
    await expect(page.get_by_role("article")).to_have_count(1)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param("/nonsense", "/nonsense is not a valid command", id="unknown"),
        pytest.param("/portfolio", '/portfolio failed with the error "dispatch_failed"', id="not answered"),
    ],
)
async def test_a_command_that_fails_says_so_as_slack_does(visit, world, typed, told):
    page = await visit(channel="markets")
    await send(page, typed)
    await expect(message(page, told)).to_be_visible()


async def test_a_slash_command_in_a_thread_is_refused_as_slack_does(visit, post):
    ts = await post("parent")
    page = await visit(channel="markets", thread=ts)
    thread = page.get_by_role("complementary", name="Thread")
    await thread.get_by_role("textbox").fill("/ticker NVDA")
    await thread.get_by_role("textbox").press("Enter")
    await expect(thread.get_by_text("/ticker is not supported in threads")).to_be_visible()


async def test_a_button_shows_that_it_was_heard_and_then_its_answer(visit, post):
    page = await visit(channel="markets")
    await post(blocks=ALERT)
    await page.get_by_role("button", name="Why?").click()
    await expect(message(page, "Because of demand")).to_contain_text("Only visible to you")
    await expect(page.locator("[aria-busy=true]")).to_have_count(0)


async def test_a_button_may_change_its_message(visit, post):
    page = await visit(channel="markets")
    await post(blocks=ALERT)
    await page.get_by_role("button", name="Mark done").click()
    await expect(page.get_by_role("article")).to_contain_text("Done")
    await expect(page.get_by_role("button", name="Why?")).to_have_count(0)


@pytest.mark.parametrize(("answer", "left"), [("Keep", 1), ("Erase", 0)])
async def test_a_dangerous_button_asks_first(visit, post, answer, left):
    page = await visit(channel="markets")
    await post(blocks=ALERT)
    await page.get_by_role("button", name="Erase").click()
    dialog = page.get_by_role("dialog", name="Erase it?")
    await expect(dialog).to_contain_text("It can't be undone.")
    await dialog.get_by_role("button", name=answer).click()
    await expect(page.get_by_role("article")).to_have_count(left)


async def test_a_message_shortcut_is_in_the_messages_menu(visit, post):
    page = await visit(channel="markets")
    await post("score me")
    await message(page, "score me").hover()
    await page.get_by_role("toolbar").get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Score this message").click()
    await expect(message(page, "Scored: score me")).to_be_visible()


async def test_a_global_shortcut_is_beside_the_message_box(visit, bot):
    page = await visit(channel="markets")
    await page.get_by_role("button", name="Shortcuts").click()
    await page.get_by_role("menuitem", name="Add an alert").click()
    await expect(page.get_by_role("dialog", name="New alert")).to_be_visible()


async def test_a_modal_starts_in_its_first_input_and_closes_with_escape(open_form):
    page, form = await open_form()
    await expect(form.get_by_label("What")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(form).to_be_hidden()
    await expect(page.locator("#composer")).to_be_focused()


async def test_a_required_input_is_asked_for_before_anything_is_sent(open_form):
    _page, form = await open_form()
    await form.get_by_role("button", name="Subscribe").click()
    await expect(form.get_by_role("alert")).to_have_text("Please complete this required field.")


async def test_the_apps_errors_stand_at_their_inputs_and_what_was_typed_stays(open_form):
    page, form = await open_form()
    await form.get_by_label("What").fill("nvidia")
    await page.keyboard.press("Enter")
    await expect(form.get_by_role("alert")).to_have_text("Name a ticker, such as $NVDA.")
    await expect(form.get_by_label("What")).to_have_value("nvidia")
    await expect(form.get_by_label("What")).to_have_attribute("aria-invalid", "true")
    await form.get_by_label("What").fill("$NVDA")
    await form.get_by_role("button", name="Subscribe").click()
    await expect(form).to_be_hidden()


async def test_a_pushed_view_goes_back_to_the_one_below_with_its_inputs(open_form):
    page, form = await open_form()
    await form.get_by_label("What").fill("$NVDA")
    await form.get_by_role("button", name="More options").click()
    deeper = page.get_by_role("dialog", name="Options")
    await deeper.get_by_label("How often").fill("daily")
    await deeper.get_by_role("button", name="Apply").click()
    await expect(form.get_by_label("What")).to_have_value("$NVDA")


async def test_closing_a_pushed_view_with_its_cross_closes_all(open_form):
    page, form = await open_form()
    await form.get_by_role("button", name="More options").click()
    await page.get_by_role("dialog", name="Options").get_by_role("button", name="Close").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_an_update_of_a_view_keeps_what_was_typed(open_form):
    _page, form = await open_form()
    await form.get_by_label("Note").fill("mine")
    await form.get_by_role("button", name="Fill in").click()
    await expect(form).to_contain_text("Filled in")
    await expect(form.get_by_label("Note")).to_have_value("mine")


async def test_the_home_tab_shows_what_the_app_publishes_and_its_buttons_work(visit, bot, direct):
    page = await visit(channel=direct)
    await page.get_by_role("button", name="Home", exact=True).click()
    await expect(page.get_by_role("heading", name="Good morning")).to_be_visible()
    await page.get_by_role("button", name="Open form").click()
    await expect(page.get_by_role("dialog", name="New alert")).to_be_visible()


async def test_home_that_is_published_while_the_page_loads_is_shown(world, visit, tab):
    async def early(route):
        publish_home(world, "Early")
        await route.continue_()

    await tab.route("**/page/messages*", early, times=1)
    page = await visit(tab="home")
    await expect(page.get_by_role("heading", name="Early")).to_be_visible()


async def test_home_is_not_set_back_by_an_answer_that_was_asked_before(world, visit, tab):
    async def overtake(route):
        older = await route.fetch()
        publish_home(world, "Newer")
        await expect(tab.get_by_role("heading", name="Newer")).to_be_visible()
        await route.fulfill(response=older)
        overtaken.set()

    async def arm(route):
        await tab.route("**/page/state*", overtake, times=1)  # what is asked once the line is open
        await route.continue_()

    overtaken = asyncio.Event()
    publish_home(world, "Older")
    await tab.route("**/page/messages*", arm, times=1)
    page = await visit(tab="home")
    await overtaken.wait()
    await page.wait_for_load_state("networkidle")
    await expect(page.get_by_role("heading", name="Newer")).to_be_visible()


def publish_home(world, heading):
    """Publish a Home for U01 that says this."""
    content = {
        "type": "home",
        "blocks": [{"type": "header", "text": {"type": "plain_text", "text": heading}}],
    }
    views.publish(world.workspace, user="U01", content=content, app_id="A01")


async def test_suggested_prompts_are_said_with_a_tap(visit, bot, direct):
    prompts = [{"title": "What's moving?", "message": "what's moving today?"}]
    body = {"channel_id": direct, "prompts": prompts}
    await bot.client.api_call("assistant.threads.setSuggestedPrompts", json=body)
    page = await visit(channel=direct)
    await page.get_by_role("button", name="What's moving?").click()
    await expect(message(page, "You said: what's moving today?")).to_be_visible()


async def test_the_apps_status_is_shown_until_it_answers(visit, bot, direct, post):
    page = await visit(channel=direct)
    await expect(page.locator("#banner")).to_be_hidden()
    ts = await post("ask me", channel=direct)
    await page.goto(page.url + f"&thread={ts}")
    status = page.get_by_text("Tickertone is looking up NVDA…")
    await expect(page.locator("#banner")).to_be_hidden()
    await bot.client.assistant_threads_setStatus(
        channel_id=direct, thread_ts=ts, status="is looking up NVDA…"
    )
    await expect(status).to_be_visible()
    await post("Here it is", channel=direct, thread_ts=ts)
    await expect(status).to_have_count(0)
