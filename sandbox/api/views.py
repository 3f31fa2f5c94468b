"""views.*: modals and Home tabs."""

from sandbox.api.call import Call, Method
from sandbox.api.content import read_view
from sandbox.api.errors import ApiError, missing_field
from sandbox.state import views
from sandbox.state.model import Json, View
from sandbox.state.shapes import view_json
from sandbox.tickets import Trigger


async def open_view(call: Call) -> Json:
    """Open a modal; the trigger is good once, for three seconds."""
    content = _new_content(call)
    trigger = _trigger(call)
    view = views.make_view(
        call.workspace, user=trigger.user, content=content, app_id=call.world.config.app_id
    )
    return _shown(call, views.show(call.workspace, view, exchange=trigger.exchange))


async def push_view(call: Call) -> Json:
    """Put a modal on top of the one whose trigger this is; three at most."""
    content = _new_content(call)
    trigger = _trigger(call)
    previous = call.workspace.views.get(trigger.view or "")
    if previous is None:
        raise ApiError("invalid_trigger_id")
    if views.depth(call.workspace, previous) >= views.MAX_STACK:
        raise ApiError("push_limit_reached")
    view = views.make_view(
        call.workspace,
        user=trigger.user,
        content=content,
        app_id=call.world.config.app_id,
        previous=previous,
    )
    return _shown(call, views.show(call.workspace, view, exchange=trigger.exchange))


async def update_view(call: Call) -> Json:
    """Give an open modal new content, unless its hash shows that somebody was faster."""
    content = read_view(call, "modal")
    view = _named(call)
    _check_hash(call, view)
    views.update(call.workspace, view, content, exchange=view.exchange)
    return _shown(call, view)


async def publish_view(call: Call) -> Json:
    """Give somebody's Home tab new content."""
    content = read_view(call, "home")
    user = call.required("user_id")
    if user not in call.workspace.users:
        raise ApiError("user_not_found")
    if home := call.workspace.homes.get(user):
        _check_hash(call, home)
    app_id = call.world.config.app_id
    return _shown(call, views.publish(call.workspace, user=user, content=content, app_id=app_id))


def _new_content(call: Call) -> Json:
    content = read_view(call, "modal")
    external = content.get("external_id")
    if external and any(
        view.content.get("external_id") == external for view in call.workspace.views.values()
    ):
        raise ApiError("duplicate_external_id")
    return content


def _trigger(call: Call) -> Trigger:
    key = call.required("trigger_id")
    return call.world.tickets.use_trigger(key, team=call.workspace.id)


def _named(call: Call) -> View:
    id, external_id = call.text("view_id"), call.text("external_id")
    if not (id or external_id):
        raise missing_field("view_id")
    for view in call.workspace.views.values():
        if view.id == id or (external_id and view.content.get("external_id") == external_id):
            return view
    raise ApiError("not_found")


def _check_hash(call: Call, view: View) -> None:
    if call.text("hash") not in ("", view.hash):
        raise ApiError("hash_conflict")


def _shown(call: Call, view: View) -> Json:
    return {"view": view_json(view, team=call.workspace.id)}


METHODS = (
    Method("views.open", open_view, tier=4),
    Method("views.push", push_view, tier=4),
    Method("views.update", update_view, tier=4),
    Method("views.publish", publish_view, tier=4),
)
