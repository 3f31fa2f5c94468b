"""Draws chart blocks as one picture, for where Slack takes no charts. The door to Pillow.

The picture says what the blocks say: titles, axes, one line or one bar a point, below each other over the
same labels. It is a card with round corners for a light or a dark Slack, of its own colour so that it can be
read in the other one too, drawn at twice its size for sharp screens.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from handlers.palettes import LIGHT, Palette
from handlers.scales import Scale, scale_for

WIDTH = 1280
MOST_LABELS = 8
MOST_NUMBERED = 12  # bars that have their numbers above them

_LEFT, _RIGHT = 110, 1230
_TITLE, _GAP, _PLOT, _LOWER_PLOT, _LABELS = 110, 30, 440, 180, 90
_CORNER = 24
_DOT, _BAR_SHARE, _WIDEST_BAR = 7, 0.5, 90


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart's part of the picture, and where it lies from the top."""

    title: str
    is_bar: bool
    points: Mapping[str, float]
    scale: Scale
    top: int
    bottom: int

    def height(self, value: float) -> float:
        """Where a value lies, from the top."""
        return self.bottom - self.scale.share(value) * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is drawn on, and in which colours."""

    pen: ImageDraw.ImageDraw
    colours: Palette


def draw(charts: Sequence[Mapping[str, Any]], colours: Palette = LIGHT) -> bytes:
    """Draw data_visualization blocks, at least one, as PNG: the first one large, the others below it."""
    panels = _lay_out(charts)
    bottom = panels[-1].bottom
    picture = Image.new("RGBA", (WIDTH, bottom + _LABELS))
    sheet = _Sheet(ImageDraw.Draw(picture), colours)
    edges = (0, 0, WIDTH - 1, picture.height - 1)
    sheet.pen.rounded_rectangle(edges, radius=_CORNER, fill=colours.card, outline=colours.edge, width=2)
    labels = max((list(panel.points) for panel in panels), key=len)
    places = _places(labels)
    for panel in panels:
        _draw_panel(sheet, panel, places)
    _draw_labels(sheet, places, top=bottom + 24)
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def describe(charts: Sequence[Mapping[str, Any]]) -> str:
    """Say in words what the picture shows."""
    return ". ".join(map(_describe, charts))


def _describe(chart: Mapping[str, Any]) -> str:
    points = _points(chart)
    scale = scale_for(points.values())
    told = ", ".join(f"{label} {scale.say(value)}" for label, value in points.items())
    return f"{chart['title']}: {told}"


def _points(chart: Mapping[str, Any]) -> Mapping[str, float]:
    return {str(point["label"]): point["value"] for point in chart["chart"]["series"][0]["data"]}


def _lay_out(charts: Sequence[Mapping[str, Any]]) -> Sequence[Panel]:
    panels: list[Panel] = []
    top = 0
    for chart in charts:
        points = _points(chart)
        plot = top + _TITLE + (_GAP if panels else 0)
        top = plot + (_LOWER_PLOT if panels else _PLOT)
        is_bar = chart["chart"]["type"] == "bar"
        panels.append(Panel(str(chart["title"]), is_bar, points, scale_for(points.values()), plot, top))
    return panels


def _font(size: int) -> Any:
    return ImageFont.load_default(size)


def _places(labels: Sequence[str]) -> Mapping[str, float]:
    """Where the labels' points lie, from the left: in the middle of as many equal parts."""
    part = (_RIGHT - _LEFT) / max(len(labels), 1)
    return {label: _LEFT + part * (number + 0.5) for number, label in enumerate(labels)}


def _draw_panel(sheet: _Sheet, panel: Panel, places: Mapping[str, float]) -> None:
    sheet.pen.text((_LEFT, panel.top - 64), panel.title, fill=sheet.colours.ink, font=_font(36), anchor="lm")
    for tick in panel.scale.ticks:
        height = panel.height(tick)
        sheet.pen.line(
            (_LEFT, height, _RIGHT, height), fill=sheet.colours.grid if tick else sheet.colours.zero, width=2
        )
        sheet.pen.text(
            (_LEFT - 16, height), panel.scale.say(tick), fill=sheet.colours.soft, font=_font(26), anchor="rm"
        )
    (_draw_bars if panel.is_bar else _draw_line)(sheet, panel, places)


def _draw_line(sheet: _Sheet, panel: Panel, places: Mapping[str, float]) -> None:
    path = [
        (place, panel.height(panel.points[label])) for label, place in places.items() if label in panel.points
    ]
    if len(path) > 1:
        sheet.pen.line(path, fill=sheet.colours.up, width=5, joint="curve")
    for left, top in path:
        sheet.pen.ellipse(
            (left - _DOT, top - _DOT, left + _DOT, top + _DOT),
            fill=sheet.colours.card,
            outline=sheet.colours.up,
            width=4,
        )


def _draw_bars(sheet: _Sheet, panel: Panel, places: Mapping[str, float]) -> None:
    half = min((_RIGHT - _LEFT) / max(len(places), 1) * _BAR_SHARE, _WIDEST_BAR) / 2
    for label, place in places.items():
        value = panel.points.get(label, 0)
        if not value:
            continue
        ends = sorted((panel.height(value), panel.height(0)))
        sheet.pen.rectangle(
            (place - half, ends[0], place + half, ends[1]), fill=sheet.colours.bar(panel.scale, value)
        )
        if len(places) <= MOST_NUMBERED:
            at, anchor = (ends[0] - 6, "mb") if value > 0 else (ends[1] + 6, "mt")
            _draw_number(sheet, panel.scale.say(value), (place, at), anchor=anchor)


def _draw_number(sheet: _Sheet, said: str, at: tuple[float, float], *, anchor: str) -> None:
    """Write a number on an edge of the card's colour, so that no line runs through it."""
    sheet.pen.text(
        at,
        said,
        fill=sheet.colours.ink,
        font=_font(24),
        anchor=anchor,
        stroke_width=4,
        stroke_fill=sheet.colours.card,
    )


def _draw_labels(sheet: _Sheet, places: Mapping[str, float], *, top: float) -> None:
    step = -(-len(places) // MOST_LABELS) or 1
    for label, place in list(places.items())[::step]:
        sheet.pen.text((place, top), label, fill=sheet.colours.soft, font=_font(26), anchor="mt")
