"""The command line: a table of commands, each imported when it is used, and one way to fail.

Exit codes: 0 done, 1 failed, 2 wrong use. A failure is one line on standard error, never a
traceback unless --debug is given.
"""

import errno
import importlib
import logging
import os
import sys
from collections.abc import Mapping
from types import MappingProxyType

import click

from bot.version import VERSION
from config.settings import SettingsProblem
from feeds.errors import TickertoneError

log = logging.getLogger(__name__)

# name -> (module of bot.commands, one line for the list of commands)
COMMANDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "demo": ("demo", "Run everything against the bundled stand-in for Slack."),
        "run": ("run", "Run the bot, from the environment."),
        "poll": ("poll", "Poll due feeds, or the named ones now."),
        "analyze": ("analyze", "Score a text, a page's feed item or standard input."),
        "score": ("score", "Score NDJSON: one object a line in, one a line out."),
        "feeds": ("feeds", "Manage feeds; OPML in and out."),
        "tickers": ("tickers", "Look a ticker up."),
        "export": ("export", "Write all settings of a workspace as JSON."),
        "import": ("import_settings", "Bring back the settings that an export wrote."),
        "migrate": ("migrate", "Bring the database up to date."),
        "doctor": ("doctor", "Check everything and say what to do about each problem."),
        "outbox": ("outbox", "Undelivered and dead messages."),
        "manifest": ("manifest", "Print the Slack app manifest for this configuration."),
    }
)


class LazyGroup(click.Group):
    """Knows its commands' names and one-liners without importing them: `--help` stays fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name the commands in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"bot.commands.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands from the table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="tickertone")
@click.option("--debug", is_flag=True, help="Show tracebacks and log everything.")
def tickertone(*, debug: bool) -> None:
    """Market news, scored and delivered in Slack."""
    del debug  # read by main(), which also sees it behind a command's name


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    is_debug = "--debug" in words
    sys.exit(_run([word for word in words if word != "--debug"], is_debug=is_debug))


def _run(words: list[str], *, is_debug: bool) -> int:
    try:
        result = tickertone.main(words, prog_name="tickertone", standalone_mode=False)
        _flush()
    except BrokenPipeError:
        _drop_output()
        return 1
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.UsageError as error:
        return _fail(f"{error.format_message()} See: {_help_words(error)}", code=2)
    except Exception as error:
        # loop top of the command line: what nobody foresaw still ends in one line
        if is_debug:
            raise
        _drop_output()
        return _fail(_sentence(error), code=1)
    return result if isinstance(result, int) else 0


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _drop_output() -> None:
    """Send what could not be written nowhere, or the exit itself complains about it."""
    try:
        _flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _sentence(error: Exception) -> str:
    match error:
        case click.ClickException():
            return error.format_message()
        case click.Abort():
            return "interrupted"
        case OSError(errno=errno.EADDRINUSE):
            return f"{error.strerror}; stop what listens there, or choose another port (PORT; demo: --port)"
        case TickertoneError() | SettingsProblem() | OSError(strerror=None):
            return str(error)
        case OSError():
            return ": ".join(str(part) for part in (error.filename, error.strerror) if part)
        case _:
            return f"{type(error).__name__}: {error}; run it again with --debug to see where"


def _help_words(error: click.UsageError) -> str:
    return f"{error.ctx.command_path if error.ctx else 'tickertone'} --help"


def _fail(sentence: str, *, code: int) -> int:
    click.echo(f"error: {' '.join(sentence.split())}", err=True)
    return code
