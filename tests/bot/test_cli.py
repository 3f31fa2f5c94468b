"""The command line fails in one line, with the documented exit codes, and helps fast."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import COMMANDS, main
from feeds.errors import UsageError


def _run(capsys, *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(list(words))
    said = capsys.readouterr()
    return left.value.code or 0, said.out, said.err


def test_help_lists_every_command(capsys):
    code, out, _ = _run(capsys, "--help")
    assert code == 0
    for name in COMMANDS:
        assert f"  {name} " in out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_helps(capsys, name):
    code, out, _ = _run(capsys, name, "--help")
    assert code == 0
    assert out.startswith(f"Usage: tickertone {name}")


@pytest.mark.parametrize(
    "words", [["nonsense"], ["poll", "--nonsense"], ["tickers", "find"], ["demo", "--port", "x"]]
)
def test_wrong_use_is_one_line_and_exit_code_2(capsys, words):
    code, out, err = _run(capsys, *words)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    assert "--help" in err


def test_a_failure_is_one_line_and_exit_code_1(capsys):
    code, out, err = _run(capsys, "tickers", "find", "zzqqxxyy")
    assert (code, out) == (1, "")
    assert err.startswith("error: ")
    assert err.count("\n") == 1


def test_the_unforeseen_is_one_line_too_and_debug_shows_where(capsys, monkeypatch):
    def break_down(*_args, **_options):
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr("bot.cli.tickertone.main", break_down)
    code, _, err = _run(capsys, "migrate")
    assert code == 1
    assert "--debug" in err
    assert "Traceback" not in err
    with pytest.raises(ZeroDivisionError):
        main(["--debug", "migrate"])


def test_a_sentence_of_ours_is_passed_on_as_it_is(capsys, monkeypatch):
    def refuse(*_args, **_options):
        raise UsageError("That feed is not there.")

    monkeypatch.setattr("bot.cli.tickertone.main", refuse)
    assert _run(capsys, "feeds")[2] == "error: That feed is not there.\n"


@pytest.mark.parametrize("words", [["--help"], *([name, "--help"] for name in COMMANDS)], ids=" ".join)
def test_help_loads_nothing_heavy(words):
    seen = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bot", *words], capture_output=True, text=True, check=True
    )
    loaded = {line.rpartition("|")[2].strip() for line in seen.stderr.splitlines()}
    assert not loaded & {"aiohttp", "alembic", "lxml", "nltk", "numpy", "slack_bolt", "sqlalchemy"}


def test_a_command_that_needs_another_word_shows_its_help(capsys):
    code, _, err = _run(capsys, "feeds")
    assert code == 2
    assert "import" in err
    assert len(err.splitlines()) > 5


@pytest.mark.parametrize(
    "words", [["score"], ["analyze"], ["feeds", "import", "-"], ["import", "-"]], ids=" ".join
)
def test_a_closed_standard_input_is_wrong_use(capsys, monkeypatch, words):
    monkeypatch.setattr(sys, "stdin", None)
    code, out, err = _run(capsys, *words)
    assert (code, out) == (2, "")
    assert "Standard input is closed" in err


@pytest.mark.parametrize(
    ("lines", "code", "out"),
    [
        ("", 0, []),
        ('{"id": "1", "title": "Apple soars \u2603"}\n', 0, ["1"]),
        ('{"id": "1", "title": "Apple soars"}\nnonsense\n', 1, ["1", None]),
    ],
    ids=["nothing", "one line", "a broken line"],
)
def test_score_reads_lines_and_writes_lines_and_nothing_else(lines, code, out):
    seen = subprocess.run(
        [sys.executable, "-m", "bot", "score"],
        input=lines.encode(),
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert (seen.returncode, seen.stderr) == (code, b"")
    assert [json.loads(line).get("id") for line in seen.stdout.decode().splitlines()] == out


def test_a_full_disk_behind_the_output_is_one_line():
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    with Path("/dev/full").open("w") as full:
        seen = subprocess.run(
            [sys.executable, "-m", "bot", "--help"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert seen.returncode == 1
    assert seen.stderr == "error: No space left on device\n"


def test_a_port_that_is_taken_says_what_to_do(capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, _, said = _run(capsys, "demo", "--offline", "--once", "--port", str(port))
    assert code == 1
    assert "already in use; stop what listens there, or choose another port" in said
    assert said.count("\n") == 1


def test_module_and_console_script_are_the_same():
    seen = subprocess.run(
        [sys.executable, "-m", "bot", "--version"], capture_output=True, text=True, check=True
    )
    assert seen.stdout.startswith("tickertone, version ")
