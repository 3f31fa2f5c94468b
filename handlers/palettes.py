"""The colours of pictures, for a light and a dark Slack. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a picture: of the card, of words and lines on it, and of what is charted."""

    card: str
    edge: str
    ink: str
    soft: str
    grid: str
    zero: str
    up: str
    down: str

    def bar(self, value: float) -> str:
        """The colour of one bar: of a count as of what is above zero, in the one colour of Slack's charts."""
        return self.up if value > 0 else self.down if value < 0 else self.zero


LIGHT = Palette(
    card="#ffffff",
    edge="#d5d9db",
    ink="#1d1c1d",
    soft="#555a5e",
    grid="#e6e9ea",
    zero="#8a9296",
    up="#0b7a66",
    down="#b3372f",
)
DARK = Palette(
    card="#222529",
    edge="#3d4248",
    ink="#f1f2f3",
    soft="#b9bdc1",
    grid="#353a3f",
    zero="#777d83",
    up="#4cc4aa",
    down="#f0877d",
)
