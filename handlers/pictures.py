"""Draws chart blocks as one picture, for where Slack takes no charts. The door to Pillow.

The picture says what the blocks say: titles, axes and one bar a point, below each other over the same
labels, and what the labels are. It is a card with round corners for a light or a dark Slack, of its own
colour so that it can be read in the other one too. A phone shows it at a quarter of its width: its words are
large, and as many as fit. All is drawn at twice the size and then reduced, which spaces letters evenly.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageColor, ImageDraw, ImageFont

from handlers.palettes import LIGHT, Palette
from handlers.scales import Scale, scale_for

WIDTH = 1280
MOST_NUMBERED = 12  # bars that have their numbers above them

# in pixels of what is drawn, two of which make one of the picture's
_FINE = 2
_SHADES = 128  # enough for a few colours and the edges of letters, at a fifth of the bytes
_LEFT, _RIGHT, _EDGE = 350, 2480, 40
_TITLE, _GAP, _PLOT, _LOWER_PLOT, _LABELS, _STEPS = 290, 20, 860, 460, 160, 130
_BELOW = 90  # room for the numbers of what is below zero
_CORNER, _LINE = 48, 4
_BAR_SHARE, _WIDEST_BAR, _FLATTEST_BAR = 0.62, 220, 10
_LARGE, _SMALL = 104, 88  # of letters
_APART = 40  # labels
_IN_PLAIN_LETTERS = str.maketrans({"\u2013": "-", "\u2026": "..."})  # what Pillow's own font has no signs for


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart's part of the picture, and where it lies from the top."""

    title: str
    points: Mapping[str, float]
    scale: Scale
    top: int
    bottom: int

    @property
    def end(self) -> int:
        """Where the next part may begin."""
        return self.bottom if self.scale.is_count else self.bottom + _BELOW

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
    panels, steps = _lay_out(charts), _steps_of(charts[0])
    labels_at = panels[-1].end + 30
    size = (WIDTH * _FINE, labels_at + _LABELS + (_STEPS if steps else 0))
    picture = Image.new("RGBA", size, (*ImageColor.getrgb(colours.edge)[:3], 0))
    sheet = _Sheet(ImageDraw.Draw(picture), colours)
    edges = (0, 0, size[0] - 1, size[1] - 1)
    sheet.pen.rounded_rectangle(edges, _CORNER, fill=colours.card, outline=colours.edge, width=_LINE)
    places = _places(max((list(panel.points) for panel in panels), key=len))
    for panel in panels:
        _draw_panel(sheet, panel, places)
    _draw_labels(sheet, places, top=labels_at)
    middle = (_LEFT + _RIGHT) / 2
    sheet.pen.text((middle, size[1] - 50), steps, fill=colours.soft, font=_font(_SMALL), anchor="ms")
    file = BytesIO()
    picture.reduce(_FINE).quantize(_SHADES, Image.Quantize.FASTOCTREE).save(file, "PNG")
    return file.getvalue()


def describe(charts: Sequence[Mapping[str, Any]]) -> str:
    """Say in words what the picture shows, and every number in it."""
    return ". ".join(map(_describe, charts))


def _describe(chart: Mapping[str, Any]) -> str:
    points, steps = _points(chart), _steps_of(chart)
    scale = scale_for(points.values())
    told = ", ".join(f"{label} {scale.say(value)}" for label, value in points.items())
    return f"{chart['title']}{f', {steps[:1].lower()}{steps[1:]}' if steps else ''}: {told}"


def _points(chart: Mapping[str, Any]) -> Mapping[str, float]:
    return {str(point["label"]): point["value"] for point in chart["chart"]["series"][0]["data"]}


def _steps_of(chart: Mapping[str, Any]) -> str:
    return str(chart["chart"]["axis_config"].get("x_label", ""))


def _lay_out(charts: Sequence[Mapping[str, Any]]) -> Sequence[Panel]:
    panels: list[Panel] = []
    end = 0
    for chart in charts:
        points = _points(chart)
        top = end + _TITLE + (_GAP if panels else 0)
        bottom = top + (_LOWER_PLOT if panels else _PLOT)
        panels.append(Panel(str(chart["title"]), points, scale_for(points.values()), top, bottom))
        end = panels[-1].end
    return panels


def _font(size: int) -> Any:
    return ImageFont.load_default(size)


def _spell(words: str) -> str:
    """Words in the letters there are."""
    return words.translate(_IN_PLAIN_LETTERS)


def _places(labels: Sequence[str]) -> Mapping[str, float]:
    """Where the labels' points lie, from the left: in the middle of as many equal parts."""
    part = _part(labels)
    return {label: _LEFT + part * (number + 0.5) for number, label in enumerate(labels)}


def _part(labels: Collection[str]) -> float:
    return (_RIGHT - _LEFT) / max(len(labels), 1)


def _draw_panel(sheet: _Sheet, panel: Panel, places: Mapping[str, float]) -> None:
    _draw_title(sheet, panel)
    for tick in panel.scale.ticks:
        height, colour = panel.height(tick), sheet.colours.grid if tick else sheet.colours.zero
        sheet.pen.line((_LEFT, height, _RIGHT, height), fill=colour, width=_LINE)
        at = (_LEFT - 32, height)
        sheet.pen.text(at, panel.scale.say(tick), fill=sheet.colours.soft, font=_font(_SMALL), anchor="rm")
    _draw_bars(sheet, panel, places)
    if len(places) <= MOST_NUMBERED and _fit_numbers(panel, places):
        _draw_numbers(sheet, panel, places)


def _draw_title(sheet: _Sheet, panel: Panel) -> None:
    """Write a title in one line, smaller if it is long."""
    words, room = _spell(panel.title), _RIGHT - _EDGE * 2
    size = min(_LARGE, int(_LARGE * room / max(_font(_LARGE).getlength(words), 1)))
    at = (_EDGE * 2, panel.top - _TITLE + 110)
    sheet.pen.text(at, words, fill=sheet.colours.ink, font=_font(size), anchor="lm")


def _draw_bars(sheet: _Sheet, panel: Panel, places: Mapping[str, float]) -> None:
    half = min(_part(places) * _BAR_SHARE, _WIDEST_BAR) / 2
    for label, value in panel.points.items():
        place, zero = places[label], panel.height(0)
        top, bottom = sorted((panel.height(value), zero))
        if bottom - top < _FLATTEST_BAR:  # next to nothing is still something that was told
            top, bottom = zero - _FLATTEST_BAR / 2, zero + _FLATTEST_BAR / 2
        sheet.pen.rectangle((place - half, top, place + half, bottom), fill=sheet.colours.bar(value))


def _fit_numbers(panel: Panel, places: Mapping[str, float]) -> bool:
    widest = max(
        (_font(_SMALL).getlength(panel.scale.say(value)) for value in panel.points.values()), default=0
    )
    return bool(widest + _APART / 2 <= _part(places))


def _draw_numbers(sheet: _Sheet, panel: Panel, places: Mapping[str, float]) -> None:
    """Write the numbers at the bars' ends, on an edge of the card's colour so that no line runs through."""
    for label, value in panel.points.items():
        end, anchor = (panel.height(value) - 14, "mb") if value >= 0 else (panel.height(value) + 14, "mt")
        sheet.pen.text(
            (places[label], end),
            panel.scale.say(value),
            fill=sheet.colours.ink,
            font=_font(_SMALL),
            anchor=anchor,
            stroke_width=8,
            stroke_fill=sheet.colours.card,
        )


def _draw_labels(sheet: _Sheet, places: Mapping[str, float], *, top: float) -> None:
    """Write as many labels as fit beside each other, none over the edge."""
    font, free_from = _font(_SMALL), float(_EDGE)
    widest = max((font.getlength(_spell(label)) for label in places), default=0)
    every = -int(-(widest + _APART) // _part(places)) or 1
    for label, place in list(places.items())[::every]:
        half = font.getlength(_spell(label)) / 2
        middle = min(max(place, _EDGE + half), WIDTH * _FINE - _EDGE - half)
        if middle - half >= free_from:
            sheet.pen.text((middle, top), _spell(label), fill=sheet.colours.soft, font=font, anchor="ma")
            free_from = middle + half + _APART
