"""`tickertone analyze`: what one text means, as a card or as JSON."""

import asyncio
import re
from typing import BinaryIO

import click

from bot.card import write_card
from bot.output import print_json, standard_input
from bot.records import clean, result_record
from config.settings import read_settings
from feeds.errors import UsageError
from feeds.types.news import NewsItem

_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_HEADLINE_LENGTH = 300


@click.command("analyze")
@click.argument("text", required=False, default="-")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a card.")
def command(*, text: str, as_json: bool) -> None:
    """Score TEXT, the feed item behind a URL, or standard input (`-`, the default).

    The first line of a text is its headline.
    """
    from feeds.scoring.score import Scorer

    if _URL.fullmatch(text.strip()):
        item = asyncio.run(_look_up(text.strip()))
    else:
        item = item_of(_read_all(standard_input()) if text == "-" else text)
    analysis = Scorer.load().score(title=item.title, text=item.text, symbols=item.symbols)
    if as_json:
        print_json(result_record(item.key, analysis))
    else:
        click.echo(write_card(item, analysis))


def item_of(text: str) -> NewsItem:
    """Take a text apart: its first line, if short enough, is the headline."""
    whole = clean(text).strip()
    if not whole:
        raise UsageError("There is no text to analyze. Give it as an argument or on standard input.")
    first, _, rest = whole.partition("\n")
    if len(first) > _HEADLINE_LENGTH:
        first, rest = "", whole
    return NewsItem(key="text", title=first.strip(), text=rest.strip())


def _read_all(source: BinaryIO) -> str:
    return source.read().decode("utf-8", "replace")


async def _look_up(url: str) -> NewsItem:
    from bot.lookup import find_item
    from bot.wiring import make_fetcher

    async with make_fetcher(read_settings()) as fetcher:
        return await find_item(fetcher, url)
