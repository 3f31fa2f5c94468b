"""Files that people put into a form."""

import base64
import mimetypes

from sandbox.people.talking import RefusedAct
from sandbox.state.model import File, Json
from sandbox.state.shapes import file_json
from sandbox.world import Team, World

MAX_BYTES = 20 * 2**20


def give(world: World, team: Team, *, name: str, content: bytes) -> Json:
    """Keep a file, and describe it as a `file_input` holds it."""
    if not name or len(content) > MAX_BYTES:
        raise RefusedAct(f"a file has a name and at most {MAX_BYTES:,} bytes")
    workspace = team.workspace
    file = File(
        id=workspace.next_id("F"),
        name=name,
        title=name,
        mimetype=mimetypes.guess_type(name)[0] or "application/octet-stream",
        length=len(content),
        content=content,
        is_complete=True,
    )
    workspace.files[file.id] = file
    return file_json(file, base_url=world.url)


def decode(encoded: str) -> bytes:
    """Read what a page sends of a file."""
    try:
        return base64.b64decode(encoded, validate=True)
    except ValueError as wrong:
        raise RefusedAct("the content is not base64") from wrong
