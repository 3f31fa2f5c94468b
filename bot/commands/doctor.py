"""`tickertone doctor`: check everything and say what to do about each problem."""

import asyncio
from dataclasses import asdict

import click

from bot.output import print_json
from config.settings import SettingsProblem, read_settings

_MARKS = {"ok": ("ok", "green"), "warning": ("warn", "yellow"), "failure": ("FAIL", "red")}


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(*, as_json: bool) -> int:
    """Check settings, database, tokens, scopes, feeds and clock. Exit code 1 if any would stop the bot."""
    from bot.doctor import Grade, examine, unreadable

    try:
        findings = asyncio.run(examine(read_settings()))
    except SettingsProblem as problem:
        findings = (unreadable(problem),)
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            word, colour = _MARKS[finding.grade.value]
            click.echo(f"{click.style(f'{word:5}', fg=colour)} {finding.subject}: {finding.sentence}")
            if finding.grade is not Grade.OK and finding.advice:
                click.echo(f"      -> {finding.advice}")
    return int(any(finding.grade is Grade.FAILURE for finding in findings))
