"""Rules that every file of the page keeps: small modules, no foreign hosts, no markup from text."""

import re
from pathlib import Path

import pytest

from tests.sandbox.browser import PAGE_FOLDER

MODULES = sorted(PAGE_FOLDER.glob("*/*.js"))
STYLES = sorted(PAGE_FOLDER.glob("styles/*.css"))
FORBIDDEN = (
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    "new Function",
    'setAttribute("style"',
)
NAMESPACE = "http://www.w3.org/2000/svg"
IMPORT = re.compile(r'^(?:import|export) .*?from "([^"]+)";|^import "([^"]+)";', re.MULTILINE | re.DOTALL)
INDEX = (PAGE_FOLDER / "index.html").read_text()


def names(paths):
    return [str(path.relative_to(PAGE_FOLDER)) for path in paths]


def imports_of(module: Path) -> set[Path]:
    return {(module.parent / (one or other)).resolve() for one, other in IMPORT.findall(module.read_text())}


@pytest.mark.parametrize("module", MODULES, ids=names(MODULES))
def test_a_module_is_small_and_says_what_it_is_for(module):
    text = module.read_text()
    assert text.startswith("// ")
    assert len(text.splitlines()) <= 300


@pytest.mark.parametrize("module", MODULES, ids=names(MODULES))
def test_a_module_never_turns_text_into_markup(module):
    text = module.read_text()
    assert [word for word in FORBIDDEN if word in text] == []


@pytest.mark.parametrize("sheet", STYLES, ids=names(STYLES))
def test_a_style_sheet_is_small_and_linked(sheet):
    text = sheet.read_text()
    assert text.startswith("/* ")
    assert len(text.splitlines()) <= 300
    assert f'href="/page/styles/{sheet.name}"' in INDEX


@pytest.mark.parametrize("path", [*MODULES, *STYLES, PAGE_FOLDER / "index.html"], ids=lambda path: path.name)
def test_nothing_comes_from_another_host(path):
    fetched = re.findall(
        r"""(?:src|href|url|import|from)\s*[=(]?\s*["'(]+\s*((?:https?:)?//[^"')]+)""", path.read_text()
    )
    assert [address for address in fetched if address != NAMESPACE] == []


def test_every_module_is_reached_from_the_start():
    reached, waiting = set(), {PAGE_FOLDER / "client" / "main.js"}
    while waiting:
        module = waiting.pop()
        reached.add(module)
        waiting |= imports_of(module) - reached
    assert names(sorted(reached)) == names(MODULES)


MAY_USE = {"base": {"base"}, "kit": {"base", "kit"}, "client": {"base", "kit", "client"}}


@pytest.mark.parametrize("module", MODULES, ids=names(MODULES))
def test_a_module_imports_only_from_the_layers_below(module):
    assert {imported.parent.name for imported in imports_of(module)} <= MAY_USE[module.parent.name]


def test_the_page_runs_no_inline_script_and_no_inline_style():
    assert re.findall(r"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=|<style", INDEX) == []
    assert "script-src 'self'" in INDEX
    assert "unsafe" not in INDEX


def test_the_page_says_openly_what_it_is():
    assert "It is not Slack" in INDEX
