"""docs/chat.md names every form, option, button and shortcut there is, and no other command."""

import re
from pathlib import Path

import pytest

from bot.manifest import make_manifest
from handlers.blocks.help import ALERT_FORMS, OPTION_FORMS, TICKER_FORMS
from handlers.grammar import UsageProblem, parse_alerts, parse_ticker
from handlers.grammar.options import CONFIRM, DIRECTIONS, OPTIONS

PAGE = (Path(__file__).parents[2] / "docs" / "chat.md").read_text()
COMMANDS = re.findall(r"`(/\w+[^`]*)`", PAGE)


@pytest.mark.parametrize("option", [*(f"{key}:" for key in OPTIONS), *DIRECTIONS, CONFIRM])
def test_every_option_is_described(option):
    assert f"`{option}" in PAGE


@pytest.mark.parametrize("form", [form.said for form in TICKER_FORMS + ALERT_FORMS])
def test_every_form_of_help_is_described_and_understood(form):
    command, _, text = form.partition(" ")
    verb = text.split()[0] if text else ""
    assert command in PAGE
    assert verb in PAGE or command == "/ticker"
    assert not isinstance(read(command, text), UsageProblem)


@pytest.mark.parametrize("form", [form.said for form in OPTION_FORMS])
def test_every_option_of_help_is_understood(form):
    assert not isinstance(parse_alerts(f"subscribe all {form}"), UsageProblem)


@pytest.mark.parametrize("said", [said for said in COMMANDS if "WHAT" not in said])
def test_every_command_on_the_page_is_understood(said):
    command, _, text = said.partition(" ")
    assert not isinstance(read(command, text), UsageProblem)


def test_every_command_and_shortcut_of_the_manifest_is_described():
    features = make_manifest(public_url=None, uses_socket_mode=True)["features"]
    names = [each["command"] for each in features["slash_commands"]]
    names += [each["name"] for each in features["shortcuts"]]
    assert [name for name in names if name not in PAGE] == []


def read(command, text):
    return {"/ticker": parse_ticker, "/alerts": parse_alerts}[command](text)
