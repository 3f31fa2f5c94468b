"""`tickertone demo`: the whole product on this machine, no Slack account needed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from bot.logs import set_up_logging
from config.settings import read_settings

if TYPE_CHECKING:
    from bot.demo import Transcript

DEFAULT_PORT = 8970


@click.command("demo")
@click.option(
    "--port", type=click.IntRange(0, 65535), help="The page's port; 0 takes a free one.  [default: 8970]"
)
@click.option("--offline", is_flag=True, help="Use the bundled sample feeds (invented news).")
@click.option("--once", is_flag=True, help="Poll, post, ask, print the transcript and end.")
@click.option("--json", "as_json", is_flag=True, help="With --once: print the transcript as JSON.")
@click.option("--feed", "feeds", multiple=True, metavar="FILE-OR-URL", help="Use this feed (repeatable).")
@click.option("--say", "says", multiple=True, metavar="LINE", help="With --once: say this (repeatable).")
def command(
    *,
    port: int | None,
    offline: bool,
    once: bool,
    as_json: bool,
    feeds: tuple[str, ...],
    says: tuple[str, ...],
) -> int:
    """Run the bot against the bundled stand-in for Slack, with a page to talk to it.

    #markets is subscribed to everything. A LINE that starts with / is a slash command in #markets, any
    other is a direct message.
    """
    from bot.demo import DemoOptions, play_once, stay

    if any(not line.strip() for line in says):
        raise click.UsageError("--say needs something to say.")
    if not once and (as_json or says):
        raise click.UsageError("--json and --say go with --once.")
    options = DemoOptions(
        port=port if port is not None else 0 if once else DEFAULT_PORT,
        is_offline=offline,
        stays=not once,
        feeds=feeds,
        questions=says,
    )
    settings = read_settings()
    default_level = "warning" if once else "info"
    set_up_logging(level=settings.log_level or default_level, form=settings.log_format)
    if not once:
        asyncio.run(stay(options, announce=_announce))
        return 0
    transcript = asyncio.run(play_once(options))
    click.echo(transcript.as_json() if as_json else write_transcript(transcript))
    return 0 if transcript.is_clean else 1


def _announce(url: str) -> None:
    click.echo(
        f"Tickertone is running. Open {click.style(url, bold=True)} and say /ticker NVDA. Ctrl-C ends it."
    )


def write_transcript(transcript: Transcript) -> str:
    """Lay the transcript out for people."""
    lines: list[str] = []
    for post in transcript.posted:
        where = f"{post['channel']} (thread)" if post["thread_ts"] else post["channel"]
        lines.append(f"{where}  {post['text']}")
    for answer in transcript.answers:
        lines += ["", f"> {answer['said']}", answer["text"] or "(no answer)"]
    lines += ["", *(f"{feed['result']}  {feed['url']}  {feed['new']} new" for feed in transcript.feeds)]
    lines += [f"fault: {fault}" for fault in transcript.faults]
    return "\n".join(lines)
