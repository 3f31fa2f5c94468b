"""`tickertone score`: batch scoring, NDJSON in, NDJSON out, in order, flushed line by line."""

import json
from collections.abc import Iterator
from typing import BinaryIO, TextIO

import click

from bot.output import standard_input, standard_output
from bot.records import MAX_LINE_BYTES, RecordProblem, read_record, result_record

_BOM = b"\xef\xbb\xbf"


@click.command("score")
def command() -> int:
    """Score NDJSON from standard input: one object a line in, one a line out.

    A line is {"id": "1", "title": "...", "summary": "...", "entities": [{"id": "e1", "names": ["..."]}]};
    summary and entities are optional. A line that can't be read gives {"line": N, "error": "..."}; the others
    are still scored, and the exit code is 1.
    """
    return score_lines(standard_input(), standard_output())


def score_lines(source: BinaryIO, target: TextIO) -> int:
    """Score every line of `source` into `target`; returns the exit code."""
    from feeds.scoring.score import Scorer

    scorer = Scorer.load()
    code = 0
    for number, line in _numbered_lines(source):
        try:
            record = read_record(line)
            answer = result_record(
                record.id,
                scorer.score(title=record.title, text=record.summary, entities=record.entities),
            )
        except RecordProblem as problem:
            answer = {"line": number, "error": str(problem)}
            if problem.id is not None:
                answer["id"] = problem.id
            code = 1
        target.write(json.dumps(answer, ensure_ascii=False) + "\n")
        target.flush()
    return code


def _numbered_lines(source: BinaryIO) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(_bounded_lines(source), start=1):
        text = line.removeprefix(_BOM) if number == 1 else line
        if text.strip():
            yield number, text


def _bounded_lines(source: BinaryIO) -> Iterator[bytes]:
    """Yield lines, never holding more of one than the limit and a bit."""
    while line := source.readline(MAX_LINE_BYTES + 2):
        if len(line) > MAX_LINE_BYTES and not line.endswith(b"\n"):
            while (rest := source.readline(MAX_LINE_BYTES)) and not rest.endswith(b"\n"):
                pass
        yield line
