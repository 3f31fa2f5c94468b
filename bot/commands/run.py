"""`tickertone run`: the bot, from the environment."""

import asyncio

import click

from bot.logs import set_up_logging
from config.settings import read_settings


@click.command("run")
@click.option(
    "--role",
    type=click.Choice(["all", "web", "worker"]),
    default="all",
    show_default=True,
    help="web answers Slack, worker polls and delivers, all does both.",
)
def command(*, role: str) -> None:
    """Run the bot until it is told to stop.

    Socket Mode when SLACK_APP_TOKEN is set, else HTTP on PORT. Health and metrics are on PORT either way.
    """
    from bot.runtime import Role, run_bot

    settings = read_settings()
    set_up_logging(level=settings.log_level or "info", form=settings.log_format)
    asyncio.run(run_bot(settings, role=Role(role)))
