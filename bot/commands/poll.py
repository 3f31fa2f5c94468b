"""`tickertone poll`: poll due feeds, or the named ones now."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from bot.clock import utc_now
from bot.logs import set_up_logging
from bot.output import print_json
from config.settings import Settings, read_settings
from feeds.errors import UsageError
from feeds.policy.urls import redacted
from feeds.types.news import PollResult

if TYPE_CHECKING:
    from feeds.poller import Poller, PollReport
    from feeds.store import Database


@click.command("poll")
@click.argument("urls", nargs=-1, metavar="[URL ...]")
@click.option("--once", is_flag=True, help="Poll what is due and end (without it, the same).")
@click.option("--force", is_flag=True, help="Poll a named feed even while its publisher asks to wait.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a feed.")
def command(*, urls: tuple[str, ...], once: bool, force: bool, as_json: bool) -> int:
    """Poll the feeds that are due, or the named ones now. Exit code 1 if a named one failed."""
    from bot.wiring import ready_database

    del once
    settings = read_settings()
    set_up_logging(level=settings.log_level or "warning", form=settings.log_format)
    with ready_database(settings) as db:
        reports = asyncio.run(_poll(settings, db, urls=urls, force=force))
    for report in reports:
        _print(report, as_json=as_json)
    if not reports and not as_json:
        click.echo("No feed is due.")
    return int(bool(urls) and not all(report.result.is_success for report in reports))


async def _poll(settings: Settings, db: Database, *, urls: tuple[str, ...], force: bool) -> list[PollReport]:
    from bot.wiring import make_fetcher, make_poller
    from feeds.scoring.score import Scorer

    async with make_fetcher(settings) as fetcher:
        poller = make_poller(settings, db=db, fetcher=fetcher, scorer=Scorer.load())
        if not urls:
            return list(await poller.poll_due(utc_now()))
        return [await _poll_named(poller, url, force=force) for url in urls]


async def _poll_named(poller: Poller, url: str, *, force: bool) -> PollReport:
    """Poll one; an address that can't even be kept fails alone."""
    from feeds.policy.poll_report import PollReport

    try:
        return await poller.poll(url, force=force)
    except UsageError as error:
        return PollReport(redacted(url), None, PollResult.REFUSED_ADDRESS, str(error))


def _print(report: PollReport, *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(report))
    else:
        click.echo(f"{report.result.value}  {report.url}  {report.why}")
