"""Tables and charts. `data_table` and `data_visualization` are new and their limits move: the strict ones."""

from collections.abc import Mapping
from typing import Any

from sandbox.blockcheck.objects import BLOCK_ID
from sandbox.blockcheck.rich_text import RICH_TEXT
from sandbox.blockcheck.rules import (
    Problem,
    Problems,
    Rule,
    boolean,
    by_type,
    items,
    number,
    one_of,
    shape,
    string,
    unique,
)

MOST_COLUMNS = 20
_RAW_TEXT = shape({"text": string()})
_NUMBER = number(is_whole=False)
_CELLS = by_type({"raw_text": _RAW_TEXT, "rich_text": RICH_TEXT})
_DATA_CELLS = by_type(
    {
        "raw_text": _RAW_TEXT,
        "raw_number": shape({"value": _NUMBER}, {"text": string()}),
        "rich_text": RICH_TEXT,
    }
)


def _setting(value: Any, at: str) -> Problems:
    if value is not None:
        yield from shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})(value, at)


def _same_length(value: Any, at: str) -> Problems:
    for position, row in enumerate(value["rows"]):
        if len(row) != len(value["rows"][0]):
            yield Problem("every row must have the same number of cells", f"{at}/rows/{position}")


def _plain_header(value: Any, at: str) -> Problems:
    for position, cell in enumerate(value["rows"][0]):
        if cell["type"] != "raw_text":
            yield Problem("header cells must be raw_text", f"{at}/rows/0/{position}")


TABLE = shape(
    {"rows": items(items(_CELLS, most=MOST_COLUMNS), most=100)},
    {"block_id": BLOCK_ID, "column_settings": items(_setting, most=MOST_COLUMNS, least=0)},
)

DATA_TABLE = shape(
    {"caption": string(), "rows": items(items(_DATA_CELLS, most=MOST_COLUMNS), least=2, most=101)},
    {
        "block_id": BLOCK_ID,
        "page_size": number(1, 100),
        "row_header_column_index": number(0, MOST_COLUMNS - 1),
    },
    also=(_same_length, _plain_header),
)

_LABEL = string(most=20)
_POINT = shape({"label": _LABEL, "value": _NUMBER})
_SERIES = shape({"name": _LABEL, "data": items(_POINT, most=20)}, also=(unique("label", within="data"),))
_AXIS = shape(
    {"categories": items(_LABEL, most=20)}, {"x_label": string(most=50), "y_label": string(most=50)}
)


def _points_on_axis(value: Any, at: str) -> Problems:
    categories = value["axis_config"]["categories"]
    for position, series in enumerate(value["series"]):
        if sorted(point["label"] for point in series["data"]) != sorted(categories):
            yield Problem("labels must match axis_config.categories", f"{at}/series/{position}/data")


_PLOT = shape(
    {"series": items(_SERIES, most=6), "axis_config": _AXIS},
    also=(unique("name", within="series"), _points_on_axis),
)
_SEGMENT = shape({"label": _LABEL, "value": number(0, is_whole=False)})
_CHARTS: Mapping[str, Rule] = {
    "pie": shape({"segments": items(_SEGMENT, most=6)}),
    "bar": _PLOT,
    "line": _PLOT,
    "area": _PLOT,
}

DATA_VISUALIZATION = shape({"title": string(most=50), "chart": by_type(_CHARTS)}, {"block_id": BLOCK_ID})
