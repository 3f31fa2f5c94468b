"""The Slack manifest fits the configuration and names what the product registers."""

import pytest

from bot.manifest import make_manifest


def test_http_mode_sends_every_request_to_the_one_route():
    manifest = make_manifest(public_url="https://bot.example", uses_socket_mode=False)
    url = "https://bot.example/slack/events"
    assert manifest["settings"]["event_subscriptions"]["request_url"] == url
    assert manifest["settings"]["interactivity"]["request_url"] == url
    assert {command["url"] for command in manifest["features"]["slash_commands"]} == {url}


def test_socket_mode_names_no_url_at_all():
    assert "http" not in str(make_manifest(public_url=None, uses_socket_mode=True))


@pytest.mark.parametrize("uses_socket_mode", [True, False])
def test_enterprise_installs_get_events_and_the_shortcuts_are_there(uses_socket_mode):
    manifest = make_manifest(public_url=None, uses_socket_mode=uses_socket_mode)
    assert manifest["settings"]["org_deploy_enabled"] is True
    assert {one["callback_id"] for one in manifest["features"]["shortcuts"]} == {"add_alert", "score_message"}
