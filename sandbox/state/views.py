"""Modals and Home tabs: what is open for whom, and how it changes. At most three modals lie on a stack."""

from sandbox.state.changes import HomePublished, ViewAction, ViewChanged
from sandbox.state.ids import new_secret
from sandbox.state.model import Json, View
from sandbox.state.workspace import Workspace

MAX_STACK = 3


def make_view(
    workspace: Workspace, *, user: str, content: Json, app_id: str, previous: View | None = None
) -> View:
    """Make a view, not shown yet."""
    id = workspace.next_id("V")
    return View(
        id=id,
        user=user,
        content=content,
        hash=_new_hash(workspace),
        app_id=app_id,
        root_id=previous.root_id if previous else id,
        previous_id=previous.id if previous else None,
    )


def _new_hash(workspace: Workspace) -> str:
    return f"{workspace.next_ts().partition('.')[0]}.{new_secret('h')}"


def show(workspace: Workspace, view: View, *, exchange: int | None = None) -> View:
    """Show a modal to its person, alone or on top of the one before."""
    workspace.views[view.id] = view
    action = ViewAction.PUSH if view.previous_id else ViewAction.OPEN
    workspace.tell(ViewChanged(action, view, exchange=exchange))
    return view


def update(workspace: Workspace, view: View, content: Json, *, exchange: int | None = None) -> None:
    """Give a modal new content; values of inputs that stay are kept, as Slack keeps them."""
    kept = {block.get("block_id") for block in content.get("blocks", ())}
    view.content = content
    view.values = {block: values for block, values in view.values.items() if block in kept}
    view.hash = _new_hash(workspace)
    workspace.tell(ViewChanged(ViewAction.UPDATE, view, exchange=exchange))


def refuse(workspace: Workspace, view: View, errors: Json, *, exchange: int | None = None) -> None:
    """Show errors at the inputs of a modal."""
    workspace.tell(ViewChanged(ViewAction.ERRORS, view, errors, exchange))


def close(workspace: Workspace, view: View, *, exchange: int | None = None) -> None:
    """Take one modal away; the one before shows again."""
    workspace.views.pop(view.id, None)
    workspace.tell(ViewChanged(ViewAction.CLOSE, view, exchange=exchange))


def clear(workspace: Workspace, view: View, *, exchange: int | None = None) -> None:
    """Take the whole stack away."""
    for other in [*workspace.views.values()][::-1]:
        if other.root_id == view.root_id:
            close(workspace, other, exchange=exchange)


def depth(workspace: Workspace, view: View) -> int:
    """Count the modals on the stack of a view."""
    return sum(other.root_id == view.root_id for other in workspace.views.values())


def publish(workspace: Workspace, *, user: str, content: Json, app_id: str) -> View:
    """Give somebody's Home tab a new form; its id stays."""
    view = workspace.homes.get(user)
    if view is None:
        view = workspace.homes[user] = make_view(workspace, user=user, content=content, app_id=app_id)
    else:
        view.content, view.values, view.hash = content, {}, _new_hash(workspace)
    workspace.tell(HomePublished(view))
    return view
