"""`tickertone migrate`: bring the database up to date."""

import click

from config.settings import read_settings


@click.command("migrate")
def command() -> None:
    """Bring the database named by DATABASE_URL up to date. Safe to run again."""
    from bot.wiring import open_database

    db = open_database(read_settings())
    try:
        db.migrate()
    finally:
        db.close()
    click.echo("The database is up to date.")
