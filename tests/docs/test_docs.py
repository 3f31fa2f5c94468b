"""The documentation names what the code has: settings, metrics, commands, folders and links."""

import re
from pathlib import Path

import pytest

from bot.cli import COMMANDS
from bot.metrics import Metrics
from config.settings import Settings

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]


@pytest.mark.parametrize("name", [name.upper() for name in Settings.model_fields])
def test_every_setting_is_documented_and_in_the_example(name):
    assert f"| `{name}` |" in (DOCS / "settings.md").read_text()
    if name != "SLACK_API_URL":
        assert f"\n{name}=" in (ROOT / ".env.example").read_text()


@pytest.mark.parametrize("family", [one.name for one in Metrics().registry.collect()])
def test_every_metric_is_documented(family):
    assert f"`{family}" in (DOCS / "metrics.md").read_text()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name):
    assert f"`tickertone {name}" in (DOCS / "cli.md").read_text()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_picture_leads_somewhere(page):
    for target in re.findall(r"\]\(([^)#\s]+)\)", page.read_text()):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_place_in_the_flow_exists():
    flow = (DOCS / "architecture.md").read_text()
    for place in re.findall(r"^(?:\w+)?\s+((?:bot|feeds|handlers)/\w+)", flow, re.MULTILINE):
        assert (ROOT / place).is_dir() or (ROOT / f"{place}.py").is_file(), place
