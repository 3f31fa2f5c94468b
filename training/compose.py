"""Sentences composed from the frames of `templates.txt`: one pair of numbers, every way to tell it.

The same frames and the same seed always give the same sentences.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from training.sets import LABELS, Row

TEMPLATES = Path(__file__).parent / "templates.txt"
_SLOT = re.compile(r"\{(\w+)\}")
_CURRENCIES = (
    "EUR {} mn",
    "EUR {} million",
    "EUR{}mn",
    "SEK {} mn",
    "NOK {} mn",
    "EUR {} bn",
    "USD {} mn",
    "{} million euros",
    "DKK {} mn",
)


def composed(*, rounds: int, seed: int = 7) -> list[Row]:
    """Fill every frame `rounds` times."""
    slots, frames = _read(TEMPLATES.read_text(encoding="utf-8").splitlines())
    chance = random.Random(seed)  # noqa: S311 - must be repeatable, not secret
    rows = [
        Row(_filled(frame, slots, chance), label, style)
        for label, style, frame in frames
        for _ in range(rounds)
    ]
    return list({row.text: row for row in rows}.values())


def _read(lines: list[str]) -> tuple[dict[str, list[str]], list[tuple[str, str, str]]]:
    slots: dict[str, list[str]] = {}
    frames: list[tuple[str, str, str]] = []
    first, second = "", ""
    for line in lines:
        if heading := re.fullmatch(r"\[(\w+) (\w+)\]", line):
            first, second = heading.groups()
        elif line and not line.startswith("#"):
            if first in LABELS:
                frames.append((first, second, line))
            else:
                slots[second] = line.split("|")
    return slots, frames


def _filled(frame: str, slots: dict[str, list[str]], chance: random.Random) -> str:
    values = dict(_numbers(chance))
    text = _SLOT.sub(lambda found: values.get(found[1]) or _pick(found[1], slots, chance), frame)
    return text[0].upper() + text[1:]


def _pick(name: str, slots: dict[str, list[str]], chance: random.Random) -> str:
    if name == "firmlow":
        return chance.choice(("the company", "the group", "Harvala", "the bank", "Konlift", "Savora"))
    base = name.removesuffix("cap").rstrip("23").lower()
    word = chance.choice(slots[base if base in slots else name])
    return word[0].upper() + word[1:] if name[0].isupper() or name.endswith("cap") else word


def _numbers(chance: random.Random) -> Iterator[tuple[str, str]]:
    currency = chance.choice(_CURRENCIES)
    low = chance.choice((chance.uniform(0.2, 9), chance.uniform(9, 90), chance.uniform(90, 900)))
    high = low * chance.uniform(1.04, 2.4) + 0.1
    yield "A", currency.format(f"{high:.1f}")
    yield "B", currency.format(f"{low:.1f}")
    smaller = chance.uniform(1, 20)
    yield "b", f"{smaller:.1f}"
    yield "a", f"{smaller + chance.uniform(0.3, 15):.1f}"
    yield "b0", f"{smaller / 20:.2f}"
    yield "a0", f"{smaller / 20 + 0.1:.2f}"
    count = chance.randint(20, 900)
    yield "n", str(count)
    yield "n2", str(chance.randint(3, 60))
    yield "n2b", str(chance.randint(3, 60))
    yield "d", str(chance.randint(1, 28))
    yield "smalln", f"{count * 1000:,}"
    yield "bign", f"{count * 1000 + chance.randint(1, 90) * 500:,}"
