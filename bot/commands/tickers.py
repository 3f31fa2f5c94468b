"""`tickertone tickers`: look a ticker up."""

import click

from bot.output import print_json
from feeds.types.companies import Ambiguous, Company, Found, Unknown


@click.group("tickers")
def command() -> None:
    """Look a ticker up in the packaged table."""


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


def _show(companies: tuple[Company, ...], *, as_json: bool) -> None:
    if as_json:
        print_json([{"symbol": company.symbol, "name": company.name} for company in companies])
        return
    for company in companies:
        click.echo(f"{company.symbol:8} {company.name}")
