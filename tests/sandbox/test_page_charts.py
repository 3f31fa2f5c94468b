"""Charts and data tables: what the page reads from a block, and what it draws."""

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")

READ = 'async (block) => (await import("/page/kit/chart-data.js")).readChart(block)'
SCALE = 'async ([values, kind]) => (await import("/page/kit/chart-plot.js")).roundScale(values, kind)'
SHOW = """
async (block) => {
  const { drawBlocks } = await import("/page/kit/blocks.js");
  document.body.replaceChildren(...drawBlocks([block], { files: [] }));
}
"""

DAYS = ["Mon", "Tue", "Wed"]
SHAPES = {
    "as documented": {
        "type": "line",
        "series": [{"name": "NVDA", "data": [{"label": day, "value": n} for n, day in enumerate(DAYS)]}],
        "axis_config": {"categories": DAYS},
    },
    "points in another order": {
        "type": "line",
        "series": [
            {
                "name": "NVDA",
                "data": [
                    {"label": "Wed", "value": 2},
                    {"label": "Mon", "value": 0},
                    {"label": "Tue", "value": 1},
                ],
            }
        ],
        "axis_config": {"categories": DAYS},
    },
    "plain numbers": {"type": "line", "series": [{"name": "NVDA", "values": [0, 1, 2]}], "categories": DAYS},
    "pairs, without categories": {
        "type": "line",
        "series": [{"name": "NVDA", "points": [["Mon", 0], ["Tue", 1], ["Wed", "2"]]}],
    },
    "x and y": {
        "type": "line",
        "data": [{"name": "NVDA", "data": [{"x": day, "y": n} for n, day in enumerate(DAYS)]}],
    },
}


@pytest.mark.parametrize("chart", SHAPES.values(), ids=SHAPES.keys())
async def test_a_series_reads_the_same_however_it_is_spelt(kit, chart):
    read = await kit.evaluate(READ, {"type": "data_visualization", "title": "Tone", "chart": chart})
    assert (read["kind"], read["title"], read["categories"]) == ("line", "Tone", DAYS)
    assert read["series"] == [{"name": "NVDA", "values": [0, 1, 2]}]


async def test_a_missing_point_is_a_gap_not_a_zero(kit):
    chart = {
        "type": "line",
        "series": [{"name": "A", "data": [{"label": "Mon", "value": 1}, {"label": "Wed", "value": 3}]}],
        "axis_config": {"categories": DAYS},
    }
    read = await kit.evaluate(READ, {"chart": chart})
    assert read["series"][0]["values"] == [1, None, 3]


@pytest.mark.parametrize(
    "block",
    [
        {},
        {"chart": None},
        {"chart": {"type": "bar", "series": "x"}},
        {"chart": {"type": "pie", "segments": []}},
    ],
    ids=str,
)
async def test_a_block_without_data_says_so(kit, block):
    await kit.evaluate(SHOW, {"type": "data_visualization", **block})
    assert await kit.get_by_text("Nothing to draw yet.").count() == 1


@pytest.mark.parametrize(
    ("values", "kind", "scale"),
    [
        pytest.param([-0.3, 0.42], "line", {"low": -0.4, "high": 0.6, "step": 0.2}, id="across zero"),
        pytest.param(
            [103, 111], "line", {"low": 102, "high": 112, "step": 2}, id="a line far from zero is magnified"
        ),
        pytest.param([103, 111], "bar", {"low": 0, "high": 150, "step": 50}, id="bars start at zero"),
        pytest.param([0, 0], "area", {"low": 0, "high": 1, "step": 1}, id="all zero"),
        pytest.param([1, 0, 2], "bar", {"low": 0, "high": 2, "step": 1}, id="counts have whole steps"),
        pytest.param([0, 7, 9], "bar", {"low": 0, "high": 10, "step": 5}, id="no step of two and a half"),
    ],
)
async def test_the_scale_has_round_steps_that_hold_all_values(kit, values, kind, scale):
    assert await kit.evaluate(SCALE, [values, kind]) == pytest.approx(scale)


def bars(names):
    series = [
        {"name": name, "data": [{"label": day, "value": n - 1} for n, day in enumerate(DAYS)]}
        for name in names
    ]
    return {
        "type": "data_visualization",
        "title": "Tone",
        "chart": {"type": "bar", "series": series, "axis_config": {"categories": DAYS}},
    }


async def test_a_bar_chart_has_a_bar_per_value_a_legend_and_numbers_for_screen_readers(kit):
    await kit.evaluate(SHOW, bars(["AMD", "INTC"]))
    await kit.get_by_role("img", name="bar chart: Tone").wait_for()
    assert await kit.locator(".chart-bar").count() == 6
    assert await kit.locator(".chart-legend").inner_text() == "AMD\nINTC"
    assert await kit.locator("table").get_by_role("row").nth(1).inner_text() == "AMD\t-1\t0\t1"


async def test_a_pie_names_its_slices_with_their_shares(kit):
    segments = [{"label": "NVDA", "value": 3}, {"label": "Cash", "value": 1}]
    await kit.evaluate(
        SHOW,
        {"type": "data_visualization", "title": "Weights", "chart": {"type": "pie", "segments": segments}},
    )
    await kit.get_by_role("img", name="pie chart: Weights").wait_for()
    assert await kit.locator(".chart-share").all_text_contents() == ["75 %", "25 %"]


def data_table(count):
    head = [{"type": "raw_text", "text": text} for text in ("Ticker", "Score")]
    rows = [
        [{"type": "raw_text", "text": f"T{n:02}"}, {"type": "raw_number", "value": n, "text": f"{n:+d}"}]
        for n in range(count)
    ]
    return {"type": "data_table", "caption": "Movers", "rows": [head, *rows]}


async def test_a_data_table_sorts_pages_and_filters(kit):
    await kit.evaluate(SHOW, data_table(12))
    names = kit.locator("tbody th")
    assert await names.all_text_contents() == ["T00", "T01", "T02", "T03", "T04"]
    await kit.get_by_role("button", name="Score").click()
    assert await names.all_text_contents() == ["T11", "T10", "T09", "T08", "T07"]
    await kit.get_by_role("button", name="Next").click()
    await kit.get_by_role("button", name="Next").click()
    assert await names.all_text_contents() == ["T01", "T00"]
    await kit.get_by_role("searchbox", name="Filter rows").fill("t03")
    await kit.keyboard.press("Enter")
    assert await names.all_text_contents() == ["T03"]


async def test_a_chart_is_summed_up_for_who_does_not_see_it(kit):
    data = [{"label": day, "value": value} for day, value in zip(DAYS, (0.1, -0.4, 0.3), strict=True)]
    chart = {
        "type": "bar",
        "series": [{"name": "NVDA", "data": data}],
        "axis_config": {"categories": DAYS},
    }
    await kit.evaluate(SHOW, {"type": "data_visualization", "title": "Tone", "chart": chart})
    said = "bar chart: Tone. first 0.1 (Mon), last 0.3 (Wed), lowest -0.4 (Tue), highest 0.3 (Wed)"
    await kit.get_by_role("img", name=said, exact=True).wait_for()


async def labels_drawn(kit, names):
    series = {"name": "NVDA", "data": [{"label": name, "value": 1} for name in names]}
    chart = {"type": "bar", "series": [series], "axis_config": {"categories": names}}
    await kit.evaluate(SHOW, {"type": "data_visualization", "title": "Tone", "chart": chart})
    labels = kit.locator(".chart-categories text")
    await labels.first.wait_for()
    return await labels.count()


async def test_of_long_labels_fewer_are_drawn(kit):
    short = await labels_drawn(kit, [f"{day} Nov" for day in range(10, 30)])
    long = await labels_drawn(kit, [f"{day} Nov\u2013{day} Dec" for day in range(10, 30)])
    assert 3 <= long < short
