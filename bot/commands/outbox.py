"""`tickertone outbox`: undelivered and dead messages."""

from dataclasses import asdict

import click

from bot.clock import utc_now
from bot.output import print_json, print_table
from config.settings import read_settings


@click.group("outbox")
def command() -> None:
    """Look after messages that have not reached Slack."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_entries(*, as_json: bool) -> None:
    """List messages that are pending, uncertain or dead, and why."""
    from bot.wiring import ready_database

    with ready_database(read_settings()) as db:
        entries = db.run_now(lambda unit: unit.outbox.entries())
    if as_json:
        print_json([asdict(entry) for entry in entries])
    elif not entries:
        click.echo("The outbox is empty: every message has reached Slack.")
    else:
        print_table(
            ("ID", "CHANNEL", "KIND", "STATE", "TRIES", "URL", "WHY"),
            (
                (e.id, e.channel, e.kind.value, e.state.value, e.attempts, e.url or "-", e.why)
                for e in entries
            ),
        )


@command.command("retry")
@click.argument("id", type=int)
def retry(*, id: int) -> None:
    """Try message ID again now."""
    from bot.wiring import ready_database

    with ready_database(read_settings()) as db:
        db.run_now(lambda unit: unit.outbox.retry(id, utc_now()))
    click.echo(f"Message {id} will be tried again at once.")


@command.command("drop")
@click.argument("id", type=int)
def drop(*, id: int) -> None:
    """Give message ID up for good."""
    from bot.wiring import ready_database

    with ready_database(read_settings()) as db:
        db.run_now(lambda unit: unit.outbox.drop(id))
    click.echo(f"Message {id} is dropped; it will not be posted.")
