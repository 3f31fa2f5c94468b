"""Draws a chart block as a picture, for where Slack takes no charts. The door to Pillow.

The picture says what the block says: title, axis from -1 to +1, labels, one line or one bar a point. It is a
card of its own colour, readable in a light and in a dark Slack, drawn at twice its size for sharp screens.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, ImageFont

SIZE = (1280, 640)
TICKS = (1.0, 0.5, 0.0, -0.5, -1.0)
MOST_LABELS = 8

_LEFT, _TOP, _RIGHT, _BOTTOM = 110, 110, 1240, 560
_CARD, _INK, _SOFT, _GRID, _ZERO = "#ffffff", "#1d1c1d", "#555a5e", "#dfe3e4", "#8a9296"
_UP, _DOWN, _LINE = "#0b7a66", "#b3372f", "#0b7a66"
_DOT, _BAR_SHARE = 7, 0.5
_Pen = ImageDraw.ImageDraw


def draw(chart_block: Mapping[str, Any]) -> bytes:
    """Draw a data_visualization block as PNG."""
    chart = chart_block["chart"]
    points = [(str(point["label"]), float(point["value"])) for point in chart["series"][0]["data"]]
    picture = Image.new("RGB", SIZE, _CARD)
    pen = ImageDraw.Draw(picture)
    pen.text((_LEFT, 36), str(chart_block.get("title", "")), fill=_INK, font=_font(36))
    _draw_axis(pen)
    places = _places(len(points))
    values = [value for _label, value in points]
    (_draw_bars if chart["type"] == "bar" else _draw_line)(pen, places, values)
    _draw_labels(pen, places, [label for label, _value in points])
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def describe(chart_block: Mapping[str, Any]) -> str:
    """Say in words what the picture shows."""
    points = chart_block["chart"]["series"][0]["data"]
    told = ", ".join(f"{point['label']} {point['value']:+.2f}" for point in points)
    return f"{chart_block.get('title', 'Chart')}: {told}"


def _font(size: int) -> Any:
    return ImageFont.load_default(size)


def _height(value: float) -> float:
    """Where a value from -1 to +1 lies, from the top."""
    return _TOP + (1 - max(-1.0, min(1.0, value))) / 2 * (_BOTTOM - _TOP)


def _places(count: int) -> list[float]:
    """Where the points lie, from the left: in the middle of as many equal parts."""
    part = (_RIGHT - _LEFT) / max(count, 1)
    return [_LEFT + part * (number + 0.5) for number in range(count)]


def _draw_axis(pen: _Pen) -> None:
    for tick in TICKS:
        height = _height(tick)
        pen.line((_LEFT, height, _RIGHT, height), fill=_GRID if tick else _ZERO, width=2)
        label = f"{tick:+.1f}" if tick else "0.0"
        pen.text((_LEFT - 16, height), label, fill=_SOFT, font=_font(26), anchor="rm")


def _draw_line(pen: _Pen, places: Sequence[float], values: Sequence[float]) -> None:
    path = [(place, _height(value)) for place, value in zip(places, values, strict=True)]
    if len(path) > 1:
        pen.line(path, fill=_LINE, width=5, joint="curve")
    for left, top in path:
        pen.ellipse((left - _DOT, top - _DOT, left + _DOT, top + _DOT), fill=_CARD, outline=_LINE, width=4)


def _draw_bars(pen: _Pen, places: Sequence[float], values: Sequence[float]) -> None:
    half = (_RIGHT - _LEFT) / max(len(places), 1) * _BAR_SHARE / 2
    for place, value in zip(places, values, strict=True):
        ends = sorted((_height(value), _height(0.0)))
        pen.rectangle((place - half, ends[0], place + half, ends[1]), fill=_UP if value >= 0 else _DOWN)


def _draw_labels(pen: _Pen, places: Sequence[float], labels: Sequence[str]) -> None:
    step = -(-len(labels) // MOST_LABELS) or 1
    for place, label in list(zip(places, labels, strict=True))[::step]:
        pen.text((place, _BOTTOM + 24), label, fill=_SOFT, font=_font(26), anchor="mt")
