"""Reads the plain data shipped with the project, and what this machine has learnt beside it."""

from importlib.resources import files
from pathlib import Path
from typing import Any


def read_bytes(name: str) -> bytes:
    """Read one file of config/data. Raises FileNotFoundError for a name that is not there."""
    return (files("config.data") / name).read_bytes()


def read_text(name: str) -> str:
    """Read one text file of config/data."""
    return read_bytes(name).decode()


def read_yaml(name: str) -> Any:
    """Read one YAML file of config/data."""
    import yaml  # noqa: PLC0415 - heavy; only the demo and the starter feeds need it

    return yaml.safe_load(read_bytes(name))


def learnt_file(name: str) -> Path:
    """Where this user's own additions to a file of config/data stand."""
    from platformdirs import user_data_path  # noqa: PLC0415 - `--help` needs no folders

    return user_data_path("tickertone", appauthor=False) / name


def read_learnt(name: str) -> str:
    """Read what was learnt; empty when nothing was."""
    file = learnt_file(name)
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def write_learnt(name: str, text: str) -> Path:
    """Replace what was learnt, whole or not at all; returns the file. Raises OSError."""
    file = learnt_file(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{name}.new")
    draft.write_text(text, encoding="utf-8", newline="\n")
    return draft.replace(file)
