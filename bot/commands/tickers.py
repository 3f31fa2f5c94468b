"""`tickertone tickers`: look a ticker up; bring the table up to date."""

import asyncio

import click

from bot.output import print_json
from config.resources import read_text, write_learnt
from config.settings import Settings, read_settings
from feeds.errors import UsageError
from feeds.types.companies import Ambiguous, Company, Found, Unknown


@click.group("tickers")
def command() -> None:
    """Look a ticker up in the table of listed companies, or bring the table up to date."""


@command.command("find")
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def find(*, words: tuple[str, ...], as_json: bool) -> int:
    """Find the company that WORDS (a symbol or a name) mean. Exit code 1 when there is none."""
    from feeds.scoring.score import Scorer

    match Scorer.load().companies.resolve(" ".join(words)):
        case Found(symbol=symbol, name=name):
            _show((Company(symbol, name),), as_json=as_json)
            return 0
        case Ambiguous(candidates=candidates):
            _show(candidates, as_json=as_json)
            return 0
        case Unknown(nearest=nearest):
            if as_json:
                _show((), as_json=True)
            names = ", ".join(f"{company.symbol} ({company.name})" for company in nearest)
            raise click.ClickException(
                f"no company is known as {' '.join(words)!r}"
                + (f"; the nearest are {names}" if names else "")
            )


@command.command("refresh")
@click.option("--url", help="Take the list from here instead of from the regulator.")
def refresh(*, url: str | None) -> None:
    """Add what the US regulator's current list of listed companies has and the table lacks."""
    from feeds.scoring.companies import TABLE
    from feeds.scoring.regulator import URL, additions, read_list

    settings = read_settings()
    if url is None and not settings.tickertone_user_agent_contact:
        raise click.ClickException(
            "the regulator refuses requests without a contact; set TICKERTONE_USER_AGENT_CONTACT"
        )
    listed = read_list(asyncio.run(_download(settings, url or URL)))
    rows = additions(listed, table=read_text(TABLE))
    file = write_learnt(TABLE, rows)
    click.echo(f"{len(listed)} companies are listed; {len(rows.splitlines())} new or renamed: {file}")


async def _download(settings: Settings, url: str) -> bytes:
    from bot.wiring import make_fetcher
    from feeds.types.news import Fetched, FetchFailed, FetchRequest

    async with make_fetcher(settings) as fetcher:
        match await fetcher.fetch(FetchRequest(url)):
            case Fetched(body=body):
                return body
            case FetchFailed(why=why):
                raise UsageError(f"The list can't be had now: {why}")
            case _:
                raise UsageError("The list can't be had now: the publisher asked us to wait.")


def _show(companies: tuple[Company, ...], *, as_json: bool) -> None:
    if as_json:
        print_json([{"symbol": company.symbol, "name": company.name} for company in companies])
        return
    for company in companies:
        click.echo(f"{company.symbol:8} {company.name}")
