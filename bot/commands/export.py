"""`tickertone export`: all settings of a workspace as JSON."""

import click

from config.settings import read_settings
from feeds.errors import NotFound, UsageError


@click.command("export")
@click.option("--workspace", metavar="ID", help="Which workspace, when there are several.")
def command(*, workspace: str | None) -> None:
    """Write alerts, mutes, lessons and settings of a workspace to standard output.

    Nothing secret is written: addresses of feeds leave without their credentials.
    """
    from bot.wiring import ready_database
    from feeds.archiving import read_archive
    from handlers.grammar.archives import write_archive

    with ready_database(read_settings()) as db:
        known = db.read_now(lambda unit: unit.workspaces())
        chosen = _choose(workspace, known)
        archive = db.read_now(lambda unit: read_archive(unit.workspace(chosen)))
    click.echo(write_archive(archive), nl=False)


def _choose(wanted: str | None, known: tuple[str, ...]) -> str:
    if wanted is not None and wanted not in known:
        raise NotFound(f"No workspace {wanted} has set anything. There is: {', '.join(known) or 'none'}.")
    if wanted is None and len(known) != 1:
        raise UsageError(
            f"There are several workspaces; name one with --workspace: {', '.join(known)}."
            if known
            else "No workspace has set anything yet, so there is nothing to export."
        )
    return wanted or known[0]
