"""Every text colour of the page's design stands out enough from what it is written on (WCAG AA)."""

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")

AA_TEXT = 4.5
AA_GRAPHICS = 3.0

TEXT_ON = {
    "ink": ("paper", "paper-raised", "paper-sunk", "side"),
    "ink-soft": ("paper", "paper-raised", "paper-sunk", "side"),
    "accent": ("paper", "paper-raised"),
    "accent-strong": ("accent-soft",),
    "on-accent": ("accent", "accent-strong"),
    "link": ("paper", "paper-raised", "mention-soft"),
    "danger": ("paper", "paper-raised"),
    "on-danger": ("danger",),
    "warn-ink": ("warn-soft",),
}
GRAPHICS = ("line-strong", "focus", "positive", *(f"hue-{number}" for number in range(6)))

COLOURS = """
async (theme) => {
  if (!document.querySelector("#tokens")) {
    const link = Object.assign(document.createElement("link"), { id: "tokens", rel: "stylesheet" });
    const loaded = new Promise((resolve) => link.addEventListener("load", resolve));
    link.href = "/page/styles/tokens.css";
    document.head.append(link);
    await loaded;
  }
  document.documentElement.dataset.theme = theme;
  const probe = document.createElement("i");
  document.body.append(probe);
  const names = [...document.styleSheets[0].cssRules].find((rule) => rule.selectorText === ":root").style;
  const colours = {};
  for (const name of names) {
    if (!name.startsWith("--")) continue;
    probe.style.color = `var(${name})`;
    colours[name.slice(2)] = getComputedStyle(probe).color.match(/[\\d.]+/g).slice(0, 3).map(Number);
  }
  probe.remove();
  return colours;
}
"""


def luminance(colour):
    parts = [part / 255 for part in colour]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_text_is_readable_on_every_ground_it_stands_on(kit, theme):
    colours = await kit.evaluate(COLOURS, theme)
    pairs = [(ink, ground) for ink, grounds in TEXT_ON.items() for ground in grounds]
    assert [pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < AA_TEXT] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_borders_of_inputs_and_marks_of_charts_can_be_told_from_the_ground(kit, theme):
    colours = await kit.evaluate(COLOURS, theme)
    assert [name for name in GRAPHICS if contrast(colours[name], colours["paper"]) < AA_GRAPHICS] == []
