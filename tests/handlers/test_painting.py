"""Where Slack takes no charts, the same answer comes with a picture, and at once the next time."""

from datetime import timedelta
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageColor

from feeds.errors import DatabaseDown
from feeds.types.preferences import Preferences
from handlers.blocks.parts import Point, bar_chart
from handlers.painting import LOOKED_UP_EVERY, REMEMBERED, Refusals
from handlers.palettes import DARK, LIGHT
from handlers.pictures import WIDTH, describe, draw
from handlers.scales import MILD, TONE, scale_for
from tests.feeds.publisher import Article
from tests.handlers.stage import utc_now
from tests.store.making import NOON, OURS

POINTS = [Point("01 Nov", -1.0), Point("02 Nov", 0.0), Point("03 Nov", 1.0)]
TITLES = ("beats estimates", "shares fall on probe", "raises outlook", "recalls chips", "wins large order")


def picture_of(*charts, colours=LIGHT):
    return Image.open(BytesIO(draw(charts, colours))).convert("RGBA")


def chart_of(*points, title="Tone", steps=""):
    return bar_chart(title, name="Tone", points=points, steps=steps)


def is_near(colour, wanted):
    return max(abs(one - other) for one, other in zip(colour[:3], wanted[:3], strict=True)) <= 3


@pytest.mark.parametrize("points", [[], POINTS[:1], POINTS, POINTS * 20], ids=len)
def test_a_chart_is_drawn_as_a_picture_whatever_it_holds(points):
    file = draw([bar_chart("Tone", name="Tone", points=points)])
    picture = Image.open(BytesIO(file))
    assert (picture.format, picture.width) == ("PNG", WIDTH)
    assert len(file) < 50_000


def test_a_bar_below_zero_is_drawn_below_the_middle():
    picture = picture_of(chart_of(Point("NVDA", -1.0)))
    middle = 707
    assert is_near(picture.getpixel((middle, 250)), ImageColor.getrgb(LIGHT.card))
    assert is_near(picture.getpixel((middle, 500)), ImageColor.getrgb(LIGHT.down))


def test_a_count_has_the_colour_of_what_is_above_zero_as_in_the_charts_of_slack():
    picture = picture_of(chart_of(Point("NVDA", 3)))
    assert is_near(picture.getpixel((707, 500)), ImageColor.getrgb(LIGHT.up))


def test_a_second_chart_stands_below_the_first_in_the_same_picture():
    tone, counts = chart_of(*POINTS), chart_of(*(Point(point.label, 3) for point in POINTS))
    alone, both = picture_of(tone), picture_of(tone, counts)
    plot = (0, 0, WIDTH, 570)
    difference = ImageChops.difference(both.crop(plot), alone.crop(plot))
    assert max(high for _low, high in difference.getextrema()) <= 24  # each has its own shades
    assert both.height > alone.height


def test_words_are_large_enough_for_a_phone_that_shows_a_quarter_of_the_width():
    picture = picture_of(chart_of(Point("NVDA", -1.0)))
    tick = picture.crop((20, 120, 165, 170)).convert("L").point(lambda light: 255 if light < 150 else 0)
    _left, top, _right, bottom = tick.getbbox()
    assert bottom - top >= 30  # the height of a figure in letters of 44 pixels, 11 on the phone


def test_a_dash_between_two_days_is_drawn_in_letters_there_are():
    assert draw([chart_of(Point("29\u201330 Nov", 0.5))]) == draw([chart_of(Point("29-30 Nov", 0.5))])


@pytest.mark.parametrize("label", ["1 Nov", "19 Nov\u20137 Dec"])
def test_labels_keep_apart_and_within_the_card(label):
    picture = picture_of(chart_of(*(Point(f"{label} {number}", 3) for number in range(20))))
    line = picture.crop((0, picture.height - 75, WIDTH, picture.height - 25)).convert("L")
    columns = [line.crop((left, 0, left + 14, 50)).getextrema()[0] for left in range(4, WIDTH - 18)]
    assert min(columns[:12]) > 200
    assert min(columns[-12:]) > 200
    assert sum(dark > 200 and after <= 200 for dark, after in pairwise(columns)) >= 3


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
class TestColours:
    def test_the_card_covers_all_but_its_round_corners_so_that_it_is_readable_anywhere(self, colours):
        picture = picture_of(chart_of(*POINTS), colours=colours)
        opaque = picture.getchannel("A").point(lambda alpha: 255 if alpha else 0)
        assert picture.getpixel((0, 0))[3] == 0
        assert opaque.getbbox() == (0, 0, *picture.size)
        assert is_near(picture.getpixel((60, 20)), ImageColor.getrgb(colours.card))

    @pytest.mark.parametrize("name", ["ink", "soft"])
    def test_words_stand_out_as_accessible_text_must(self, colours, name):
        assert contrast(getattr(colours, name), colours.card) >= 4.5  # WCAG 2.2, 1.4.3

    @pytest.mark.parametrize("name", ["up", "down", "zero"])
    def test_lines_and_bars_stand_out_as_accessible_graphics_must(self, colours, name):
        assert contrast(getattr(colours, name), colours.card) >= 3  # WCAG 2.2, 1.4.11


def contrast(one, other):
    """The contrast ratio of two colours, as WCAG 2.2 defines it."""
    lights = sorted((luminance(colour) + 0.05 for colour in (one, other)), reverse=True)
    return lights[0] / lights[1]


def luminance(colour):
    shares = [share / 255 for share in ImageColor.getrgb(colour)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_words_beside_a_picture_say_the_same_and_every_number():
    tone = chart_of(*POINTS, steps="Days, UTC")
    counts = chart_of(Point("01 Nov", 1200), title="Stories")
    assert describe([tone, counts]) == (
        "Tone, days, UTC: 01 Nov -1.00, 02 Nov 0.00, 03 Nov +1.00. Stories: 01 Nov 1,200"
    )


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        pytest.param([0, 0], (0, 1), id="nothing"),
        pytest.param([3, 1], (0, 1, 2, 3), id="few"),
        pytest.param([22], (0, 10, 20, 30), id="a round step above"),
        pytest.param([1200, 7], (0, 500, 1000, 1500), id="many"),
        pytest.param([0.5, -0.2], MILD.ticks, id="scores of half the size at most"),
        pytest.param([0.1, -0.51], TONE.ticks, id="larger scores"),
    ],
)
def test_counts_are_drawn_from_zero_to_a_round_number_and_scores_around_zero_as_far_as_they_go(values, ticks):
    assert scale_for(values).ticks == ticks


@given(st.lists(st.integers(0, 10**6), min_size=1))
def test_every_count_lies_on_its_scale(counts):
    scale = scale_for(counts)
    assert len(scale.ticks) <= 4
    assert all(scale.share(value) * scale.high == pytest.approx(value) for value in counts)


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
    assert picture["alt_text"].startswith("Tone of NVDA")
    assert "Stories about NVDA" in picture["alt_text"]
    stored = charted.sandbox.workspace.files[picture["slack_file"]["id"]]
    assert Image.open(BytesIO(stored.content)).width == WIDTH


@pytest.mark.parametrize(("reads_dark", "colours"), [(False, LIGHT), (True, DARK)], ids=["light", "dark"])
@pytest.mark.parametrize("ask", ["/ticker NVDA", "how is Nvidia doing?"], ids=["command", "message"])
async def test_whoever_reads_in_the_dark_gets_dark_pictures(charted, reads_dark, colours, ask):
    mine = Preferences(reads_dark=reads_dark)
    charted.db.run_now(lambda unit: unit.workspace(charted.workspace).preferences.keep("U01", mine))
    charted.sandbox.workspace.takes_new_blocks = False
    put = charted.sandbox.command if ask.startswith("/") else charted.sandbox.say
    answer = await put(ask)
    (picture,) = [block for block in answer.messages[-1].blocks if block["type"] == "image"]
    stored = charted.sandbox.workspace.files[picture["slack_file"]["id"]]
    drawn = Image.open(BytesIO(stored.content)).convert("RGBA")
    assert is_near(drawn.getpixel((60, 20)), ImageColor.getrgb(colours.card))


async def test_a_workspace_that_takes_no_charts_is_not_tried_again(charted):
    charted.sandbox.workspace.takes_new_blocks = False
    await charted.sandbox.command("/ticker NVDA")
    refused = len(charted.sandbox.faults.log)
    answer = await charted.sandbox.say("how is Nvidia doing?")
    assert "image" in kinds(answer)
    assert len(charted.sandbox.faults.log) == refused


@pytest.mark.parametrize("fault", [{"error": "missing_scope"}, {"status": 503, "times": 9}], ids=str)
@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
async def test_without_files_the_answer_comes_without_a_picture(charted, method, fault):
    charted.sandbox.workspace.takes_new_blocks = False
    charted.sandbox.faults.inject(method, **fault)
    answer = await charted.sandbox.command("/ticker NVDA")
    assert "image" not in kinds(answer)
    assert answer.text.startswith("Nvidia (NVDA)")


class Clock:
    """A clock that a test moves."""

    def __init__(self):
        self.now = NOON

    def __call__(self):
        return self.now


async def test_a_refusal_is_known_to_all_workers_for_a_day(db):
    clock = Clock()
    one, other = Refusals(db, clock), Refusals(db, clock)
    assert not await other.holds(OURS)
    await one.note(OURS)
    assert await one.holds(OURS)
    clock.now += LOOKED_UP_EVERY
    assert await other.holds(OURS)
    assert not await other.holds("T2")
    clock.now = NOON + REMEMBERED
    assert not await one.holds(OURS)
    assert not await other.holds(OURS)


async def test_a_database_that_is_down_makes_refusals_forgetful_and_nothing_worse(db, monkeypatch):
    async def down(work):
        raise DatabaseDown

    clock = Clock()
    refusals = Refusals(db, clock)
    monkeypatch.setattr(db, "read", down)
    monkeypatch.setattr(db, "run", down)
    assert not await refusals.holds(OURS)
    await refusals.note(OURS)
    assert await refusals.holds(OURS)


async def test_what_slack_refused_one_worker_any_other_knows(charted):
    charted.sandbox.faults.inject("response_url", error="invalid_blocks")
    assert "image" in kinds(await charted.sandbox.command("/ticker NVDA"))
    assert "image" in kinds(await charted.sandbox.command("/ticker NVDA"))
    assert await Refusals(charted.db, utc_now).holds(charted.workspace)
