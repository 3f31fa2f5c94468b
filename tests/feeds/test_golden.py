"""Documents as publishers write them, beside what must come out. A bug report becomes two files here."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import pytest

from feeds.parse import parse
from feeds.types.news import Fetched, ParsedFeed

FOLDER = Path(__file__).parent / "golden"
DOCUMENTS = sorted(path for path in FOLDER.iterdir() if not path.name.endswith(".expected.json"))
URL = "https://publisher.example/feeds/news"


def plain(value: object) -> object:
    """JSON for what JSON has no words for."""
    return value.isoformat() if isinstance(value, datetime) else sorted(value)  # type: ignore[call-overload]


def told(parsed: ParsedFeed) -> object:
    """All that is not empty."""
    whole = json.loads(json.dumps(asdict(parsed), default=plain))
    whole["entries"] = [{name: value for name, value in entry.items() if value} for entry in whole["entries"]]
    return {name: value for name, value in whole.items() if value}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_document_is_read_as_expected(path: Path):
    parsed = parse(Fetched(final_url=URL, body=path.read_bytes()))
    assert isinstance(parsed, ParsedFeed)
    assert told(parsed) == json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
