"""The name and password in a feed's address are used, and never shown to anybody."""

import pytest

from tests.feeds.publisher import Article, rss

SECRET = "https://ada:sesame@news.example/private"
LINES = (
    f"/alerts subscribe {SECRET}",
    f"/alerts subscribe {SECRET} confirm",
    f"/alerts subscribe {SECRET} min:0.3 confirm",
    "/alerts list",
    "/alerts feeds",
    "/alerts why Nvidia",
    "/alerts why nothing like this",
    "/alerts edit 1",
    "/alerts export",
    "/alerts unsubscribe 1",
)


def shown_in(part):
    """All that a person may see of an answer or a view: not what buttons carry, nor the question."""
    match part:
        case dict():
            hidden = {"said", "value", "private_metadata"}
            return " ".join(shown_in(each) for name, each in part.items() if name not in hidden)
        case list():
            return " ".join(map(shown_in, part))
        case _:
            return str(part)


@pytest.mark.parametrize("title", ["Private News", ""], ids=["titled", "untitled"])
async def test_nothing_said_in_chat_holds_a_password(stage, caplog, title):
    stage.web.pages[SECRET] = rss(Article("a", "Nvidia beats estimates"), title=title)
    answers = [await stage.sandbox.command(line) for line in LINES]
    assert all(answer.is_answered for answer in answers)
    home = await stage.sandbox.open_home()
    told = stage.sandbox.transcript()
    shown = [shown_in(answer) for answer in (*told["answers"], *told["posted"], home.view)]
    assert any("news.example" in text for text in shown)
    assert [text for text in (*shown, caplog.text) if "sesame" in text] == []
