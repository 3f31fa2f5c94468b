"""OAuth installs into many workspaces, and uninstalling."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import AppConfig, Sandbox
from tests.sandbox.bots import make_bot, over_socket
from tests.sandbox.web_client import POST

BACK = "http://127.0.0.1:3000/slack/oauth_redirect"


def authorize_url(sandbox, **changes):
    query = {
        "client_id": sandbox.world.client_id,
        "scope": "chat:write,commands",
        "redirect_uri": BACK,
        "state": "s1",
        **changes,
    }
    return f"{sandbox.url}/oauth/v2/authorize", query


def code_of(address):
    return address.partition("code=")[2].partition("&")[0]


async def allow(client, crowd):
    """Allow the installation on the authorize page, in one workspace; gives the code."""
    url, query = authorize_url(client.sandbox)
    answer = {"team": crowd.workspace.id, "answer": "allow"}
    async with client.session.post(url, params=query, data=answer, allow_redirects=False) as response:
        assert response.status == 302
        assert response.headers["Location"].endswith("&state=s1")
        return code_of(response.headers["Location"])


async def access(client, code, **changes):
    world = client.sandbox.world
    args = {"client_id": world.client_id, "client_secret": world.client_secret, "code": code, **changes}
    return await client.call("oauth.v2.access", **args)


async def test_each_workspace_has_a_token_that_sees_only_its_own(client, sandbox):
    other = sandbox.add_workspace("Other Capital")
    installed = await access(client, await allow(client, other))
    assert installed["team"] == {"id": "T02", "name": "Other Capital"}
    assert installed["scope"] == "chat:write,commands"
    token = installed["access_token"]
    assert (await client.call("auth.test", token=token))["team_id"] == "T02"
    assert (await client.call("chat.postMessage", token=token, **POST))["error"] == "channel_not_found"


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")  # slack_sdk still uses it
async def test_slacks_own_client_exchanges_the_code_with_basic_auth(client, sandbox):
    world, code = sandbox.world, await allow(client, sandbox)
    web = AsyncWebClient(base_url=sandbox.api_url)
    who = {"client_id": world.client_id, "client_secret": world.client_secret}
    answer = await web.oauth_v2_access(**who, code=code, redirect_uri=BACK)
    assert answer["bot_user_id"] == "UB01"


async def test_basic_auth_that_is_none_is_refused(client):
    headers = {"Authorization": "Basic ???"}
    async with client.session.post(client.sandbox.api_url + "oauth.v2.access", headers=headers) as response:
        assert (await response.json())["error"] == "invalid_auth"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"client_secret": "wrong"}, "bad_client_secret"),
        ({"client_id": "wrong"}, "invalid_client_id"),
        ({"code": "wrong"}, "invalid_code"),
        ({"redirect_uri": "http://elsewhere.example"}, "bad_redirect_uri"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
async def test_code_is_exchanged_by_its_own_app_only(client, sandbox, changes, error):
    code = await allow(client, sandbox)
    assert (await access(client, **{"code": code, **changes}))["error"] == error


async def test_code_is_good_once(client, sandbox):
    code = await allow(client, sandbox)
    answers = [await access(client, code) for _ in range(2)]
    assert [answer.get("error") for answer in answers] == [None, "invalid_code"]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"client_id": "x"}, "invalid_client_id"),
        ({"scope": ""}, "invalid_scope"),
        ({"redirect_uri": "javascript:1"}, "bad_redirect_uri"),
    ],
    ids=["client", "scope", "redirect"],
)
async def test_authorize_page_says_what_is_wrong(client, changes, error):
    url, query = authorize_url(client.sandbox, **changes)
    for method in ("GET", "POST"):
        async with client.session.request(method, url, params=query) as response:
            assert response.status == 400
            assert error in await response.text()


async def test_authorize_page_offers_the_workspaces_and_goes_back_when_cancelled(client, sandbox):
    sandbox.add_workspace("<Other>")
    url, query = authorize_url(sandbox)
    async with client.session.get(url, params=query) as response:
        assert "&lt;Other&gt;" in await response.text()
    denied = {"team": "T01", "answer": "deny"}
    async with client.session.post(url, params=query, data=denied, allow_redirects=False) as response:
        assert response.headers["Location"] == f"{BACK}?error=access_denied&state=s1"


async def test_scopes_and_addresses_the_manifest_does_not_name_are_refused():
    config = AppConfig(scopes=frozenset({"commands"}), redirect_urls=("https://tickertone.example/",))
    async with Sandbox(config=config) as sandbox:
        url, query = authorize_url(sandbox)
        for changes, error in [
            ({}, "invalid_scope_requested"),
            ({"scope": "commands"}, "bad_redirect_uri"),
        ]:
            address = f"{url}?{'&'.join(f'{name}={value}' for name, value in {**query, **changes}.items())}"
            with pytest.raises(Exception, match=error):
                sandbox.allow(address)


async def test_uninstalling_voids_the_token_and_tells_the_bot():
    heard = []
    async with Sandbox() as sandbox:
        bot = make_bot(sandbox)

        @bot.event("app_uninstalled")
        async def uninstalled(body):
            heard.append(body["team_id"])

        @bot.event("tokens_revoked")
        async def revoked(event):
            heard.append(event["tokens"]["bot"])

        async with over_socket(sandbox, bot):
            await bot.client.auth_test()
            sandbox.uninstall()
            with pytest.raises(SlackApiError, match="account_inactive"):
                await bot.client.chat_postMessage(**POST)
            await sandbox.say("anybody?", timeout_s=0.3)
    assert sorted(heard, key=str) == ["T01", ["UB01"]]


async def test_token_is_revoked_by_its_bot(client):
    assert (await client.call("auth.revoke", test=True))["revoked"] is False
    assert (await client.call("auth.revoke"))["revoked"] is True
    assert (await client.call("auth.test"))["error"] == "account_inactive"


async def test_installing_again_gives_a_new_token_to_the_same_bot(client, sandbox):
    old = sandbox.bot_token
    again = await access(client, await allow(client, sandbox))
    assert again["access_token"] != old
    assert again["bot_user_id"] == "UB01"
    assert (await client.call("auth.test", token=old))["error"] == "invalid_auth"


def test_config_is_read_from_a_manifest():
    config = AppConfig.from_manifest(
        {
            "display_information": {"name": "Tickertone"},
            "features": {
                "slash_commands": [{"command": "/ticker", "description": "d", "usage_hint": "NVDA"}],
                "shortcuts": [{"name": "Score", "type": "message", "callback_id": "score_message"}],
            },
            "oauth_config": {"scopes": {"bot": ["commands"]}, "redirect_urls": ["https://x.example"]},
            "settings": {"event_subscriptions": {"bot_events": ["app_mention"]}},
        }
    )
    assert [command.usage_hint for command in config.commands] == ["NVDA"]
    assert [(shortcut.kind, shortcut.callback_id) for shortcut in config.shortcuts] == [
        ("message", "score_message")
    ]
    assert (config.events, config.scopes) == ({"app_mention"}, {"commands"})
