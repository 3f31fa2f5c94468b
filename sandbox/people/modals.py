"""Submitting and closing modals."""

from collections.abc import Mapping
from typing import Any

from sandbox.api.content import check_view_content
from sandbox.api.errors import ApiError
from sandbox.exchange import Exchange
from sandbox.people.acting import TROUBLE, Actor
from sandbox.people.inputs import fill, inputs, missing
from sandbox.state import views
from sandbox.state.model import Json, View
from sandbox.state.shapes import view_json


async def submit(actor: Actor, view: View, given: Mapping[str, Any]) -> Exchange:
    """Submit a modal. Empty required inputs are refused before the bot hears of it."""
    workspace = actor.team.workspace
    exchange = actor.open(f"[{_title(view)}]")
    view.exchange = exchange.number
    view.values = fill(view, given)
    errors = missing(view, view.values)
    if errors:
        views.refuse(workspace, view, errors, exchange=exchange.number)
        return exchange
    payload = actor.payload("view_submission", exchange=exchange, view=view)
    answer = await actor.send(
        payload | {"view": view_json(view, team=workspace.id), "response_urls": []}, exchange
    )
    if answer is not None:
        try:
            _follow(actor, view, answer, exchange.number)
        except ApiError as refusal:
            actor.world.faults.note("view_submission", refusal.error, detail="; ".join(refusal.messages))
            exchange.error = TROUBLE
            exchange.stir()
    return exchange


def _title(view: View) -> str:
    submit = view.content.get("submit") or view.content.get("title") or {}
    return str(submit.get("text", "Submit"))


def _follow(actor: Actor, view: View, answer: Json, exchange: int) -> None:
    """Do what the bot answered: show errors, update, push, clear; nothing said closes the modal."""
    workspace = actor.team.workspace
    match answer.get("response_action"):
        case None:
            views.close(workspace, view, exchange=exchange)
        case "clear":
            views.clear(workspace, view, exchange=exchange)
        case "errors":
            views.refuse(workspace, view, _checked_errors(view, answer), exchange=exchange)
        case "update":
            content = check_view_content(answer.get("view"), "modal")
            views.update(workspace, view, content, exchange=exchange)
        case "push":
            content = check_view_content(answer.get("view"), "modal")
            top = views.make_view(
                workspace, user=view.user, content=content, app_id=actor.world.config.app_id, previous=view
            )
            views.show(workspace, top, exchange=exchange)
        case other:
            raise ApiError("invalid_response_action", messages=(f"unknown response_action: {other}",))


def _checked_errors(view: View, answer: Json) -> Json:
    errors = answer.get("errors")
    if not isinstance(errors, dict) or not errors:
        raise ApiError("invalid_response_action", messages=("errors must name at least one block",))
    unknown = errors.keys() - {placed.block["block_id"] for placed in inputs(view)}
    if unknown:
        raise ApiError("invalid_response_action", messages=(f"no input block: {', '.join(sorted(unknown))}",))
    return errors


async def close(actor: Actor, view: View, *, is_cleared: bool = False) -> None:
    """Close a modal (or, cleared, its whole stack); the bot hears of it when the view asked for that."""
    workspace = actor.team.workspace
    (views.clear if is_cleared else views.close)(workspace, view)
    if view.content.get("notify_on_close"):
        shown = {"view": view_json(view, team=workspace.id), "is_cleared": is_cleared}
        await actor.send(actor.payload("view_closed") | shown)
