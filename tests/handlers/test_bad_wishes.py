"""What can't be followed as wished: each gets one clear sentence, and nothing changes."""

import pytest

from feeds.fetch.failures import by_status
from feeds.types.news import FetchFailed
from feeds.types.subscriptions import Rules, WatchAll
from tests.handlers.showing import shown
from tests.handlers.stage import SCORER, utc_now

SECRET = "https://ada:secret@news.example/rss"


@pytest.fixture(autouse=True)
def no_faults(stage):
    yield
    assert stage.sandbox.transcript()["faults"] == []


async def ask(stage, wish):
    return (await stage.sandbox.command(f"/alerts subscribe {wish}")).text


@pytest.mark.parametrize(
    ("again", "said"),
    [
        pytest.param(
            "nvidia min:0.35",
            "That is subscribed here already, as alert 1: $NVDA min:0.35.",
            id="the very same",
        ),
        pytest.param(
            "$NVDA min:0.35 confirm", "That is subscribed here already, as alert 1", id="the same, confirmed"
        ),
        pytest.param(
            "$NVDA min:0.6",
            "is followed here already, as alert 1, with min:0.35. Edit changes its options.",
            id="other options",
        ),
        pytest.param(
            "$NVDA confirm", "is followed here already, as alert 1, with min:0.35", id="no options, confirmed"
        ),
    ],
)
async def test_the_same_twice_names_the_alert_its_options_and_how_to_edit_it(newsroom, again, said):
    await ask(newsroom, "$NVDA min:0.35 confirm")
    assert said in await ask(newsroom, again)
    assert [each.rules for each in newsroom.subscriptions()] == [Rules(min_score=0.35)]


async def test_the_same_without_options_says_so_and_that_it_is_paused(newsroom):
    await ask(newsroom, "all confirm")
    await newsroom.sandbox.command("/alerts pause 1")
    said = await newsroom.sandbox.command("/alerts subscribe all positive")
    assert "all is followed here already, as alert 1, without options." in said.text
    assert "It is paused." in said.text
    assert "Alert 1 goes on" in (await newsroom.sandbox.press(said.messages[0], "resume")).text


async def test_the_same_elsewhere_or_another_wish_is_none_of_it(newsroom):
    await ask(newsroom, "$NVDA confirm")
    elsewhere = await newsroom.sandbox.command("/alerts subscribe $NVDA confirm", channel="#random")
    assert elsewhere.text.startswith("Subscribed: $NVDA (alert 2).")
    assert (await ask(newsroom, "$NVDA $AMD confirm")).startswith("Subscribed: $NVDA $AMD (alert 3).")


async def test_the_answer_about_the_same_leads_to_its_form(newsroom):
    await ask(newsroom, "$NVDA confirm")
    again = await newsroom.sandbox.command("/alerts subscribe $NVDA min:0.6")
    opened = await newsroom.sandbox.press(again.messages[0], "edit")
    await newsroom.sandbox.submit(opened.view, {"Minimum score": "0.6"})
    assert [each.rules.min_score for each in newsroom.subscriptions()] == [0.6]


@pytest.mark.parametrize(
    ("wish", "said", "right"),
    [
        pytest.param("all positive negative", "contradict each other", "all positive", id="both directions"),
        pytest.param(
            "all min:0.2 min:0.5",
            "“min:0.2” and “min:0.5” contradict each other.",
            "all min:0.2",
            id="two bounds",
        ),
        pytest.param(
            'all include:"tesla" exclude:"tesla"', "so nothing could pass", 'all include:"tesla"', id="words"
        ),
        pytest.param(
            "all include:/tes.*a/", "“/tes.*a/” looks like one", 'all include:"tes AND a"', id="a pattern"
        ),
        pytest.param(
            r'all include:"\btesla\b"', r"“\btesla\b” looks like one", 'all include:"tesla"', id="an escape"
        ),
        pytest.param(
            "all tz:Mars/Base", "named like Europe/Berlin or America/New_York", "all`", id="an unknown zone"
        ),
        pytest.param(
            "all tz:Europe/Berlinn", "is no time zone", "all tz:Europe/Berlin", id="a misspelt zone"
        ),
    ],
)
async def test_what_can_not_be_meant_says_why_and_what_may_be(newsroom, wish, said, right):
    answer = await ask(newsroom, wish)
    assert said in answer
    assert f"`/alerts subscribe {right}" in answer
    assert newsroom.subscriptions() == ()


async def test_five_hundred_tickers_are_followed_and_one_more_is_refused(newsroom):
    listed = [one for one in SCORER.companies.listings.values() if one.is_listed]
    symbols = sorted(f"${one.symbol}" for one in listed)[:501]
    followed = await ask(newsroom, f"{' '.join(symbols[:500])} confirm")
    assert "and 490 others (alert 1)" in followed
    refused = await ask(newsroom, " ".join(symbols))
    assert "That is 501 tickers; one alert holds up to 500. Use several." in refused
    assert len(newsroom.subscriptions()) == 1


@pytest.mark.parametrize(
    ("status", "said"),
    [
        pytest.param(401, "news.example wants a user name and password.", id="a login"),
        pytest.param(403, "news.example refuses to give us this feed.", id="forbidden"),
    ],
)
async def test_a_feed_behind_a_login_says_so_and_leaves_nothing_behind(stage, status, said):
    result, why = by_status(status, "news.example")
    stage.web.pages["https://news.example/rss"] = FetchFailed(result, why, status=status)
    assert said in await ask(stage, "https://news.example/rss confirm")
    assert stage.subscriptions() == ()
    assert stage.db.read_now(lambda unit: unit.feeds.all()) == ()


async def test_a_feed_with_its_login_is_followed_and_never_shown_with_it(newsroom):
    newsroom.web.pages[SECRET] = newsroom.web.pages["https://news.example/rss"]
    tried = await newsroom.sandbox.command(f"/alerts subscribe {SECRET}")
    assert "https://***@news.example/rss" in tried.text
    confirmed = await newsroom.sandbox.press(tried.messages[0], "subscribe_confirm")
    assert newsroom.subscriptions()[0].watch.url == SECRET
    feeds = await newsroom.sandbox.command("/alerts feeds")
    listed = await newsroom.sandbox.command("/alerts list")
    ended = await newsroom.sandbox.command("/alerts unsubscribe 1")
    for exchange in (confirmed, feeds, listed, ended):
        assert "secret" not in str([message.text for message in exchange.messages])
        assert all("secret" not in shown(message) for message in exchange.messages)


async def test_the_same_at_the_same_moment_stands_once(stage):
    watch = WatchAll()

    def add(unit):
        return unit.workspace(stage.workspace).subscriptions.add(
            channel=stage.sandbox.channel("#markets").id, created_by="U02", watch=watch, now=utc_now()
        )

    tried = await stage.sandbox.command("/alerts subscribe all")
    stage.db.run_now(add)
    await stage.sandbox.press(tried.messages[0], "subscribe_confirm")
    assert "as alert 1" in tried.messages[0].text
    assert len(stage.subscriptions()) == 1
