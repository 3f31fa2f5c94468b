"""What the Web API refuses, by Slack's own names, and that every refusal is logged."""

import aiohttp
import pytest

from sandbox import AppConfig, Sandbox
from tests.sandbox.samples import cell, field, modal, section, table
from tests.sandbox.web_client import POST, Client

REFUSED = {
    "unknown_method": ("chat.nosuch", {}, "unknown_method"),
    "api_test": ("api.test", {"error": "my_error"}, "my_error"),
    "no_channel": ("chat.postMessage", {"text": "x"}, "invalid_arguments"),
    "unknown_channel": ("chat.postMessage", {"channel": "C99", "text": "x"}, "channel_not_found"),
    "bot_not_in_channel": ("chat.postMessage", {"channel": "#lounge", "text": "x"}, "not_in_channel"),
    "nothing_to_say": ("chat.postMessage", {"channel": "C01"}, "no_text"),
    "blank_text": ("chat.postMessage", {"channel": "C01", "text": " "}, "no_text"),
    "too_long": ("chat.postMessage", {"channel": "C01", "text": "x" * 40_001}, "msg_too_long"),
    "text_no_string": ("chat.postMessage", {"channel": "C01", "text": {}}, "no_text"),
    "text_a_list": ("chat.postMessage", {"channel": "C01", "text": ["x"]}, "invalid_arguments"),
    "blocks_no_json": ("chat.postMessage", {**POST, "blocks": "[{"}, "invalid_blocks_format"),
    "blocks_no_list": ("chat.postMessage", {**POST, "blocks": {"type": "x"}}, "invalid_blocks_format"),
    "bad_block": ("chat.postMessage", {**POST, "blocks": [{"type": "banner"}]}, "invalid_blocks"),
    "bad_attachment": ("chat.postMessage", {**POST, "attachments": ["x"]}, "invalid_attachments"),
    "two_tables": ("chat.postMessage", {**POST, "blocks": [table([[cell()]])] * 2}, "invalid_attachments"),
    "unknown_file": (
        "chat.postMessage",
        {**POST, "blocks": [{"type": "image", "alt_text": "a", "slack_file": {"id": "F99"}}]},
        "invalid_blocks",
    ),
    "too_much_in_blocks": (
        "chat.postMessage",
        {**POST, "blocks": [section(text={"type": "mrkdwn", "text": "x" * 2600})] * 4},
        "msg_blocks_too_long",
    ),
    "metadata_no_object": ("chat.postMessage", {**POST, "metadata": "[]"}, "invalid_metadata_format"),
    "unknown_thread": ("chat.postMessage", {**POST, "thread_ts": "1.000000"}, "thread_not_found"),
    "update_unknown": ("chat.update", {**POST, "ts": "1.000000"}, "message_not_found"),
    "delete_unknown": ("chat.delete", {"channel": "C01", "ts": "1.000000"}, "message_not_found"),
    "permalink_unknown": ("chat.getPermalink", {"channel": "C01", "message_ts": "1.0"}, "message_not_found"),
    "ephemeral_to_stranger": ("chat.postEphemeral", {**POST, "user": "U99"}, "user_not_in_channel"),
    "unknown_person": ("users.info", {"user": "U99"}, "user_not_found"),
    "unknown_bot": ("bots.info", {"bot": "B99"}, "bot_not_found"),
    "open_with_stranger": ("conversations.open", {"users": "U99"}, "user_not_found"),
    "unknown_type": ("conversations.list", {"types": "secret"}, "invalid_types"),
    "bad_cursor": ("conversations.list", {"cursor": "x"}, "invalid_cursor"),
    "limit_no_number": ("conversations.list", {"limit": "ten"}, "invalid_arguments"),
    "history_unread": ("conversations.history", {"channel": "#lounge"}, "not_in_channel"),
    "replies_unknown": ("conversations.replies", {"channel": "C01", "ts": "1.0"}, "thread_not_found"),
    "join_direct": ("conversations.join", {"channel": "D01"}, "method_not_supported_for_channel_type"),
    "view_missing": ("views.open", {"trigger_id": "x"}, "invalid_arguments"),
    "view_invalid": ("views.open", {"trigger_id": "x", "view": modal(field())}, "invalid_arguments"),
    "trigger_unknown": ("views.open", {"trigger_id": "x", "view": modal()}, "invalid_trigger_id"),
    "push_unknown": ("views.push", {"trigger_id": "x", "view": modal()}, "invalid_trigger_id"),
    "update_view_unknown": ("views.update", {"view_id": "V99", "view": modal()}, "not_found"),
    "update_view_unnamed": ("views.update", {"view": modal()}, "invalid_arguments"),
    "publish_to_stranger": (
        "views.publish",
        {"user_id": "U99", "view": {"type": "home", "blocks": []}},
        "user_not_found",
    ),
    "status_without_thread": (
        "assistant.threads.setStatus",
        {"channel_id": "D01", "status": "..."},
        "invalid_arguments",
    ),
    "five_prompts": (
        "assistant.threads.setSuggestedPrompts",
        {"channel_id": "D01", "prompts": [{"title": "a", "message": "b"}] * 5},
        "invalid_arguments",
    ),
    "prompts_in_channel": (
        "assistant.threads.setSuggestedPrompts",
        {"channel_id": "C01", "prompts": [{"title": "a", "message": "b"}]},
        "channel_not_found",
    ),
    "react_to_nothing": (
        "reactions.add",
        {"channel": "C01", "timestamp": "1.0", "name": "x"},
        "message_not_found",
    ),
    "upload_of_nothing": ("files.getUploadURLExternal", {"filename": "a.png"}, "invalid_arguments"),
    "complete_unknown": ("files.completeUploadExternal", {"files": [{"id": "F99"}]}, "file_not_found"),
    "oauth_client": ("oauth.v2.access", {"client_id": "x", "code": "y"}, "invalid_client_id"),
}


@pytest.mark.parametrize(("method", "args", "error"), REFUSED.values(), ids=REFUSED)
async def test_call_is_refused_with_slacks_word_and_logged(client, method, args, error):
    answer = await client.call(method, **args)
    assert (answer["ok"], answer["error"]) == (False, error)
    assert [(entry.method, entry.error) for entry in client.sandbox.faults.log] == [(method, error)]


async def test_refused_blocks_say_where_and_why(client):
    answer = await client.call("chat.postMessage", **POST, blocks=[{"type": "section"}])
    assert answer == {
        "ok": False,
        "error": "invalid_blocks",
        "errors": ["missing required field: text [json-pointer:/blocks/0]"],
        "response_metadata": {"messages": ["[ERROR] missing required field: text [json-pointer:/blocks/0]"]},
    }


@pytest.mark.parametrize(
    ("method", "token", "error"),
    [
        ("auth.test", "xoxb-wrong", "invalid_auth"),
        ("auth.test", "app", "not_allowed_token_type"),
        ("apps.connections.open", "bot", "not_allowed_token_type"),
        ("apps.connections.open", "xapp-wrong", "invalid_auth"),
    ],
)
async def test_token_is_looked_at_strictly(client, method, token, error):
    real = {"app": client.sandbox.app_token, "bot": client.sandbox.bot_token}
    assert (await client.call(method, token=real.get(token, token)))["error"] == error


async def test_call_without_a_token_is_not_authed(client):
    async with client.session.post(client.sandbox.api_url + "auth.test") as response:
        assert (await response.json())["error"] == "not_authed"


@pytest.mark.parametrize(("body", "error"), [("{", "invalid_json"), ("[]", "json_not_object")])
async def test_body_that_is_no_json_object_is_refused(client, body, error):
    headers = {"Content-Type": "application/json"}
    url = client.sandbox.api_url + "chat.postMessage"
    async with client.session.post(url, data=body, headers=headers) as response:
        assert (await response.json())["error"] == error


async def test_missing_scope_says_what_is_needed_and_provided():
    config = AppConfig(scopes=frozenset({"commands"}))
    async with Sandbox(config=config) as sandbox, aiohttp.ClientSession() as session:
        answer = await Client(sandbox, session).call("chat.postMessage", **POST)
    assert (answer["error"], answer["needed"], answer["provided"]) == (
        "missing_scope",
        "chat:write",
        "commands",
    )


async def test_archived_channel_takes_no_message(client):
    client.sandbox.channel("#markets").is_archived = True
    assert (await client.call("chat.postMessage", **POST))["error"] == "is_archived"
