"""What commands read and print: colour on a terminal, plain text in a pipe, JSON when asked."""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import TextIOWrapper
from typing import Any, BinaryIO, TextIO, cast

import click


def standard_input() -> BinaryIO:
    """Return standard input as bytes; raises click.UsageError when the caller closed it."""
    if sys.stdin is None:
        raise click.UsageError("Standard input is closed; pipe the text in.")
    return sys.stdin.buffer


def standard_output() -> TextIO:
    """Return standard output as UTF-8 text, whatever the machine's own encoding is."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    return sys.stdout


def print_json(value: Any) -> None:
    """Print one JSON document, readable on a terminal and compact in a pipe."""
    is_terminal = sys.stdout.isatty()
    click.echo(json.dumps(value, ensure_ascii=False, indent=2 if is_terminal else None, default=_plain))


def _plain(value: object) -> str | list[int]:
    """What JSON has no word for: moments as ISO 8601, sets of numbers as sorted lists."""
    return value.isoformat() if isinstance(value, datetime) else sorted(cast("frozenset[int]", value))


def print_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print aligned columns; the last one runs free."""
    lines = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head) - 1)]
    for number, line in enumerate(lines):
        padded = [cell.ljust(width) for cell, width in zip(line, widths, strict=False)]
        text = "  ".join([*padded, line[-1]]).rstrip()
        click.echo(click.style(text, bold=True) if number == 0 else text)
