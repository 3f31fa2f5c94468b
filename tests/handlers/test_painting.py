"""Where Slack takes no charts, the same answer comes with a picture, and at once the next time."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from handlers.blocks.parts import Point, bar_chart, line_chart
from handlers.painting import REMEMBERED_S, Refusals
from handlers.pictures import SIZE, describe, draw
from tests.feeds.publisher import Article
from tests.handlers.stage import utc_now

POINTS = [Point("01 Nov", -1.0), Point("02 Nov", 0.0), Point("03 Nov", 1.0)]
TITLES = ("beats estimates", "shares fall on probe", "raises outlook", "recalls chips", "wins large order")


@pytest.mark.parametrize("points", [[], POINTS[:1], POINTS, POINTS * 20], ids=len)
@pytest.mark.parametrize("chart", [line_chart, bar_chart])
def test_a_chart_is_drawn_as_a_picture_whatever_it_holds(chart, points):
    picture = Image.open(BytesIO(draw(chart("Tone", name="Tone", points=points))))
    assert (picture.format, picture.size) == ("PNG", SIZE)


def test_a_bar_below_zero_is_drawn_below_the_middle():
    picture = Image.open(BytesIO(draw(bar_chart("Tone", name="Tone", points=[Point("NVDA", -1.0)]))))
    middle = SIZE[0] // 2
    card = picture.getpixel((5, 5))
    assert picture.getpixel((middle, 200)) == card
    assert picture.getpixel((middle, 500)) != card


def test_the_words_beside_a_picture_say_the_same():
    assert describe(line_chart("Tone", name="Tone", points=POINTS)) == (
        "Tone: 01 Nov -1.00, 02 Nov +0.00, 03 Nov +1.00"
    )


@pytest.fixture
async def charted(stage):
    """A ticker with a history that a report draws."""
    now = utc_now()
    await stage.bring(
        *(
            Article(
                f"n{day}", f"Nvidia {TITLES[day % 5]} number {day}", at=now - timedelta(days=day, hours=1)
            )
            for day in range(6)
        )
    )
    return stage


def kinds(answer):
    return [block["type"] for block in answer.messages[-1].blocks]


async def test_a_chart_that_is_refused_becomes_a_picture(charted):
    assert "data_visualization" in kinds(await charted.sandbox.command("/ticker NVDA"))
    charted.sandbox.workspace.takes_new_blocks = False
    answer = await charted.sandbox.command("/ticker NVDA")
    (picture,) = [block for block in answer.messages[-1].blocks if block["type"] == "image"]
    assert picture["alt_text"].startswith("Tone")
    stored = charted.sandbox.workspace.files[picture["slack_file"]["id"]]
    assert Image.open(BytesIO(stored.content)).size == SIZE


async def test_a_workspace_that_takes_no_charts_is_not_tried_again(charted):
    charted.sandbox.workspace.takes_new_blocks = False
    await charted.sandbox.command("/ticker NVDA")
    refused = len(charted.sandbox.faults.log)
    answer = await charted.sandbox.say("how is Nvidia doing?")
    assert "image" in kinds(answer)
    assert len(charted.sandbox.faults.log) == refused


async def test_without_files_the_answer_comes_without_a_picture(charted):
    charted.sandbox.workspace.takes_new_blocks = False
    charted.sandbox.faults.inject("files.getUploadURLExternal", error="missing_scope")
    answer = await charted.sandbox.command("/ticker NVDA")
    assert "image" not in kinds(answer)
    assert answer.text.startswith("Nvidia (NVDA)")


class Client:
    token = "xoxb-1"


def test_a_refusal_is_forgotten_after_a_day():
    moment = [0.0]
    refusals = Refusals(clock=lambda: moment[0])
    refusals.note(Client())
    assert refusals.holds(Client())
    moment[0] = REMEMBERED_S
    assert not refusals.holds(Client())
