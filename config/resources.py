"""Reads the plain data shipped with the project, from a checkout or an installed package alike."""

from importlib.resources import files
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
