"""`tickertone feeds`: manage the shared catalogue of feeds; OPML in and out."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.clock import utc_now
from bot.output import print_json, print_table, standard_input
from config.settings import read_settings
from feeds.errors import UsageError
from feeds.policy.pauses import Pause, next_try, pauses_of
from feeds.policy.urls import address_key, redacted
from feeds.types.news import Feed

if TYPE_CHECKING:
    from bot.feed_check import FeedCheck
    from feeds.store import Database, Unit

_ADDED_AT_ONCE = 200


@click.group("feeds")
def command() -> None:
    """Manage the shared catalogue: feeds whose items every workspace may see."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_feeds(*, as_json: bool) -> None:
    """List feeds with their health and next poll."""
    from bot.wiring import ready_database

    with ready_database(read_settings()) as db:
        feeds, pauses = db.run_now(lambda unit: (unit.feeds.all(), unit.feeds.pauses(now=utc_now())))
    if as_json:
        print_json([{**asdict(feed), "url": redacted(feed.url)} for feed in feeds])
    elif not feeds:
        click.echo("There are no feeds yet. Add one: tickertone feeds add URL")
    else:
        _print_feeds(feeds, pauses_of(feeds, asked=pauses))


@command.command("add")
@click.argument("url")
def add(*, url: str) -> None:
    """Add the feed at URL, or the feed behind the page at URL."""
    from bot.feed_check import check_feed
    from bot.wiring import ready_database

    settings = read_settings()
    check = asyncio.run(check_feed(settings, url))
    if len(check.offered) > 1:
        print_table(("ADDRESS", "TITLE"), ((link.url, link.title) for link in check.offered))
        raise UsageError(f"The page offers {len(check.offered)} feeds. Add the one you mean by its address.")
    if check.feed_url is None:
        raise UsageError(check.sentence)
    with ready_database(settings) as db:
        feed = db.run_now(partial(_add, url=check.feed_url))
    shown = redacted(feed.url)
    click.echo(f"Feed {feed.id} is in the catalogue: {check.title or shown} ({shown})")


@command.command("remove")
@click.argument("id", type=int)
def remove(*, id: int) -> None:
    """Remove feed ID and what came from it."""
    from bot.wiring import ready_database

    with ready_database(read_settings()) as db:
        db.run_now(lambda unit: unit.feeds.remove(id))
    click.echo(f"Feed {id} is removed.")


@command.command("check")
@click.argument("url")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(*, url: str, as_json: bool) -> int:
    """Say what a poll of URL would do. Nothing is stored. Exit code 1 when it would fail."""
    from bot.feed_check import check_feed

    seen = asyncio.run(check_feed(read_settings(), url))
    if as_json:
        hidden = {"url": redacted(seen.url), "feed_url": seen.feed_url and redacted(seen.feed_url)}
        print_json(asdict(seen) | hidden)
    else:
        _print_check(seen)
    return 0 if seen.result.is_success else 1


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
def import_file(*, file: str) -> int:
    """Add the feeds of an OPML FILE (`-` is standard input) to the catalogue.

    Says how many it took, how many stood there already, and why each of the others was left out.
    """
    from bot.wiring import make_fetcher, ready_database
    from feeds import opml
    from feeds.sieve import Sieve
    from handlers.blocks.phrases import plural

    links = opml.read(standard_input().read() if file == "-" else Path(file).read_bytes())
    if not links:
        raise UsageError(f"{file} names no feeds; an OPML outline needs an xmlUrl.")
    settings = read_settings()
    good, left_out = Sieve(make_fetcher(settings).refusal).sift(link.url for link in links)
    with ready_database(settings) as db:
        taken = _add_missing(db, good)
    standing = len(good) - taken
    click.echo(f"Took {plural(taken, 'feed')} of {file}; {standing} stood already; {len(left_out)} left out.")
    for why in left_out:
        click.echo(f"  {why}")
    return 0 if good else 1


@command.command("export")
def export() -> None:
    """Write the catalogue as OPML to standard output; feeds with a password in their address are left out."""
    from bot.wiring import ready_database
    from feeds import opml

    with ready_database(read_settings()) as db:
        feeds = db.run_now(lambda unit: unit.feeds.all())
    plain = [feed for feed in feeds if redacted(feed.url) == feed.url]
    sys.stdout.buffer.write(opml.write(plain))
    if left_out := [str(feed.id) for feed in feeds if feed not in plain]:
        click.echo(f"Left out, for the password in the address: {', '.join(left_out)}", err=True)


def _add(unit: Unit, *, url: str) -> Feed:
    """Add a feed, unless it stands in the catalogue already, however its address was spelled."""
    key = address_key(url)
    standing = (feed for feed in unit.feeds.all() if feed.in_catalogue and address_key(feed.url) == key)
    return next(standing, None) or unit.feeds.add(url, now=utc_now(), in_catalogue=True)


def _add_missing(db: Database, urls: Sequence[str]) -> int:
    """Add those that are not in the catalogue, a batch at a time, and say how many they were."""
    feeds = db.run_now(lambda unit: unit.feeds.all())
    standing = {address_key(feed.url) for feed in feeds if feed.in_catalogue}
    missing = [url for url in urls if address_key(url) not in standing]
    with click.progressbar(length=len(missing), file=sys.stderr) as bar:
        for start in range(0, len(missing), _ADDED_AT_ONCE):
            batch = missing[start : start + _ADDED_AT_ONCE]
            db.run_now(partial(_add_all, urls=batch))
            bar.update(len(batch))
    return len(missing)


def _add_all(unit: Unit, *, urls: Sequence[str]) -> None:
    for url in urls:
        unit.feeds.add(url, now=utc_now(), in_catalogue=True)


def _print_feeds(feeds: tuple[Feed, ...], pauses: Mapping[int, Pause]) -> None:
    """Print a row a feed, and a sentence a host that asks for a pause."""
    head = ("ID", "LAST POLL (UTC)", "RESULT", "NEXT (UTC)", "TITLE AND URL")
    print_table(head, (_row(feed, pauses.get(feed.id)) for feed in feeds))
    for sentence in dict.fromkeys(pause.sentence for pause in pauses.values()):
        click.echo(sentence)


def _row(feed: Feed, pause: Pause | None) -> tuple[object, ...]:
    return (
        feed.id,
        f"{feed.last_polled_at:%Y-%m-%d %H:%M}" if feed.last_polled_at else "never",
        feed.last_result.value if feed.last_result else "-",
        _next_poll(feed, pause),
        f"{feed.title} {redacted(feed.url)}".strip(),
    )


def _next_poll(feed: Feed, pause: Pause | None) -> str:
    if feed.is_asleep:
        return "asleep"
    when = next_try(feed, pause)
    return f"{when:%Y-%m-%d %H:%M}" if when else "now"


def _print_check(seen: FeedCheck) -> None:
    click.echo(f"{seen.result.value}  {redacted(seen.url)}")
    click.echo(seen.sentence)
    for line in seen.details:
        click.echo(f"  {line}")
