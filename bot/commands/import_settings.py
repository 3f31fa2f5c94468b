"""`tickertone import`: brings back the settings that an export wrote."""

from pathlib import Path

import click

from bot.clock import utc_now
from bot.output import standard_input
from config.settings import read_settings


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--workspace", metavar="ID", help="Into which workspace; without it, the one in the file.")
def command(*, file: str, workspace: str | None) -> None:
    """Bring back what `tickertone export` wrote to FILE (`-` is standard input).

    Nothing is ended, and the same file again changes nothing. A file that can't be read changes nothing.
    """
    from bot.wiring import make_fetcher, ready_database
    from feeds.archiving import restore
    from handlers.blocks.phrases import plural
    from handlers.grammar.archives import read_archive

    archive = read_archive(standard_input().read() if file == "-" else Path(file).read_bytes())
    place = workspace or archive.workspace
    settings = read_settings()
    refusal = make_fetcher(settings).refusal
    with ready_database(settings) as db:
        restored = db.run_now(
            lambda unit: restore(unit, archive, workspace=place, refusal=refusal, now=utc_now())
        )
    click.echo(
        f"Workspace {place}: {plural(restored.added, 'new alert')}, {restored.changed} with other options, "
        f"{restored.same} that stood already."
    )
    for sentence in restored.left_out:
        click.echo(sentence)
