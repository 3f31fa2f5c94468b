"""What happened, for people and scripts to read afterwards."""

from sandbox.faults import Faults
from sandbox.state.model import Json, Message
from sandbox.state.workspace import Workspace
from sandbox.world import Team


def make_transcript(team: Team, faults: Faults) -> Json:
    """Show what the bot posted (in its final form), what it answered, and what went wrong.

    A message is either an answer to somebody or a post, never both.
    """
    workspace = team.workspace
    posted = [message for message in workspace.messages() if message.is_by_bot and message.answer_to is None]
    return {
        "posted": [_posted(workspace, message) for message in sorted(posted, key=lambda message: message.ts)],
        "answers": [answer for exchange in team.exchanges.all for answer in exchange.answers],
        "faults": faults.entries(),
    }


def _posted(workspace: Workspace, message: Message) -> Json:
    return {
        "channel": workspace.channels[message.channel].label,
        "ts": message.ts,
        "thread_ts": message.thread_ts,
        "text": message.text,
        "blocks": message.blocks,
        "edits": message.edits,
    }
