"""The Web API's HTTP side: reads a request, checks token, scope and rate, runs the method, answers."""

import asyncio
import base64
import json
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from aiohttp import web

from sandbox.api.call import Call, Key, Method
from sandbox.api.errors import ApiError
from sandbox.api.table import METHODS
from sandbox.faults import Drop, Fault
from sandbox.limits import GENEROUS, TIERS
from sandbox.state.model import Json
from sandbox.world import Team, World

Serve = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def serve(world: World, request: web.Request) -> web.StreamResponse:
    """Answer one call of `/api/METHOD`, or fail as injected."""
    name = request.match_info["method"]
    answer = partial(_answer, world, name)
    fault = world.faults.take(name)
    return await (fail(world, name, fault, request, answer) if fault else answer(request))


async def fail(
    world: World, name: str, fault: Fault, request: web.Request, answer: Serve
) -> web.StreamResponse:
    """Let an injected fault happen to a request that `answer` would serve."""
    args, _ = await _read(request, lenient=True)
    world.faults.note(name, _words_for(fault), channel=args.get("channel"), is_injected=True)
    await asyncio.sleep(fault.delay_s)
    if fault.drop is Drop.BEFORE:
        return break_off(request)
    if fault.error or fault.status:
        return _injected(fault)
    response = await answer(request)
    return break_off(request) if fault.drop is Drop.AFTER else response


def break_off(request: web.Request) -> web.StreamResponse:
    """Close the connection without an answer; the response returned here is never seen."""
    if request.transport:
        request.transport.abort()
    return web.Response()


def _words_for(fault: Fault) -> str:
    if fault.drop:
        return f"connection dropped {fault.drop.value} the call took effect"
    return fault.error or (f"http {fault.status}" if fault.status else f"delayed {fault.delay_s:g} s")


def _injected(fault: Fault) -> web.Response:
    error = fault.error or ("ratelimited" if fault.status == 429 else None)
    if error is None:
        return web.Response(status=fault.status or 500, text="injected")
    status = fault.status or (429 if error == "ratelimited" else 200)
    headers = {"Retry-After": str(fault.retry_after_s or 1)} if status == 429 else {}
    return web.json_response({"ok": False, "error": error}, status=status, headers=headers)


async def _answer(world: World, name: str, request: web.Request) -> web.Response:
    args: Json = {}
    try:
        args, token = await _read(request)
        method = _find(name)
        team = admit(world, method, token)
        body = {"ok": True, **await method.run(Call(name, world, args, token, team))}
    except ApiError as refusal:
        return _refuse(world, name, args, refusal)
    return web.json_response(body, headers=_scopes(team))


def _find(name: str) -> Method:
    method = METHODS.get(name)
    if method is None:
        raise ApiError("unknown_method", extra={"req_method": name})
    return method


def _refuse(world: World, name: str, args: Json, refusal: ApiError) -> web.Response:
    channel = args.get("channel")
    world.faults.note(name, refusal.error, detail="; ".join(refusal.messages), channel=channel)
    if refusal.retry_after_s is None:
        return web.json_response(refusal.body())
    return web.json_response(refusal.body(), status=429, headers={"Retry-After": str(refusal.retry_after_s)})


def _scopes(team: Team | None) -> dict[str, str]:
    scopes = team.workspace.install.scopes if team and team.workspace.install else None
    return {"x-oauth-scopes": ",".join(sorted(scopes))} if scopes else {}


async def _read(request: web.Request, *, lenient: bool = False) -> tuple[Json, str]:
    """Read arguments and token: a JSON object, a form, or the query; the header's token wins."""
    args: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        args |= await _read_json(request, lenient=lenient)
    elif request.can_read_body:
        args |= dict(await request.post())
    header = request.headers.get("Authorization", "")
    if header.startswith("Basic "):
        args |= _client_of(header)
    in_body = args.pop("token", None)
    token = header.removeprefix("Bearer ") if header.startswith("Bearer ") else in_body
    return args, token or ""


def _client_of(header: str) -> Json:
    """Read an OAuth client's id and secret from basic auth."""
    try:
        id, _, secret = base64.b64decode(header.removeprefix("Basic "), validate=True).decode().partition(":")
    except ValueError:
        raise ApiError("invalid_auth") from None
    return {"client_id": id, "client_secret": secret}


async def _read_json(request: web.Request, *, lenient: bool) -> Json:
    try:
        body = json.loads(await request.read() or b"{}")
    except ValueError:
        body = None
    if isinstance(body, dict):
        return body
    if lenient:
        return {}
    raise ApiError("invalid_json" if body is None else "json_not_object")


def admit(world: World, method: Method, token: str) -> Team | None:
    """Let a token in, or refuse it with Slack's word for why; the rate is counted here too."""
    if method.key is Key.NONE:
        return None
    if not token:
        raise ApiError("not_authed")
    if method.key is Key.APP:
        _admit_app(world, token)
        return None
    if token == world.app_token:
        raise ApiError("not_allowed_token_type")
    team = world.team_of_token(token)
    if team is None:
        raise ApiError("invalid_auth")
    _check_install(team, method)
    _check_rate(world, team, method)
    return team


def _admit_app(world: World, token: str) -> None:
    if world.team_of_token(token):
        raise ApiError("not_allowed_token_type")
    if token != world.app_token:
        raise ApiError("invalid_auth")


def _check_install(team: Team, method: Method) -> None:
    install = team.workspace.installed
    if not install.is_active:
        raise ApiError("account_inactive")
    if method.scope and install.scopes is not None and method.scope not in install.scopes:
        provided = ",".join(sorted(install.scopes))
        raise ApiError("missing_scope", extra={"needed": method.scope, "provided": provided})


def _check_rate(world: World, team: Team, method: Method) -> None:
    rate = TIERS.get(method.tier, GENEROUS)
    wait_s = world.limits.wait_s(f"{team.workspace.id} {method.name}", rate)
    if wait_s:
        raise ApiError("ratelimited", retry_after_s=wait_s)
